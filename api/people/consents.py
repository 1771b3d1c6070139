"""Chờ đồng ý: what one administrator did alone, and the second person's button."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, show_again
from api.form_binding import run_form
from api.labels import scope_words
from api.people.reading import read_waiting
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.directory.acts.consent_to_grant import ACT as CONSENT_TO_GRANT
from services.domain.directory.acts.consent_to_link import ACT as CONSENT_TO_LINK
from services.domain.directory.appointing import require_consenting
from services.queries.my_work import unit_names
from services.queries.reading import reading

router = APIRouter(prefix="/quan-tri/cho-dong-y")


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Chờ đồng ý: for administrators and the chief of the Office."""
    return await _page(request, services, acting, done=CONSENT_TO_GRANT.done if xong else "")


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(request: Request, form_request: TheFormRequest) -> Response:
        _again(request, form_request)
        await run_form(form_request, act)
        return RedirectResponse("/quan-tri/cho-dong-y?xong=1", HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in (CONSENT_TO_GRANT, CONSENT_TO_LINK):
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


def _again(request: Request, form_request: FormRequest) -> None:
    show_again(request, partial(_page, request, form_request.services, form_request.acting))


async def _page(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    require_consenting(acting.holder)
    waits = await read_waiting(services, acting)
    async with reading(services.engine) as connection:
        units = await unit_names(connection, services.ledger_id)
    return page(
        request,
        "people/consents.html",
        status=problem.status if problem else HTTPStatus.OK,
        waits=waits,
        units=units,
        scope_words=scope_words,
        problem=problem,
        done=done,
    )

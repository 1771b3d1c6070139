"""What people do with an item of the plan: one route runs any act, each one form, one command."""

from collections.abc import Awaitable, Callable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.form_binding import run_form
from api.plan.addresses import address, choice_of
from api.plan.item_page import item_response
from api.plan.page import plan_response
from api.plan.previews import PREVIEW, PREVIEWS, previewed
from api.plan.reading import plan_of_finding
from api.web.addresses import item_stream
from services.domain.act import Act
from services.domain.assignment.acts import ACTS
from services.domain.plan.acts.settle_plan_finding import ACT as SETTLE

router = APIRouter(prefix="/ke-hoach/{code}")
GENERAL: Final = "chung"  # findings about no item in particular are settled on the plan's page
# An item has a form for each product that it asks, for each of the product's frequencies, and for
# each of its measures.
_ONE_OF_SEVERAL: Final = ("deliverable", "frequency", "measure")


def _form(act: Act[Any, Any, Any], form_request: FormRequest) -> str:
    """Which of the page's forms was sent, as the page calls it."""
    typed = form_request.typed
    chosen = (typed.choice(name) for name in _ONE_OF_SEVERAL if name in typed.fields)
    return ":".join((act.slug, *chosen))


def _again(request: Request, form_request: FormRequest, code: str, form: str) -> None:
    given = (request, form_request.services, form_request.acting)
    if code == GENERAL:
        show_again(request, partial(plan_response, *given, refused=form))
    else:
        show_again(request, partial(item_response, *given, code, refused=form))


def _back(code: str, done: str) -> Response:
    return RedirectResponse(f"/ke-hoach/{code}?xong={done}", HTTPStatus.SEE_OTHER)


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(request: Request, form_request: TheFormRequest, code: str) -> Response:
        form = _form(act, form_request)
        _again(request, form_request, code, form)
        if act.name in PREVIEWS and form_request.typed.choice("step") == PREVIEW:
            shown = await previewed(act, form_request, code, form)
            return await item_response(
                request, form_request.services, form_request.acting, code, shown=shown
            )
        await run_form(form_request, act, stream=item_stream(code))
        return _back(code, act.slug)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in ACTS:
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


@router.post(f"/{SETTLE.slug}/{{finding}}")
async def settle_finding(
    request: Request, form_request: TheFormRequest, code: str, finding: str
) -> Response:
    """Giải quyết một điểm cần làm rõ của mục hoặc của cả kế hoạch."""
    _again(request, form_request, code, f"{SETTLE.slug}:{finding}")
    item = None if code == GENERAL else item_stream(code)
    plan = await plan_of_finding(form_request.services, form_request.acting, item, finding)
    await run_form(form_request, SETTLE, stream=plan, item=item, finding=finding)
    if item is None:
        way = address("/ke-hoach", choice_of(request.query_params), SETTLE.slug)
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)
    return _back(code, SETTLE.slug)

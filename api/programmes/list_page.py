"""Chương trình công tác: the list of programmes, and the form that opens a period."""

from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, command_id_of, show_again
from api.programmes import labels
from api.programmes.addresses import LIST, stream_named, way_to
from api.programmes.doing import run_programme_form
from api.programmes.typed_fields import with_ticked
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.instants import YEARS, day_of
from services.domain.programme.acts.open_programme import ACT as OPEN
from services.queries.programme_list import programme_list
from services.queries.reading import reading

router = APIRouter(prefix=LIST)
UNIT: Final = "don-vi."
YEAR: Final = "nam"


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """The programmes, the newest period first."""
    return await list_response(request, services, acting)


@router.post(f"/{{code}}/{OPEN.slug}")
async def open_period(request: Request, form_request: TheFormRequest, code: str) -> Response:
    """Mở đăng ký chương trình công tác của một kỳ."""
    services = form_request.services
    show_again(request, partial(list_response, request, services, form_request.acting))
    ready: FormRequest = with_ticked(form_request, UNIT, "units")
    await run_programme_form(ready, OPEN, stream_named(code), period=code)
    return RedirectResponse(way_to(code, xong=OPEN.slug), HTTPStatus.SEE_OTHER)


async def list_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
) -> Response:
    """The list as it is now; a refused form keeps the units that were ticked. Raises NotFound."""
    today = day_of(acting.now)
    asked = request.query_params.get(YEAR, "")
    year = int(asked) if asked in {str(each) for each in YEARS} else today.year
    async with reading(services.engine) as connection:
        listed = await programme_list(
            connection, services.ledger_id, acting.context, today, min(year, today.year)
        )
    typed = problem.typed if problem else Typed({})
    ticked = {each.removeprefix(UNIT) for each in typed.fields if each.startswith(UNIT)}
    return page(
        request,
        "programmes/list.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=listed,
        openable=[each for periods in listed.to_open.values() for each in periods],
        years=[each for each in listed.years if each != min(year, today.year)],
        year=min(year, today.year),
        this_year=today.year,
        ticked=ticked if problem else set(listed.units),
        labels=labels,
        today=today,
        way_to=way_to,
        open_slug=OPEN.slug,
        unit_mark=UNIT,
        command_id=command_id_of(services, problem),
        problem=problem,
        again=LIST,
    )

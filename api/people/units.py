"""Đơn vị: the ward's units and partners, and who is in charge of each."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, command_ids, show_again
from api.form_binding import run_form
from api.people import units_filter
from api.people.reading import read
from api.web.forms import BadForm, Typed, read_code
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.directory.acts import UNIT_ACTS
from services.domain.directory.acts.register_unit import ACT as REGISTER_UNIT
from services.domain.directory.unit_rules import NO_UNIT
from services.domain.instants import day_of
from services.domain.roles import LEADING
from services.queries.unit_page import unit_page

router = APIRouter(prefix="/quan-tri/don-vi")
OF_ONE = tuple(act for act in UNIT_ACTS if act is not REGISTER_UNIT)


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Đơn vị: the list and the form for a new one."""
    return await units_response(request, services, acting)


async def _form_of_list(request: Request, form_request: TheFormRequest) -> FormRequest:
    """The form for a new unit; refused, the list is shown again with it."""
    show_again(
        request, partial(units_response, request, form_request.services, form_request.acting)
    )
    return form_request


@router.post("")
async def register(form_request: Annotated[FormRequest, Depends(_form_of_list)]) -> Response:
    """Thêm đơn vị. A code is written in capitals whatever was typed."""
    command = await run_form(form_request, REGISTER_UNIT)
    return _to_unit(command.code, REGISTER_UNIT.slug)


@router.get("/{code}")
async def show_unit(
    request: Request, services: TheServices, acting: Viewer, code: str, xong: str = ""
) -> Response:
    """Một đơn vị: its names, and who is in charge of it."""
    return await unit_response(request, services, acting, code, done=xong)


async def _form_of_unit(request: Request, form_request: TheFormRequest, code: str) -> FormRequest:
    """A form about one unit; refused, it is shown again on the unit's page."""
    form = request.url.path.rpartition("/")[2]
    show = partial(unit_response, request, form_request.services, form_request.acting, code)
    show_again(request, partial(show, form=form))
    _code(code)
    return form_request


UnitForm = Annotated[FormRequest, Depends(_form_of_unit)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: UnitForm, code: str) -> Response:
        await run_form(form_request, act, unit=code)
        return _to_unit(code, act.slug)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in OF_ONE:
    router.add_api_route(f"/{{code}}/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


async def units_response(
    request: Request, services: Services, acting: Acting, *, problem: FormProblem | None = None
) -> Response:
    """The list as it is now; a refused form keeps what was typed."""
    directory = await read(services, acting)
    asked = units_filter.asked_for(request.query_params)
    return page(
        request,
        "people/units.html",
        status=problem.status if problem else 200,
        found=directory,
        asked=asked,
        listed=asked.of(directory.units),
        places=units_filter.PLACES,
        command_ids=command_ids(services, (REGISTER_UNIT.slug,), REGISTER_UNIT.slug, problem),
        problem=problem,
        typed=problem.typed if problem else Typed({}),
    )


async def unit_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """One unit as it is now; a refused form keeps what was typed."""
    directory = await read(services, acting)
    today = day_of(acting.now)
    shown = await unit_page(services.ledger, _code(code), today)
    leaders = [
        person
        for person in directory.people
        if any(held.office in LEADING and not held.over for held in person.offices)
    ]
    return page(
        request,
        "people/unit.html",
        status=problem.status if problem else 200,
        shown=shown,
        unit=shown.unit,
        code=shown.unit.registered.code,
        called={shown.unit.registered.code: shown.unit.called},
        usual=replace(shown.unit, head_title="", deputy_title="").called,
        leaders=leaders,
        names={person.person_id: person.name for person in directory.people},
        today=today,
        command_ids=command_ids(services, [act.slug for act in OF_ONE], form, problem),
        refused=form if problem else "",
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _code(code: str) -> str:
    """The code that an address names; raises NotFound."""
    try:
        return read_code(code, label="Đơn vị") or ""
    except BadForm as error:
        raise NO_UNIT.refuse() from error


def _to_unit(code: str, form: str) -> Response:
    return RedirectResponse(f"/quan-tri/don-vi/{code}?xong={form}", HTTPStatus.SEE_OTHER)


_DONE = {act.slug: act.done for act in UNIT_ACTS}

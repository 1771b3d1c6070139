"""Một chương trình công tác: its rows as on paper, what is to be decided on, what can be done."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, command_ids, show_again
from api.programmes import labels
from api.programmes.addresses import LIST, stream_named, way_to
from api.programmes.doing import run_programme_form
from api.programmes.row_form import FOLDED, LAST, begun, candidates_of, choices_of, filled
from api.programmes.shown import read_programme
from api.programmes.typed_fields import with_codes, with_order, with_ticked, with_whole_day
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.directive.authority import may_see_directives
from services.domain.instants import day_of
from services.domain.programme.acts import ACTS
from services.domain.programme.acts.add_row import ACT as ADD
from services.domain.programme.acts.amend_row import ACT as AMEND
from services.domain.programme.acts.carry_row import ACT as CARRY
from services.domain.programme.acts.drop_row import ACT as DROP
from services.domain.programme.acts.drop_row import made_here
from services.domain.programme.acts.merge_rows import ACT as MERGE
from services.domain.programme.acts.move_row import ACT as MOVE
from services.domain.programme.acts.open_programme import ACT as OPEN
from services.domain.programme.acts.order_rows import ACT as ORDER
from services.domain.programme.acts.register_row import ACT as REGISTER
from services.domain.programme.acts.strike_row import ACT as STRIKE
from services.domain.programme.acts.withdraw_row import ACT as WITHDRAW
from services.domain.programme.periods import period_of
from services.queries.admin_page import unit_rows
from services.queries.programme_views import ProgrammePage, ProgrammeRowLine
from services.queries.reading import reading

router = APIRouter(prefix=LIST + "/{code}")
TICK: Final = "chon."
_HERE: Final = tuple(act for act in ACTS if act is not OPEN)
_FORMS: Final = tuple(act.slug for act in _HERE)
_DONE: Final = {act.slug: act.done for act in ACTS}
# Forms with units that are typed by letters, and forms about the one row that is opened.
_ASKING: Final = (REGISTER, AMEND, ADD)
_OF_A_ROW: Final = (AMEND, WITHDRAW, STRIKE, MOVE, DROP, CARRY)
_NEXT: Final = "nhap-tiep"


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, code: str, *, xong: str = ""
) -> Response:
    """The programme as it stands now."""
    return await programme_response(request, services, acting, code, done=xong)


async def _form_of_programme(
    request: Request, form_request: TheFormRequest, code: str
) -> FormRequest:
    """A form about a programme; refused, it is shown again on the programme's page."""
    form = request.url.path.rpartition("/")[2]
    show = partial(programme_response, request, form_request.services, form_request.acting, code)
    show_again(request, partial(show, form=form))
    return form_request


ProgrammeForm = Annotated[FormRequest, Depends(_form_of_programme)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: ProgrammeForm, code: str) -> Response:
        ready = await _ready(form_request, act, code)
        command = await run_programme_form(ready, act, stream_named(code))
        # Whoever named no unit to register for names none for the next row either.
        after = Typed({**ready.typed.fields, "unit": form_request.typed.get("unit")})
        return RedirectResponse(_way_after(act, code, after, command), HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in _HERE:
    router.add_api_route(f"/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


async def _ready(form_request: FormRequest, act: Act[Any, Any, Any], code: str) -> FormRequest:
    """The form as the act reads it: codes for letters, whole days, ticked rows in one field."""
    if act is MERGE:
        return with_ticked(form_request, TICK, "rows")
    if act is ORDER:
        return replace(form_request, typed=with_order(form_request.typed))
    period = period_of(code)
    if act is CARRY and period is not None:
        period = period.following
    form_request = replace(form_request, typed=with_whole_day(form_request.typed, period))
    if act in _ASKING:
        services = form_request.services
        async with reading(services.engine) as connection:
            rows = await unit_rows(connection, services.ledger_id)
        units = {unit.code: unit.name for unit in rows}
        return with_codes(form_request, units, registers=act is REGISTER)
    return form_request


def _way_after(act: Act[Any, Any, Any], code: str, typed: Typed, command: Any) -> str:
    """Where somebody goes on: to the next row, to the row that was changed, else to the top."""
    if act in (REGISTER, ADD) and typed.choice("tiep") == _NEXT:
        # To no place of the page: a browser leaves the field that is to be typed in otherwise.
        kept = {name: typed.choice(name) for name in LAST}
        return way_to(code, xong=act.slug, tiep=act.slug, **kept)
    if act in (AMEND, MOVE):
        return way_to(code, at=f"dong-{command.row}", xong=act.slug)
    moved = typed.choice("len") or typed.choice("xuong") or typed.choice("dong")
    if act is ORDER and moved in command.rows:
        return way_to(code, at=f"dong-{moved}", xong=act.slug)
    return way_to(code, xong=act.slug)


async def programme_response(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    form: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The page as it is now; a refused form keeps what was typed. Raises NotFound."""
    shown = await read_programme(services, acting, stream_named(code))
    choices = await choices_of(services, acting)
    candidates = await candidates_of(services, acting, shown, choices)
    typed = problem.typed if problem else Typed({})
    refused = form if problem else ""
    opened = _opened(request, shown, typed, refused)
    return page(
        request,
        "programmes/page.html",
        status=problem.status if problem else HTTPStatus.OK,
        found=shown,
        programme=shown.programme,
        parts=labels.parts_once(shown),
        opened=opened,
        entries=_entries(begun(request.query_params, choices), opened, typed, refused),
        choices=choices,
        candidates=candidates,
        folded=FOLDED,
        made_here=made_here,
        may_open_source=may_see_directives(acting.rules.policy, acting.holder),
        labels=labels,
        way_to=way_to,
        today=day_of(acting.now),
        command_ids=command_ids(services, _FORMS, form, problem),
        going_on=request.query_params.get("tiep", ""),
        refused=refused,
        problem=problem,
        typed=typed,
        blank=Typed({}),
        ticked={name.removeprefix(TICK) for name in typed.fields if name.startswith(TICK)},
        done=_DONE.get(done, ""),
        again=way_to(code),
    )


def _opened(
    request: Request, shown: ProgrammePage, typed: Typed, refused: str
) -> ProgrammeRowLine | None:
    """The row whose forms are open: the one that was refused, or that the address names."""
    of_a_row = refused in {act.slug for act in _OF_A_ROW}
    number = typed.choice("row") if of_a_row else request.query_params.get("sua", "")
    if refused == ORDER.slug:
        number = typed.choice("dong")
    return next((line for line in shown.rows if str(line.row.number) == number), None)


def _entries(
    first: Typed, opened: ProgrammeRowLine | None, typed: Typed, refused: str
) -> dict[str, Typed]:
    """What each form of a row holds, by its slug: what was typed, else what it begins with."""
    entries = {REGISTER.slug: first, ADD.slug: first}
    if opened is not None:
        entries[AMEND.slug] = filled(opened)
    if refused in entries:
        entries[refused] = typed
    return entries

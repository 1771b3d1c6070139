"""Kiến nghị kiểm tra: the list, the form of a new one, and each one's own page."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, viewing_of
from api.errors import FormProblem, command_id_of, command_ids, show_again
from api.form_binding import run_form
from api.inspection import finding_labels
from api.inspection.addresses import FINDINGS, stream_named, way_to
from api.log import labels as log_phrases
from api.reading_rights import require_reading
from api.web.addresses import is_task_name
from api.web.filters import ROWS_A_PAGE, page_number
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.act import Act
from services.domain.drawn_codes import drawn_code
from services.domain.inspection.acts import ACTS
from services.domain.inspection.acts.open_finding import ACT as OPEN
from services.domain.inspection.events import inspection_stream
from services.domain.inspection.terms import InspectionStage
from services.domain.instants import day_of
from services.queries.inspection_page import inspection_page
from services.queries.inspections import InspectionFilter, inspection_list
from services.queries.log_choices import log_choices
from services.queries.log_rights import Reader
from services.queries.my_work import unit_names
from services.queries.reading import reading
from services.queries.stretch import Stretch
from services.queries.task_timeline import task_named
from services.queries.units import units_that_lead

router = APIRouter(prefix=FINDINGS)
_HERE: Final = tuple(act for act in ACTS if act is not OPEN)
_FORMS: Final = tuple(act.slug for act in _HERE)
_DONE: Final = {act.slug: act.done for act in ACTS}
_STAGES: Final = {each.value: each for each in InspectionStage}


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """The findings that this person may see, the newest first."""
    require_reading(acting.holder)
    viewing = await viewing_of(services, acting)
    number = page_number(request.query_params)
    async with reading(services.engine) as connection:
        units = await unit_names(connection, services.ledger_id)
        asked = filter_of(request.query_params, units)
        listed = await inspection_list(
            connection, services.ledger, viewing, asked, Stretch.of_page(number, ROWS_A_PAGE)
        )
    return page(
        request,
        "inspection/findings.html",
        listed=listed,
        asked=asked,
        units=units,
        number=number,
        more=number * ROWS_A_PAGE < listed.total,
        labels=finding_labels,
        way_to=way_to,
        today=viewing.today,
        may_open=OPEN.offered(None, acting.context) is not None,
    )


def filter_of(given: Mapping[str, str], units: Mapping[str, str]) -> InspectionFilter:
    """The filter of an address; what is no filter of ours asks for everything."""
    unit = given.get("don-vi", "")
    return InspectionFilter(
        stage=_STAGES.get(given.get("tinh-trang", "")), unit=unit if unit in units else None
    )


@router.get("/lap")
async def show_form(request: Request, services: TheServices, acting: Viewer) -> Response:
    """The form of a new finding, begun with what the address names."""
    kept = {name: request.query_params.get(name, "") for name in ("subject", "period", "unit")}
    return await form_response(request, services, acting, typed=Typed(kept))


@router.post("/lap")
async def open_finding(request: Request, form_request: TheFormRequest) -> Response:
    """Lập một kiến nghị. Its code is made of the form's own id: once is once."""
    services, acting = form_request.services, form_request.acting
    show_again(request, partial(form_response, request, services, acting))
    code = drawn_code(OPEN.name, form_request.typed.command_id(), day_of(acting.now))
    await run_form(form_request, OPEN, stream=inspection_stream(code))
    return RedirectResponse(way_to(code, xong=OPEN.slug), HTTPStatus.SEE_OTHER)


async def form_response(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
    typed: Typed | None = None,
) -> Response:
    """The form as it is filled in; raises NotAllowed for who may not open a finding."""
    OPEN.offer(None, acting.context)
    typed = problem.typed if problem else typed or Typed({})
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        units = await units_that_lead(connection, services.ledger_id)
        choices = await log_choices(connection, services.ledger, reader)
        subject = typed.choice("subject")
        task = await task_named(connection, reader, subject) if is_task_name(subject) else None
    return page(
        request,
        "inspection/open.html",
        status=problem.status if problem else HTTPStatus.OK,
        units=units if task is None else {each: units.get(each, each) for each in task.owing},
        choices=choices,
        task=task,
        log_phrases=log_phrases,
        command_id=command_id_of(services, problem),
        problem=problem,
        typed=typed,
        again=f"{FINDINGS}/lap",
    )


@router.get("/{code}")
async def show_finding(
    request: Request, services: TheServices, acting: Viewer, code: str, *, xong: str = ""
) -> Response:
    """The finding as it stands now; raises NotFound."""
    return await finding_response(request, services, acting, code, done=xong)


async def _form_of_finding(
    request: Request, form_request: TheFormRequest, code: str
) -> FormRequest:
    """A form about a finding; refused, it is shown again on the finding's page."""
    form = request.url.path.rpartition("/")[2]
    show = partial(finding_response, request, form_request.services, form_request.acting, code)
    show_again(request, partial(show, form=form))
    return form_request


FindingForm = Annotated[FormRequest, Depends(_form_of_finding)]


def _route(act: Act[Any, Any, Any]) -> Callable[..., Awaitable[Response]]:
    async def run(form_request: FindingForm, code: str) -> Response:
        await run_form(form_request, act, stream=stream_named(code))
        return RedirectResponse(way_to(code, xong=act.slug), HTTPStatus.SEE_OTHER)

    run.__doc__ = f"{act.said.capitalize()}."
    return run


for _act in _HERE:
    router.add_api_route(f"/{{code}}/{_act.slug}", _route(_act), methods=["POST"], name=_act.name)


async def finding_response(
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
    stream = stream_named(code)
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        shown = await inspection_page(connection, services.ledger, stream, viewing, acting.context)
    return page(
        request,
        "inspection/finding.html",
        status=problem.status if problem else HTTPStatus.OK,
        shown=shown,
        finding=shown.finding,
        forms=[act for act in _HERE if act.slug in shown.offers],
        labels=finding_labels,
        way_to=way_to,
        today=viewing.today,
        command_ids=command_ids(services, _FORMS, form, problem),
        refused=form if problem else "",
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
        again=way_to(code),
    )

"""Giao trong đơn vị nhiều việc: a head names one person of the unit for several tasks."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.bulk import CHOSEN, MOST_AT_ONCE, carried_out, chosen_of, previewed
from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, viewing_of
from api.errors import FormProblem, show_again
from api.labels import titles
from api.web.forms import Typed
from api.web.pages import page
from api.work import labels
from services.commands.acting import Acting
from services.domain.instants import day_of
from services.domain.roles import SIGNING, Holder
from services.domain.task.acts.name_specialist import ACT as NAME
from services.domain.task.rules import NOT_OWING_HEAD
from services.domain.task.specialists import named_specialists
from services.queries.colleagues import colleagues, names_of
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.work_filter import narrowed, people_of, periods_of
from services.queries.work_views import WorkRow

router = APIRouter(prefix=labels.NAMING)
_DONE: Final = "xong"


@router.get("")
async def choose(
    request: Request, services: TheServices, acting: Viewer, chon: str = "", xong: str = ""
) -> Response:
    """Giao trong đơn vị: the unit's tasks that fit the address, those without anybody first."""
    _require_head(acting.holder)
    viewing = await viewing_of(services, acting)
    asked = labels.asked_of(request.query_params)
    async with reading(services.engine) as connection:
        everything = await my_work(connection, services.ledger_id, viewing)
        people = await names_of(connection, services.ledger, people_of(everything))
    work = narrowed(everything, asked, titles.named)
    rows = [row for group in work.groups for row in group.rows if _is_offered(row, acting)]
    rows.sort(key=lambda row: (not row.unnamed, row.task.due_on, row.task.stream))
    return page(
        request,
        "work/name.html",
        rows=rows[:MOST_AT_ONCE],
        found=len(rows),
        ids={row.task.stream: str(services.randomness.new_id()) for row in rows[:MOST_AT_ONCE]},
        everything=chon == "tat-ca",
        done=f"Đã giao {int(xong)} việc trong đơn vị." if _is_count(xong) else "",
        asked=asked,
        people=people,
        specialists=named_specialists,
        units=work.units,
        period_choices=periods_of(everything),
        labels=labels,
        chosen_prefix=CHOSEN,
    )


@router.post("")
async def preview(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: which of the selected tasks will be given to somebody, and why not the others."""
    _require_head(form_request.acting.holder)
    return await _preview(request, form_request, chosen_of(form_request.typed))


@router.post("/ghi")
async def name(request: Request, form_request: TheFormRequest) -> Response:
    """Giao các việc đã chọn: each one its own command; who is refused stays on the page."""
    _require_head(form_request.acting.holder)
    chosen = chosen_of(form_request.typed)

    async def again(*, problem: FormProblem) -> Response:
        return await _preview(request, form_request, chosen, problem=problem)

    show_again(request, again)
    refused = await carried_out(form_request, NAME, chosen)
    done = len(chosen) - len(refused)
    if refused:
        left = {stream: chosen[stream] for stream in refused}
        return await _preview(request, form_request, left, refused=refused, done=done)
    return RedirectResponse(f"{labels.NAMING}?{_DONE}={done}", HTTPStatus.SEE_OTHER)


def _require_head(holder: Holder) -> None:
    """Only who signs for a unit gives its work to its people; raises NotAllowed."""
    if holder.find(SIGNING) is None:
        raise NOT_OWING_HEAD.refuse()


def _is_offered(row: WorkRow, acting: Acting) -> bool:
    return NAME.offered(row.task, acting.context) is not None


def _is_count(said: str) -> bool:
    return said.isascii() and said.isdigit() and len(said) < len("1000")


async def _preview(
    request: Request,
    form_request: FormRequest,
    chosen: Mapping[str, UUID],
    *,
    problem: FormProblem | None = None,
    refused: Mapping[str, str] | None = None,
    done: int = 0,
) -> Response:
    found = await previewed(form_request, NAME, chosen, refused)
    return page(
        request,
        "work/name_preview.html",
        status=problem.status if problem else HTTPStatus.CONFLICT if refused else HTTPStatus.OK,
        ready=found.ready,
        left=found.left,
        any_restricted=found.any_restricted,
        any_open=found.any_open,
        done=f"Đã giao {done} việc trong đơn vị." if done else "",
        people=await _people(form_request.services, form_request.acting),
        typed=problem.typed if problem else Typed({}),
        problem=problem,
        labels=labels,
        chosen_prefix=CHOSEN,
    )


async def _people(services: Services, acting: Acting) -> Mapping[str, str]:
    """Who works in the units for which this person signs."""
    units = {held.unit for held in acting.holder.offices if held.office in SIGNING and held.unit}
    async with reading(services.engine) as connection:
        return await colleagues(connection, services.ledger, units, day_of(acting.now))

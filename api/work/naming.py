"""Giao trong đơn vị nhiều việc: a head names one person of the unit for several tasks."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.bulk import CHOSEN, MOST_AT_ONCE, BulkPage, ticked_of
from api.context import FormRequest, Services, TheFormRequest, TheServices, Viewer, viewing_of
from api.errors import FormProblem, show_again
from api.labels import titles
from api.web.filters import small_count
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
from services.queries.work_filter import WorkFilter, narrowed, people_of, periods_of, units_of
from services.queries.work_views import WorkRow

router = APIRouter(prefix=labels.NAMING)
_DONE: Final = "xong"


@router.get("")
async def choose(
    request: Request, services: TheServices, acting: Viewer, chon: str = "", xong: str = ""
) -> Response:
    """Giao trong đơn vị: the unit's tasks that fit the address, those without anybody first."""
    _require_head(acting.holder)
    asked = labels.asked_of(request.query_params)
    given = small_count(xong)
    done = "" if given is None else _said(given)
    everything = chon == labels.EVERYTHING
    return await _list(request, services, acting, asked, everything=everything, done=done)


@router.post("")
async def preview(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: which of the selected tasks will be given to somebody, and why not the others."""
    _require_head(form_request.acting.holder)

    async def again(*, problem: FormProblem) -> Response:
        asked = labels.asked_of(form_request.typed.fields)
        return await _list(
            request, form_request.services, form_request.acting, asked, problem=problem
        )

    show_again(request, again)
    return await _PAGE.preview(request, form_request)


@router.post("/ghi")
async def name(request: Request, form_request: TheFormRequest) -> Response:
    """Giao các việc đã chọn: each one its own command; who is refused stays on the page."""
    _require_head(form_request.acting.holder)
    asked = labels.asked_of(form_request.typed.fields)

    def named_ones(done: int) -> str:
        return labels.naming_address(asked, {_DONE: str(done)})

    return await _PAGE.carry_out(request, form_request, named_ones)


async def _list(
    request: Request,
    services: Services,
    acting: Acting,
    asked: WorkFilter,
    *,
    everything: bool = False,
    done: str = "",
    problem: FormProblem | None = None,
) -> Response:
    """The list as it is now; a selection that was not accepted keeps its ticks and its ids."""
    viewing = await viewing_of(services, acting)
    async with reading(services.engine) as connection:
        mine = await my_work(connection, services.ledger_id, viewing)
        people = await names_of(connection, services.ledger, people_of(mine))
    work = narrowed(mine, asked, titles.named)
    rows = [row for group in work.groups for row in group.rows if _is_offered(row, acting)]
    rows.sort(key=lambda row: (not row.unnamed, row.task.by_due_day, row.task.stream))
    ids = {row.task.stream: str(services.randomness.new_id()) for row in rows[:MOST_AT_ONCE]}
    kept = ticked_of(problem.typed) if problem else {}
    return page(
        request,
        "work/name.html",
        status=problem.status if problem else HTTPStatus.OK,
        rows=rows[:MOST_AT_ONCE],
        found=len(rows),
        ids={**ids, **kept},
        ticked=ids if everything else kept,
        done=done,
        problem=problem,
        asked=asked,
        hidden=labels.sent(asked),
        people=people,
        specialists=named_specialists,
        unit_choices=units_of(mine),
        units=work.units,
        period_choices=periods_of(mine),
        labels=labels,
        chosen_prefix=CHOSEN,
    )


def _require_head(holder: Holder) -> None:
    """Only who signs for a unit gives its work to its people; raises NotAllowed."""
    if holder.find(SIGNING) is None:
        raise NOT_OWING_HEAD.refuse()


def _is_offered(row: WorkRow, acting: Acting) -> bool:
    return NAME.offered(row.task, acting.context) is not None


def _said(done: int) -> str:
    return f"Đã giao {done} việc trong đơn vị."


async def _shown(form_request: FormRequest) -> Mapping[str, object]:
    return {
        "people": await _people(form_request.services, form_request.acting),
        "hidden": labels.sent(labels.asked_of(form_request.typed.fields)),
        "labels": labels,
    }


async def _people(services: Services, acting: Acting) -> Mapping[str, str]:
    """Who works in the units for which this person signs."""
    units = {held.unit for held in acting.holder.offices if held.office in SIGNING and held.unit}
    async with reading(services.engine) as connection:
        return await colleagues(connection, services.ledger, units, day_of(acting.now))


_PAGE: Final = BulkPage(act=NAME, template="work/name_preview.html", shown=_shown, said=_said)

"""Một mục của kế hoạch: its words, periods, findings; the Office sets what is asked and when."""

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, House, TheDesk, TheHouse, Viewer, may, require_overseeing, viewing_of
from api.errors import Problem, command_ids, show_again
from api.forms import BadForm, Typed
from api.pages import page
from api.plan_desk import address, choice_of, turned_of
from api.routes.plan import plan_response
from services.domain.assignment.decider import SetDueRule, SetFrequency
from services.domain.assignment.events import DueRule, assignment_stream
from services.domain.assignment.falling_due import said
from services.domain.calendar import Frequency
from services.domain.errors import NotFound
from services.domain.instants import day_of
from services.domain.plan.findings import SettlePlanFinding
from services.handlers.accounts import Acting
from services.queries.admin_page import unit_rows
from services.queries.plan_board import PlanItemPage, active_plan_stream, plan_item_page
from services.queries.reading import reading

router = APIRouter()
GENERAL: Final = "chung"  # findings about no item in particular are settled on the plan's page
_CODE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")
_MOST_CHARACTERS = 100
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s*/\s*(\d{1,2})")
_DAYS = re.compile(r"\d{1,4}", re.ASCII)

PREVIEW: Final = "xem"  # the button that shows the days and keeps nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A form that was looked at before it is sent: what was typed, and the days it means."""

    form: str
    typed: Typed
    coming: str


@router.get("/ke-hoach/{code}")
async def show(
    request: Request, house: TheHouse, acting: Viewer, code: str, xong: str = ""
) -> Response:
    """Một mục: câu chữ của văn bản, chỉ số, các kỳ, điểm cần làm rõ."""
    return await item_response(request, house, acting, code, done=xong)


@router.post("/ke-hoach/{code}/tan-suat")
async def set_frequency(request: Request, desk: TheDesk, code: str) -> Response:
    """Đặt tần suất báo cáo của một sản phẩm."""
    name = desk.typed.choice("deliverable")
    _again(request, desk, code, f"tan-suat:{name}")
    chosen = tuple(one.value for one in Frequency if desk.typed.get(f"frequency.{one.value}"))
    stream = item_stream(code)
    command = SetFrequency(stream=stream, deliverable=name, frequencies=chosen)
    await desk.house.plans.set_frequency(desk.wish("set-frequency", stream), command)
    return _back(code, "tan-suat")


@router.post("/ke-hoach/{code}/han")
async def set_due_rule(request: Request, desk: TheDesk, code: str) -> Response:
    """Đặt cách tính hạn của một sản phẩm."""
    name, frequency = desk.typed.choice("deliverable"), desk.typed.choice("frequency")
    _again(request, desk, code, f"han:{name}:{frequency}")
    stream = item_stream(code)
    command = SetDueRule(
        stream=stream, deliverable=name, frequency=frequency, due=_due_rule(desk.typed)
    )
    wish = desk.wish("set-due-rule", stream)
    if desk.typed.choice("step") == PREVIEW:
        coming = await desk.house.plans.due_by(wish, command)
        shown = Shown(form=f"han:{name}:{frequency}", typed=desk.typed, coming=said(coming))
        return await item_response(request, desk.house, desk.acting, code, shown=shown)
    await desk.house.plans.set_due_rule(wish, command)
    return _back(code, "han")


@router.post("/ke-hoach/{code}/diem/{finding}")
async def settle_finding(request: Request, desk: TheDesk, code: str, finding: str) -> Response:
    """Giải quyết một điểm cần làm rõ của mục hoặc của cả kế hoạch."""
    _again(request, desk, code, f"diem:{finding}")
    item = None if code == GENERAL else item_stream(code)
    plan = await plan_of_finding(desk.house, desk.acting, item, finding)
    words = desk.words()
    decision = words.need(desk.typed.get("decision"), label="Quyết định", field="decision")
    command = SettlePlanFinding(stream=plan, item=item, finding=finding, decision=decision)
    wish = desk.wish("settle-plan-finding", f"{item}/{finding}", words)
    await desk.house.plans.settle_finding(wish, command)
    if item is None:
        way = address("/ke-hoach", choice_of(request.query_params), "diem")
        return RedirectResponse(way, HTTPStatus.SEE_OTHER)
    return _back(code, "diem")


def _again(request: Request, desk: Desk, code: str, form: str) -> None:
    async def again(problem: Problem) -> Response:
        if code == GENERAL:
            return await plan_response(
                request, desk.house, desk.acting, refused=form, problem=problem
            )
        return await item_response(
            request, desk.house, desk.acting, code, refused=form, problem=problem
        )

    show_again(request, again)


def _back(code: str, done: str) -> Response:
    return RedirectResponse(f"/ke-hoach/{code}?xong={done}", HTTPStatus.SEE_OTHER)


def item_stream(code: str) -> str:
    """The stream of an item that an address names; raises NotFound."""
    if len(code) > _MOST_CHARACTERS or not _CODE.fullmatch(code):
        raise NotFound("no-assignment", "Không có mục này trong kế hoạch.")
    return assignment_stream(code)


def _due_rule(typed: Typed) -> DueRule | None:
    """Two blanks are the ordinary rule; raises BadForm."""
    after, days = typed.choice("after"), typed.choice("days")
    if not after and not days:
        return None
    match = _DAY_OF_YEAR.fullmatch(after)
    if not after or not days:
        raise BadForm(
            "field-due-rule",
            "Cách tính hạn: Nhập cả hai ô, hoặc để trống cả hai.",
            field="days" if after else "after",
        )
    if match is None:
        raise BadForm(
            "field-day-of-year",
            f"Sau ngày: “{after:.40}” không phải là ngày/tháng. Ví dụ: 31/01.",
            field="after",
        )
    if not _DAYS.fullmatch(days):
        raise BadForm(
            "field-days",
            f"Số ngày làm việc: “{days:.40}” không phải là số ngày. Ví dụ: 20.",
            field="days",
        )
    return DueRule(
        after_month=int(match.group(2)),
        after_day=int(match.group(1)),
        working_days_after_issue=int(days),
    )


async def plan_of_finding(house: House, acting: Acting, item: str | None, finding: str) -> str:
    """The plan whose finding it is; `item` is the stream of the item it was met at, if any.

    Raises NotFound, and NotAllowed for who may not see the plan: nobody else is told what it
    leaves open.
    """
    require_overseeing(acting.holder)
    if item is None:
        return await active_plan_stream(house.ledger, finding)
    return (await read_item(house, acting, item)).line.item.opened.plan_stream


async def read_item(
    house: House, acting: Acting, stream: str, year: int | None = None
) -> PlanItemPage:
    """An item for those who see the whole plan; without a year with all its periods.

    Raises NotAllowed, NotFound.
    """
    require_overseeing(acting.holder)
    viewing = await viewing_of(house, acting)
    async with reading(house.engine) as connection:
        return await plan_item_page(connection, house.ledger, stream, viewing, year)


async def item_response(
    request: Request,
    house: House,
    acting: Acting,
    code: str,
    *,
    refused: str = "",
    problem: Problem | None = None,
    done: str = "",
    shown: Shown | None = None,
) -> Response:
    """The item as it is now; a refused form keeps what was typed. Raises NotAllowed, NotFound."""
    year = turned_of(request.query_params).year or day_of(acting.now).year
    found = await read_item(house, acting, item_stream(code), year)
    async with reading(house.engine) as connection:
        units = await unit_rows(connection, house.ledger_id)
    return page(
        request,
        "plan_item.html",
        status=problem.status if problem else 200,
        found=found,
        line=found.line,
        year=year,
        item=found.line.item,
        names={unit.code: unit.name for unit in units},
        may_arrange=may(acting, acting.rules.policy.authorities.set_frequency)
        and not found.line.item.closed,
        may_name=may(acting, acting.rules.policy.authorities.name_lead),
        command_ids=command_ids(house, _forms(found), refused, problem),
        refused=shown.form if shown else refused,
        shown=shown,
        problem=problem,
        again=f"/ke-hoach/{code}",
        typed=problem.typed if problem else shown.typed if shown else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _forms(found: PlanItemPage) -> list[str]:
    item = found.line.item
    asked = item.deliverables
    findings = () if item.restricted else found.findings
    return [
        *(f"tan-suat:{one.name}" for one in asked),
        *(f"han:{one.name}:{one.frequency}" for one in asked),
        *(f"diem:{one.finding.code}" for one in findings),
    ]


_DONE = {
    "tan-suat": "Đã đặt tần suất. Kỳ hiện tại sẽ được giao ngay; việc đã giao giữ nguyên.",
    "han": "Đã đặt cách tính hạn. Việc đã giao giữ nguyên hạn.",
    "diem": "Đã ghi quyết định.",
}

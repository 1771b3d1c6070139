"""Một mục của kế hoạch: its words, periods, findings; the Office sets what is asked and when."""

import re
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, House, TheDesk, TheHouse, Viewer, require_overseeing
from api.errors import Problem, show_again
from api.forms import COMMAND_ID, BadForm, Typed
from api.pages import page
from api.routes.plan import plan_response
from services.domain.assignment.decider import NAMING, SetDueRule, SetFrequency
from services.domain.assignment.events import DueRule, assignment_stream
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
    stream = _stream(code)
    command = SetFrequency(stream=stream, deliverable=name, frequencies=chosen)
    await desk.house.plans.set_frequency(desk.wish("set-frequency", stream), command)
    return _back(code, "tan-suat")


@router.post("/ke-hoach/{code}/han")
async def set_due_rule(request: Request, desk: TheDesk, code: str) -> Response:
    """Đặt cách tính hạn của một sản phẩm."""
    name, frequency = desk.typed.choice("deliverable"), desk.typed.choice("frequency")
    _again(request, desk, code, f"han:{name}:{frequency}")
    stream = _stream(code)
    command = SetDueRule(
        stream=stream, deliverable=name, frequency=frequency, due=_due_rule(desk.typed)
    )
    await desk.house.plans.set_due_rule(desk.wish("set-due-rule", stream), command)
    return _back(code, "han")


@router.post("/ke-hoach/{code}/diem/{finding}")
async def settle_finding(request: Request, desk: TheDesk, code: str, finding: str) -> Response:
    """Giải quyết một điểm cần làm rõ của mục hoặc của cả kế hoạch."""
    _again(request, desk, code, f"diem:{finding}")
    require_overseeing(desk.acting.holder)  # first: nobody else is told what the plan leaves open
    item = None if code == GENERAL else _stream(code)
    if item is None:
        plan = await active_plan_stream(desk.house.ledger, finding)
    else:
        plan = (await _read(desk.house, desk.acting, code)).line.item.opened.plan_stream
    words = desk.words()
    decision = words.need(desk.typed.get("decision"), label="Quyết định")
    command = SettlePlanFinding(stream=plan, item=item, finding=finding, decision=decision)
    wish = desk.wish("settle-plan-finding", f"{item}/{finding}", words)
    await desk.house.plans.settle_finding(wish, command)
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
    path = "/ke-hoach" if code == GENERAL else f"/ke-hoach/{code}"
    return RedirectResponse(f"{path}?xong={done}", HTTPStatus.SEE_OTHER)


def _stream(code: str) -> str:
    if len(code) > _MOST_CHARACTERS or not _CODE.fullmatch(code):
        raise NotFound("no-assignment", "Không có mục này trong kế hoạch.")
    return assignment_stream(code)


def _due_rule(typed: Typed) -> DueRule | None:
    """Two blanks are the ordinary rule; raises BadForm."""
    after, days = typed.choice("after"), typed.choice("days")
    if not after and not days:
        return None
    match = _DAY_OF_YEAR.fullmatch(after)
    if match is None:
        raise BadForm(
            "field-day-of-year",
            f"Sau ngày: “{after:.40}” không phải là ngày/tháng. Ví dụ: 31/01.",
        )
    if not _DAYS.fullmatch(days):
        raise BadForm(
            "field-days", f"Số ngày làm việc: “{days:.40}” không phải là số ngày. Ví dụ: 20."
        )
    return DueRule(
        after_month=int(match.group(2)),
        after_day=int(match.group(1)),
        working_days_after_issue=int(days),
    )


async def _read(house: House, acting: Acting, code: str) -> PlanItemPage:
    require_overseeing(acting.holder)
    async with reading(house.engine) as connection:
        return await plan_item_page(connection, house.ledger, _stream(code), day_of(acting.now))


async def item_response(
    request: Request,
    house: House,
    acting: Acting,
    code: str,
    *,
    refused: str = "",
    problem: Problem | None = None,
    done: str = "",
) -> Response:
    """The item as it is now; a refused form keeps what was typed. Raises NotAllowed, NotFound."""
    found = await _read(house, acting, code)
    async with reading(house.engine) as connection:
        units = await unit_rows(connection, house.ledger_id)
    ids = {form: str(house.edges.new_id()) for form in _forms(found)}
    if problem is not None and not problem.new_command and refused in ids:
        ids[refused] = problem.typed.get(COMMAND_ID) or ids[refused]
    return page(
        request,
        "plan_item.html",
        status=problem.status if problem else 200,
        found=found,
        line=found.line,
        item=found.line.item,
        names={unit.code: unit.name for unit in units},
        may_arrange=acting.holder.find(NAMING) is not None and not found.line.item.closed,
        may_name=acting.holder.find(NAMING) is not None,
        command_ids=ids,
        refused=refused,
        problem=problem,
        typed=problem.typed if problem else Typed({}),
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

"""Đề nghị phối hợp: the lead asks a supporting unit for its contribution, by a day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, TypedText, UnitCode
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.authority import require_worker
from services.domain.task.contribution_rights import (
    NOTHING_TO_CONTRIBUTE,
    UNIT_OWES_NOTHING,
    owing_units,
    require_owing,
)
from services.domain.task.contributions import AskedContribution
from services.domain.task.rules import NOT_LEAD_UNIT, RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task

ASKED_DAY: Final = Rule(
    code="contribution-day",
    sentence=(
        "Ngày đề nghị phải từ hôm nay và không sau hạn của việc ({due}). Hãy sửa ngày; nếu việc "
        "cần thêm thời gian thì xin gia hạn."
    ),
    brief="ngày đề nghị phối hợp ngoài khoảng cho phép",
    fields=("by_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContribution:
    """Đề nghị một đơn vị phối hợp gửi nội dung, trước hết một ngày."""

    stream: str
    unit: Annotated[
        str,
        UnitCode(label="Đơn vị phối hợp", example="VHXH", known="task/supporting_units/0"),
    ]
    by_on: Annotated[date, DayField(label="Gửi trước hết ngày", example="2026-12-10")]
    note: Annotated[
        TextRef | None,
        TypedText(label="Nội dung cần phối hợp", example="Số hộ đã ký cam kết của từng tổ."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionRequested:
    """Đề nghị phối hợp: the lead asked a supporting unit; the unit's own last day stays.

    A restricted task has no words.
    """

    TYPE: ClassVar[str] = "contribution-requested"
    SCHEMA: ClassVar[int] = 1

    unit: str
    by_on: date
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the lead while a supporting unit owes its contribution; `unit` are those."""
    held = require_worker(task, context.holder)
    return Offer(held=held, choices={"unit": owing_units(task)})


def decide(task: Task, command: RequestContribution, context: DecisionContext) -> Verdict:
    """The request; of work that is overdue any day from today on may be asked for."""
    held = offer(task, context).held
    require_owing(task, command.unit)
    if task.restricted and command.note is not None:
        raise RESTRICTED.refuse()
    today = day_of(context.now)
    due_on = task.due_on or command.by_on  # work without a day bounds nothing
    if command.by_on < today or command.by_on > due_on >= today:
        raise ASKED_DAY.refuse(due=written_day(due_on))
    event = ContributionRequested(unit=command.unit, by_on=command.by_on, note=command.note)
    return Verdict(held=held, events=(event,))


def _requested(task: Task, event: ContributionRequested, fact: Fact) -> Task:
    given = task.contributions
    asked = AskedContribution(unit=event.unit, on=day_of(fact.occurred_at), by_on=event.by_on)
    return replace(task, contributions=replace(given, asked=(*given.asked, asked)))


def _describe(event: ContributionRequested, names: Names) -> str:
    until = written_day(event.by_on)
    return f"Đề nghị {names.unit(event.unit)} gửi nội dung phối hợp trước hết ngày {until}."


ACT: Final = Act(
    command=RequestContribution,
    name="request-contribution",
    said="đề nghị phối hợp",
    slug="de-nghi-phoi-hop",
    explained="Đơn vị được đề nghị thấy ngày này ở Việc của tôi; hạn phối hợp không đổi.",
    resource="contribution-request",
    done="Đã gửi đề nghị phối hợp.",
    verb="request_contribution",
    rules=(
        NOT_LEAD_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOTHING_TO_CONTRIBUTE,
        UNIT_OWES_NOTHING,
        RESTRICTED,
        ASKED_DAY,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ContributionRequested,
        name="Đề nghị phối hợp",
        apply=_requested,
        describe=_describe,
        text=lambda event: event.note,
    ),
)

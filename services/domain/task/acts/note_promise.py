"""Ghi lời hứa của đơn vị: until which day it said that it hands in; the due day stays."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.fields import DayField, TypedText
from services.domain.instants import day_of, written_day
from services.domain.replacing import replace
from services.domain.task.chasing import NOT_IN_TOUCH, UNIT_SIGNED, require_in_touch
from services.domain.task.contacts import WAY, WAY_UNKNOWN, WAYS, ContactWay, UnitPromise
from services.domain.task.rules import RESTRICTED, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task

PROMISED_DAY: Final = Rule(
    code="promised-day",
    sentence="Ngày hứa nộp phải từ hôm nay trở đi. Hãy sửa ngày.",
    brief="ngày hứa nộp đã qua",
    fields=("by_on",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePromise:
    """Ghi lời hứa nộp của đơn vị chủ trì: ngày, ai hứa, bằng hình thức nào."""

    stream: str
    by_on: Annotated[date, DayField(label="Hứa nộp trước hết ngày", example="2026-12-10")]
    way: Annotated[ContactWay, WAY]
    who: Annotated[
        TextRef | None, TypedText(label="Người hứa", example="Trưởng phòng, qua điện thoại.")
    ]
    note: Annotated[
        TextRef | None, TypedText(label="Ghi chú", example="Còn chờ số liệu của hai tổ dân phố.")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseNoted:
    """Hứa nộp: the lead unit said by when it hands in; it moves no due day.

    A newer one takes its place. A restricted task has no words.
    """

    TYPE: ClassVar[str] = "promise-noted"
    SCHEMA: ClassVar[int] = 1

    by_on: date
    way: ContactWay
    who: TextRef | None
    note: TextRef | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to whom the ward's rules let chase, while the unit still owes its report."""
    return Offer(held=require_in_touch(task, context))


def decide(task: Task, command: NotePromise, context: DecisionContext) -> Verdict:
    """The promise, by today at the earliest."""
    held = offer(task, context).held
    if task.restricted and (command.who or command.note) is not None:
        raise RESTRICTED.refuse()
    if command.by_on < day_of(context.now):
        raise PROMISED_DAY.refuse()
    event = PromiseNoted(by_on=command.by_on, way=command.way, who=command.who, note=command.note)
    return Verdict(held=held, events=(event,))


def _promised(task: Task, event: PromiseNoted, fact: Fact) -> Task:
    promise = UnitPromise(made_on=day_of(fact.occurred_at), by_on=event.by_on, way=event.way)
    return replace(task, promises=(*task.promises, promise))


def _describe(event: PromiseNoted, _names: Names) -> str:
    return f"Đơn vị hứa nộp trước hết ngày {written_day(event.by_on)} ({WAYS[event.way].lower()})."


ACT: Final = Act(
    command=NotePromise,
    name="note-promise",
    said="ghi lời hứa nộp",
    slug="hua-nop",
    explained=(
        "Ghi ngày đơn vị chủ trì hứa nộp báo cáo. Hạn của việc không đổi; lời hứa mới thay lời "
        "hứa trước."
    ),
    resource="promises",
    done="Đã ghi lời hứa nộp.",
    verb="note_promise",
    rules=(
        NOT_IN_TOUCH,
        TASK_CLOSED,
        TASK_SUSPENDED,
        UNIT_SIGNED,
        RESTRICTED,
        WAY_UNKNOWN,
        PROMISED_DAY,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=PromiseNoted,
        name="Hứa nộp",
        apply=_promised,
        describe=_describe,
        text=lambda event: event.note,
        more_texts=lambda event: {"Người hứa": event.who},
        by_assigner=True,
    ),
)

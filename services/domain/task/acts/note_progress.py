"""Cập nhật tiến độ: a unit says how far it is without submitting anything."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed
from services.domain.facts import Fact, TextRef
from services.domain.fields import TypedText
from services.domain.roles import WORKING
from services.domain.task.authority import refuse_ended
from services.domain.task.rules import RESTRICTED, TASK_CLOSED
from services.domain.task.state import Task

NOT_OWING_UNIT: Final = Rule(
    code="not-owing-unit",
    sentence="Chỉ cán bộ của đơn vị chủ trì hoặc phối hợp được cập nhật tiến độ.",
    brief="không phải cán bộ của đơn vị chủ trì hoặc phối hợp",
    kind=NotAllowed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteProgress:
    """Cập nhật tiến độ: words about how far the work is; no report, no figure."""

    stream: str
    note: Annotated[
        TextRef,
        TypedText(label="Tiến độ", example="Đã họp với doanh nghiệp, đang tổng hợp kiến nghị."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNoted:
    """Cập nhật tiến độ: a unit said how far it is. A sign of life, and nothing else."""

    TYPE: ClassVar[str] = "progress-noted"
    SCHEMA: ClassVar[int] = 1

    note: TextRef


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to the units that owe something, until it has ended; not of restricted work."""
    refuse_ended(task)
    held = next(
        (held for unit in task.owing if (held := context.holder.find(WORKING, unit))), None
    )
    if held is None:
        raise NOT_OWING_UNIT.refuse()
    if task.restricted:
        raise RESTRICTED.refuse()
    return Offer(held=held)


def decide(task: Task, command: NoteProgress, context: DecisionContext) -> Verdict:
    """The words alone: neither stage nor due day moves."""
    held = offer(task, context).held
    return Verdict(held=held, events=(ProgressNoted(note=command.note),))


def _noted(task: Task, _event: ProgressNoted, _fact: Fact) -> Task:
    # That somebody gave a sign of life is counted of every act of a unit that owes.
    return task


def _describe(_event: ProgressNoted, _names: Names) -> str:
    return "Cập nhật tiến độ."


ACT: Final = Act(
    command=NoteProgress,
    name="note-progress",
    said="cập nhật tiến độ",
    slug="tien-do",
    explained="Cho biết việc đang làm đến đâu; đây không phải báo cáo và không đổi hạn.",
    resource="progress",
    done="Đã cập nhật tiến độ.",
    verb="note_progress",
    rules=(TASK_CLOSED, NOT_OWING_UNIT, RESTRICTED),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=ProgressNoted,
        name="Cập nhật tiến độ",
        apply=_noted,
        describe=_describe,
        text=lambda event: event.note,
    ),
)

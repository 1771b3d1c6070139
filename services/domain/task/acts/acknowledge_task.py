"""Tiếp nhận việc: the lead unit takes the task."""

from dataclasses import dataclass
from typing import ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.authority import refuse_stopped, require_worker
from services.domain.task.rules import NOT_LEAD_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Stage, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeTask:
    """Tiếp nhận việc."""

    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAcknowledged:
    """Tiếp nhận: the lead unit took the task, or kept silent beyond the limit."""

    TYPE: ClassVar[str] = "task-acknowledged"
    SCHEMA: ClassVar[int] = 1

    by_silence: bool


def offer(task: Task, context: DecisionContext) -> Offer | None:
    """Offered to the lead unit until the task is taken."""
    held = require_worker(task, context.holder)
    if task.stage is not Stage.ISSUED and task.decline is None:
        return None
    refuse_stopped(task)
    return Offer(held=held)


def decide(task: Task, _command: AcknowledgeTask, context: DecisionContext) -> Verdict:
    """A task is taken once; afterwards nothing is left to do."""
    offered = offer(task, context)
    if offered is None:
        return Verdict(held=None, events=())
    return Verdict(held=offered.held, events=(TaskAcknowledged(by_silence=False),))


def _acknowledged(task: Task, _event: TaskAcknowledged, _fact: Fact) -> Task:
    return replace(task, stage=Stage.ACKNOWLEDGED, decline=None)


def _describe(event: TaskAcknowledged, _names: Names) -> str:
    if event.by_silence:
        return "Coi như đã tiếp nhận vì hết thời hạn phản hồi."
    return "Tiếp nhận việc."


ACT: Final = Act(
    command=AcknowledgeTask,
    name="acknowledge-task",
    said="tiếp nhận việc",
    slug="tiep-nhan",
    resource="acknowledge",
    done="Đã tiếp nhận việc.",
    verb="acknowledge",
    rules=(NOT_LEAD_UNIT, TASK_CLOSED, TASK_SUSPENDED),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(event=TaskAcknowledged, name="Tiếp nhận", apply=_acknowledged, describe=_describe),
)

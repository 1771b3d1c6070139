"""Thay thế: who assigned a task ends it in favour of another one that exists."""

import re
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent, TextRef
from services.domain.fields import PlainLine
from services.domain.papers import Paper
from services.domain.replacing import replace
from services.domain.streams import Family
from services.domain.task.assigning import require_assigner
from services.domain.task.authority import refuse_ended
from services.domain.task.reasons import (
    GROUNDS_RULES,
    PAPER,
    REASON,
    REASON_CODE,
    check_grounds,
    said_grounds,
)
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED
from services.domain.task.sight import Sight, sight, work_of
from services.domain.task.state import Ending, Task
from services.domain.task.stopping import described_unjudged, ended_as, unjudged

SUCCESSOR_UNKNOWN: Final = Rule(
    code="successor-unknown",
    sentence=(
        "Không có việc nào như vậy. Hãy mở việc thay thế rồi dán địa chỉ của trang đó vào đây."
    ),
    brief="không có việc thay thế như vậy",
    fields=("successor",),
)
SUCCESSOR_ITSELF: Final = Rule(
    code="successor-itself",
    sentence="Một việc không thay thế cho chính nó. Hãy chọn việc khác.",
    brief="việc thay thế cho chính nó",
    fields=("successor",),
)
SUCCESSOR_ENDED: Final = Rule(
    code="successor-ended",
    sentence="Việc thay thế đã kết thúc. Hãy chọn một việc đang mở.",
    brief="việc thay thế đã kết thúc",
    fields=("successor",),
)
_STREAM: Final = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceTask:
    """Thay thế một việc bằng một việc đã có: by its code or by the address of its page."""

    stream: str
    successor: Annotated[
        str,
        PlainLine(
            label="Địa chỉ hoặc mã của việc thay thế",
            example="task-51-09.report.2026-Q4",
            at_most=200,
        ),
    ]
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskReplaced:
    """Thay thế: the task ended, another one stands in its place; its period is not issued again.

    `successor` is the stream of that one, `unjudged` as in `TaskWithdrawn`.
    """

    TYPE: ClassVar[str] = "task-replaced"
    SCHEMA: ClassVar[int] = 1

    successor: str
    unjudged: int | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PredecessorNamed:
    """Thay thế cho việc khác: this task stands in the place of one that ended by it."""

    TYPE: ClassVar[str] = "predecessor-named"
    SCHEMA: ClassVar[int] = 1

    predecessor: str


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task, until it has ended."""
    held = require_assigner(task, context)
    refuse_ended(task)
    return Offer(held=held)


def decide(task: Task, command: ReplaceTask, context: DecisionContext) -> Verdict:
    """The end of this task; the other one names it."""
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    successor = _successor(task, command, context)
    event = TaskReplaced(
        successor=successor,
        unjudged=unjudged(task),
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )
    named = NewEvent(stream=successor, event=PredecessorNamed(predecessor=task.stream))
    return Verdict(held=held, events=(event,), beside=(named,))


def _successor(task: Task, command: ReplaceTask, context: DecisionContext) -> str:
    """The stream of an open task that this person sees; none that has ended makes no circle."""
    successor = stream_of(command.successor)
    if successor == task.stream:
        raise SUCCESSOR_ITSELF.refuse()
    other: Task | None = context.fold_task(context.of(successor)) if successor else None
    if successor is None or other is None:
        raise SUCCESSOR_UNKNOWN.refuse()
    if sight(work_of(other), context.policy, context.holder) is not Sight.WHOLE:
        raise SUCCESSOR_UNKNOWN.refuse()
    if other.ending:
        raise SUCCESSOR_ENDED.refuse()
    return successor


def stream_of(typed: str) -> str | None:
    """The stream that a code or the address of a task's page means; None where it means none."""
    code = typed.strip().rstrip("/").rpartition("/")[2].removeprefix(Family.TASK)
    return f"{Family.TASK}{code}" if _STREAM.fullmatch(code) else None


def _replaced(task: Task, event: TaskReplaced, fact: Fact) -> Task:
    ended = ended_as(task, Ending.REPLACED, fact.occurred_at)
    return replace(ended, successor=event.successor)


def _describe(event: TaskReplaced, _names: Names) -> str:
    waited = described_unjudged(event.unjudged)
    why = said_grounds(event)
    return f"Thay thế bằng việc {event.successor}{why}{waited}."


def _named(task: Task, event: PredecessorNamed, _fact: Fact) -> Task:
    return replace(task, predecessors=(*task.predecessors, event.predecessor))


def _describe_predecessor(event: PredecessorNamed, _names: Names) -> str:
    return f"Việc này thay thế cho việc {event.predecessor}."


def _reads(command: ReplaceTask) -> tuple[str, ...]:
    successor = stream_of(command.successor)
    return (successor,) if successor else ()


ACT: Final = Act(
    command=ReplaceTask,
    name="replace-task",
    said="thay thế bằng việc khác",
    slug="thay-the",
    explained=(
        "Việc này kết thúc và dẫn tới việc thay thế, là một việc đã có và đang mở; kỳ này không "
        "giao lại. Báo cáo và đề nghị đang chờ không được quyết định nữa; những gì đã gửi vẫn đọc "
        "được ở đây, không chuyển sang việc kia."
    ),
    resource="replacement",
    done="Đã thay thế bằng việc khác.",
    verb="replace",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        *GROUNDS_RULES,
        SUCCESSOR_UNKNOWN,
        SUCCESSOR_ITSELF,
        SUCCESSOR_ENDED,
    ),
    offer=offer,
    decide=decide,
    reads=_reads,
)
FACTS: Final = (
    FactKind(
        event=TaskReplaced,
        name="Thay thế",
        apply=_replaced,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
    FactKind(
        event=PredecessorNamed,
        name="Thay thế cho việc khác",
        apply=_named,
        describe=_describe_predecessor,
        by_assigner=True,
    ),
)

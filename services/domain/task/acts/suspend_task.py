"""Tạm dừng: who assigned the task lets its clock stand."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.papers import Paper
from services.domain.replacing import replace
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
from services.domain.task.state import Task

ALREADY_SUSPENDED: Final = Rule(
    code="already-suspended",
    sentence="Việc này đang tạm dừng rồi. Có thể cho tiếp tục, hoặc thu hồi.",
    brief="việc đã tạm dừng",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendTask:
    """Tạm dừng một việc; `paper` is the decision on paper, where there is one."""

    stream: str
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSuspended:
    """Tạm dừng: the clock of the task stands; what was handed in or asked for waits with it.

    A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "task-suspended"
    SCHEMA: ClassVar[int] = 1

    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task, while it runs."""
    held = require_assigner(task, context)
    refuse_ended(task)
    if task.suspended_at is not None:
        raise ALREADY_SUSPENDED.refuse()
    return Offer(held=held)


def decide(task: Task, command: SuspendTask, context: DecisionContext) -> Verdict:
    """From now on its clock stands."""
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    event = TaskSuspended(
        reason=command.reason, reason_code=command.reason_code, paper=command.paper
    )
    return Verdict(held=held, events=(event,))


def _suspended(task: Task, _event: TaskSuspended, fact: Fact) -> Task:
    return replace(task, suspended_at=fact.occurred_at, stopped_at=fact.occurred_at)


def _describe(event: TaskSuspended, _names: Names) -> str:
    return (
        f"Tạm dừng việc{said_grounds(event)}; báo cáo và đề nghị đang "
        "chờ được giữ nguyên đến khi việc tiếp tục."
    )


ACT: Final = Act(
    command=SuspendTask,
    name="suspend-task",
    said="tạm dừng việc",
    slug="tam-dung",
    explained=(
        "Từ lúc này việc không bị nhắc, không bị ghi quá hạn, không gửi và không quyết định gì. "
        "Báo cáo, nội dung phối hợp, đề nghị đang chờ và bản nháp được giữ nguyên. Khi tiếp tục, "
        "hạn lùi thêm đúng số ngày làm việc đã dừng."
    ),
    resource="suspension",
    done="Đã tạm dừng việc.",
    verb="suspend",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        ALREADY_SUSPENDED,
        *GROUNDS_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=TaskSuspended,
        name="Tạm dừng",
        apply=_suspended,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)

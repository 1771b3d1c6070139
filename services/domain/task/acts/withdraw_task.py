"""Thu hồi: who assigned the task takes it back; nothing more is owed."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.context import DecisionContext
from services.domain.facts import Fact, TextRef
from services.domain.papers import Paper
from services.domain.task.authority import refuse_ended
from services.domain.task.events import RequestKind
from services.domain.task.reasons import (
    GROUNDS_RULES,
    PAPER,
    REASON,
    REASON_CODE,
    check_grounds,
    said_grounds,
)
from services.domain.task.requests import require_answering
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED
from services.domain.task.state import Ending, Task
from services.domain.task.stopping import described_unjudged, ended_as, unjudged


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTask:
    """Thu hồi một việc; `paper` is the decision on paper, where there is one."""

    stream: str
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWithdrawn:
    """Thu hồi: the task ended without a result; its period is never issued again.

    `unjudged` is the submission that waited for a decision and gets none, None where none did. A
    restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "task-withdrawn"
    SCHEMA: ClassVar[int] = 1

    unjudged: int | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task, until it has ended."""
    held, _ = require_answering(task, RequestKind.DECLINE, context)
    refuse_ended(task)
    return Offer(held=held)


def decide(task: Task, command: WithdrawTask, context: DecisionContext) -> Verdict:
    """The end of the task, without a result."""
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    event = TaskWithdrawn(
        unjudged=unjudged(task),
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _withdrawn(task: Task, _event: TaskWithdrawn, fact: Fact) -> Task:
    # Where its lead had declined it, this is the answer.
    ending = Ending.WITHDRAWN if task.decline is None else Ending.DECLINED
    return ended_as(task, ending, fact.occurred_at)


def _describe(event: TaskWithdrawn, _names: Names) -> str:
    waited = described_unjudged(event.unjudged)
    return f"Thu hồi việc{said_grounds(event)}{waited}."


ACT: Final = Act(
    command=WithdrawTask,
    name="withdraw-task",
    said="thu hồi việc",
    slug="thu-hoi",
    explained=(
        "Việc kết thúc mà không có kết quả, kỳ này không giao lại. Báo cáo và đề nghị đang chờ "
        "không được quyết định nữa; những gì đã gửi vẫn đọc được trong diễn biến, bản nháp chưa "
        "gửi không gửi được nữa."
    ),
    resource="withdrawal",
    done="Đã thu hồi việc.",
    verb="withdraw",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        *GROUNDS_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=TaskWithdrawn,
        name="Thu hồi",
        apply=_withdrawn,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)

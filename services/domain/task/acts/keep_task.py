"""Giữ nguyên giao việc: who assigned a task answers a refusal; it stays with its unit."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn
from services.domain.facts import Fact, TextRef
from services.domain.papers import Paper
from services.domain.replacing import replace
from services.domain.task.authority import refuse_stopped
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
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED, TASK_SUSPENDED
from services.domain.task.state import Task

NOT_DECLINED: Final = Rule(
    code="not-declined",
    sentence="Việc này không có đề nghị từ chối tiếp nhận nào đang chờ trả lời.",
    brief="không có đề nghị từ chối tiếp nhận đang chờ",
    kind=NothingToActOn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepTask:
    """Giữ nguyên giao việc cho đơn vị đã từ chối tiếp nhận."""

    stream: str
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKept:
    """Giữ nguyên giao việc: the refusal was answered, the unit goes on with the task."""

    TYPE: ClassVar[str] = "task-kept"
    SCHEMA: ClassVar[int] = 1

    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task or was told of its refusal, while that waits."""
    held, _ = require_answering(task, RequestKind.DECLINE, context)
    refuse_stopped(task)
    if task.decline is None:
        raise NOT_DECLINED.refuse()
    return Offer(held=held)


def decide(task: Task, command: KeepTask, context: DecisionContext) -> Verdict:
    """The answer; the clock ran all the time."""
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    event = TaskKept(reason=command.reason, reason_code=command.reason_code, paper=command.paper)
    return Verdict(held=held, events=(event,))


def _kept(task: Task, _event: TaskKept, _fact: Fact) -> Task:
    return replace(task, decline=None)


def _describe(event: TaskKept, _names: Names) -> str:
    return f"Giữ nguyên giao việc{said_grounds(event)}."


ACT: Final = Act(
    command=KeepTask,
    name="keep-task",
    said="giữ nguyên giao việc",
    slug="giu-nguyen",
    explained="Trả lời đề nghị từ chối tiếp nhận: đơn vị tiếp tục làm việc này, hạn không đổi.",
    resource="decline-answer",
    done="Đã giữ nguyên giao việc.",
    verb="keep",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        TASK_SUSPENDED,
        NOT_DECLINED,
        *GROUNDS_RULES,
    ),
    offer=offer,
    decide=decide,
)
FACTS: Final = (
    FactKind(
        event=TaskKept,
        name="Giữ nguyên giao việc",
        apply=_kept,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)

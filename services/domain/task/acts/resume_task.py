"""Tiếp tục: who assigned a suspended task lets its clock run again."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Rule, Verdict
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.errors import NothingToActOn
from services.domain.facts import Fact, TextRef
from services.domain.instants import day_of, written_day
from services.domain.papers import Paper
from services.domain.replacing import replace
from services.domain.rules import CALENDAR_MISSING
from services.domain.task.assigning import require_assigner
from services.domain.task.authority import refuse_ended
from services.domain.task.contributing import following
from services.domain.task.reasons import (
    GROUNDS_RULES,
    PAPER,
    REASON,
    REASON_CODE,
    check_grounds,
    said_grounds,
)
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT, TASK_CLOSED
from services.domain.task.running_days import later_by
from services.domain.task.state import Stage, Task
from services.domain.task.values import Suspension

NOT_SUSPENDED: Final = Rule(
    code="not-suspended",
    sentence="Việc này không tạm dừng nên không có gì để cho tiếp tục.",
    brief="việc không tạm dừng",
    kind=NothingToActOn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTask:
    """Cho tiếp tục một việc đang tạm dừng; `paper` as in `SuspendTask`."""

    stream: str
    reason: Annotated[TextRef | None, REASON]
    reason_code: Annotated[str | None, REASON_CODE]
    paper: Annotated[Paper | None, PAPER]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResumed:
    """Tiếp tục: the clock runs again, after so many `working_days` of suspension.

    Each date is later by these days; None where there is none, and where it stays, since its day
    had ended before the suspension. `acknowledge_by` is the last day before silence is
    acceptance, `correct_by` the working date of a return, `grace_until` the last day on which a
    correction for form counts as the returned report.
    """

    TYPE: ClassVar[str] = "task-resumed"
    SCHEMA: ClassVar[int] = 1

    working_days: int
    due_on: date | None
    acknowledge_by: date | None
    correct_by: date | None
    grace_until: date | None
    reason: TextRef | None
    reason_code: str | None
    paper: Paper | None


def offer(task: Task, context: DecisionContext) -> Offer:
    """Offered to who assigned the task, while it is suspended."""
    held = require_assigner(task, context)
    refuse_ended(task)
    if task.suspended_at is None:
        raise NOT_SUSPENDED.refuse()
    return Offer(held=held)


def decide(task: Task, command: ResumeTask, context: DecisionContext) -> Verdict:
    """As many working days are left as when it was suspended; no day ended meanwhile.

    Raises CalendarMissing.
    """
    held = offer(task, context).held
    check_grounds(task, command, context.now)
    assert context.calendar is not None  # noqa: S101  (the act asks for it)
    return Verdict(held=held, events=(_resumed_on(task, command, context, context.calendar),))


def _resumed_on(
    task: Task, command: ResumeTask, context: DecisionContext, calendar: Calendar
) -> TaskResumed:
    assert task.suspended_at is not None  # noqa: S101  (only a suspended task is offered)
    suspension = _suspension(task.suspended_at, context.now)

    def later(day: date | None) -> date | None:
        moved = day and later_by(suspension, day, calendar)
        return None if moved == day else moved

    return TaskResumed(
        working_days=calendar.working_days_between(suspension.from_on, suspension.until_on),
        due_on=_due_on(task, suspension, calendar),
        acknowledge_by=later(task.acknowledge_by) if task.stage is Stage.ISSUED else None,
        correct_by=later(task.correct_by) if task.returned else None,
        grace_until=later(task.grace.correct_by) if task.grace else None,
        reason=command.reason,
        reason_code=command.reason_code,
        paper=command.paper,
    )


def _due_on(task: Task, suspension: Suspension, calendar: Calendar) -> date | None:
    """The due day by the rule and the calendar of today, later by the suspension.

    None where it stays, or the clock itself moves it with the calendar.
    """
    if task.due is None or task.due.on < suspension.from_on:
        return None
    day = task.due.on
    if task.periodic and task.due.extended_to is None and not task.missed:
        counted = task.periodic.rule_day(task.issued_on, calendar)
        day = counted if counted >= suspension.from_on else day
    moved = later_by(suspension, day, calendar)
    return None if moved == day and task.due.on >= suspension.until_on else moved


def _suspension(suspended_at: datetime, resumed_at: datetime) -> Suspension:
    return Suspension(from_on=day_of(suspended_at), until_on=day_of(resumed_at))


def _resumed(task: Task, event: TaskResumed, fact: Fact) -> Task:
    due, grace, at = task.due, task.grace, fact.occurred_at
    if due is not None and event.due_on is not None:
        due = replace(due, extended_to=event.due_on)
    if grace is not None and event.grace_until is not None:
        grace = replace(grace, correct_by=event.grace_until)
    suspension = _suspension(task.suspended_at or at, at)
    return replace(
        task,
        suspended_at=None,
        stopped_at=None,
        suspensions=(*task.suspensions, suspension),
        # What waits for a step has its whole time again: nobody could decide meanwhile.
        arrived_on=task.arrived_on and day_of(at),
        step_expired=False,
        clock_from=at,
        contributions=following(task, suspension.from_on, at),
        due=due,
        grace=grace,
        acknowledge_by=event.acknowledge_by or task.acknowledge_by,
        correct_by=event.correct_by or task.correct_by,
    )


def _describe(event: TaskResumed, _names: Names) -> str:
    moved = "hạn giữ nguyên"
    if event.due_on is not None:
        moved = f"hạn lùi đến {written_day(event.due_on)}"
    return (
        f"Cho tiếp tục sau {event.working_days} ngày làm việc tạm dừng; {moved}"
        f"{said_grounds(event)}."
    )


ACT: Final = Act(
    command=ResumeTask,
    name="resume-task",
    said="cho tiếp tục việc",
    slug="tiep-tuc",
    explained=(
        "Hạn lùi thêm đúng số ngày làm việc đã dừng; hạn đã qua trước khi tạm dừng thì giữ "
        "nguyên, hạn hết trong lúc dừng thì không sớm hơn ngày làm việc kế tiếp. Báo cáo và đề "
        "nghị đang chờ được quyết định tiếp."
    ),
    resource="resumption",
    done="Đã cho việc tiếp tục.",
    verb="resume",
    rules=(
        NOT_ASSIGNER,
        OWN_UNIT,
        TASK_CLOSED,
        NOT_SUSPENDED,
        *GROUNDS_RULES,
        CALENDAR_MISSING,
    ),
    offer=offer,
    decide=decide,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(
        event=TaskResumed,
        name="Tiếp tục",
        apply=_resumed,
        describe=_describe,
        text=lambda event: event.reason,
        by_assigner=True,
    ),
)

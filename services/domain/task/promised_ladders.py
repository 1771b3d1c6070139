"""The ladders whose steps the rules promise, each found by the clock's own agenda. Pure.

Reminders, overdue tasks that climb, steps of a chain whose time runs out, requests that nobody
answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.actions import EscalateOverdue, EscalateRequest, ExpireStep, Remind
from services.domain.task.agenda import Rules, reminders, step_times, unanswered
from services.domain.task.authority import is_stopped
from services.domain.task.events import (
    OverdueEscalated,
    OverdueStepSkipped,
    ReminderSent,
    ReminderSkipped,
    RequestEscalated,
    StepTimeExpired,
)
from services.domain.task.overdue import as_if_missed, overdue_steps
from services.domain.task.requests import open_requests
from services.domain.task.state import Task

PromisedAction = Remind | EscalateOverdue | ExpireStep | EscalateRequest
RecordedStep = (
    ReminderSent
    | ReminderSkipped
    | OverdueEscalated
    | OverdueStepSkipped
    | StepTimeExpired
    | RequestEscalated
)


class PromiseKind(StrEnum):
    """On which ladder a promised step stands."""

    REMINDER = "reminder"
    OVERDUE = "overdue"
    STEP = "step"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """Which step of which ladder, whatever day a calendar makes of it.

    `number` are the working days of a reminder or of the overdue ladder, counted from `due_on`;
    else that of the report, which arrived at the step `about` on `arrived_on`, or of the request
    of the kind `about`.
    """

    kind: PromiseKind
    number: int
    due_on: date | None = None
    about: str = ""
    arrived_on: date | None = None


@dataclass(frozen=True, slots=True)
class PromisedLadder:
    """By what its steps are counted (None while it stands still), and which a clock finds due."""

    basis: Callable[[Task], tuple[object, ...] | None]
    found_due: Callable[[Task, Rules, datetime], Sequence[PromisedAction]]


def promised_step(each: PromisedAction | RecordedStep) -> PromisedStep:
    """Which step an action or a fact is."""
    match each:
        case Remind() | ReminderSent() | ReminderSkipped():
            return PromisedStep(PromiseKind.REMINDER, each.offset_working_days, each.due_on)
        case EscalateOverdue() | OverdueEscalated() | OverdueStepSkipped():
            return PromisedStep(PromiseKind.OVERDUE, each.after_working_days, each.due_on)
        case ExpireStep() | StepTimeExpired():
            return PromisedStep(
                PromiseKind.STEP, each.submission, about=each.rung, arrived_on=each.arrived_on
            )
        case EscalateRequest() | RequestEscalated():
            return PromisedStep(PromiseKind.REQUEST, each.request, about=each.kind.value)


def last_day(action: PromisedAction) -> date:
    """The day from which its working days count, or by the end of which somebody was to act."""
    if isinstance(action, EscalateRequest):
        return day_of(action.at - timedelta(seconds=1))
    return action.due_on


def _basis(task: Task) -> tuple[object, ...] | None:
    """What the agenda's reminders are counted by; None while the task stands or has ended."""
    if is_stopped(task):
        return None
    return task.due, task.clock_from, task.missed, task.owing, task.contributions


def _overdue_basis(task: Task) -> tuple[object, ...] | None:
    """The same of the steps of the overdue ladder."""
    if is_stopped(task):
        return None
    return (
        task.due,
        task.clock_from,
        task.missed,
        task.stage,
        task.grace,
        task.extension,
        task.lead,
    )


def _overdue_due(task: Task, rules: Rules, now: datetime) -> Sequence[EscalateOverdue]:
    """The steps that a clock finds that has recorded the missed date in its time."""
    missed = as_if_missed(task, rules.policy, rules.calendar, now)
    if missed is None:
        return ()
    since, state = missed
    return [
        replace(each, at=max(each.at, since))
        for each in overdue_steps(state, rules.policy, rules.calendar, now)
    ]


REMINDERS: Final = PromisedLadder(basis=_basis, found_due=reminders)
OVERDUE: Final = PromisedLadder(basis=_overdue_basis, found_due=_overdue_due)


def _step_basis(task: Task) -> tuple[object, ...] | None:
    """What the time of the waiting step is counted by; that it ran out changes nothing of it."""
    if is_stopped(task):
        return None
    return task.stage, task.submission, task.chain, task.approvals, task.arrived_on, task.lead


def _step_due(task: Task, rules: Rules, _now: datetime) -> Sequence[ExpireStep]:
    return step_times(replace(task, step_expired=False), rules)


def _request_basis(task: Task) -> tuple[object, ...] | None:
    """What the time for an answer is counted by, also after the end."""
    if task.suspended_at is not None:
        return None
    asked = tuple(replace(each, escalation=None) for each in open_requests(task))
    return asked, task.suspensions, task.effective_on, task.due


def _request_due(task: Task, rules: Rules, _now: datetime) -> Sequence[EscalateRequest]:
    return unanswered(replace(task, request_escalations=()), rules)


STEPS: Final = PromisedLadder(basis=_step_basis, found_due=_step_due)
REQUESTS: Final = PromisedLadder(basis=_request_basis, found_due=_request_due)
LADDERS: Final = (REMINDERS, OVERDUE, STEPS, REQUESTS)

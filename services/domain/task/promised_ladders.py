"""The two ladders whose steps the rules promise: reminders, and overdue tasks that climb. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.domain.replacing import replace
from services.domain.task.actions import EscalateOverdue, Remind
from services.domain.task.agenda import Rules, reminders
from services.domain.task.authority import is_stopped
from services.domain.task.events import (
    OverdueEscalated,
    OverdueStepSkipped,
    ReminderSent,
    ReminderSkipped,
)
from services.domain.task.overdue import as_if_missed, overdue_steps
from services.domain.task.state import Task

RecordedStep = ReminderSent | ReminderSkipped | OverdueEscalated | OverdueStepSkipped


@dataclass(frozen=True, slots=True)
class PromisedStep:
    """Which reminder, or which step of the overdue ladder."""

    due_on: date
    offset_working_days: int
    escalates: bool


@dataclass(frozen=True, slots=True)
class PromisedLadder:
    """By what its steps are counted (None while it stands still), and which a clock finds due."""

    basis: Callable[[Task], tuple[object, ...] | None]
    found_due: Callable[[Task, Rules, datetime], Sequence[Remind | EscalateOverdue]]


def promised_step(each: Remind | EscalateOverdue | RecordedStep) -> PromisedStep:
    """Which step an action or a fact is."""
    if isinstance(each, EscalateOverdue | OverdueEscalated | OverdueStepSkipped):
        return PromisedStep(each.due_on, each.after_working_days, escalates=True)
    return PromisedStep(each.due_on, each.offset_working_days, escalates=False)


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

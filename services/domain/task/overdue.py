"""How a missed due date climbs the ward's ladder step by step, and whom it was told. Pure."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from services.domain.approval_chains import ApprovalStepUnit
from services.domain.calendar import Calendar
from services.domain.instants import day_of, end_of, start_of
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import LEADING, Holder, Office
from services.domain.task.actions import EscalateOverdue
from services.domain.task.authority import is_stopped
from services.domain.task.events import OverdueEscalated, OverdueStepSkipped
from services.domain.task.ladder_days import ladder_after
from services.domain.task.lateness import miss_moment, undecided_moment
from services.domain.task.running_days import ran_between
from services.domain.task.state import Stage, Task
from services.domain.task.values import OverdueStepTaken
from services.domain.task_life_rules import OverdueStep

HIGHER_STEP: Final = "higher_step"
_UNSIGNED: Final = frozenset({Stage.ISSUED, Stage.ACKNOWLEDGED, Stage.SUBMITTED})


def overdue_steps(
    task: Task, policy: Policy, calendar: Calendar, now: datetime
) -> list[EscalateOverdue]:
    """Every step of a missed due date up to the first one to come, taken or not.

    None for a unit that signed, and for partners. Nothing is missed while an extension asked in
    time waits for its answer; while a correction has its time, no step goes out. Raises
    CalendarMissing.
    """
    partner = task.lead in policy.chasing.not_escalated_units
    if task.due is None or not task.missed or task.stage not in _UNSIGNED or partner:
        return []
    offsets = [step.after_working_days for step in policy.overdue.steps]
    days = ladder_after(task, calendar, offsets, now)
    moments = {offset: start_of(day, policy.ladder.hour) for offset, day in days.items()}
    return [
        EscalateOverdue(
            due_on=task.due.on,
            after_working_days=offset,
            at=at if task.grace is None else max(at, end_of(task.grace.correct_by)),
        )
        for offset, at in moments.items()
        if at > task.clock_from
    ]


def as_if_missed(
    task: Task, policy: Policy, calendar: Calendar, now: datetime
) -> tuple[datetime, Task] | None:
    """The task as a clock that runs has recorded it by `now`, and since when its date is missed.

    None where it is not missed by then. Raises CalendarMissing.
    """
    if task.missed:
        return task.clock_from, task
    at = miss_moment(task) or undecided_moment(task, policy, calendar)
    if at is None or at > now:
        return None
    return at, replace(task, missed=True, missed_on=task.due_on)


def untaken_steps(
    task: Task, policy: Policy, calendar: Calendar, now: datetime
) -> list[EscalateOverdue]:
    """The same without those that were told or skipped. Raises CalendarMissing."""
    return [
        each
        for each in overdue_steps(task, policy, calendar, now)
        if step_of(each) not in task.overdue_steps
    ]


def step_of(step: EscalateOverdue | OverdueEscalated | OverdueStepSkipped) -> OverdueStepTaken:
    """Which step of which due date it is."""
    return OverdueStepTaken(due_on=step.due_on, after_working_days=step.after_working_days)


def take_step(
    task: Task,
    policy: Policy,
    calendar: Calendar,
    now: datetime,
    action: EscalateOverdue,
    *,
    in_charge: Holder | None,
) -> OverdueEscalated | OverdueStepSkipped:
    """The fact of a step: told, or skipped where a higher one is due as well.

    `in_charge` is who was named for the lead unit, with the offices that are held today.
    """
    higher = [
        other
        for other in overdue_steps(task, policy, calendar, now)
        if other.at <= now and other.after_working_days > action.after_working_days
    ]
    if higher:
        return OverdueStepSkipped(
            due_on=action.due_on, after_working_days=action.after_working_days, reason=HIGHER_STEP
        )
    (step,) = (
        each
        for each in policy.overdue.steps
        if each.after_working_days == action.after_working_days
    )
    to, unit, person_id, as_request = _receivers(task, policy, step, in_charge)
    return OverdueEscalated(
        due_on=action.due_on,
        after_working_days=action.after_working_days,
        overdue_working_days=ran_between(task, calendar, action.due_on, day_of(now)),
        to=to,
        unit=unit,
        person_id=person_id,
        as_request=as_request,
    )


def _receivers(
    task: Task, policy: Policy, step: OverdueStep, in_charge: Holder | None
) -> tuple[tuple[Office, ...], str | None, UUID | None, bool]:
    """Whom a step is told: offices, their unit, the leader in charge; whether the chair asks."""
    outside = step.unit is not ApprovalStepUnit.LEAD
    if outside and task.lead in policy.overdue.requested_units:
        return (Office.CHAIR,), None, None, True
    held = in_charge.find(LEADING) if in_charge and step.in_charge else None
    if in_charge is not None and held is not None:
        return (held.office,), None, in_charge.person_id, False
    return step.offices, step.unit.code(task.lead, policy.office_unit), None, False


def standing_escalations(task: Task) -> tuple[OverdueEscalated, ...]:
    """What was told and still holds, the lowest step first: the unit has not signed since."""
    return () if is_stopped(task) else task.overdue_escalations[task.answered_overdue :]


def left_the_unit(task: Task) -> bool:
    """Whether somebody outside the lead unit was told of it, and it still holds."""
    return any(each.unit != task.lead for each in standing_escalations(task))


def overdue_shown_to(
    task: Task, holder: Holder, holders: Collection[Holder]
) -> OverdueEscalated | None:
    """The newest step that this person was told and that still holds; None where there is none.

    `holders` are those who sign for a unit or lead the ward today: what nobody of them was told,
    for the office is vacant or the one who was named leads no more, is theirs who lead.
    """
    reached = (each for each in standing_escalations(task) if _reaches(each, holder, holders))
    return max(reached, key=lambda each: (each.due_on, each.after_working_days), default=None)


def is_overdue_reported_to(task: Task, holder: Holder) -> bool:
    """Whether a step that still holds was told to this person, by name or by office."""
    return any(_is_shown_to(each, holder) for each in standing_escalations(task))


def _reaches(escalated: OverdueEscalated, holder: Holder, holders: Collection[Holder]) -> bool:
    if not any(_is_shown_to(escalated, each) for each in holders):
        return holder.find(LEADING) is not None
    return _is_shown_to(escalated, holder)


def _is_shown_to(escalated: OverdueEscalated, holder: Holder) -> bool:
    if escalated.person_id is not None:
        return holder.person_id == escalated.person_id and holder.find(LEADING) is not None
    return holder.find(frozenset(escalated.to), escalated.unit) is not None

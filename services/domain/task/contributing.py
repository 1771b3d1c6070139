"""Which supporting unit still owes its contribution, and which one waits for a signature. Pure."""

from datetime import date, datetime

from services.domain.assignment.schedule import contributions_due_on
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.instants import day_of, end_of
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import SIGNING, Holder
from services.domain.task.contributions import (
    AskedContribution,
    Contribution,
    Contributions,
    LateContribution,
)
from services.domain.task.lateness import runs_until
from services.domain.task.running_days import ended_in_a_suspension, first_running_day
from services.domain.task.state import Task


def is_outside(unit: str, context: DecisionContext) -> bool:
    """Whether its people have no accounts, so that the lead records what it sends on paper."""
    known = fold_unit(context.of(unit_stream(unit)))
    return known is not None and not known.internal


def signed_by(task: Task, unit: str) -> Contribution | None:
    """The newest contribution of a unit that its head signed; None where there is none."""
    given = (each for each in reversed(task.contributions.given) if each.unit == unit)
    return next((each for each in given if each.signed_on is not None), None)


def signed_units(task: Task) -> tuple[str, ...]:
    """The supporting units whose contribution their head signed, in the order of the task."""
    return tuple(unit for unit in task.supporting if signed_by(task, unit) is not None)


def owes(task: Task, unit: str) -> bool:
    """Whether this supporting unit's contribution is still awaited."""
    waived = any(waiver.unit == unit for waiver in task.contributions.waived)
    return unit in task.supporting and not waived and signed_by(task, unit) is None


def unsigned_of(task: Task, unit: str) -> int | None:
    """The number of what waits for the signature of that unit's head; None where nothing does.

    Of several only the newest waits.
    """
    contributions = task.contributions
    given = enumerate(contributions.given, 1)
    newest = max((number for number, each in given if each.unit == unit), default=None)
    if newest is None or newest in contributions.returned:
        return None
    return newest if contributions.given[newest - 1].signed_on is None else None


def to_sign(task: Task, holder: Holder) -> tuple[int, ...]:
    """The numbers of the contributions that wait for this person's signature."""
    units = (unit for unit in task.supporting if holder.find(SIGNING, unit) is not None)
    numbers = (unsigned_of(task, unit) for unit in units)
    return tuple(number for number in numbers if number is not None)


def signed_at_once(task: Task, unit: str, policy: Policy, holder: Holder) -> bool:
    """Whether what somebody sends for a unit needs no second signature.

    The head's own needs none, nor any of the kinds of which the ward asks none.
    """
    unsigned = task.kind in policy.contributions.unsigned_kinds
    return unsigned or holder.find(SIGNING, unit) is not None


def contribution_due_on(task: Task) -> date | None:
    """The last day of the supporting units; that of the lead where they have none of their own."""
    due = task.contributions.due
    return task.due_on if due is None else due.on


def asked_of(task: Task, unit: str) -> AskedContribution | None:
    """How the lead asked that unit last, while it owes; None where it did not."""
    asked = (each for each in reversed(task.contributions.asked) if each.unit == unit)
    return next(asked, None) if owes(task, unit) else None


def late_of(task: Task, unit: str) -> LateContribution | None:
    """The day that this unit missed, as it was recorded."""
    return next((late for late in task.contributions.late if late.unit == unit), None)


def missing_units(task: Task) -> tuple[str, ...]:
    """Which units miss their day where nothing more comes by its end; of each recorded once."""
    due = task.contributions.due
    if due is None or not runs_until(task, end_of(due.on)):
        return ()
    if ended_in_a_suspension(task, due.on):  # the clock has not moved it yet
        return ()
    freed = {waiver.unit for waiver in task.contributions.waived if waiver.on <= due.on}
    in_time = {
        each.unit
        for each in task.contributions.given
        if each.signed_on is not None and each.signed_on <= due.on
    }
    recorded = {late.unit for late in task.contributions.late}
    return tuple(unit for unit in task.supporting if unit not in freed | in_time | recorded)


def following(task: Task, last_running_on: date, at: datetime) -> Contributions:
    """Those of a task whose lead has a later day since `at`: they get theirs by the rule.

    Not where their day had ended by the last day on which the clock ran.
    """
    due = task.contributions.due
    if due is None or due.on < last_running_on:
        return task.contributions
    return replace(task.contributions, follows_since=at)


def moved_to(task: Task, calendar: Calendar, now: datetime) -> tuple[date, datetime] | None:
    """The day to which the rule moves the contributions, and since when; None where it does not.

    They follow the lead's later day, also where the clock was away since, and a calendar that
    changes while their day runs. No day is taken back behind today, and none ends while the clock
    of the task stands. Raises CalendarMissing.
    """
    due, since = task.contributions.due, task.contributions.follows_since
    if task.due is None or due is None or (since is None and end_of(due.on) <= now):
        return None
    counted = contributions_due_on(
        task.due.on, due.before_lead_working_days, task.issued_on, calendar
    )
    counted = max(counted, first_running_day(task, calendar) or counted)
    if counted < due.on:
        counted = max(counted, min(due.on, day_of(now)))
    return None if counted == due.on else (counted, since or now)


def with_due(task: Task, on: date) -> Task:
    """The task whose supporting units have this day from now on."""
    given = task.contributions
    due = given.due and replace(given.due, on=on)
    moved = replace(given, due=due, moves=given.moves + 1, follows_since=None)
    return replace(task, contributions=moved)

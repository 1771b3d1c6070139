"""Late contributions as evidence: counted against the supporting unit, never the lead. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.task.appraised_causes import ClaimedCause, cause_of
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.events import ContributionMissed
from services.domain.task.line_owners import owner_of_contribution
from services.domain.task.owners import Owner
from services.domain.task.running_days import ran_between
from services.domain.task.state import Task


class CountedTo(StrEnum):
    """What ends the days of a late contribution; while nothing does, they go on until today."""

    GIVEN = "given"
    WAIVED = "waived"
    ENDED = "ended"
    SUSPENDED = "suspended"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLateness:
    """A contribution that was not signed by the end of `due_on`; `position` is its record.

    Its days end on `until_on`, of which `counted_to` says what day that is: of the first
    signature, of the waiver, of the task's end, of its suspension while it stands, or today.
    `working_days` are those until then; None where a year in between has no calendar. `cause` is
    what the unit claimed for it.
    """

    due_on: date
    counted_to: CountedTo
    until_on: date
    working_days: int | None
    owner: Owner
    position: int
    cause: ClaimedCause | None

    @property
    def given_on(self) -> date | None:
        """The day of the signature; None where nothing was signed."""
        return self.until_on if self.counted_to is CountedTo.GIVEN else None

    @property
    def waived_on(self) -> date | None:
        """The day since which the lead does without it; None where it was not waived."""
        return self.until_on if self.counted_to is CountedTo.WAIVED else None

    @property
    def is_deducted(self) -> bool:
        """Whether it counts against the unit: no objective cause was confirmed."""
        return self.cause is None or not self.cause.is_confirmed


def late_contributions(
    task: Task, facts: Sequence[Fact], calendar: Calendar, today: date
) -> tuple[ContributionLateness, ...]:
    """Those that were recorded of a task, in their order; `facts` are those that hold."""
    return tuple(
        ContributionLateness(
            due_on=fact.event.due_on,
            counted_to=counted_to,
            until_on=until_on,
            working_days=_days(task, calendar, fact.event.due_on, until_on),
            owner=owner_of_contribution(task, fact.event.unit),
            position=fact.position,
            cause=cause_of(task, facts, _matter(fact.event.unit)),
        )
        for fact in facts
        if isinstance(fact.event, ContributionMissed)
        for counted_to, until_on in [_counted_to(task, fact.event.unit, today)]
    )


def _matter(unit: str) -> CauseMatter:
    return CauseMatter(about=CauseSubject.LATE_CONTRIBUTION, supporter=unit)


def _counted_to(task: Task, unit: str, today: date) -> tuple[CountedTo, date]:
    """The first signature or the waiver; what ended or stands asks for nothing more."""
    given, waived = task.contributions.given, task.contributions.waived
    done = [
        *((each.signed_on, CountedTo.GIVEN) for each in given if each.unit == unit),
        *((each.on, CountedTo.WAIVED) for each in waived if each.unit == unit),
    ]
    first = min(((on, how) for on, how in done if on is not None), default=None)
    if first is not None:
        return first[1], first[0]
    if task.ended_at is not None:
        return CountedTo.ENDED, day_of(task.ended_at)
    if task.suspended_at is not None:
        return CountedTo.SUSPENDED, day_of(task.suspended_at)
    return CountedTo.TODAY, today


def _days(task: Task, calendar: Calendar, due_on: date, until: date) -> int | None:
    try:
        return ran_between(task, calendar, due_on, until)
    except CalendarMissing:
        return None

"""Late contributions as evidence: counted against the supporting unit, never the lead. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.facts import Fact
from services.domain.task.appraised_causes import ClaimedCause, cause_of
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.contributing import signed_by
from services.domain.task.events import ContributionMissed
from services.domain.task.line_owners import owner_of_contribution
from services.domain.task.owners import Owner
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLateness:
    """A contribution that was not signed by the end of `due_on`; `position` is its record.

    `given_on` is the day of the signature that came later, None while there is none or where the
    lead did without it. `working_days` are those until then, else until today; None where a year
    in between has no calendar. `cause` is what the unit claimed for it.
    """

    due_on: date
    given_on: date | None
    working_days: int | None
    owner: Owner
    position: int
    cause: ClaimedCause | None

    @property
    def is_deducted(self) -> bool:
        """Whether it counts against the unit: no objective cause was confirmed."""
        return self.cause is None or not self.cause.is_confirmed


def late_contributions(
    task: Task, steps: Sequence[tuple[Task | None, Fact]], calendar: Calendar, today: date
) -> tuple[ContributionLateness, ...]:
    """Those that were recorded of a task, in their order; `steps` are its facts that hold."""
    return tuple(
        ContributionLateness(
            due_on=fact.event.due_on,
            given_on=given_on,
            working_days=_days(calendar, fact.event.due_on, given_on or today),
            owner=owner_of_contribution(task, fact.event.unit),
            position=fact.position,
            cause=cause_of(task, steps, _matter(fact.event.unit)),
        )
        for _, fact in steps
        if isinstance(fact.event, ContributionMissed)
        for given_on in [_given_on(task, fact.event.unit)]
    )


def _matter(unit: str) -> CauseMatter:
    return CauseMatter(about=CauseSubject.LATE_CONTRIBUTION, supporter=unit)


def _given_on(task: Task, unit: str) -> date | None:
    signed = signed_by(task, unit)
    return signed.signed_on if signed else None


def _days(calendar: Calendar, due_on: date, until: date) -> int | None:
    try:
        return calendar.working_days_between(due_on, max(due_on, until))
    except CalendarMissing:
        return None

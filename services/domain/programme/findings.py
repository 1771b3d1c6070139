"""What collides in a programme that is being composed: found anew from its rows. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.context import DecisionContext
from services.domain.policy import Policy
from services.domain.programme.state import Programme, ProgrammeRow
from services.domain.programme.terms import ProgrammeFindingKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFinding:
    """Điểm cần xem: rows that collide, a week that is too full, a day that is doubtful.

    `week_from` is the Monday of a full week.
    """

    kind: ProgrammeFindingKind
    rows: tuple[int, ...]
    week_from: date | None = None

    @property
    def key(self) -> str:
        """What a decision on it names; of other rows, or of more, it is another one."""
        rows = ",".join(map(str, self.rows))
        return f"{self.kind}:{self.week_from}:{rows}" if self.week_from else f"{self.kind}:{rows}"


def findings(
    programme: Programme, policy: Policy, calendar: Calendar
) -> tuple[ProgrammeFinding, ...]:
    """Everything that somebody has to decide on, also what was decided. Raises CalendarMissing."""
    kept = tuple(programme.kept)
    return (
        *_same_products(kept),
        *_sittings(kept),
        *_weeks(programme, kept, policy),
        *_days(kept, calendar),
    )


def open_findings(
    programme: Programme, policy: Policy, calendar: Calendar
) -> tuple[ProgrammeFinding, ...]:
    """Those on which nobody decided as they are now. Raises CalendarMissing."""
    return tuple(
        each for each in findings(programme, policy, calendar) if each.key not in programme.settled
    )


def findings_left(programme: Programme, context: DecisionContext) -> tuple[ProgrammeFinding, ...]:
    """The same for what is offered; none where a year's working days are not known."""
    try:
        return open_findings(programme, context.policy, context.calendar or Calendar(years=()))
    except CalendarMissing:
        return ()


def _same_products(kept: tuple[ProgrammeRow, ...]) -> Iterator[ProgrammeFinding]:
    for one, other in combinations(kept, 2):
        alike = one.number in other.terms.twins or other.number in one.terms.twins
        same_work = one.work is not None and one.work == other.work
        if alike or same_work:
            yield _of(ProgrammeFindingKind.SAME_PRODUCT, one, other)


def _sittings(kept: tuple[ProgrammeRow, ...]) -> Iterator[ProgrammeFinding]:
    sitting = [row for row in kept if row.terms.leader is not None and row.terms.sits_at]
    for one, other in combinations(sitting, 2):
        a, b = one.terms, other.terms
        if (a.leader, a.due_on, a.sits_at) == (b.leader, b.due_on, b.sits_at):
            yield _of(ProgrammeFindingKind.TWO_SITTINGS, one, other)


def _weeks(
    programme: Programme, kept: tuple[ProgrammeRow, ...], policy: Policy
) -> Iterator[ProgrammeFinding]:
    """Weeks with so many times the rows of a usual one, where there are enough to speak of."""
    rules = policy.programmes
    loads = Counter(_monday(row.terms.due_on) for row in kept)
    first, last = _monday(programme.period.first_on), _monday(programme.period.last_on)
    weeks = (last - first).days // 7 + 1
    for monday, load in sorted(loads.items()):
        # As it would be if the rows were spread evenly over the weeks of the period.
        if load >= rules.heavy_week_rows and load * weeks >= rules.heavy_week_times * len(kept):
            rows = tuple(row.number for row in kept if _monday(row.terms.due_on) == monday)
            yield ProgrammeFinding(
                kind=ProgrammeFindingKind.HEAVY_WEEK, rows=tuple(sorted(rows)), week_from=monday
            )


def _days(kept: tuple[ProgrammeRow, ...], calendar: Calendar) -> Iterator[ProgrammeFinding]:
    for row in kept:
        if not calendar.is_working_day(row.terms.due_on):
            yield _of(ProgrammeFindingKind.REST_DAY, row)
        superior_on = row.terms.superior_due_on
        if superior_on is not None and row.terms.due_on > superior_on:
            yield _of(ProgrammeFindingKind.AFTER_SUPERIOR, row)


def _of(kind: ProgrammeFindingKind, *rows: ProgrammeRow) -> ProgrammeFinding:
    return ProgrammeFinding(kind=kind, rows=tuple(sorted(row.number for row in rows)))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

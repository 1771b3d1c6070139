"""How the tasks of plan items stand, quarter by quarter of the day on which they were due."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import and_, extract, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.task.lateness import OfficialStatus, box
from services.projections.tables import tasks
from services.queries.task_rows import select_tasks, task_of
from services.queries.viewing import Viewing
from services.queries.visibility import within_scopes

MOST_YEARS: Final = 5
QUARTERS: Final = (1, 2, 3, 4)
_MONTHS: Final = 3
# Of several tasks in one quarter the square shows the one that most wants to be seen.
_FIRST_SEEN: Final = (
    OfficialStatus.RUNNING_LATE,
    OfficialStatus.DONE_LATE,
    OfficialStatus.RUNNING_IN_TIME,
    OfficialStatus.NO_DUE_DATE,
    OfficialStatus.SUSPENDED,
    OfficialStatus.DONE_IN_TIME,
    OfficialStatus.WITHDRAWN,
)
_STATUSES: Final = {status.value: status for status in OfficialStatus}
Counts = Mapping[OfficialStatus, int]
_Place = tuple[str, int, int]  # an item's code, the year, the quarter


@dataclass(frozen=True, slots=True, kw_only=True)
class StripQuarter:
    """One quarter: how many of its tasks stand in each official box."""

    year: int
    number: int
    counts: Counts

    @property
    def status(self) -> OfficialStatus | None:
        """What the square shows; None where nothing was due."""
        return next((status for status in _FIRST_SEEN if self.counts.get(status)), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterStrip:
    """The years of a plan, four quarters each."""

    years: tuple[tuple[StripQuarter, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterStandings:
    """The tasks of some items: by quarter, and how many of an item are late now."""

    years: range
    quarters: Mapping[_Place, Counts]
    late: Mapping[str, int]

    def strip(self, codes: Collection[str]) -> QuarterStrip:
        """The quarters of one item, or of the several that share a number of the plan."""
        return QuarterStrip(
            years=tuple(
                tuple(
                    StripQuarter(
                        year=year, number=number, counts=self._counts(codes, year, number)
                    )
                    for number in QUARTERS
                )
                for year in self.years
            )
        )

    def _counts(self, codes: Collection[str], year: int, number: int) -> Counts:
        counts: Counter[OfficialStatus] = Counter()
        for code in codes:
            counts.update(self.quarters.get((code, year, number), {}))
        return counts


def plan_years(items: Sequence[Assignment], today: date) -> range:
    """The years of the plan that the items belong to, the last ones of several plans."""
    first = min((item.opened.starts_on.year for item in items), default=today.year)
    last = max((item.opened.ends_on.year for item in items), default=today.year)
    return range(max(first, last - MOST_YEARS + 1), last + 1)


async def standing_of(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    codes: Collection[str],
    years: range,
    *,
    drawn: Collection[str] | None = None,
) -> QuarterStandings:
    """Running tasks are judged today; of ended ones their stored status is counted.

    Only the items that are `drawn`, all of them without a word, have ended tasks: those of the
    years are many, and no closed branch shows them.
    """
    own = and_(
        tasks.c.ledger_id == ledger_id,
        tasks.c.assignment.in_(codes),
        within_scopes(tasks, viewing.policy, viewing.holder),
    )
    of_drawn = own if drawn is None else own & tasks.c.assignment.in_(drawn)
    running = tasks.c.ending.is_(None)
    quarters: dict[_Place, Counter[OfficialStatus]] = {}
    late: Counter[str] = Counter()
    for row in await connection.execute(select_tasks(ledger_id).where(own, running)):
        task = task_of(row)
        assert task.due is not None  # noqa: S101  (what recurs always has a due day)
        status, due_on = box(task, viewing.today), task.due.original
        place = (task.item, due_on.year, (due_on.month - 1) // _MONTHS + 1)
        quarters.setdefault(place, Counter())[status] += 1
        late[task.item] += status is OfficialStatus.RUNNING_LATE
    year = extract("year", tasks.c.original_due_on).label("year")
    quarter = extract("quarter", tasks.c.original_due_on).label("quarter")
    amount = func.count().label("amount")
    ended = (
        select(tasks.c.assignment, year, quarter, tasks.c.final_status, amount)
        .where(of_drawn, ~running)
        .group_by(tasks.c.assignment, year, quarter, tasks.c.final_status)
    )
    for row in await connection.execute(ended):
        place = (row.assignment, int(row.year), int(row.quarter))
        quarters.setdefault(place, Counter())[_STATUSES[row.final_status]] += row.amount
    return QuarterStandings(years=years, quarters=quarters, late=late)

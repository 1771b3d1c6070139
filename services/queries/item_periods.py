"""The issued periods of plan items: of one year, and how all of them stand."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, extract, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.births import PeriodTerms
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Task
from services.projections.tables import tasks
from services.queries.task_rows import select_tasks, task_of
from services.queries.viewing import Viewing
from services.queries.visibility import within_scopes


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTask:
    """One issued period of an item: its task and the official box it stands in."""

    task: Task
    box: OfficialStatus

    @property
    def terms(self) -> PeriodTerms:
        """What the task has from the item."""
        assert self.task.periodic is not None  # noqa: S101  (read by its item)
        return self.task.periodic

    @property
    def due_on(self) -> date:
        """The last day: what recurs always has one."""
        return self.task.by_due_day


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodsOfItems:
    """By an item's code: how many of its tasks stand in each box, and its periods in their order.

    `years` are those in which any of the items had a period, the newest first.
    """

    counts: Mapping[str, Mapping[OfficialStatus, int]]
    periods: Mapping[str, Sequence[PeriodTask]]
    years: tuple[int, ...]


async def periods_of_items(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    codes: Collection[str],
    year: int | None = None,
) -> PeriodsOfItems:
    """The periods that were due in a year and those that still run; all of them without a year."""
    own = and_(
        tasks.c.ledger_id == ledger_id,
        tasks.c.assignment.in_(codes),
        within_scopes(tasks, viewing.policy, viewing.holder),
    )
    running, asked = tasks.c.ending.is_(None), select_tasks(ledger_id).where(own)
    if year is not None:
        due_on = tasks.c.original_due_on
        asked = asked.where(or_(running, due_on.between(date(year, 1, 1), date(year, 12, 31))))
    ordered = asked.order_by(tasks.c.original_due_on, tasks.c.deliverable, tasks.c.stream)
    counts: dict[str, Counter[OfficialStatus]] = {}
    periods: dict[str, list[PeriodTask]] = {}
    for row in await connection.execute(ordered):
        task = task_of(row)
        period_task = PeriodTask(task=task, box=box(task, viewing.today))
        periods.setdefault(task.item, []).append(period_task)
        if task.ending is None:
            counts.setdefault(task.item, Counter())[period_task.box] += 1
    due_in = extract("year", tasks.c.original_due_on).label("year")
    ended = (
        select(tasks.c.assignment, due_in, tasks.c.final_status, func.count().label("found"))
        .where(own, ~running)
        .group_by(tasks.c.assignment, due_in, tasks.c.final_status)
    )
    years = {
        row.task.due.original.year for rows in periods.values() for row in rows if row.task.due
    }
    for row in await connection.execute(ended):
        counts.setdefault(row.assignment, Counter())[OfficialStatus(row.final_status)] += row.found
        years.add(int(row.year))
    return PeriodsOfItems(counts=counts, periods=periods, years=tuple(sorted(years, reverse=True)))

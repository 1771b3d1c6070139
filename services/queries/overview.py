"""Tổng quan: indicators, the five boxes for the ward and each unit, the trend, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.count_groups import first_group
from services.queries.counted import running_tasks
from services.queries.my_work import unit_names
from services.queries.overview_views import (
    BoxedTask,
    Count,
    CountedYear,
    Overview,
    Quarter,
    Within,
)
from services.queries.results import indicator_rows
from services.queries.viewing import Viewing
from services.queries.visibility import visible

OLDEST: Final = 10
# How many tasks of a lead unit, and how many that are due in a quarter, stand in a box.
Tally = Counter[tuple[str | Quarter, OfficialStatus]]


async def overview(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: CountGroup | None = CountGroup.ROUTINE,
    within: Within = None,
) -> Overview:
    """The ward's work of one group as it is on that day (Asia/Ho_Chi_Minh), due in a period.

    Ended tasks are counted by the status that no day changes any more; only running ones are read.
    Where no group is `asked` for, the assigned work comes first, if there is any.
    """
    ledger_id, today = ledger.ledger_id, viewing.today
    every = await running_tasks(connection, ledger_id, viewing)
    counted_here = [row for row in every if within is None or within.holds(row.task.listed_on)]
    ended = await _ended(connection, ledger_id, viewing, within)
    groups = _groups(counted_here, ended)
    group = asked or first_group(groups)
    tally = ended[group]
    for row in counted_here:
        if row.task.count_group is group:
            tally[row.task.lead, row.box] += 1
    running = [row for row in every if row.task.count_group is group]
    quarters = _shown_quarters(within, today)
    lately = await _ended_lately(connection, ledger_id, viewing, group, quarters)
    for row in running:
        lately[Quarter.of(row.task.listed_on), row.box] += 1
    units = [each for each in dict.fromkeys(key for key, _ in tally) if isinstance(each, str)]
    names = await unit_names(connection, ledger_id)
    late = [row for row in running if row.box is OfficialStatus.RUNNING_LATE]
    trend = (_count(lately, [quarter], quarter=quarter) for quarter in quarters)
    return Overview(
        today=today,
        group=group,
        groups=groups,
        within=within,
        first_year=await _first_year(connection, ledger_id, viewing),
        ward=_count(tally, units),
        before=_count(lately, within.before.quarters) if within else None,
        by_unit=_by_unit(tally, units, names),
        trend=tuple(count for count in trend if count.total),
        indicators=await indicator_rows(connection, ledger_id, viewing),
        late=len(late),
        latest=tuple(late[:OLDEST]),
        units=names,
    )


def _shown_quarters(within: Within, today: date) -> tuple[Quarter, ...]:
    """Those of the year that is looked at, and of the one before it."""
    year = CountedYear(within.year if within else today.year)
    return (*year.before.quarters, *year.quarters)


def _by_unit(tally: Tally, units: Iterable[str], names: Mapping[str, str]) -> tuple[Count, ...]:
    """The largest share of late work first; of equals by name."""
    counts = (_count(tally, [unit], unit=unit) for unit in units)
    return tuple(
        sorted(counts, key=lambda each: (-each.late_share, names.get(each.unit or "", "")))
    )


async def _first_year(connection: AsyncConnection, ledger_id: str, viewing: Viewing) -> int:
    """The first year in which anything was to be done."""
    statement = select(func.min(tasks.c.listed_on)).where(tasks.c.ledger_id == ledger_id)
    first: date | None = (await connection.execute(statement)).scalar_one()
    return min(first, viewing.today).year if first else viewing.today.year


def _groups(
    running: Iterable[BoxedTask], ended: Mapping[CountGroup, Tally]
) -> Mapping[CountGroup, int]:
    """How many tasks in force each group has; they are never added up."""
    in_force = Counter(row.task.count_group for row in running if row.box.in_force)
    for group, tally in ended.items():
        in_force[group] += sum(each for (_, status), each in tally.items() if status.in_force)
    return {group: in_force[group] for group in CountGroup}


async def _ended(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, within: Within
) -> Mapping[CountGroup, Tally]:
    """How many ended tasks of each group and unit stand in each box, due in a period."""
    columns = (tasks.c.count_group, tasks.c.lead_unit, tasks.c.final_status)
    statement = (
        select(*columns, func.count())
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns)
    )
    if within is not None:
        statement = statement.where(_listed_in(within.quarters))
    tallies: dict[CountGroup, Tally] = {group: Counter() for group in CountGroup}
    for group, lead, final, count in await connection.execute(statement):
        tallies[CountGroup(group)][lead, OfficialStatus(final)] = count
    return tallies


async def _ended_lately(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    group: CountGroup,
    quarters: Sequence[Quarter],
) -> Tally:
    """How many ended tasks of each quarter stand in each box, in quarters that follow on."""
    columns = (tasks.c.listed_on, tasks.c.final_status)
    statement = (
        select(*columns, func.count())
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(tasks.c.count_group == group.value, _listed_in(quarters))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns)
    )
    tally: Tally = Counter()
    for listed_on, final, count in await connection.execute(statement):
        tally[Quarter.of(listed_on), OfficialStatus(final)] += count
    return tally


def _listed_in(quarters: Sequence[Quarter]) -> ColumnElement[bool]:
    """Listed in one of these quarters, which follow each other."""
    return and_(
        tasks.c.listed_on >= quarters[0].first_day,
        tasks.c.listed_on < quarters[-1].moved(1).first_day,
    )


def _count(
    tally: Tally,
    of: Iterable[str | Quarter],
    *,
    unit: str | None = None,
    quarter: Quarter | None = None,
) -> Count:
    counted = tuple(of)
    counts = {box: sum(tally[each, box] for each in counted) for box in OfficialStatus}
    return Count(unit=unit, quarter=quarter, counts=counts)

"""Tổng quan: the five boxes for the ward and each unit, the trend, the indicators, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.count_groups import first_group
from services.queries.counted import running_tasks
from services.queries.my_work import unit_names
from services.queries.overview_views import (
    BoxedTask,
    Count,
    IndicatorLine,
    Overview,
    Quarter,
)
from services.queries.viewing import Viewing
from services.queries.visibility import visible

QUARTERS: Final = (-4, 1)  # of the trend, from this one on: four before, one to come
OLDEST: Final = 10
# How many tasks of a lead unit, and how many that are due in a quarter, stand in a box.
Tally = Counter[tuple[str | Quarter, OfficialStatus]]
Reported = tuple[str, str]  # an item as one unit leads it, and a measure of it
Last = Mapping[Reported, tuple[Decimal, str]]


async def overview(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: CountGroup | None = CountGroup.ROUTINE,
) -> Overview:
    """The ward's work of one group as it is on that day (Asia/Ho_Chi_Minh).

    Ended tasks are counted by the status that no day changes any more; only running ones are read.
    Where no group is `asked` for, the assigned work comes first, if there is any.
    """
    today = viewing.today
    first, last = QUARTERS
    quarters = [Quarter.of(today).moved(by) for by in range(first, last + 1)]
    every = await running_tasks(connection, ledger.ledger_id, viewing)
    ended = await _ended(connection, ledger.ledger_id, viewing)
    groups = _groups(every, ended)
    group = asked or first_group(groups)
    running = [row for row in every if row.task.count_group is group]
    tally = ended[group]
    tally += await _ended_lately(connection, ledger.ledger_id, viewing, group, quarters[0])
    for row in running:
        tally[row.task.lead, row.box] += 1
        tally[Quarter.of(row.task.listed_on), row.box] += 1
    names = await unit_names(connection, ledger.ledger_id)
    units = {each for each, _ in tally if not isinstance(each, Quarter)}
    leads = sorted(units, key=lambda unit: names.get(unit, unit))
    late = [row for row in running if row.box is OfficialStatus.RUNNING_LATE]
    return Overview(
        today=today,
        group=group,
        groups=groups,
        ward=Count(unit=None, quarter=None, counts=_counts(tally, leads)),
        by_unit=tuple(
            Count(unit=unit, quarter=None, counts=_counts(tally, [unit])) for unit in leads
        ),
        trend=tuple(
            Count(unit=None, quarter=quarter, counts=_counts(tally, [quarter]))
            for quarter in quarters
        ),
        indicators=await _indicators(connection, ledger.ledger_id, running),
        latest=tuple(late[:OLDEST]),
        units=names,
    )


def _groups(
    running: Iterable[BoxedTask], ended: Mapping[CountGroup, Tally]
) -> Mapping[CountGroup, int]:
    """How many tasks in force each group has; they are never added up."""
    in_force = Counter(row.task.count_group for row in running if row.box.in_force)
    for group, tally in ended.items():
        in_force[group] += sum(each for (_, status), each in tally.items() if status.in_force)
    return {group: in_force[group] for group in CountGroup}


async def _ended(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Mapping[CountGroup, Tally]:
    """How many ended tasks of each group and unit stand in each box."""
    columns = (tasks.c.count_group, tasks.c.lead_unit, tasks.c.final_status)
    statement = (
        select(*columns, func.count())
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns)
    )
    tallies: dict[CountGroup, Tally] = {group: Counter() for group in CountGroup}
    for group, lead, final, count in await connection.execute(statement):
        tallies[CountGroup(group)][lead, OfficialStatus(final)] = count
    return tallies


async def _ended_lately(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    group: CountGroup,
    since: Quarter,
) -> Tally:
    """How many ended tasks of each quarter stand in each box, from a quarter on."""
    columns = (tasks.c.listed_on, tasks.c.final_status)
    statement = (
        select(*columns, func.count())
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(tasks.c.count_group == group.value, tasks.c.listed_on >= since.first_day)
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns)
    )
    tally: Tally = Counter()
    for listed_on, final, count in await connection.execute(statement):
        tally[Quarter.of(listed_on), OfficialStatus(final)] += count
    return tally


def _counts(tally: Tally, of: Iterable[str | Quarter]) -> Mapping[OfficialStatus, int]:
    counted = tuple(of)
    return {box: sum(tally[each, box] for each in counted) for box in OfficialStatus}


async def _indicators(
    connection: AsyncConnection, ledger_id: str, rows: Iterable[BoxedTask]
) -> tuple[IndicatorLine, ...]:
    """The measures that open tasks ask for, of each item its own; restricted work has none.

    One measure that several units report on stands once for each: the plan gives no rule by
    which their figures would make one of the ward.
    """
    due = [
        row.task
        for row in rows
        if row.task.kind == "indicator" and not row.task.ending and not row.task.restricted
    ]
    items = await _items(connection, ledger_id, {task.item for task in due})
    last = await _last_values(connection, ledger_id, items)
    collected: dict[Reported, IndicatorLine] = {}
    for task in due:  # oldest due date first: that one is asked for now
        asked = {measure.code for measure in task.measures}
        item = items.get(task.item)
        for measure in item.opened.measures if item else ():
            reported = (task.item, measure.code)
            if measure.code in asked and reported not in collected:
                value, period = last.get(reported, (None, None))
                collected[reported] = IndicatorLine(
                    stream=task.stream,
                    lead_unit=task.lead,
                    due_on=task.due_on,
                    measure=measure,
                    value=value,
                    period=period,
                )
    return tuple(collected.values())


async def _items(
    connection: AsyncConnection, ledger_id: str, codes: Collection[str]
) -> Mapping[str, Assignment]:
    statement = select(assignments).where(
        assignments.c.ledger_id == ledger_id, assignments.c.code.in_(codes)
    )
    return {row.code: ASSIGNMENTS.state_of(row) for row in await connection.execute(statement)}


async def _last_values(
    connection: AsyncConnection, ledger_id: str, codes: Collection[str]
) -> Last:
    """The figure of the latest period that was confirmed, for each measure of these items."""
    measured = measure_values.c
    statement = (
        select(measured.assignment, measured.measure, measured.value, measured.period)
        .where(measured.ledger_id == ledger_id, measured.assignment.in_(codes))
        .where(measured.counted_on.is_not(None), measured.value.is_not(None))
        .ext(distinct_on(measured.assignment, measured.measure))
        .order_by(
            measured.assignment,
            measured.measure,
            measured.original_due_on.desc(),
            measured.counted_on.desc(),
        )
    )
    rows = await connection.execute(statement)
    return {(row.assignment, row.measure): (row.value, row.period) for row in rows}

"""Tổng quan: the five boxes for the ward and each unit, the trend, the indicators, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy import extract, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.task.lateness import Box
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.counted import running_tasks
from services.queries.my_work import unit_names
from services.queries.overview_shapes import (
    BoxedTask,
    Count,
    IndicatorLine,
    Overview,
    Quarter,
    Which,
)
from services.queries.viewing import Viewing
from services.queries.visibility import visible

QUARTERS: Final = (-4, 1)  # of the trend, from this one on: four before, one to come
OLDEST: Final = 10
# How many tasks of a lead unit, due in a quarter, stand in a box.
Tally = Mapping[tuple[str, Quarter, Box], int]
Reported = tuple[str, str]  # an item as one unit leads it, and a measure of it
Last = Mapping[Reported, tuple[Decimal, str]]


async def overview(connection: AsyncConnection, ledger: Ledger, viewing: Viewing) -> Overview:
    """Everything of the ward as it is on that day (Asia/Ho_Chi_Minh).

    Ended tasks are counted by the status that no day changes any more; only running ones are read.
    """
    today = viewing.today
    running = await running_tasks(connection, ledger.ledger_id, viewing)
    tally = Counter((row.task.lead, Quarter.of(row.task.due_on), row.box) for row in running)
    tally.update(await _ended(connection, ledger.ledger_id, viewing))
    names = await unit_names(connection, ledger.ledger_id)
    leads = sorted({unit for unit, _, _ in tally}, key=lambda unit: names.get(unit, unit))
    first, last = QUARTERS
    quarters = [Quarter.of(today).moved(by) for by in range(first, last + 1)]
    late = [row for row in running if row.box is Box.RUNNING_LATE]
    return Overview(
        today=today,
        ward=_count(tally, Which()),
        by_unit=tuple(_count(tally, Which(unit=unit)) for unit in leads),
        trend=tuple(_count(tally, Which(quarter=quarter)) for quarter in quarters),
        indicators=await _indicators(connection, ledger.ledger_id, running),
        latest=tuple(late[:OLDEST]),
        units=names,
    )


async def _ended(connection: AsyncConnection, ledger_id: str, viewing: Viewing) -> Tally:
    """How many ended tasks of each unit and quarter stand in each box."""
    year, quarter = extract("year", tasks.c.due_on), extract("quarter", tasks.c.due_on)
    columns = (tasks.c.lead_unit, year.label("year"), quarter.label("quarter"))
    statement = (
        select(*columns, tasks.c.final_status, func.count().label("found"))
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns, tasks.c.final_status)
    )
    return {
        (row.lead_unit, Quarter(int(row.year), int(row.quarter)), Box(row.final_status)): row.found
        for row in await connection.execute(statement)
    }


def _count(tally: Tally, which: Which) -> Count:
    counts = dict.fromkeys(Box, 0)
    for (unit, quarter, of), found in tally.items():
        if which.unit in {None, unit} and which.quarter in {None, quarter}:
            counts[of] += found
    return Count(unit=which.unit, quarter=which.quarter, counts=counts)


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
    items = await _items(connection, ledger_id, {task.assignment for task in due})
    last = await _last_values(connection, ledger_id, items)
    found: dict[Reported, IndicatorLine] = {}
    for task in due:  # oldest due date first: that one is asked for now
        asked = {one.code for one in task.measures}
        item = items.get(task.assignment)
        for measure in item.opened.measures if item else ():
            reported = (task.assignment, measure.code)
            if measure.code in asked and reported not in found:
                value, period = last.get(reported, (None, None))
                found[reported] = IndicatorLine(
                    stream=task.stream,
                    lead_unit=task.lead,
                    due_on=task.due_on,
                    measure=measure,
                    value=value,
                    period=period,
                )
    return tuple(found.values())


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

"""Tổng quan: the five boxes for the ward and each unit, the trend, the indicators, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.task.lateness import Box, box
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.my_work import unit_names
from services.queries.overview_shapes import (
    BoxedTask,
    Count,
    IndicatorLine,
    Overview,
    Quarter,
    Which,
)
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing, days_late_or_none

QUARTERS: Final = (-4, 1)  # of the trend, from this one on: four before, one to come
OLDEST: Final = 10
Reported = tuple[str, str]  # an item as one unit leads it, and a measure of it
Last = Mapping[Reported, tuple[Decimal, str]]


async def overview(connection: AsyncConnection, ledger: Ledger, viewing: Viewing) -> Overview:
    """Everything of the ward as it is on that day (Asia/Ho_Chi_Minh)."""
    today = viewing.today
    rows = await _rows(connection, ledger.ledger_id, viewing)
    names = await unit_names(connection, ledger.ledger_id)
    leads = sorted({row.task.lead for row in rows}, key=lambda unit: names.get(unit, unit))
    first, last = QUARTERS
    quarters = [Quarter.of(today).moved(by) for by in range(first, last + 1)]
    late = [row for row in rows if row.box is Box.RUNNING_LATE]
    return Overview(
        today=today,
        ward=_count(rows, Which()),
        by_unit=tuple(_count(rows, Which(unit=unit)) for unit in leads),
        trend=tuple(_count(rows, Which(quarter=quarter)) for quarter in quarters),
        indicators=await _indicators(connection, ledger.ledger_id, rows),
        latest=tuple(late[:OLDEST]),
        units=names,
    )


async def counted(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, which: Which
) -> tuple[BoxedTask, ...]:
    """Exactly the tasks that a count of the overview counts, oldest due date first."""
    return tuple(row for row in await _rows(connection, ledger_id, viewing) if which.holds(row))


async def _rows(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Sequence[BoxedTask]:
    statement = select_tasks(ledger_id).order_by(tasks.c.due_on, tasks.c.stream)
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return [
        BoxedTask(
            task=task, box=box(task, viewing.today), days_late=days_late_or_none(task, viewing)
        )
        for task in seen
        if task is not None
    ]


def _count(rows: Iterable[BoxedTask], which: Which) -> Count:
    counts = dict.fromkeys(Box, 0)
    for row in rows:
        if which.holds(row):
            counts[row.box] += 1
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

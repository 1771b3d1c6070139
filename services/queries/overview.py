"""Tổng quan: the five boxes for the ward and each unit, the trend, the indicators, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.state import fold as fold_assignment
from services.domain.task.lateness import Box, box
from services.domain.task.state import fold
from services.ledger.port import Ledger
from services.projections.tables import measure_values, tasks
from services.queries.my_work import unit_names
from services.queries.overview_shapes import (
    BoxedTask,
    Count,
    IndicatorLine,
    Overview,
    Quarter,
    Which,
)
from services.queries.task_rows import task_of

QUARTERS: Final = (-4, 1)  # of the trend, from this one on: four before, one to come
OLDEST: Final = 10
Last = Mapping[str, tuple[Decimal, str]]


async def overview(connection: AsyncConnection, ledger: Ledger, today: date) -> Overview:
    """Everything of the ward as it is on that day (Asia/Ho_Chi_Minh)."""
    rows = await _rows(connection, ledger.ledger_id, today)
    names = await unit_names(connection, ledger.ledger_id)
    leads = sorted({row.task.lead_unit for row in rows}, key=lambda unit: names.get(unit, unit))
    first, last = QUARTERS
    quarters = [Quarter.of(today).moved(by) for by in range(first, last + 1)]
    late = [row for row in rows if row.box is Box.RUNNING_LATE]
    return Overview(
        today=today,
        ward=_count(rows, Which()),
        by_unit=tuple(_count(rows, Which(unit=unit)) for unit in leads),
        trend=tuple(_count(rows, Which(quarter=quarter)) for quarter in quarters),
        indicators=await _indicators(connection, ledger, rows),
        latest=tuple(late[:OLDEST]),
        units=names,
    )


async def counted(
    connection: AsyncConnection, ledger_id: str, today: date, which: Which
) -> tuple[BoxedTask, ...]:
    """Exactly the tasks that a count of the overview counts, oldest due date first."""
    return tuple(row for row in await _rows(connection, ledger_id, today) if which.holds(row))


async def _rows(connection: AsyncConnection, ledger_id: str, today: date) -> Sequence[BoxedTask]:
    statement = (
        select(tasks)
        .where(tasks.c.ledger_id == ledger_id)
        .order_by(tasks.c.due_on, tasks.c.stream)
    )
    found = (task_of(row) for row in await connection.execute(statement))
    return [
        BoxedTask(task=task, box=box(task, today), days_late=(today - task.due_on).days)
        for task in found
    ]


def _count(rows: Iterable[BoxedTask], which: Which) -> Count:
    counts = dict.fromkeys(Box, 0)
    for row in rows:
        if which.holds(row):
            counts[row.box] += 1
    return Count(unit=which.unit, quarter=which.quarter, counts=counts)


async def _indicators(
    connection: AsyncConnection, ledger: Ledger, rows: Iterable[BoxedTask]
) -> tuple[IndicatorLine, ...]:
    """The measures that open tasks ask for; restricted work has none."""
    due = [
        row.task
        for row in rows
        if row.task.issued.kind == "indicator"
        and not row.task.closed
        and not row.task.issued.restricted
    ]
    items = {assignment_stream(task.issued.assignment) for task in due}
    facts = await ledger.read([*items, *(task.stream for task in due)])
    last = await _last_values(connection, ledger.ledger_id)
    found: dict[str, IndicatorLine] = {}
    for task in due:  # oldest due date first: that one is asked for now
        opened = fold_assignment(facts.of(assignment_stream(task.issued.assignment)))
        whole = fold(facts.of(task.stream))
        if opened is None or whole is None:
            continue
        asked = {one.code for one in whole.measures}
        for measure in opened.opened.measures:
            if measure.code in asked and measure.code not in found:
                value, period = last.get(measure.code, (None, None))
                found[measure.code] = IndicatorLine(
                    stream=task.stream,
                    lead_unit=task.lead_unit,
                    due_on=task.due_on,
                    measure=measure,
                    value=value,
                    period=period,
                )
    return tuple(found.values())


async def _last_values(connection: AsyncConnection, ledger_id: str) -> Last:
    """The figure of the latest period that was confirmed, for each measure."""
    beside = (measure_values.c.ledger_id == tasks.c.ledger_id) & (
        measure_values.c.stream == tasks.c.stream
    )
    statement = (
        select(measure_values.c.measure, measure_values.c.value, tasks.c.period)
        .select_from(measure_values.join(tasks, beside))
        .where(tasks.c.ledger_id == ledger_id, ~tasks.c.restricted)
        .where(measure_values.c.counted_on.is_not(None), measure_values.c.value.is_not(None))
        .order_by(tasks.c.original_due_on, measure_values.c.counted_on)
    )
    rows = await connection.execute(statement)
    return {row.measure: (row.value, row.period) for row in rows}  # the latest one stays

"""Tổng quan: the five boxes for the ward and each unit, the trend, the indicators, what is late.

Every count is the number of tasks that `counted` lists for the same question.
"""

from collections.abc import Iterable, Mapping, Sequence
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
from services.queries.task_rows import seen_task
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
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, which: Which
) -> tuple[BoxedTask, ...]:
    """Exactly the tasks that a count of the overview counts, oldest due date first."""
    return tuple(row for row in await _rows(connection, ledger_id, viewing) if which.holds(row))


async def _rows(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Sequence[BoxedTask]:
    statement = (
        select(tasks)
        .where(tasks.c.ledger_id == ledger_id)
        .order_by(tasks.c.due_on, tasks.c.stream)
    )
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
    connection: AsyncConnection, ledger: Ledger, rows: Iterable[BoxedTask]
) -> tuple[IndicatorLine, ...]:
    """The measures that open tasks ask for, of each item its own; restricted work has none.

    One measure that several units report on stands once for each: the plan gives no rule by
    which their figures would make one of the ward.
    """
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
    found: dict[Reported, IndicatorLine] = {}
    for task in due:  # oldest due date first: that one is asked for now
        opened = fold_assignment(facts.of(assignment_stream(task.issued.assignment)))
        whole = fold(facts.of(task.stream))
        if opened is None or whole is None:
            continue
        asked = {one.code for one in whole.measures}
        for measure in opened.opened.measures:
            reported = (task.issued.assignment, measure.code)
            if measure.code in asked and reported not in found:
                value, period = last.get(reported, (None, None))
                found[reported] = IndicatorLine(
                    stream=task.stream,
                    lead_unit=task.lead_unit,
                    due_on=task.due_on,
                    measure=measure,
                    value=value,
                    period=period,
                )
    return tuple(found.values())


async def _last_values(connection: AsyncConnection, ledger_id: str) -> Last:
    """The figure of the latest period that was confirmed, for each measure of each item."""
    beside = (measure_values.c.ledger_id == tasks.c.ledger_id) & (
        measure_values.c.stream == tasks.c.stream
    )
    statement = (
        select(
            tasks.c.assignment, measure_values.c.measure, measure_values.c.value, tasks.c.period
        )
        .select_from(measure_values.join(tasks, beside))
        .where(tasks.c.ledger_id == ledger_id, ~tasks.c.restricted)
        .where(measure_values.c.counted_on.is_not(None), measure_values.c.value.is_not(None))
        .order_by(tasks.c.original_due_on, measure_values.c.counted_on)
    )
    rows = await connection.execute(statement)
    # The latest one stays.
    return {(row.assignment, row.measure): (row.value, row.period) for row in rows}

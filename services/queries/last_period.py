"""What the ward confirmed of the same work in the period before, and a year before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.events import Figure
from services.domain.task.state import Ending
from services.projections.tables import tasks
from services.projections.work import TASKS


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPeriod:
    """The newest confirmed period before a task's own, and its figures by measure.

    `stream` is the task that was confirmed then.
    """

    period: str
    stream: str
    figures: Mapping[str, Figure]


def a_year_before(period: str) -> str:
    """The same part of the year before: 2025-Q4 of 2026-Q4; blank of what has no year."""
    year, dash, part = period.partition("-")
    return f"{int(year) - 1}{dash}{part}" if year.isdecimal() else ""


async def last_periods(
    connection: AsyncConnection, ledger_id: str, streams: Collection[str], period: str = ""
) -> Mapping[str, LastPeriod]:
    """The last confirmed figures before each of these tasks; a restricted task has none.

    Those of one earlier `period`, where it is given.
    """
    now, past = tasks.alias("now"), tasks.alias("past")
    newest = (
        select(now.c.stream, past.c.stream.label("before"))
        .join(
            past,
            (past.c.ledger_id == now.c.ledger_id)
            & (past.c.assignment == now.c.assignment)
            & (past.c.deliverable == now.c.deliverable)
            & (past.c.frequency == now.c.frequency)
            & (past.c.original_due_on < now.c.original_due_on),
        )
        .where(now.c.ledger_id == ledger_id, now.c.stream.in_(streams))
        .where(past.c.ending == Ending.CONFIRMED.value, ~past.c.restricted)
        .ext(distinct_on(now.c.stream))
        .order_by(now.c.stream, past.c.original_due_on.desc())
    )
    if period:
        newest = newest.where(past.c.period == period)
    chosen = newest.subquery()
    statement = (
        select(chosen.c.stream, tasks.c.state)
        .join(tasks, tasks.c.stream == chosen.c.before)
        .where(tasks.c.ledger_id == ledger_id)
    )
    rows = await connection.execute(statement)
    past_tasks = {stream: TASKS.read(state) for stream, state in rows}
    return {
        stream: LastPeriod(
            period=task.period,
            stream=task.stream,
            figures={figure.measure: figure for figure in task.figures},
        )
        for stream, task in past_tasks.items()
        if task.submission
    }

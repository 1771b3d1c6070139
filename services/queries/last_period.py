"""What the ward confirmed of the same work in the period before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.events import Figure, ReportSubmitted
from services.domain.task.evolving import fold
from services.ledger.port import Ledger
from services.projections.tables import tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPeriod:
    """The newest confirmed period before a task's own, and its figures by measure."""

    period: str
    figures: Mapping[str, Figure]


async def last_periods(
    connection: AsyncConnection, ledger: Ledger, streams: Collection[str]
) -> Mapping[str, LastPeriod]:
    """The last confirmed figures before each of these tasks; a restricted task has none."""
    now, past = tasks.alias("now"), tasks.alias("past")
    statement = (
        select(now.c.stream, past.c.stream.label("before"), past.c.period)
        .join(
            past,
            (past.c.ledger_id == now.c.ledger_id)
            & (past.c.assignment == now.c.assignment)
            & (past.c.deliverable == now.c.deliverable)
            & (past.c.frequency == now.c.frequency)
            & (past.c.original_due_on < now.c.original_due_on),
        )
        .where(now.c.ledger_id == ledger.ledger_id, now.c.stream.in_(streams))
        .where(past.c.ending.is_not(None), ~past.c.restricted)
        .ext(distinct_on(now.c.stream))
        .order_by(now.c.stream, past.c.original_due_on.desc())
    )
    rows = (await connection.execute(statement)).all()
    snapshot = await ledger.read([row.before for row in rows])
    found: dict[str, LastPeriod] = {}
    for row in rows:
        facts = snapshot.of(row.before)
        task = fold(facts)
        reports = [fact.event for fact in facts if isinstance(fact.event, ReportSubmitted)]
        if task is not None and reports:
            figures = {figure.measure: figure for figure in reports[-1].figures}
            found[row.stream] = LastPeriod(period=row.period, figures=figures)
    return found

"""Plan documents for the Office: the list of all that were read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.plan_document.head import HeadNow, head_of
from services.domain.plan_document.state import PlanReading
from services.ledger.port import Ledger
from services.projections.plans import PLAN_READINGS
from services.projections.tables import plan_readings
from services.queries.plan_documents import person_names


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document of the list; `at` in UTC, `name` None where it was erased.

    `title`, `number` and `issued_on` are those of the document with what was corrected in them;
    on `decided` of its `lines` somebody decided.
    """

    stream: str
    name: str | None
    title: str | None
    number: str | None
    issued_on: date | None
    lines: int
    decided: int
    file_bytes: int
    at: datetime
    by: str | None
    loaded: bool
    beside: bool


async def documents(connection: AsyncConnection, ledger: Ledger) -> tuple[DocumentRow, ...]:
    """Every document that was read in this ward, newest first."""
    statement = (
        select(plan_readings)
        .where(plan_readings.c.ledger_id == ledger.ledger_id)
        .order_by(plan_readings.c.read_at.desc(), plan_readings.c.stream)
    )
    rows = (await connection.execute(statement)).all()
    collected = [PLAN_READINGS.state_of(row) for row in rows]
    names = await person_names(ledger, {by for each in collected if (by := each.actor.person_id)})
    heads = [head_of(each) for each in collected]
    named = {ref.text_id for head in heads for ref in (head.title, head.number) if ref}
    bodies = await ledger.texts(named | {each.read.name.text_id for each in collected})
    return tuple(
        _row(each, head, names, bodies) for each, head in zip(collected, heads, strict=True)
    )


def _row(
    state: PlanReading, head: HeadNow, names: Mapping[UUID, str], bodies: Mapping[UUID, str]
) -> DocumentRow:
    read, by = state.read, state.actor.person_id
    keys = {finding.key for finding in read.findings}
    number = bodies.get(head.number.text_id) if head.number else None
    return DocumentRow(
        stream=state.stream,
        name=bodies.get(read.name.text_id),
        title=bodies.get(head.title.text_id) if head.title else None,
        number=" ".join(number.split()) if number else head.read_number,
        issued_on=head.issued_on,
        lines=len(keys),
        decided=len(keys & state.settled.keys()),
        file_bytes=read.file_bytes,
        at=state.at,
        by=names.get(by) if by else None,
        loaded=state.loaded is not None,
        beside=state.loaded is not None and state.loaded.event.beside,
    )

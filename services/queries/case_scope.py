"""What a case file is of: a task, an item, a unit, a person or a period, as conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.act import Rule
from services.domain.assignment.events import assignment_stream
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.rules import NO_PERSON
from services.domain.directory.unit_rules import NO_UNIT
from services.domain.instants import end_of, start_of
from services.domain.task.rules import NO_TASK
from services.domain.task.sight import Sight
from services.projections.tables import assignments, listed, people, tasks, units
from services.queries.log_rights import (
    Reader,
    about,
    about_these,
    events,
    streams_of_units,
)


class CaseKind(StrEnum):
    """What a case file may be of."""

    TASK = "task"
    ITEM = "item"
    UNIT = "unit"
    PERSON = "person"
    PERIOD = "period"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseScope:
    """What somebody asks a case file of; days in Asia/Ho_Chi_Minh, both inclusive.

    `key` is a task's stream, an item's or a unit's code, a person's id; empty for a period.
    """

    kind: CaseKind
    key: str = ""
    from_on: date | None = None
    until_on: date | None = None


async def require_case(connection: AsyncConnection, reader: Reader, scope: CaseScope) -> None:
    """Raises NotFound where the case would be of nothing that this reader may know of."""
    await _of_what(connection, reader, scope)


async def case_positions(
    connection: AsyncConnection, reader: Reader, scope: CaseScope, size: int
) -> Sequence[int]:
    """The facts that a case is about, oldest first, among the first `size` of the log.

    Raises NotFound for what is not there or does not exist for this reader.
    """
    asked = [*await _of_what(connection, reader, scope), *_on_which_days(scope)]
    statement = (
        select(events.c.position)
        .where(events.c.ledger_id == reader.ledger_id, events.c.position <= size)
        .where(reader.may_read(), *asked)
        .order_by(events.c.position)
    )
    return (await connection.execute(statement)).scalars().all()


async def _of_what(
    connection: AsyncConnection, reader: Reader, scope: CaseScope
) -> list[ColumnElement[bool]]:
    ledger_id = reader.ledger_id
    match scope.kind:
        case CaseKind.TASK:
            await _require_seen(connection, reader, tasks, scope.key, NO_TASK)
            return [about_these([scope.key])]
        case CaseKind.ITEM:
            stream = assignment_stream(scope.key)
            await _require_seen(connection, reader, assignments, stream, NO_ASSIGNMENT)
            own = tasks.c.ledger_id == ledger_id, tasks.c.assignment == scope.key
            rows = await connection.execute(select(tasks.c.stream).where(*own))
            return [about_these([stream, *rows.scalars()])]
        case CaseKind.UNIT:
            await _require_there(connection, reader, units, unit_stream(scope.key), NO_UNIT)
            work = about(streams_of_units(ledger_id, [scope.key]))
            itself = about_these([unit_stream(scope.key)])
            return [or_(work, itself, events.c.actor_unit == scope.key)]
        case CaseKind.PERSON:
            person = UUID(scope.key)
            await _require_there(connection, reader, people, person_stream(person), NO_PERSON)
            itself = about_these([person_stream(person)])
            return [or_(events.c.person_id == person, itself)]
        case CaseKind.PERIOD:
            return []


async def _require_there(
    connection: AsyncConnection, reader: Reader, rows: Table, stream: str, rule: Rule
) -> Row[Any]:
    own = rows.c.ledger_id == reader.ledger_id, rows.c.stream == stream
    row = (await connection.execute(select(*listed(rows)).where(*own))).one_or_none()
    if row is None:
        raise rule.refuse()
    return row


async def _require_seen(
    connection: AsyncConnection, reader: Reader, rows: Table, stream: str, rule: Rule
) -> None:
    row = await _require_there(connection, reader, rows, stream, rule)
    if reader.sight(row) is Sight.NOTHING:
        raise rule.refuse()


def _on_which_days(scope: CaseScope) -> list[ColumnElement[bool]]:
    collected: list[ColumnElement[bool]] = []
    if scope.from_on is not None:
        collected.append(events.c.occurred_at >= start_of(scope.from_on))
    if scope.until_on is not None:
        collected.append(events.c.occurred_at < end_of(scope.until_on))
    return collected

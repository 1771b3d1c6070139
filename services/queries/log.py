"""Nhật ký: who did what, when, on which item, under which office; refusals among them.

The rows are the ledger's own events, newest first by position; nothing is grouped or left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.commands.rules import NO_EVENT
from services.domain.facts import Fact
from services.domain.instants import end_of, start_of
from services.ledger.port import Ledger
from services.queries.log_lines import lines_of
from services.queries.log_rights import (
    Reader,
    about,
    about_these,
    events,
    payloads,
    streams_of_item,
    streams_of_units,
)
from services.queries.log_views import CLOCK, KIND_GROUPS, SETTING_UP, LogFilter, LogLine, LogPage
from services.queries.my_work import unit_names
from services.queries.stored_facts import stored_fact


async def log_page(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, wanted: LogFilter
) -> LogPage:
    """One page of the acts that this person may know of, newest first.

    One row more than a page is asked for: it says whether there is an older page.
    """
    rows = (await connection.execute(await page_statement(connection, reader, wanted))).all()
    shown = rows[: wanted.limit]
    units = await unit_names(connection, reader.ledger_id)
    return LogPage(
        lines=await lines_of(connection, ledger, reader, _facts(shown)),
        older=shown[-1].position if len(rows) > wanted.limit else None,
        units=units,
    )


async def log_event(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, position: int
) -> tuple[LogLine, Mapping[str, str]]:
    """One act and the names of units; raises NotFound for what is not there or not theirs."""
    statement = _statement(reader, [events.c.position == position], 1)
    rows = (await connection.execute(statement)).all()
    if not rows:
        raise NO_EVENT.refuse()
    (line,) = await lines_of(connection, ledger, reader, _facts(rows), whole=True)
    return line, await unit_names(connection, reader.ledger_id)


async def page_statement(
    connection: AsyncConnection, reader: Reader, wanted: LogFilter
) -> Select[Any]:
    """The statement of a page; by itself for those who look at its plan."""
    conditions = _asked(reader, wanted)
    if wanted.item is not None:
        rows = await connection.execute(streams_of_item(reader.ledger_id, wanted.item))
        conditions.append(about_these(rows.scalars().all()))
    return _statement(reader, conditions, wanted.limit + 1)


def _statement(
    reader: Reader, conditions: Sequence[ColumnElement[bool]], limit: int
) -> Select[Any]:
    # The page is cut before payloads are fetched: only what is shown is opened.
    page = (
        select(events.c.ledger_id, events.c.position, events.c.leaf, events.c.record)
        .where(events.c.ledger_id == reader.ledger_id, reader.may_read(), *conditions)
        .order_by(events.c.position.desc())
        .limit(limit)
        .subquery("page")
    )
    beside = (payloads.c.ledger_id == page.c.ledger_id) & (payloads.c.position == page.c.position)
    return (
        select(page.c.position, page.c.leaf, page.c.record, payloads.c.payload)
        .select_from(page.join(payloads, beside))
        .order_by(page.c.position.desc())
    )


def _asked(reader: Reader, wanted: LogFilter) -> list[ColumnElement[bool]]:
    collected: list[ColumnElement[bool]] = []
    if wanted.person == CLOCK:
        collected.append(events.c.person_id.is_(None))
    elif isinstance(wanted.person, UUID):
        collected.append(events.c.person_id == wanted.person)
    if wanted.unit is not None:
        collected.append(_of_unit(reader.ledger_id, wanted.unit))
    if wanted.kind is not None:
        collected += _of_kind(wanted.kind)
    if wanted.from_on is not None:
        collected.append(events.c.occurred_at >= start_of(wanted.from_on))
    if wanted.until_on is not None:
        collected.append(events.c.occurred_at < end_of(wanted.until_on))
    if wanted.before is not None:
        collected.append(events.c.position < wanted.before)
    return collected


def _of_kind(kind: str) -> list[ColumnElement[bool]]:
    if kind not in KIND_GROUPS:
        return [events.c.type == kind]
    types = events.c.type.in_([kind_group.TYPE for kind_group in KIND_GROUPS[kind]])
    return [types, events.c.setting_up] if kind == SETTING_UP else [types]


def _of_unit(ledger_id: str, unit: str) -> ColumnElement[bool]:
    """What happened on the unit's work, and what was done under an office of it on that day."""
    on_its_work = about(streams_of_units(ledger_id, [unit]))
    return on_its_work | (events.c.actor_unit == unit)


def _facts(rows: Sequence[Row[Any]]) -> list[tuple[Fact, str]]:
    return [
        (stored_fact(row.position, bytes(row.record), bytes(row.payload)), bytes(row.leaf).hex())
        for row in rows
    ]

"""Nhật ký: who did what, when, on which item, under which office; refusals among them.

The rows are the ledger's own events in the order of their positions; nothing is left out.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.commands.rules import NO_EVENT
from services.domain.facts import Fact
from services.domain.instants import end_of, start_of
from services.ledger.port import Ledger
from services.queries.log_asked import Conditions, conditions
from services.queries.log_lines import lines_of
from services.queries.log_rights import Reader, events, payloads
from services.queries.log_views import COUNTED, LogFilter, LogLine, LogPage
from services.queries.my_work import unit_names
from services.queries.stored_facts import stored_fact


async def log_page(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, wanted: LogFilter
) -> LogPage:
    """One page of the acts that this person may know of, in the order that was asked for.

    One row more than a page is asked for: it says whether there is a page behind it.
    """
    asked = await conditions(connection, reader, wanted)
    statement = _page(reader, [*asked, *_from_where(wanted)], wanted)
    rows = (await connection.execute(statement)).all()
    shown = rows[: wanted.limit]
    ahead = len(rows) > wanted.limit
    behind = bool(shown) and await _is_behind(connection, reader, asked, wanted, shown[0].position)
    if wanted.ascending != wanted.oldest_first:
        shown = shown[::-1]
    total, is_counted = await _counted(connection, reader, asked)
    ends = sorted((shown[0].position, shown[-1].position)) if shown else (0, 0)
    has_older, has_newer = (behind, ahead) if wanted.ascending else (ahead, behind)
    return LogPage(
        lines=await lines_of(connection, ledger, reader, _facts(shown), whole=bool(wanted.words)),
        older=ends[0] if has_older else None,
        newer=ends[1] if has_newer else None,
        total=total,
        is_counted=is_counted,
        units=await unit_names(connection, reader.ledger_id),
    )


async def count_acts(
    connection: AsyncConnection, reader: Reader, asked: Conditions, most: int
) -> int:
    """How many acts there are; one more than `most` says that there are more."""
    some = _readable(reader, asked, literal(1)).limit(most + 1).subquery()
    return (await connection.execute(select(func.count()).select_from(some))).scalar_one()


async def _counted(
    connection: AsyncConnection, reader: Reader, asked: Conditions
) -> tuple[int, bool]:
    """How many acts there are, and whether that is all of them."""
    if reader.sees_all and not asked:  # positions have no gaps
        own = events.c.ledger_id == reader.ledger_id
        newest = await connection.execute(select(func.max(events.c.position)).where(own))
        return newest.scalar() or 0, True
    amount = await count_acts(connection, reader, asked, COUNTED)
    return min(amount, COUNTED), amount <= COUNTED


async def page_at(
    connection: AsyncConnection, reader: Reader, day: date, *, oldest_first: bool
) -> int | None:
    """The position before which (oldest first: after which) the page of a day begins.

    None where the day lies beyond all acts, so that the first page is the one that is meant.
    """
    own = events.c.ledger_id == reader.ledger_id
    statement = (
        select(func.max(events.c.position)).where(own, events.c.occurred_at < start_of(day))
        if oldest_first
        else select(func.min(events.c.position)).where(own, events.c.occurred_at >= end_of(day))
    )
    position: int | None = (await connection.execute(statement)).scalar()
    return position


async def log_event(
    connection: AsyncConnection, ledger: Ledger, reader: Reader, position: int
) -> tuple[LogLine, Mapping[str, str]]:
    """One act and the names of units; raises NotFound for what is not there or not theirs."""
    statement = _page(reader, [events.c.position == position], LogFilter(limit=0))
    rows = (await connection.execute(statement)).all()
    if not rows:
        raise NO_EVENT.refuse()
    (line,) = await lines_of(connection, ledger, reader, _facts(rows), whole=True)
    return line, await unit_names(connection, reader.ledger_id)


async def acts_that(
    connection: AsyncConnection,
    ledger: Ledger,
    reader: Reader,
    asked: Conditions,
    most: int,
    *,
    after: int | None = None,
) -> tuple[LogLine, ...]:
    """The first acts that fit, the oldest first, at most so many, behind a position."""
    wanted = LogFilter(oldest_first=True, after=after, limit=most - 1)
    facts = await _facts_of(connection, reader, asked, wanted)
    return await lines_of(connection, ledger, reader, facts, whole=True)


async def newest_facts_that(
    connection: AsyncConnection, reader: Reader, asked: Conditions, most: int
) -> Sequence[Fact]:
    """The last facts that fit, the newest first, at most so many, without what they refer to."""
    facts = await _facts_of(connection, reader, asked, LogFilter(limit=most - 1))
    return [fact for fact, _ in facts]


async def _facts_of(
    connection: AsyncConnection, reader: Reader, asked: Conditions, wanted: LogFilter
) -> Sequence[tuple[Fact, str]]:
    statement = _page(reader, [*asked, *_from_where(wanted)], wanted)
    return _facts((await connection.execute(statement)).all())


async def page_statement(
    connection: AsyncConnection, reader: Reader, wanted: LogFilter
) -> Select[Any]:
    """The statement of a page; by itself for those who look at its plan."""
    asked = await conditions(connection, reader, wanted)
    return _page(reader, [*asked, *_from_where(wanted)], wanted)


def _readable(
    reader: Reader, asked: Sequence[ColumnElement[bool]], *columns: ColumnElement[Any]
) -> Select[Any]:
    """The acts that are asked for, of those that this person may know of."""
    return select(*columns).where(
        events.c.ledger_id == reader.ledger_id, reader.may_read(), *asked
    )


def _page(reader: Reader, asked: Sequence[ColumnElement[bool]], wanted: LogFilter) -> Select[Any]:
    # The page is cut before payloads are fetched: only what is shown is opened.
    columns = (events.c.ledger_id, events.c.position, events.c.leaf, events.c.record)
    position = events.c.position.asc() if wanted.ascending else events.c.position.desc()
    page = (
        _readable(reader, asked, *columns)
        .order_by(position)
        .limit(wanted.limit + 1)
        .subquery("page")
    )
    beside = (payloads.c.ledger_id == page.c.ledger_id) & (payloads.c.position == page.c.position)
    order = page.c.position.asc() if wanted.ascending else page.c.position.desc()
    return (
        select(page.c.position, page.c.leaf, page.c.record, payloads.c.payload)
        .select_from(page.join(payloads, beside))
        .order_by(order)
    )


def _from_where(wanted: LogFilter) -> Conditions:
    """Where the page begins."""
    if wanted.before is not None:
        return [events.c.position < wanted.before]
    return [events.c.position > wanted.after] if wanted.after is not None else []


async def _is_behind(
    connection: AsyncConnection, reader: Reader, asked: Conditions, wanted: LogFilter, first: int
) -> bool:
    """Whether acts lie before the first one that was read, seen in the direction of reading."""
    if wanted.before is None and wanted.after is None:
        return False
    beyond = events.c.position < first if wanted.ascending else events.c.position > first
    statement = _readable(reader, [*asked, beyond], literal(1)).limit(1)
    return (await connection.execute(statement)).first() is not None


def _facts(rows: Sequence[Row[Any]]) -> list[tuple[Fact, str]]:
    return [
        (stored_fact(row.position, bytes(row.record), bytes(row.payload)), bytes(row.leaf).hex())
        for row in rows
    ]

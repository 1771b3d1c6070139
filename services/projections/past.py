"""The rows of the pages as they stood after some fact: made from the first fact up to that one.

They lie in one of a few places of the database beside the rows of today (0044_past_rows.sql). A
place is known by the last fact that it has taken in; the one that nobody asked for longest is made
anew for another. Nothing depends on them: whatever a place holds, the ledger makes again.

There are fewer places than days that may be asked for at once. So that everybody gets an answer,
whoever needs several days has them made together or not at all, and for some seconds nobody takes
a place from those for whom it was made: each build ends somebody's waiting.
"""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any, Final

import psycopg
from psycopg import sql
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.domain.assignment.state import Assignment
from services.ledger.connections import one_connection
from services.ledger.driver import driver_connection
from services.ledger.faults import translated
from services.ledger.port import Ledger
from services.projections.past_places import PAST_ROWS, PLACES, SHAPE
from services.projections.rebuild import Folding, write_rows
from services.projections.work import ASSIGNMENTS
from services.projections.writing import empty_statement

KEPT_SECONDS: Final = 3600
HELD_SECONDS: Final = 10  # some times as long as a page waits before it asks again
# Few at a time: between two batches the process serves its visitors.
_BATCH: Final = 200
_REPORTED_EVERY: Final = 1000  # facts, after which whoever waits may read how far it is
_LOCK: Final = 0x50617374
_RESTRICTED: Final = "SELECT stream FROM public.assignments WHERE restricted"
_ALONE: Final = text("SELECT pg_try_advisory_lock(:lock, hashtext(own_ledger()))")
_KEPT: Final = (
    "SELECT place, used_at < clock_timestamp() - make_interval(secs => %(kept)s)"
    " OR shape <> %(shape)s OR position = ANY(%(made)s) AS useless,"
    " position <> ALL(%(beside)s)"
    " AND built_at < clock_timestamp() - make_interval(secs => %(held)s) AS gives_way"
    " FROM past_places WHERE ledger_id = own_ledger() ORDER BY used_at"
)
_KEEP: Final = (
    "INSERT INTO past_places (place, position, shape, withheld)"
    " VALUES (%(place)s, %(position)s, %(shape)s, %(withheld)s)"
)
# Those too that were there already: whoever waits for them gets them with the new ones.
_HOLD: Final = (
    "UPDATE past_places SET built_at = clock_timestamp()"
    " WHERE ledger_id = own_ledger() AND position = ANY(%(positions)s)"
)
_REACHED: Final = text(
    "INSERT INTO past_builds AS b (position, folded) VALUES (:position, :folded)"
    " ON CONFLICT (ledger_id) DO UPDATE SET position = excluded.position, folded = excluded.folded"
)
_REACHED_ALL: Final = "DELETE FROM past_builds WHERE ledger_id = own_ledger()"
_FORGET: Final = (
    "DELETE FROM past_places WHERE ledger_id = own_ledger() AND place = ANY(%(places)s)"
)


async def build(
    engine: AsyncEngine, ledger: Ledger, *positions: int, beside: Collection[int] = ()
) -> None:
    """Make the rows as of each of these facts in a place of its own, and leave alone those beside.

    Nothing is made while somebody is building, or while there is no room for all of them: who
    waits asks again. One build at a time in a ward, on one connection, whose end also ends the
    lock.
    """
    with translated():
        async with one_connection(engine) as connection:
            try:
                alone = await connection.execute(_ALONE, {"lock": _LOCK})
                driver = await driver_connection(connection)
                if alone.scalar() and await _has_room(driver, positions, beside):
                    together = {*positions, *beside}
                    for position in positions:
                        folding = await _folded(connection, ledger, position)
                        await _keep(driver, folding, position, together - {position})
            finally:
                await connection.invalidate()


async def _folded(connection: AsyncConnection, ledger: Ledger, position: int) -> Folding:
    """The states as of that fact; how far it is stands where every process reads it."""
    folding, done = Folding(PAST_ROWS), 0
    while facts := await ledger.tail(done, min(_BATCH, position - done)):
        if done % _REPORTED_EVERY == 0:
            await connection.execute(_REACHED, {"position": position, "folded": done})
        folding.take(facts)
        done += len(facts)
    return folding


async def _keep(
    connection: psycopg.AsyncConnection[Any],
    folding: Folding,
    position: int,
    beside: Collection[int],
) -> None:
    async with connection.transaction():
        restricted = {row[0] for row in await (await connection.execute(_RESTRICTED)).fetchall()}
        withheld = _restrict(folding.states.get(ASSIGNMENTS.name, {}), restricted)
        place = await _emptied(connection, position, beside)
        await connection.execute(_path_of(place))
        for rows in PAST_ROWS:
            await write_rows(connection, folding, rows)
        kept = {"place": place, "position": position, "shape": SHAPE, "withheld": withheld}
        await connection.execute(_KEEP, kept)
        await connection.execute(_HOLD, {"positions": [position, *beside]})
        await connection.execute(_REACHED_ALL)


def _restrict(states: dict[str, tuple[int, Any]], restricted: AbstractSet[str]) -> list[str]:
    """Today's rights: an item that is restricted today is so on every day; which were not."""
    changed = []
    for stream in states.keys() & restricted:
        version, item = states[stream]
        if isinstance(item, Assignment) and not item.restricted:
            states[stream] = (version, replace(item, restricted=True))
            changed.append(stream)
    return changed


async def _has_room(
    connection: psycopg.AsyncConnection[Any], positions: Collection[int], beside: Collection[int]
) -> bool:
    """Whether as many places may be taken now as these facts need."""
    old, others = await _takeable(connection, positions, beside)
    return len({*old, *others}) >= len(positions)


async def _takeable(
    connection: psycopg.AsyncConnection[Any], made: Collection[int], beside: Collection[int]
) -> tuple[list[int], list[int]]:
    """Places that hold nothing for anybody; empty ones, then those that may give way."""
    asked = {
        "kept": KEPT_SECONDS,
        "held": HELD_SECONDS,
        "shape": SHAPE,
        "made": [*made],
        "beside": [*beside],
    }
    kept = await (await connection.execute(_KEPT, asked)).fetchall()
    old = sorted(place for place, useless, _ in kept if useless)
    free = {*range(1, PLACES + 1)} - {place for place, *_ in kept}
    return old, [*sorted(free), *(place for place, _, gives_way in kept if gives_way)]


async def _emptied(
    connection: psycopg.AsyncConnection[Any], position: int, beside: Collection[int]
) -> int:
    """A place without rows; those that nobody asked for within an hour are emptied as well."""
    old, others = await _takeable(connection, [position], beside)
    chosen = next(iter([*old, *others]))
    emptied = sorted({*old, chosen})
    for place in emptied:
        await connection.execute(_path_of(place))
        for table in (table for rows in PAST_ROWS for table in rows.tables):
            await connection.execute(empty_statement(table))
    await connection.execute(_FORGET, {"places": emptied})
    return chosen


def _path_of(place: int) -> sql.Composed:
    return sql.SQL("SET LOCAL search_path = {}, public").format(sql.Identifier(f"past_{place}"))

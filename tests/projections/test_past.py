"""The rows of a past day are what a rebuild of the facts up to then makes, whichever the day."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import Context
from random import Random

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.connections import one_connection, one_snapshot
from services.projections import STATE_ROWS
from services.projections.past import HELD_SECONDS, build
from services.projections.past_places import PAST_ROWS, PLACES, SHAPE, path_to, taken
from services.projections.rebuild import rebuild
from services.queries.past import PastLedger
from tests.api.ward import WebWard
from tests.moment import MOMENT
from tests.projections.test_rebuild import lived

pytestmark = pytest.mark.postgres
Rows = dict[str, list[tuple[object, ...]]]
TRIED = 12


async def rows(connection: AsyncConnection) -> Rows:
    """Every row that a day of the past has, in the order of its key."""
    collected: Rows = {}
    for table in (table for each in PAST_ROWS for table in each.tables):
        statement = select(table).order_by(*table.primary_key)
        collected[table.name] = [tuple(row) for row in await connection.execute(statement)]
    return collected


async def asked_for(web: WebWard, position: int) -> int | None:
    async with one_connection(web.engine) as connection:
        return await taken(connection, position)


@asynccontextmanager
async def standing(web: WebWard, position: int) -> AsyncIterator[AsyncConnection]:
    """A reader of the rows as of that fact."""
    place = await asked_for(web, position)
    assert place is not None, "they were made"
    async with one_snapshot(web.engine, path_to(place)) as connection:
        yield connection


async def past(web: WebWard, position: int) -> Rows:
    await moved(web, HELD_SECONDS)
    await build(web.engine, web.ward.ledger, position)
    async with standing(web, position) as connection:
        return await rows(connection)


async def live(web: WebWard) -> Rows:
    async with web.engine.connect() as connection:
        return await rows(connection)


async def test_rows_of_a_past_fact_equal_a_rebuild_of_the_facts_up_to_it(web: WebWard) -> None:
    await lived(web)
    today, size = await live(web), await web.size()
    assert all(today.values()), "every kind of row is there"
    drawn = Random(19).sample(range(2, size), TRIED)  # noqa: S311  (nothing is secret)
    positions = [1, *sorted(drawn), size]
    for position in positions:
        known = await past(web, position)
        assert await live(web) == today, "the rows of today are left alone"
        cut = PastLedger(web.ward.ledger, position, MOMENT)
        await rebuild(web.engine, cut, STATE_ROWS)
        assert await live(web) == known, f"as of fact {position}"
        await rebuild(web.engine, web.ward.ledger, STATE_ROWS)
    assert await live(web) == today == known


async def places(web: WebWard) -> dict[int, int]:
    statement = text("SELECT position, place FROM past_places")
    async with web.engine.connect() as connection:
        return {row.position: row.place for row in await connection.execute(statement)}


async def unused(web: WebWard, position: int, minutes: int) -> None:
    """Nobody has asked for that place for some time."""
    statement = text(
        "UPDATE past_places SET used_at = clock_timestamp() - make_interval(mins => :minutes)"
        " WHERE position = :position"
    )
    async with web.engine.begin() as connection:
        await connection.execute(statement, {"position": position, "minutes": minutes})


async def moved(web: WebWard, seconds: float) -> None:
    """So much time passes for all places."""
    statement = text(
        "UPDATE past_places SET used_at = used_at - make_interval(secs => :seconds),"
        " built_at = built_at - make_interval(secs => :seconds)"
    )
    async with web.engine.begin() as connection:
        await connection.execute(statement, {"seconds": seconds})


async def test_another_day_empties_what_nobody_asked_for_within_an_hour(web: WebWard) -> None:
    for position in (10, 20, 30):
        await build(web.engine, web.ward.ledger, position)
    kept = await places(web)
    await unused(web, 10, 61)
    await unused(web, 20, 59)
    await build(web.engine, web.ward.ledger, 40)
    assert set(await places(web)) == {20, 30, 40}
    assert (await places(web))[40] == kept[10]
    async with one_snapshot(web.engine, path_to(kept[20])) as connection:
        assert any((await rows(connection)).values())


async def test_of_more_days_than_places_the_one_asked_for_longest_ago_gives_way(
    web: WebWard,
) -> None:
    asked = range(10, 10 * PLACES + 1, 10)
    for position in asked:
        await build(web.engine, web.ward.ledger, position)
    await moved(web, HELD_SECONDS + 1)
    await unused(web, 20, 30)
    await build(web.engine, web.ward.ledger, 15)
    assert set(await places(web)) == {*asked, 15} - {20}
    assert await asked_for(web, 20) is None


async def test_who_reads_a_day_reads_it_to_the_end_while_its_place_is_made_anew(
    web: WebWard,
) -> None:
    early, late = 30, await web.size()
    before = await past(web, early)
    assert before != await live(web)
    for position in range(early - PLACES + 1, early):
        await build(web.engine, web.ward.ledger, position)
    await unused(web, early, 61)
    place = (await places(web))[early]
    async with one_snapshot(web.engine, path_to(place)) as connection:
        await connection.execute(text("SELECT count(*) FROM tasks"))
        async with asyncio.TaskGroup() as others:
            others.create_task(build(web.engine, web.ward.ledger, late), context=Context())
        assert (await places(web))[late] == place
        assert await rows(connection) == before


async def test_the_same_prepared_statement_meets_the_rows_of_each_place(web: WebWard) -> None:
    """A connection goes from one day to another and back to today; its statements follow."""
    size = await web.size()
    for position in (30, size):
        await build(web.engine, web.ward.ledger, position)
    known = await places(web)
    statement = text("SELECT count(*) FROM people")
    async with web.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        counts = []
        for path in (None, known[30], known[size], None, known[30]) * 4:
            if path is not None:
                await connection.execute(path_to(path))
            counts.append((await connection.execute(statement)).scalar_one())
            await connection.rollback()
    assert len(set(counts)) > 1
    assert counts == counts[:5] * 4
    assert counts[0] == counts[2] == counts[3]
    assert counts[1] == counts[4]


async def test_a_place_of_another_shape_is_made_anew(web: WebWard) -> None:
    await build(web.engine, web.ward.ledger, 30)
    async with web.engine.begin() as connection:
        await connection.execute(text("UPDATE past_places SET shape = 'of before'"))
    assert await asked_for(web, 30) is None
    await build(web.engine, web.ward.ledger, 30)
    assert len(await places(web)) == 1
    assert await asked_for(web, 30) is not None
    assert len(SHAPE) == 64


async def test_a_ward_has_places_of_its_own(web: WebWard) -> None:
    with web.database.superuser() as connection:
        await build(web.engine, web.ward.ledger, 30)
        wards = connection.execute("SELECT DISTINCT ledger_id FROM past_places").fetchall()
        assert wards == [(web.logins.ledger_id,)]
        guarded = connection.execute(
            "SELECT count(*) FILTER (WHERE relrowsecurity AND relforcerowsecurity), count(*)"
            " FROM pg_class WHERE relkind = 'r' AND relnamespace::regnamespace::text LIKE 'past%'"
        ).fetchone()
    tables = {table.name for each in PAST_ROWS for table in each.tables}
    assert guarded == (PLACES * len(tables), PLACES * len(tables))


async def test_the_copies_have_the_columns_of_the_tables_that_they_copy(web: WebWard) -> None:
    """A migration that changes such a table must call `make_past_rows()`."""
    asked = (
        "SELECT column_name, data_type, is_nullable, column_default FROM"
        " information_schema.columns WHERE table_schema = %s AND table_name = %s"
        " ORDER BY ordinal_position"
    )
    with web.database.superuser() as connection:
        for table in (table for each in PAST_ROWS for table in each.tables):
            wanted = connection.execute(asked, ["public", table.name]).fetchall()
            for place in range(1, PLACES + 1):
                copy = connection.execute(asked, [f"past_{place}", table.name]).fetchall()
                assert copy == wanted, table.name


async def test_nobody_takes_a_place_from_who_has_only_just_got_it(web: WebWard) -> None:
    asked = range(10, 10 * PLACES + 1, 10)
    for position in asked:
        await build(web.engine, web.ward.ledger, position)
    await moved(web, HELD_SECONDS - 8)
    await build(web.engine, web.ward.ledger, 15)
    assert set(await places(web)) == {*asked}
    # However often somebody reads a day, it is held no longer than for those who waited.
    await moved(web, 8)
    for position in asked:
        assert await asked_for(web, position) is not None
    await build(web.engine, web.ward.ledger, 15)
    assert set(await places(web)) == {*asked, 15} - {10}


async def test_days_of_one_page_are_made_together_or_not_at_all(web: WebWard) -> None:
    for position in (10, 20, 30):
        await build(web.engine, web.ward.ledger, position)
    await build(web.engine, web.ward.ledger, 40, 50)
    assert set(await places(web)) == {10, 20, 30}, "one place is left, and two are needed"
    await build(web.engine, web.ward.ledger, 40, beside=[10])
    assert set(await places(web)) == {10, 20, 30, 40}
    await moved(web, HELD_SECONDS + 1)
    # 10 was asked for longest ago, and stays: it is needed beside the one that is made.
    await build(web.engine, web.ward.ledger, 50, beside=[10])
    assert set(await places(web)) == {10, 30, 40, 50}
    await moved(web, HELD_SECONDS - 1)
    await build(web.engine, web.ward.ledger, 60, 70)
    assert set(await places(web)) == {10, 50, 60, 70}, "both are still there for who waited"

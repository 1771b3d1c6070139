"""Rows are only retold: live, twice, or from zero they are the same, and they are the task."""

import asyncio
from dataclasses import dataclass, fields, replace
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.facts import Fact
from services.domain.streams import family_of
from services.domain.task.evolving import evolve, fold
from services.domain.task.state import Task
from services.ledger.driver import driver_connection
from services.ledger.engine import make_engine
from services.ledger.port import Appended
from services.projections import STATE_ROWS
from services.projections.rebuild import bring_up_to_date, rebuild
from services.projections.state_rows import StateRows
from services.projections.tables import ALL, METADATA
from services.projections.work import ASSIGNMENTS, TASKS
from services.projections.writing import RowWriter, projection_of
from services.queries.task_rows import select_tasks, task_of
from tests.api.directed_work import directed, given_to_each
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.inspection_lives import inspections
from tests.projections.lives import directives, live
from tests.projections.programme_lives import programmes

pytestmark = pytest.mark.postgres
Rows = dict[str, list[tuple[object, ...]]]


async def rows(connection: AsyncConnection) -> Rows:
    """Every row of every table, in the order of its key."""
    collected: Rows = {}
    for table in ALL:
        statement = select(table).order_by(*table.primary_key)
        collected[table.name] = [tuple(row) for row in await connection.execute(statement)]
    return collected


async def kept(web: WebWard) -> Rows:
    async with web.engine.connect() as connection:
        return await rows(connection)


async def lived(web: WebWard) -> None:
    """Tasks of both births in many states."""
    await live(web)
    await directives(web)
    await programmes(web)
    await inspections(web)
    for number, due_on in enumerate((None, today() + timedelta(days=14)), start=1):
        code = await directed(web, f"2026.lived22{number + 1}", number=f"{number}/TB")
        await given_to_each(web, code, ["KTHTDT", "VHXH"], due_on=due_on)


async def test_rows_rebuilt_from_zero_equal_the_live_ones(web: WebWard) -> None:
    await lived(web)
    before = await kept(web)
    assert all(before.values()), "every kind of row is there"
    reported = await rebuild(web.engine, web.ward.ledger, STATE_ROWS)
    assert reported == await web.size()
    assert await kept(web) == before


async def test_rows_of_one_kind_rebuilt_alone_leave_those_of_the_others(web: WebWard) -> None:
    await lived(web)
    before = await kept(web)
    for projection in STATE_ROWS:
        await rebuild(web.engine, web.ward.ledger, [projection])
        assert await kept(web) == before, projection.name


async def test_writing_every_fact_again_changes_nothing(web: WebWard) -> None:
    await lived(web)
    before = await kept(web)
    facts = await web.ward.ledger.tail(0, 100_000)
    async with web.engine.begin() as connection:
        driver = await driver_connection(connection)
        for fact in facts:
            projection = projection_of(fact.stream)
            earlier = [each for each in facts if each.stream == fact.stream]
            if projection is not None:
                await projection.project(
                    driver,
                    Appended(
                        stream=fact.stream,
                        before=earlier[: fact.version - 1],
                        state=None,
                        facts=[fact],
                    ),
                )
    assert await kept(web) == before


async def test_each_row_of_a_task_is_what_its_own_facts_make_of_it(web: WebWard) -> None:
    """Of both births; the title of an assigned one is a text, and its row comes with the words."""
    await lived(web)
    async with web.engine.connect() as connection:
        result = (await connection.execute(select_tasks(web.ward.ledger.ledger_id))).all()
    assert len(result) == 11, "four of the plan, seven of directives"
    for row in result:
        folded = fold((await web.ward.ledger.read([row.stream])).of(row.stream))
        assert folded is not None
        if row.typed_title is not None:
            folded = replace(folded, title=row.typed_title)
        assert task_of(row) == folded


async def test_a_rebuild_that_fails_leaves_the_rows_as_they_were(web: WebWard) -> None:
    await lived(web)
    before = await kept(web)
    broken = replace(TASKS, columns=lambda _: {"assignment": None})
    with pytest.raises(psycopg.ProgrammingError, match="missing"):
        await rebuild(web.engine, web.ward.ledger, [ASSIGNMENTS, broken])
    assert await kept(web) == before


async def test_a_ward_sees_and_writes_its_own_rows_only(web: WebWard) -> None:
    other = make_engine(web.database.ward.app)
    async with other.begin() as connection:
        all_rows = await rows(connection)
        assert not any(all_rows.values())
        facts = await web.ward.ledger.tail(0, 200)
        fact = next(fact for fact in facts if family_of(fact.stream) is TASKS.streams)
        projection = RowWriter(TASKS)
        appended = Appended(stream=fact.stream, before=[], state=None, facts=[fact])
        await projection.project(await driver_connection(connection), appended)
        written = {row[0] for table in (await rows(connection)).values() for row in table}
        assert written == {web.database.ward.ledger_id}
    await other.dispose()


@dataclass(frozen=True, slots=True, kw_only=True)
class WiderTask(Task):
    """A task of a later release: one field more."""

    remarks: int = 7


def wider(state: Task | None, fact: Fact) -> WiderTask:
    """The fold of that release: as today's, and the new field."""
    task = evolve(state, fact)
    return WiderTask(**{field.name: getattr(task, field.name) for field in fields(Task)})


async def test_a_new_field_makes_the_start_rebuild_its_table_while_a_reader_goes_on(
    web: WebWard,
) -> None:
    await lived(web)
    ledger = web.ward.ledger
    assert set(await bring_up_to_date(web.engine, ledger, STATE_ROWS)) == {
        state_row.name for state_row in STATE_ROWS
    }
    assert await bring_up_to_date(web.engine, ledger, STATE_ROWS) == []
    later = StateRows(
        table=TASKS.table,
        streams=TASKS.streams,
        kind=WiderTask,
        evolve=wider,
        columns=TASKS.columns,
        beside=TASKS.beside,
    )
    changed = [later if state_row is TASKS else state_row for state_row in STATE_ROWS]
    async with web.engine.connect() as reader:
        before = (await reader.execute(select_tasks(ledger.ledger_id))).all()
        await reader.commit()
        asked: list[int] = []
        rebuilding = asyncio.ensure_future(
            bring_up_to_date(web.engine, ledger, changed, asked.append)
        )
        while not rebuilding.done():
            result = (await reader.execute(select_tasks(ledger.ledger_id))).all()
            await reader.commit()
            # In no order of its own: a table that was made anew lies differently.
            assert {row.stream for row in result} == {row.stream for row in before}
            assert len(result) == len(before)
    assert await rebuilding == ["tasks"]
    assert asked[-1] == await web.size()
    async with web.engine.connect() as connection:
        now = (await connection.execute(select_tasks(ledger.ledger_id))).all()
    read = [later.state_of(row) for row in now]
    assert {task.remarks for task in read if isinstance(task, WiderTask)} == {7}


async def test_the_migrated_tables_have_exactly_the_columns_that_the_code_names(
    web: WebWard,
) -> None:
    with web.database.superuser() as connection:
        for table in METADATA.tables.values():
            result = connection.execute(
                "SELECT column_name, is_nullable FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
                [table.name],
            ).fetchall()
            wanted = [
                (column.name, "YES" if column.nullable else "NO") for column in table.columns
            ]
            assert result == wanted, table.name

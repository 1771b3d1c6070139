"""Rows are only retold: live, twice, or from zero they are the same, and they are the task."""

from dataclasses import fields

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.events import TaskIssued
from services.domain.task.state import Task, fold
from services.ledger.engine import make_engine
from services.projections import IN_TRANSACTION
from services.projections.rebuild import rebuild
from services.projections.tables import ALL, METADATA, tasks
from services.queries.task_rows import task_of
from tests.api.ward import WebWard
from tests.projections.lives import live

pytestmark = pytest.mark.postgres
Rows = dict[str, list[tuple[object, ...]]]


async def rows(connection: AsyncConnection) -> Rows:
    """Every row of every table, in the order of its key."""
    found: Rows = {}
    for table in ALL:
        statement = select(table).order_by(*table.primary_key)
        found[table.name] = [tuple(row) for row in await connection.execute(statement)]
    return found


async def test_rows_rebuilt_from_zero_equal_the_live_ones(web: WebWard) -> None:
    await live(web)
    async with web.engine.begin() as connection:
        before = await rows(connection)
        assert all(before.values()), "every kind of row is there"
        told = await rebuild(connection, web.ward.ledger)
        assert told == await web.size()
        assert await rows(connection) == before


async def test_telling_every_fact_again_changes_nothing(web: WebWard) -> None:
    await live(web)
    async with web.engine.begin() as connection:
        before = await rows(connection)
        for fact in await web.ward.ledger.tail(0, 100_000):
            for projection in IN_TRANSACTION:
                await projection.project(connection, fact)
        assert await rows(connection) == before


async def test_each_row_of_a_task_says_what_its_own_facts_say(web: WebWard) -> None:
    await live(web)
    async with web.engine.connect() as connection:
        found = (await connection.execute(select(tasks))).all()
    assert len(found) == 4
    for row in found:
        facts = (await web.ward.ledger.read([row.stream])).of(row.stream)
        task, told = fold(facts), task_of(row)
        assert task is not None
        assert row.version == facts[-1].version
        assert row.last_act_at == facts[-1].occurred_at
        assert _as_told(told) == _as_told(task)
        assert set(told.contributions) == set(task.contributions)
        persons = [approval.person_id for approval in task.approvals]
        assert [approval.person_id for approval in told.approvals] == persons


# What a row does not hold; every other field of a task is compared, also one that is added later.
UNTOLD = {
    "issued_at": "no list shows it",
    "figures": "they stand in measure_values",
    "formal_figures": "a decision reads the facts",
    "changed_figures": "a task's own page reads the facts",
    "correction_judged": "a decision reads the facts",
    "reminded": "the clock alone asks",
    "files": "a task's own page reads the facts",
    "approvals": "a row holds who, compared above",
    "contributions": "a row holds each unit once, compared above",
    "issued": "compared by its own fields",
}
UNTOLD_OF_ISSUE = {
    *("plan_version", "period_first_day", "cutoff_on", "due_rule", "acknowledge_by", "measures")
}


def _as_told(task: Task) -> dict[str, object]:
    """Everything of a task that its row must say."""
    own = {one.name: getattr(task, one.name) for one in fields(Task) if one.name not in UNTOLD}
    issue = {
        one.name: getattr(task.issued, one.name)
        for one in fields(TaskIssued)
        if one.name not in UNTOLD_OF_ISSUE
    }
    return {**own, "issued": issue, "counted_on": task.counted_on, "closed": task.closed}


async def test_a_rebuild_that_fails_leaves_the_rows_as_they_were(web: WebWard) -> None:
    async with web.engine.connect() as connection:
        before = await rows(connection)
    with pytest.raises(RuntimeError, match="cut"):
        await _cut(web)
    async with web.engine.connect() as connection:
        assert await rows(connection) == before


async def _cut(web: WebWard) -> None:
    async with web.engine.begin() as connection:
        await rebuild(connection, web.ward.ledger)
        raise RuntimeError("cut")


async def test_a_ward_sees_and_writes_its_own_rows_only(web: WebWard) -> None:
    other = make_engine(web.database.ward.app)
    async with other.begin() as connection:
        found = await rows(connection)
        assert not any(found.values())
        fact = (await web.ward.ledger.tail(0, 100))[-1]
        for projection in IN_TRANSACTION:
            await projection.project(connection, fact)
        assert {row[0] for table in (await rows(connection)).values() for row in table} <= {
            web.database.ward.ledger_id
        }
    await other.dispose()


async def test_the_migrated_tables_have_exactly_the_columns_that_the_code_names(
    web: WebWard,
) -> None:
    with web.database.superuser() as connection:
        for table in METADATA.tables.values():
            found = connection.execute(
                "SELECT column_name, is_nullable FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name = %s ORDER BY ordinal_position",
                [table.name],
            ).fetchall()
            wanted = [
                (column.name, "YES" if column.nullable else "NO") for column in table.columns
            ]
            assert found == wanted, table.name

"""Bells, agendas and the parts' health: operational rows that losing costs nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from services.ledger.port import Agendas, Ledger
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_health import PostgresHealth
from services.ledger.postgres_outbox import PostgresAgendas, PostgresOutbox
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import CODEC, WHEN, Counted, count, write

LATER = WHEN + timedelta(days=1)
OPEN = {"task-1": False, "task-2": False, "task-3": True, "assignment-DA2": False}


@pytest.fixture
async def relay(database: LedgerDatabase) -> AsyncIterator[AsyncEngine]:
    engine = make_engine(database.ward.relay, part="relay")
    yield engine
    await engine.dispose()


@pytest.fixture
def memory_agendas(memory: MemoryLedger) -> Agendas:
    return MemoryAgendas(memory, lambda: [name for name, closed in OPEN.items() if not closed])


@pytest.fixture
def boards(database: LedgerDatabase) -> LedgerDatabase:
    """The two projections that say what is open, as small as they may be."""
    with database.superuser() as admin:
        admin.execute(
            """DROP TABLE IF EXISTS assignments, tasks;
            CREATE TABLE assignments (ledger_id text, stream text, clock_runs bool);
            CREATE TABLE tasks (ledger_id text, stream text, version int, ending text,
              clock_runs bool);
            GRANT SELECT ON assignments, tasks TO dondoc_app"""
        )
        for ledger_id, more in (
            (database.ward.ledger_id, ""),
            (database.neighbour.ledger_id, ".other"),
        ):
            for stream, closed in OPEN.items():
                row = [ledger_id, stream + more]
                if stream.startswith("task"):
                    ending = "confirmed" if closed else None
                    admin.execute(
                        "INSERT INTO tasks VALUES (%s, %s, 5, %s, %s)", [*row, ending, not closed]
                    )
                else:
                    admin.execute(
                        "INSERT INTO assignments VALUES (%s, %s, %s)", [*row, not closed]
                    )
    return database


@pytest.fixture
def postgres_agendas(boards: LedgerDatabase, app: AsyncEngine) -> Agendas:
    return PostgresAgendas(app, boards.ward.ledger_id)


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.postgres)])
def agendas(request: pytest.FixtureRequest) -> Agendas:
    collected: Agendas = request.getfixturevalue(f"{request.param}_agendas")
    return collected


async def test_what_is_open_is_asked_of_the_boards(agendas: Agendas) -> None:
    assert await agendas.open_streams() == ["assignment-DA2", "task-1", "task-2"]


async def test_an_open_stream_without_a_row_is_overdue(agendas: Agendas) -> None:
    await agendas.note("task-1", 1, LATER)
    await agendas.note("assignment-DA2", 1, None)
    assert await agendas.overdue(WHEN) == ["task-2"]


async def test_a_moment_that_has_passed_is_overdue_and_a_wait_for_an_act_never(
    agendas: Agendas,
) -> None:
    for stream in ("assignment-DA2", "task-2"):
        await agendas.note(stream, 1, None)
    await agendas.note("task-1", 1, LATER)
    await agendas.note("task-3", 1, WHEN)
    assert await agendas.overdue(WHEN) == []
    assert await agendas.overdue(LATER) == ["task-1"]


async def test_a_plan_of_an_older_version_replaces_no_newer_one(agendas: Agendas) -> None:
    for stream in ("assignment-DA2", "task-2"):
        await agendas.note(stream, 1, None)
    await agendas.note("task-1", 2, LATER)
    await agendas.note("task-1", 1, WHEN)
    assert await agendas.overdue(WHEN) == []
    await agendas.note("task-1", 2, WHEN)
    assert await agendas.overdue(WHEN) == ["task-1"]


async def test_a_stream_is_woken_once_for_each_version_and_moment(agendas: Agendas) -> None:
    assert await agendas.wake(WHEN) == ["assignment-DA2", "task-1", "task-2"]
    assert await agendas.wake(LATER) == [], "none of them has planned since"
    await agendas.note("task-1", 1, WHEN)
    assert await agendas.wake(WHEN) == ["task-1"]
    await agendas.note("task-1", 1, WHEN)  # what is due stays noted until it is done
    assert await agendas.wake(LATER) == []
    assert await agendas.overdue(LATER) == ["task-1"]
    await agendas.note("task-1", 2, WHEN)
    assert await agendas.wake(LATER) == ["task-1"]
    await agendas.note("task-1", 2, LATER)
    assert await agendas.wake(WHEN) == []
    assert await agendas.wake(LATER) == ["task-1"]
    await agendas.note("task-1", 3, None)
    assert await agendas.wake(LATER) == []


@pytest.mark.postgres
async def test_what_is_woken_leaves_one_wake_up(
    postgres_agendas: Agendas, boards: LedgerDatabase, relay: AsyncEngine
) -> None:
    for _ in range(3):
        await postgres_agendas.wake(WHEN)
    wake_ups = await PostgresOutbox(relay).fetch(100)
    assert [wake_up.stream for wake_up in wake_ups] == ["assignment-DA2", "task-1", "task-2"]
    assert {wake_up.ledger_id for wake_up in wake_ups} == {boards.ward.ledger_id}


@pytest.mark.postgres
async def test_a_closed_task_that_owes_its_lateness_is_asked_for_until_it_is_written(
    postgres_agendas: Agendas, boards: LedgerDatabase
) -> None:
    for stream in ("assignment-DA2", "task-1", "task-2"):
        await postgres_agendas.note(stream, 1, None)
    await postgres_agendas.note("task-3", 4, LATER)  # as it was planned before the confirmation
    change = "UPDATE tasks SET clock_runs = %s WHERE stream = 'task-3'"
    with boards.superuser() as admin:
        admin.execute(change, [True])
        assert await postgres_agendas.open_streams() == [
            "assignment-DA2",
            "task-1",
            "task-2",
            "task-3",
        ]
        assert await postgres_agendas.overdue(WHEN) == ["task-3"]
        assert await postgres_agendas.wake(WHEN) == ["task-3"]
        assert await postgres_agendas.wake(WHEN) == []
        admin.execute(change, [False])
        assert "task-3" not in await postgres_agendas.open_streams()


async def test_a_memory_ring_is_a_row_of_the_outbox(
    memory: MemoryLedger, memory_agendas: Agendas
) -> None:
    await count(memory, "task-1", 1)
    await memory_agendas.ring(["task-2", "task-1", "task-1"])
    assert memory.outbox == [("task-1", 1), ("task-2", 0)]


async def test_an_append_leaves_its_wake_ups_in_memory(memory: MemoryLedger) -> None:
    await _ring_by_append(memory)
    assert memory.outbox == [("assignment-DA2", 0), ("task-1", 2)]


async def _ring_by_append(ledger: Ledger) -> None:
    await write(
        ledger,
        "ring",
        ("task-1", Counted(number=1)),
        ("task-1", Counted(number=2)),
        expected={"task-1": 0},
        rings=["task-1", "assignment-DA2", "task-1"],
    )


@pytest.mark.postgres
async def test_the_relay_finds_the_wake_ups_of_all_wards_and_forgets_what_rang(
    postgres: PostgresLedger, postgres_agendas: Agendas, boards: LedgerDatabase, relay: AsyncEngine
) -> None:
    await _ring_by_append(postgres)
    await postgres_agendas.ring(["task-1", "task-9"])
    await postgres_agendas.ring([])
    neighbour = make_engine(boards.neighbour.app)
    other = PostgresLedger(neighbour, boards.neighbour.ledger_id, CODEC)
    await _ring_by_append(other)
    await neighbour.dispose()
    outbox = PostgresOutbox(relay)
    wake_ups = await outbox.fetch(100)
    here, there = boards.ward.ledger_id, boards.neighbour.ledger_id
    assert [(wake_up.ledger_id, wake_up.stream, wake_up.version) for wake_up in wake_ups] == [
        (here, "assignment-DA2", 0),
        (here, "task-1", 2),
        (here, "task-1", 2),
        (here, "task-9", 0),
        (there, "assignment-DA2", 0),
        (there, "task-1", 2),
    ]
    assert await outbox.fetch(2) == wake_ups[:2]
    await outbox.done([wake_up.id for wake_up in wake_ups[:5]])
    await outbox.done([])
    assert await outbox.fetch(100) == wake_ups[5:]


@pytest.mark.postgres
async def test_each_part_says_how_it_fares_and_any_age_is_the_database_s(
    database: LedgerDatabase, app: AsyncEngine, relay: AsyncEngine
) -> None:
    ward = database.ward.ledger_id
    await PostgresHealth(app, ward).write("worker", "ok", {})
    await PostgresHealth(relay, ward).write("relay", "down", {"open_workflows": None})
    await PostgresHealth(relay, ward).write("relay", "ok", {"open_workflows": 3})
    relayed, worked = await PostgresHealth(app, ward).read()
    assert (relayed.part, relayed.status, relayed.counts) == ("relay", "ok", {"open_workflows": 3})
    assert (worked.part, worked.status, worked.counts) == ("worker", "ok", {})
    assert timedelta(0) <= relayed.age <= worked.age
    assert relayed.at >= worked.at
    with pytest.raises(ProgrammingError) as refused:
        await PostgresHealth(app, database.neighbour.ledger_id).write("web", "ok", {})
    assert isinstance(refused.value.orig, InsufficientPrivilege)

"""What only the real ledger can show: projections, locks, wards side by side, outages."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.engine import make_engine
from services.ledger.port import Appended, LedgerBusy, LedgerUnavailable, StaleVersion
from services.ledger.postgres import PostgresLedger
from services.ledger.statements import statement
from tests.engines_fixture import running_postgres
from tests.ledger.databases import LedgerDatabase, make_database
from tests.ledger.toys import CODEC, Counted, click, count, write

pytestmark = pytest.mark.postgres


class Tally:
    """A projection of the test: one row for each fact, in the order it was told."""

    def __init__(self) -> None:
        self.positions: list[int] = []

    async def project(
        self, connection: psycopg.AsyncConnection[object], appended: Appended
    ) -> None:
        for fact in appended.facts:
            self.positions.append(fact.position)
            await connection.execute(
                "INSERT INTO tally (stream, version) VALUES (%(stream)s, %(version)s)",
                {"stream": fact.stream, "version": fact.version},
            )


@pytest.fixture
def tally_table(database: LedgerDatabase) -> None:
    with database.superuser() as admin:
        admin.execute(
            "CREATE TABLE tally (id int GENERATED ALWAYS AS IDENTITY, stream text,"
            " version int, UNIQUE (stream, version))"
        )
        admin.execute("GRANT SELECT, INSERT ON tally TO dondoc_app")


async def reported(app: AsyncEngine) -> list[tuple[Any, ...]]:
    async with app.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT stream, version FROM tally ORDER BY id")
        return [tuple(row) for row in rows]


@pytest.mark.usefixtures("tally_table")
async def test_projections_are_shown_first_in_the_order_of_stream_names(
    database: LedgerDatabase, app: AsyncEngine
) -> None:
    tally = Tally()
    ledger = PostgresLedger(app, database.ward.ledger_id, CODEC, lambda _: tally)
    await write(
        ledger,
        "two",
        ("task-2", Counted(number=1)),
        ("task-1", Counted(number=1)),
        ("task-2", Counted(number=2)),
        expected={"task-1": 0, "task-2": 0},
    )
    assert await reported(app) == [("task-1", 1), ("task-2", 1), ("task-2", 2)]
    assert tally.positions == [0, 0, 0]
    assert [fact.stream for fact in await ledger.tail(0, 9)] == ["task-2", "task-1", "task-2"]


@pytest.mark.usefixtures("tally_table")
async def test_what_is_refused_is_not_shown_either(
    database: LedgerDatabase, app: AsyncEngine
) -> None:
    ledger = PostgresLedger(app, database.ward.ledger_id, CODEC, lambda _: Tally())
    await count(ledger, "task-1", 1)
    with pytest.raises(StaleVersion):
        await write(
            ledger, "late", ("task-0", Counted(number=1)), expected={"task-0": 0, "task-1": 0}
        )
    assert await reported(app) == [("task-1", 1)]


@pytest.mark.usefixtures("tally_table")
async def test_a_clash_in_a_projection_means_that_somebody_was_first(
    database: LedgerDatabase, app: AsyncEngine
) -> None:
    ledger = PostgresLedger(app, database.ward.ledger_id, CODEC, lambda _: Tally())
    first = await count(ledger, "task-1", 1)
    assert await count(ledger, "task-1", 1) == first
    with pytest.raises(StaleVersion, match="tally"):
        await write(ledger, "late", ("task-1", Counted(number=1)), expected={"task-1": 0})


@contextmanager
def locked_head(database: LedgerDatabase, ledger_id: str) -> Iterator[None]:
    """What an append in the middle of its transaction holds."""
    with database.superuser() as admin, admin.transaction(force_rollback=True):
        admin.execute("SELECT size FROM ledger_heads WHERE ledger_id = %s FOR UPDATE", [ledger_id])
        yield


async def test_wards_do_not_wait_for_each_other(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    with locked_head(database, database.neighbour.ledger_id):
        await asyncio.wait_for(count(postgres, "task-1", 1), timeout=5)


async def test_a_writer_cut_off_while_it_waits_is_shown_and_may_try_again(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    with locked_head(database, database.ward.ledger_id), database.superuser() as admin:
        waiting = asyncio.ensure_future(count(postgres, "task-1", 1))
        async with asyncio.timeout(10):
            while not admin.execute(  # noqa: ASYNC110 - only the database shows that it waits
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            ).fetchall():
                await asyncio.sleep(0)
        with pytest.raises(LedgerUnavailable):
            await waiting
    assert await postgres.outcome(click("task-1/1")) is None
    await count(postgres, "task-1", 1)
    assert len(await postgres.tail(0, 10)) == 1


@pytest.mark.parametrize(
    ("state", "busy"),
    [
        *((state, False) for state in ("53100", "57P01", "58030", "25006", "08006")),
        *((state, True) for state in ("53300", "55P03", "57014")),
    ],
)
async def test_a_full_disk_and_its_like_are_an_outage_and_nothing_is_stored(
    database: LedgerDatabase, postgres: PostgresLedger, state: str, *, busy: bool
) -> None:
    with database.superuser() as admin:
        admin.execute(
            f"""CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON payloads EXECUTE FUNCTION fail()""".encode()
        )
        with pytest.raises(LedgerUnavailable) as raised:
            await count(postgres, "task-1", 1)
        assert isinstance(raised.value, LedgerBusy) is busy
        admin.execute("DROP TRIGGER fail ON payloads")
    assert await postgres.tail(0, 10) == []
    await count(postgres, "task-1", 1)


async def test_a_deadlock_is_a_conflict_to_try_again(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    with database.superuser() as admin:
        admin.execute(
            """CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '40P01'; END $$;
            CREATE TRIGGER fail BEFORE INSERT ON payloads EXECUTE FUNCTION fail()"""
        )
    with pytest.raises(StaleVersion):
        await count(postgres, "task-1", 1)


async def test_a_mistake_of_our_own_is_no_outage(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    with database.superuser() as admin:
        admin.execute("DROP FUNCTION append_events")
    with pytest.raises(psycopg.ProgrammingError):
        await count(postgres, "task-1", 1)


async def test_a_server_that_stops_is_an_outage_and_all_goes_on_when_it_is_back(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running_postgres() as engine:
        database = make_database(engine.admin_dsn(), "outage", tmp_path_factory.mktemp("outage"))
        web = make_engine(database.ward.app)
        ledger = PostgresLedger(web, database.ward.ledger_id, CODEC)
        await count(ledger, "task-1", 1)
        engine.stop()
        for _ in range(2):
            with pytest.raises(LedgerUnavailable):
                await ledger.read(["task-1"])
            with pytest.raises(LedgerUnavailable):
                await count(ledger, "task-1", 2)
        engine.run()
        await count(ledger, "task-1", 2)
        assert len(await ledger.tail(0, 10)) == 2
        await web.dispose()


async def test_a_stream_is_read_by_its_index_whatever_the_policies_say(
    database: LedgerDatabase, app: AsyncEngine, postgres: PostgresLedger
) -> None:
    """A filter that is not leakproof would read the whole ward behind the policy."""
    await asyncio.gather(*(count(postgres, f"task-{number}", 1) for number in range(50)))
    with database.superuser() as admin:
        admin.execute("ANALYZE events, payloads")
    ask = {"ledger_id": database.ward.ledger_id}
    questions: dict[str, dict[str, Any]] = {
        "read_streams": ask | {"keys": ["task-1"], "streams": ["task-1"]},
        "read_category": ask | {"from": "plan-", "to": "plan."},
    }
    async with app.connect() as connection:
        await connection.exec_driver_sql("SET enable_seqscan = off")
        for name, parameters in questions.items():
            plan = await connection.exec_driver_sql("EXPLAIN " + statement(name), parameters)
            lines = [row[0].strip() for row in plan]
            (condition,) = (line for line in lines if "stream_key" in line and "Sort" not in line)
            assert condition.startswith("Index Cond"), lines

"""What the store leaves in the pool when somebody goes away, or the server does."""

import asyncio

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.connections import one_connection
from services.ledger.engine import make_engine
from services.ledger.port import LedgerUnavailable
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import CODEC, count

pytestmark = pytest.mark.postgres
WAITING = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
LEFT_OPEN = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE state LIKE 'idle in transaction%%' AND usename = %s AND datname = current_database()"
)


@pytest.fixture
def async_engine(database: LedgerDatabase) -> AsyncEngine:
    """A pool of a single connection: what is left in it meets the next one who asks."""
    return make_engine(database.ward.app, pool_size=1, max_overflow=0)


async def test_whoever_goes_away_while_waiting_leaves_a_connection_that_works(
    database: LedgerDatabase, async_engine: AsyncEngine
) -> None:
    ledger = PostgresLedger(async_engine, database.ward.ledger_id, CODEC)
    with psycopg.connect(database.admin) as holder, database.superuser() as admin:
        holder.execute("UPDATE ledger_heads SET size = size")
        waiting = asyncio.ensure_future(count(ledger, "task-1", 1))
        async with asyncio.timeout(20):
            while admin.execute(WAITING).fetchone() == (0,):  # noqa: ASYNC110  (only the database shows it)
                await asyncio.sleep(0)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        holder.rollback()
        assert (await ledger.read(["task-1"])).version("task-1") == 0, "nothing was kept"
        await count(ledger, "task-1", 1)
        assert admin.execute(LEFT_OPEN, [database.ward.app.username]).fetchone() == (0,)
    await async_engine.dispose()


async def test_a_connection_that_is_lost_while_a_request_holds_it_is_made_anew(
    database: LedgerDatabase, async_engine: AsyncEngine
) -> None:
    ledger = PostgresLedger(async_engine, database.ward.ledger_id, CODEC)
    async with one_connection(async_engine) as held:
        await ledger.read([])
        driver = (await held.get_raw_connection()).driver_connection
        assert isinstance(driver, psycopg.AsyncConnection)
        with database.superuser() as admin:
            admin.execute("SELECT pg_terminate_backend(%s)", [driver.info.backend_pid])
        with pytest.raises(LedgerUnavailable):
            await ledger.read([])
        assert (await ledger.read([])).facts == {}
    await count(ledger, "task-1", 1)
    await async_engine.dispose()

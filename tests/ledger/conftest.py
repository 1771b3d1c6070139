"""A PostgreSQL for the ledger's tests, and the two ledgers that one contract holds."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.port import Ledger
from services.ledger.postgres import PostgresLedger
from tests.engines_fixture import running_postgres
from tests.ledger.databases import LedgerDatabase, cloned, make_database
from tests.ledger.toys import CODEC, WHEN

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LedgerDatabase]:
    """The migrated database that all others are copied from."""
    folder: Path = tmp_path_factory.mktemp("houses")
    with running_postgres() as engine:
        yield make_database(engine.admin_dsn(), "ledger_template", folder)


@pytest.fixture
def database(template: LedgerDatabase) -> Iterator[LedgerDatabase]:
    """A database of its own for one test."""
    with cloned(template, f"ledger_{next(_NUMBERS)}") as copy:
        yield copy


@pytest.fixture
async def app(database: LedgerDatabase) -> AsyncIterator[AsyncEngine]:
    """The engine of the running web process: the ward's own login."""
    engine = make_engine(database.ward.app, pool_size=16, max_overflow=48)
    yield engine
    await engine.dispose()


@pytest.fixture
def postgres(database: LedgerDatabase, app: AsyncEngine) -> PostgresLedger:
    return PostgresLedger(app, database.ward.ledger_id, CODEC)


@pytest.fixture
def memory() -> MemoryLedger:
    def clock() -> datetime:
        return WHEN

    return MemoryLedger("demo-11002-aaaaaaaa", CODEC, clock)


@pytest.fixture(params=["memory", pytest.param("postgres", marks=pytest.mark.postgres)])
def ledger(request: pytest.FixtureRequest) -> Ledger:
    """Either ledger: every test that asks for it runs twice."""
    collected: Ledger = request.getfixturevalue(request.param)
    return collected

"""The two account stores that one contract holds."""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.stores.accounts import PostgresAccountStore
from services.commands.ports import AccountStore
from services.ledger.engine import make_engine
from tests.ledger.databases import LedgerDatabase, cloned, make_database
from tests.memory_accounts import MemoryAccountStore

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def migrated(postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory) -> LedgerDatabase:
    """The migrated database that each test of the contract copies."""
    folder: Path = tmp_path_factory.mktemp("accounts")
    return make_database(postgres.admin_dsn(), "accounts_template", folder)


@pytest.fixture
def account_database(migrated: LedgerDatabase) -> Iterator[LedgerDatabase]:
    """A database of its own for one test."""
    with cloned(migrated, f"accounts_{next(_NUMBERS)}") as copy:
        yield copy


@pytest.fixture
async def in_postgres(account_database: LedgerDatabase) -> AsyncIterator[AccountStore]:
    """The store of the running web process: the ward's own login."""
    engine = make_engine(account_database.ward.app)
    yield PostgresAccountStore(engine, account_database.ward.ledger_id)
    await engine.dispose()


@pytest.fixture
def in_memory() -> AccountStore:
    return MemoryAccountStore()


@pytest.fixture(params=["in_memory", pytest.param("in_postgres", marks=pytest.mark.postgres)])
def accounts(request: pytest.FixtureRequest) -> AccountStore:
    """Either store: every test that asks for it runs twice."""
    store: AccountStore = request.getfixturevalue(request.param)
    return store

"""What both token stores promise: the memory one and the PostgreSQL one answer alike."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from infra.stores.tokens import PostgresTokenStore
from services.commands.tokens import KeptToken, TokenStore
from services.domain.directory.tokens import Scope
from services.ledger.engine import make_engine
from tests.givens import person
from tests.ledger.databases import LedgerDatabase
from tests.memory_tokens import MemoryTokenStore

GIVEN = KeptToken(
    token_id=person("token"),
    person_id=person("lan"),
    scope=Scope.WRITE,
    ends_on=date(2026, 12, 31),
)


@pytest.fixture
async def token_rows(account_database: LedgerDatabase) -> AsyncIterator[TokenStore]:
    engine = make_engine(account_database.ward.app)
    yield PostgresTokenStore(engine, account_database.ward.ledger_id)
    await engine.dispose()


@pytest.fixture
def token_memory() -> TokenStore:
    return MemoryTokenStore()


@pytest.fixture(params=["token_memory", pytest.param("token_rows", marks=pytest.mark.postgres)])
def tokens(request: pytest.FixtureRequest) -> TokenStore:
    """Either store: every test that asks for it runs twice."""
    store: TokenStore = request.getfixturevalue(request.param)
    return store


async def test_a_token_is_found_by_its_secret_alone(tokens: TokenStore) -> None:
    await tokens.put("secret", GIVEN)
    assert await tokens.find("secret") == GIVEN
    assert await tokens.find("another") is None


async def test_a_token_that_is_put_twice_has_its_first_secret(tokens: TokenStore) -> None:
    await tokens.put("secret", GIVEN)
    await tokens.put("another", GIVEN)
    assert await tokens.find("secret") == GIVEN
    assert await tokens.find("another") is None


async def test_a_revoked_token_is_found_no_more(tokens: TokenStore) -> None:
    await tokens.put("secret", GIVEN)
    await tokens.revoke(GIVEN.token_id)
    await tokens.revoke(person("unknown token"))
    assert await tokens.find("secret") is None

"""The ward that page tests share: filled once in a session, copied for each test."""

from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from infra.engines.postgres.engine import PostgresEngine
from tests.api.ward import WebWard, fill, opened
from tests.ledger.databases import LedgerDatabase as Database
from tests.ledger.databases import make_database

_NUMBERS = count(1)
# Several folders of tests take this fixture, and each would make a template of its own.
_FILLED: dict[str, Database] = {}


@pytest.fixture(scope="session")
async def filled(postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A migrated database whose demonstration ward has rules, a plan, people and tasks."""
    server = postgres.admin_dsn()
    if server not in _FILLED:
        folder: Path = tmp_path_factory.mktemp("pages")
        template = make_database(server, "pages_template", folder)
        await fill(template.neighbour)
        _FILLED[server] = template
    return _FILLED[server]


@pytest.fixture(scope="session")
async def bare(postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A migrated database whose ward has rules and people, and no plan yet."""
    folder: Path = tmp_path_factory.mktemp("unplanned")
    template = make_database(postgres.admin_dsn(), "unplanned_template", folder)
    await fill(template.neighbour, planned=False)
    return template


@pytest.fixture
async def unplanned(bare: Database) -> AsyncIterator[WebWard]:
    """A copy of the ward without a plan for one test, with its pages."""
    async with opened(bare, f"unplanned_{next(_NUMBERS)}") as ward:
        yield ward


@pytest.fixture
async def web(filled: Database) -> AsyncIterator[WebWard]:
    """A copy of the filled ward for one test, with its pages."""
    async with opened(filled, f"pages_{next(_NUMBERS)}") as ward:
        yield ward

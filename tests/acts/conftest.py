"""The ward of the scenes: filled once in a session, copied for each test."""

from pathlib import Path

import pytest

from infra.engines.postgres.engine import PostgresEngine
from tests.acts.scenes import fill_scenes
from tests.ledger.databases import LedgerDatabase as Database
from tests.ledger.databases import make_database


@pytest.fixture(scope="session")
async def scenes(postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database whose ward has lived up to every sample, and to every refusal of a sample."""
    folder: Path = tmp_path_factory.mktemp("scenes")
    template = make_database(postgres.admin_dsn(), "scenes_template", folder)
    await fill_scenes(template.neighbour)
    return template

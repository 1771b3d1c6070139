"""Engines that a whole test session shares, started when first asked for."""

from collections.abc import Iterator

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from tests.engines_fixture import TIME_SKIPPING, running_postgres, running_temporal

# Continue-as-new is suggested after 4,096 events; a test reaches 80.
SMALL_HISTORIES = {**TIME_SKIPPING, "limit.historyCount.suggestContinueAsNew": 80}


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresEngine]:
    """A real PostgreSQL."""
    with running_postgres() as engine:
        yield engine


@pytest.fixture(scope="session")
def temporal(postgres: PostgresEngine) -> Iterator[TemporalEngine]:
    """A real Temporal server that can skip time, workflow by workflow."""
    with running_temporal(postgres, SMALL_HISTORIES) as engine:
        yield engine

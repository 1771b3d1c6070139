"""One PostgreSQL and one Temporal for all tests of the engines that break nothing."""

from collections.abc import Iterator

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from tests.engines_fixture import running_postgres, running_temporal


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresEngine]:
    with running_postgres() as engine:
        yield engine


@pytest.fixture(scope="session")
def temporal(postgres: PostgresEngine) -> Iterator[TemporalEngine]:
    with running_temporal(postgres) as engine:
        yield engine

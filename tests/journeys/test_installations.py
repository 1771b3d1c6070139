"""A ward's own PostgreSQL and Temporal take the place of the engines that a start brings."""

import os
from pathlib import Path

import pytest

from infra.engines.ports import PortBook
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from infra.serve.web_processes import SETTING
from tests.journeys.running_installation import RunningInstallation, wait_for

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(900)]


def test_a_wards_own_database_and_temporal_take_the_place_of_the_engines(
    postgres: PostgresEngine, temporal: TemporalEngine, tmp_path: Path
) -> None:
    postgres.ensure_database("own_house")
    connection = temporal.connection()
    environment = {
        **os.environ,
        "DATABASE_URL": postgres.admin_dsn("own_house"),
        SETTING: "1",  # no test asks how many serve its pages
        **connection.to_environment(),
    }
    data = tmp_path / "data"
    installation = RunningInstallation(data=data, port=PortBook(tmp_path).take("web"))
    installation.start_with(installation.up(), environment)
    try:
        wait_for(installation.well)
        assert not (data / "postgres").exists()
        assert not (data / "temporal").exists()
        wait_for(installation.all_issued, 60)
        for part in ("worker", "relay", "auditor", "web-1"):
            environ = Path(f"/proc/{installation.pid(part)}/environ").read_bytes()
            assert b"DATABASE_URL" not in environ, f"{part} runs with the migrator's login"
    finally:
        installation.stop()

"""The README's commands from a clone that only its owner may enter, and a ward's own engines."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from infra.engines.ports import PortBook
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from infra.supervise.lock import holder_of
from tests.journeys.running_installation import (
    RunningInstallation,
    SignedInVisitor,
    clone_of_this,
    installation_of,
    wait_for,
)

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(900)]


def test_make_run_gives_the_first_administrator_a_link_and_invents_nobody(
    tmp_path: Path,
) -> None:
    installation = installation_of(clone_of_this(tmp_path), "run", tmp_path / "run")
    try:
        wait_for(installation.well)
        people = installation.query("SELECT count(*) FROM events WHERE type = 'person-registered'")
        assert people == [(1,)]
        wait_for(installation.all_issued, 60)
        said = installation.said()
        token = said.split("/lien-ket/")[1].split()[0]
        visitor = SignedInVisitor(installation, "quantri")
        with closing(visitor.client):
            answer = visitor.post(
                f"/lien-ket/{token}",
                {"password": "bon-tu-chang-dinh-nhau", "password_again": "bon-tu-chang-dinh-nhau"},
            )
            assert answer.status_code == 303, answer.text
            again = visitor.post(
                f"/lien-ket/{token}",
                {"password": "nam-tu-chang-dinh-nhau", "password_again": "nam-tu-chang-dinh-nhau"},
            )
            assert again.status_code == 404, again.text
            form = {"login": "quantri", "password": "bon-tu-chang-dinh-nhau"}
            assert visitor.post("/dang-nhap", form).status_code == 303
            page = visitor.client.get(
                f"{installation.address}/quan-tri", headers=visitor.headers()
            )
            assert page.status_code == 200
            assert "BẢN TRÌNH DIỄN" not in page.text
    finally:
        installation.stop()
    wait_for(lambda: holder_of(installation.data) is None)


def test_a_wards_own_database_and_temporal_take_the_place_of_the_engines(
    postgres: PostgresEngine, temporal: TemporalEngine, tmp_path: Path
) -> None:
    postgres.ensure_database("own_house")
    connection = temporal.connection()
    environment = {
        **os.environ,
        "DATABASE_URL": postgres.admin_dsn("own_house"),
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
        for part in ("worker", "relay", "web-1"):
            environ = Path(f"/proc/{installation.pid(part)}/environ").read_bytes()
            assert b"DATABASE_URL" not in environ, f"{part} runs with the migrator's login"
    finally:
        installation.stop()

"""Bells that Temporal refused for good: counted, shown, and rung again by a command."""

import json
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from tests.api.ward import BASE, WebWard
from tests.command_line import run_command
from tests.commands.test_file_audit import installed

pytestmark = pytest.mark.postgres
_ERROR = "INVALID_ARGUMENT: exceeded workflow execution limit for signal events"


def said(folder: Path, *command: str) -> str:
    reported = run_command(*command, "--data", folder)
    assert (reported.code, reported.err) == (0, "")
    return reported.out


def park(web: WebWard) -> None:
    with web.database.superuser() as admin:
        admin.execute("DELETE FROM outbox")
        for stream, error in (("task-51-08", _ERROR), ("task-54-02", None)):
            admin.execute(
                "INSERT INTO outbox (ledger_id, stream, version, parked_at, error) VALUES"
                " (%(id)s, %(stream)s, 3, CASE WHEN %(error)s::text IS NULL THEN NULL"
                " ELSE timestamptz '2026-11-28 01:05Z' END, %(error)s)",
                {"id": web.logins.ledger_id, "stream": stream, "error": error},
            )


async def test_health_and_the_administrator_s_page_count_them(web: WebWard) -> None:
    async with (
        AsyncClient(transport=ASGITransport(app=web.app), base_url=BASE) as watcher,
        web.browser("quantri") as administrator,
    ):
        assert "dondoc outbox list" not in (await administrator.get("/quan-tri")).text
        park(web)
        counts = (await watcher.get("/healthz")).json()["counts"]
        assert (counts["outbox"], counts["outbox_parked"]) == (1, 1)
        page = (await administrator.get("/quan-tri")).text
        assert "Có 1 lời gọi đồng hồ bị Temporal từ chối" in page


def test_a_command_shows_them_and_rings_them_again(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    park(web)
    assert "outbox_parked: 1" in said(tmp_path, "doctor")
    listed = said(tmp_path, "outbox", "list")
    assert "Có 1 lời gọi đồng hồ bị từ chối" in listed
    assert f"  - task-51-08, từ 28/11/2026 08:05: {_ERROR}" in listed
    [parked] = json.loads(said(tmp_path, "outbox", "list", "--json"))["parked"]
    assert (parked["stream"], parked["version"], parked["error"]) == ("task-51-08", 3, _ERROR)
    assert "Đang gọi lại 1 lời gọi đồng hồ" in said(tmp_path, "outbox", "retry")
    assert json.loads(said(tmp_path, "outbox", "retry", "--json")) == {"retried": 0}
    assert said(tmp_path, "outbox", "list").startswith("Không có lời gọi đồng hồ nào")
    assert json.loads(said(tmp_path, "doctor", "--json"))["outbox_parked"] == 0


def test_a_table_that_is_gone_is_said_in_a_sentence(web: WebWard, tmp_path: Path) -> None:
    installed(web, tmp_path)
    with web.database.superuser() as admin:
        admin.execute("ALTER TABLE outbox RENAME TO outbox_gone")
    reported = run_command("outbox", "list", "--data", tmp_path)
    assert (reported.code, reported.out) == (1, "")
    assert reported.err.startswith("Cơ sở dữ liệu không còn như Đôn Đốc đã để lại")
    assert "dondoc ledger verify" in reported.err
    assert "Traceback" not in reported.err

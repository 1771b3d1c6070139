"""`make run` and `make demo`, then `kill -9` of every part: nothing is lost or done twice.

One clone serves both commands: they bring what they need by one and the same recipe.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx2
import pytest

from infra.supervise.lock import holder_of
from tests.journeys.running_installation import (
    RunningInstallation,
    SignedInVisitor,
    clone_of_this,
    command_id,
    installation_of,
    wait_for,
)

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(900)]
PARTS = ("web-1", "worker", "relay", "auditor", "temporal", "postgres")


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The clone in which every `make` of this file is called; the first makes its libraries."""
    return clone_of_this(tmp_path_factory.mktemp("cloned"))


@pytest.fixture(scope="module")
def installation(
    clone: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningInstallation]:
    folder = tmp_path_factory.mktemp("faults") / "demo"
    started = installation_of(clone, "demo", folder, "--empty")
    try:
        wait_for(started.well)
        wait_for(started.all_issued)
        yield started
    finally:
        if not started.ended():
            started.stop()


def test_make_run_gives_the_first_administrator_a_link_and_invents_nobody(
    clone: Path, tmp_path: Path
) -> None:
    installation = installation_of(clone, "run", tmp_path / "run")
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


def test_make_demo_runs_from_a_clone_in_a_closed_folder(installation: RunningInstallation) -> None:
    """It stops in order and goes on where it was, by the command that `make` calls."""
    said = installation.said()
    assert installation.address in said
    assert installation.password("chanhvanphong") in said
    assert str(installation.data) in said
    with SignedInVisitor(installation, "chanhvanphong") as visitor:
        page = visitor.client.get(f"{installation.address}/viec", headers=visitor.headers())
    assert "BẢN TRÌNH DIỄN" in page.text
    before = _issued(installation)
    assert [kind for kind, _ in before] == ["task-assigned", "task-issued"]
    installation.stop()
    wait_for(lambda: holder_of(installation.data) is None)
    assert not list(installation.data.rglob("postmaster.pid")), "everything was stopped in order"
    installation.start()
    wait_for(installation.well)
    assert _issued(installation) == before


def _issued(installation: RunningInstallation) -> list[tuple[object, ...]]:
    """How many tasks the plan gave, and how many the demonstration's invented directives did."""
    return installation.query(
        "SELECT type, count(*) FROM events WHERE type IN ('task-issued', 'task-assigned') "
        "GROUP BY type ORDER BY type"
    )


def _open_tasks(installation: RunningInstallation, unit: str) -> list[str]:
    rows = installation.query(
        "SELECT stream FROM tasks WHERE lead_unit = %s AND stage = 'issued' "
        "AND kind = 'duty' ORDER BY stream",
        unit,
    )
    return [str(row[0]) for row in rows]


def _facts_of(installation: RunningInstallation, command: object) -> int:
    rows = installation.query("SELECT count(*) FROM commands WHERE command_id = %s", command)
    return int(str(rows[0][0]))


def _report(key: str) -> dict[str, str]:
    return {
        "command_id": str(command_id(key)),
        "after_submission": "0",
        "text": f"Báo cáo {key}",
        "paper_number": "",
        "paper_date": "",
    }


@pytest.mark.parametrize("part", PARTS)
def test_a_killed_part_loses_no_command_and_doubles_none(
    installation: RunningInstallation, part: str
) -> None:
    streams = _open_tasks(installation, "KTHTDT")[:4]
    assert len(streams) == 4
    keys = [f"{part}/{stream}" for stream in streams]
    before, unknown, later, last = zip(streams, keys, strict=True)
    with SignedInVisitor(installation, "kthtdt") as visitor:
        answer = visitor.post(f"/viec/{before[0]}/bao-cao", _report(before[1]))
        assert answer.status_code == 303, answer.text

        visitor.post_and_hang_up(f"/viec/{unknown[0]}/bao-cao", _report(unknown[1]))
        installation.kill(part)
        during = _try(visitor, f"/viec/{later[0]}/bao-cao", _report(later[1]))
        assert during in {None, 303, 503}, "an answer, a clear refusal, or silence: never a stack"

        wait_for(installation.well)
        visitor.sign_in()
        for stream, key in (unknown, later, last):
            form = _report(key)
            again = visitor.post(f"/viec/{stream}/bao-cao", form)
            assert again.status_code == 303, again.text
            twice = visitor.post(f"/viec/{stream}/bao-cao", form)
            assert twice.status_code == 303, twice.text
            assert _facts_of(installation, command_id(key)) == 1
            reports = installation.query(
                "SELECT count(*) FROM events WHERE stream = %s AND type = 'report-submitted'",
                stream,
            )
            assert reports == [(1,)]


def _try(visitor: SignedInVisitor, path: str, form: dict[str, str]) -> int | None:
    try:
        return visitor.post(path, form).status_code
    except httpx2.TransportError:
        return None


def test_after_all_this_the_ledger_is_whole_and_every_clock_runs(
    installation: RunningInstallation,
) -> None:
    wait_for(installation.well)
    positions = installation.query("SELECT count(*), max(position) FROM events")[0]
    assert positions[0] == positions[1]
    wait_for(lambda: installation.health()["counts"]["outbox"] == 0)
    doubled = installation.query(
        "SELECT stream FROM events WHERE type = 'task-issued' GROUP BY stream HAVING count(*) > 1"
    )
    assert doubled == []
    wait_for(installation.all_issued)
    running = installation.query(
        "SELECT (SELECT count(*) FROM assignments WHERE NOT closed AND lead_unit IS NOT NULL)"
        " + (SELECT count(*) FROM tasks WHERE ending IS NULL)"
        " + (SELECT count(*) FROM directives WHERE NOT closed)"
        " + (SELECT count(*) FROM programmes WHERE clock_runs)"
    )[0][0]
    wait_for(lambda: installation.health()["counts"]["open_workflows"] == running)


def test_with_temporal_away_pages_and_commands_go_on(installation: RunningInstallation) -> None:
    stream = _open_tasks(installation, "VHXH")[0]
    with SignedInVisitor(installation, "vhxh") as visitor:
        installation.kill("temporal")
        answer = visitor.post(f"/viec/{stream}/bao-cao", _report(f"away/{stream}"))
    assert answer.status_code == 303, answer.text
    wait_for(installation.well)
    wait_for(lambda: installation.health()["counts"]["outbox"] == 0)


def test_a_second_start_is_refused_and_names_who_holds_the_data(
    installation: RunningInstallation, tmp_path: Path
) -> None:
    second = RunningInstallation(data=installation.data, port=installation.port + 1)
    second.output = tmp_path / "second.out"
    with pytest.raises(AssertionError, match="đang được tiến trình"):
        second.start()
    assert second.process is not None
    assert second.process.returncode == 1
    assert installation.process is not None
    assert str(installation.process.pid) in second.said()


def test_after_kill_9_of_the_supervisor_the_next_start_takes_over(
    installation: RunningInstallation,
) -> None:
    before = _issued(installation)
    assert installation.process is not None
    installation.process.kill()
    installation.process.wait(30)
    installation.start()
    wait_for(installation.well)
    wait_for(installation.all_issued)
    assert _issued(installation) == before, "what was issued before is not issued again"


def test_ctrl_c_stops_everything(installation: RunningInstallation) -> None:
    """Last, after all that was killed. The start after such a stop: the first test of `make`."""
    assert installation.stop() == 0
    assert not installation.health()

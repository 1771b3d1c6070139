"""Kill what may be killed of the real engines; the house comes back by itself."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.postgres.takeover import postmaster_pid, running_on
from infra.engines.temporal.engine import TemporalEngine
from infra.engines.waiting import wait_until
from tests.engines_fixture import forget_cluster, throw_away_folder

pytestmark = [pytest.mark.postgres, pytest.mark.temporal]
ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("engines_installation.py")


@contextmanager
def running_installation(data: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, str(PROGRAM), str(data)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "READY\n"
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)


@pytest.fixture
def data() -> Iterator[Path]:
    with throw_away_folder() as folder:
        yield folder
        forget_cluster(PostgresEngine(folder))


def pid_of(data: Path, part: str) -> int:
    return int((data / "run" / f"{part}.pid").read_text(encoding="utf-8").split()[0])


def was_replaced(data: Path, part: str, pid: int) -> bool:
    """Whether another process is noted; between the old note and the new one there is none."""
    try:
        return pid_of(data, part) != pid
    except (FileNotFoundError, IndexError):
        return False


def test_killed_engines_come_back_and_a_killed_installation_is_taken_over(data: Path) -> None:
    engine = PostgresEngine(data)
    temporal = TemporalEngine(data, engine.server)
    with running_installation(data) as installation:
        before = {part: pid_of(data, part) for part in ("postgres", "temporal")}
        for pid in before.values():
            os.kill(pid, signal.SIGKILL)
        assert wait_until(
            lambda: all(was_replaced(data, part, pid) for part, pid in before.items()), 60
        )
        assert wait_until(temporal.connection().answers, 60)
        assert postmaster_pid(engine.home.cluster) == pid_of(data, "postgres")
        installation.kill()
        installation.wait()
    with running_installation(data) as installation:
        assert temporal.connection().answers()
        installation.send_signal(signal.SIGINT)
        assert installation.wait(60) == 0
    assert running_on(engine.home.cluster) == []

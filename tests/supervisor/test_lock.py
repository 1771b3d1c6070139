import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra.supervise.lock import DataHeld, DataLock, holder_of

HOLD = """
import sys
from pathlib import Path
from infra.supervise.lock import DataLock
lock = DataLock(Path(sys.argv[1]), address="http://127.0.0.1:8000")
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def hold(data: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(data)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_a_second_installation_is_shown_who_holds_the_data_since_when_and_where(
    tmp_path: Path,
) -> None:
    with hold(tmp_path) as other:
        with pytest.raises(DataHeld) as refused:
            DataLock(tmp_path).acquire()
        sentence = str(refused.value)
        assert f"tiến trình {other.pid}" in sentence
        assert re.search(r"từ \d\d:\d\d:\d\d ngày \d\d/\d\d/\d{4}", sentence)
        assert "http://127.0.0.1:8000" in sentence
        assert "--data" in sentence
        other.communicate()


def test_after_kill_9_the_next_takes_it_without_a_word(tmp_path: Path) -> None:
    with hold(tmp_path) as other:
        other.kill()
        other.communicate()
    with DataLock(tmp_path):
        holder = holder_of(tmp_path)
        assert holder is not None
        assert holder.pid == os.getpid()


def test_a_command_finds_the_running_installation_and_none_when_it_is_over(tmp_path: Path) -> None:
    assert holder_of(tmp_path) is None
    with DataLock(tmp_path) as lock:
        lock.tell("http://127.0.0.1:8123")
        holder = holder_of(tmp_path)
        assert holder is not None
        assert holder.address == "http://127.0.0.1:8123"
    assert holder_of(tmp_path) is None


def test_taking_it_twice_in_one_installation_is_harmless(tmp_path: Path) -> None:
    with DataLock(tmp_path) as lock:
        lock.acquire()
        assert holder_of(tmp_path) is not None
    assert holder_of(tmp_path) is None


def test_a_child_of_the_holder_does_not_keep_it(tmp_path: Path) -> None:
    lock = DataLock(tmp_path)
    lock.acquire()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    lock.release()
    with DataLock(tmp_path):
        assert child.poll() is None
        assert holder_of(tmp_path) is not None
    child.communicate(b"\n")


def test_only_the_owner_reads_who_it_is(tmp_path: Path) -> None:
    with DataLock(tmp_path / "data"):
        assert (tmp_path / "data/lock").stat().st_mode & 0o077 == 0
        assert (tmp_path / "data").stat().st_mode & 0o077 == 0

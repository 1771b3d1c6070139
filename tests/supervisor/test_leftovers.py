import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.engines.pid_files import end_leftover, identity, note
from infra.engines.ports import PortBook, is_free
from infra.engines.processes import clean_environment, end, last_lines, launch
from infra.engines.waiting import wait_until
from infra.supervise.parts import end_leftovers
from infra.supervise.supervisor import trim_log

SLEEPS = [sys.executable, "-c", "input()"]


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEPS, stdin=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def test_a_leftover_is_ended(stranger: subprocess.Popen[bytes], tmp_path: Path) -> None:
    note(tmp_path / "web.pid", stranger.pid)
    end_leftover(tmp_path / "web.pid", signal.SIGTERM, 10)
    assert stranger.wait(10) == -signal.SIGTERM
    assert not (tmp_path / "web.pid").exists()


def test_all_leftovers_of_a_installation_are_ended_so_its_ports_are_free(
    stranger: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    port = PortBook(tmp_path).take("web")
    listen = f"import socket; s = socket.create_server(('127.0.0.1', {port})); input()"
    web = subprocess.Popen([sys.executable, "-c", listen], stdin=subprocess.PIPE)
    assert wait_until(lambda: not is_free(port), 10)
    note(tmp_path / "run/web.pid", web.pid)
    note(tmp_path / "run/worker.pid", stranger.pid)
    end_leftovers(tmp_path)
    assert is_free(port)
    assert stranger.wait(10) == web.wait(10) == -signal.SIGTERM
    assert list((tmp_path / "run").iterdir()) == []
    web.communicate()


@pytest.mark.parametrize("known", ["another-boot:1", ""])
def test_a_stranger_who_has_the_pid_now_is_left_alone(
    stranger: subprocess.Popen[bytes], tmp_path: Path, known: str
) -> None:
    (tmp_path / "web.pid").write_text(f"{stranger.pid} {known}\n")
    end_leftover(tmp_path / "web.pid", signal.SIGTERM, 10)
    assert stranger.poll() is None


@pytest.mark.parametrize("broken", ["", "no pid", "0 x", "-1 x"])
def test_a_broken_pid_file_ends_nobody(tmp_path: Path, broken: str) -> None:
    (tmp_path / "web.pid").write_text(broken)
    end_leftover(tmp_path / "web.pid", signal.SIGTERM, 10)
    assert not (tmp_path / "web.pid").exists()


def test_a_process_that_is_over_has_no_identity(stranger: subprocess.Popen[bytes]) -> None:
    assert identity(stranger.pid)
    stranger.kill()
    stranger.wait()
    assert identity(stranger.pid) == ""


def test_a_program_that_is_not_there_says_so_in_its_log(tmp_path: Path) -> None:
    log = tmp_path / "logs/web.log"
    process = launch(["/nowhere/web"], log=log, environment=clean_environment())
    assert process.wait(10) == 127
    assert "/nowhere/web" in last_lines(log)


def test_a_part_gets_a_session_a_private_log_and_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", "of the person")
    log = tmp_path / "logs/web.log"
    script = "env; ps -o sid= -p $$ | tr -d ' '; echo $$"
    process = launch(["/bin/sh", "-c", script], log=log, environment=clean_environment())
    assert process.wait(10) == 0
    said = last_lines(log, 50)
    assert said.splitlines()[-2:] == [str(process.pid)] * 2, "its own pid leads its session"
    assert "PGPASSWORD" not in said
    assert log.stat().st_mode & 0o077 == 0
    assert log.parent.stat().st_mode & 0o077 == 0


def test_ending_a_process_that_is_over_tells_how_it_ended(tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", "exit 5"]
    process = launch(command, log=tmp_path / "x.log", environment=clean_environment())
    process.wait(10)
    assert end(process, signal.SIGTERM, 1) == 5


def test_a_log_that_grew_large_is_moved_aside_while_its_writer_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("ab") as writer:
        writer.truncate(50_000_001)
        trim_log(log)
        writer.write(b"next\n")
        writer.flush()
        trim_log(log)
    assert log.read_bytes() == b"next\n"
    assert (tmp_path / "web.log.1").stat().st_size == 50_000_001

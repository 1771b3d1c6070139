"""The supervisor as a program of its own, over tiny real processes."""

import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.engines.pid_files import identity
from infra.engines.waiting import wait_until
from tests.engines_fixture import throw_away_folder

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("little_installation.py")
SOON = 60.0


class LittleInstallation:
    """Starts little installations in one folder and reads their story."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []

    def start(self, scenario: str, terminal: int | None = None) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM), str(self.folder), scenario],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
            stdin=terminal if terminal is not None else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            # A real terminal: the kernel sends Ctrl-C to whoever belongs to its foreground.
            preexec_fn=hear_all if terminal is None else take_terminal,  # noqa: PLW1509  # no threads
        )
        self.started.append(process)
        return process

    def ready(self, scenario: str = "plain") -> subprocess.Popen[str]:
        process = self.start(scenario)
        assert process.stdout is not None
        assert process.stdout.readline() == "READY\n", process.communicate()
        return process

    def story(self) -> list[str]:
        file = self.folder / "story"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return [re.sub(r" up \d+$", " up", line) for line in lines]

    def pids(self, name: str) -> list[int]:
        story = (self.folder / "story").read_text(encoding="utf-8")
        return [int(pid) for pid in re.findall(rf"^{name} up (\d+)$", story, re.MULTILINE)]

    def tells(self, *lines: str, times: int = 1) -> bool:
        return wait_until(lambda: all(self.story().count(x) >= times for x in lines), SOON)


def hear_all() -> None:
    """Tests that run under nohup pass on that a hang-up is to be ignored."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def take_terminal() -> None:
    import fcntl  # noqa: PLC0415  # between fork and exec
    import termios  # noqa: PLC0415  # between fork and exec

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, said = process.communicate(timeout=SOON)
    return process.returncode, said


def alive(pid: int) -> bool:
    return identity(pid) != ""


@pytest.fixture
def installation() -> Iterator[LittleInstallation]:
    with throw_away_folder() as folder:
        made = LittleInstallation(folder)
        try:
            yield made
        finally:
            for process in made.started:
                if process.poll() is None:
                    process.kill()
                process.communicate()
            # Its parts die with it; the folder goes only when they are gone.
            gone = (pid for name in ("first", "second", "third") for pid in made.pids(name))
            assert wait_until(lambda: not any(alive(pid) for pid in gone), SOON)


@pytest.mark.parametrize("word", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_parts_and_steps_come_up_in_order_and_go_down_in_reverse(
    installation: LittleInstallation, word: signal.Signals
) -> None:
    process = installation.ready()
    process.send_signal(word)
    assert finish(process)[0] == 0
    ups = ["first up", "step", "second up", "third up"]
    assert installation.story() == [*ups, "third down", "second down", "first down"]


def test_ctrl_c_at_the_terminal_reaches_only_the_supervisor(
    installation: LittleInstallation,
) -> None:
    master, slave = pty.openpty()
    process = installation.start("plain", terminal=slave)
    assert installation.tells("third up")
    assert process.stdout is not None
    assert process.stdout.readline() == "READY\n"
    os.write(master, b"\x03")
    assert finish(process)[0] == 0
    assert "first down" in installation.story()
    assert not [line for line in installation.story() if line.endswith("interrupted")]
    os.close(master)
    os.close(slave)


def test_a_part_that_dies_is_started_again_and_the_others_go_on(
    installation: LittleInstallation,
) -> None:
    process = installation.ready()
    os.kill(installation.pids("second")[0], signal.SIGKILL)
    assert installation.tells("second up", times=2)
    process.terminate()
    assert finish(process)[0] == 0
    assert installation.story().count("first up") == installation.story().count("third up") == 1


def test_a_part_that_keeps_dying_ends_the_installation_loudly(
    installation: LittleInstallation,
) -> None:
    process = installation.start("dies")
    code, said = finish(process)
    assert code == 1
    assert 'Phần "second" đã dừng 5 lần' in said
    assert "no room on the disk" in said
    assert str(installation.folder / "logs/second.log") in said
    assert installation.story() == ["first up", *["second up"] * 5, "first down"]


def test_a_part_that_never_becomes_healthy_counts_as_dead(
    installation: LittleInstallation,
) -> None:
    code, said = finish(installation.start("never-healthy"))
    assert code == 1
    assert "part_never_healthy" in said
    assert installation.story().count("second up") == 5


def test_a_part_that_does_not_listen_is_killed_after_its_grace(
    installation: LittleInstallation,
) -> None:
    process = installation.ready("deaf")
    process.terminate()
    code, said = finish(process)
    assert code == 0
    assert installation.story()[-2:] == ["second asked", "first down"]
    assert "code=-9" in said


def test_a_part_is_started_again_only_when_those_before_it_are_healthy(
    installation: LittleInstallation,
) -> None:
    process = installation.ready("gated")
    (installation.folder / "gate").touch()  # what `first` does next does not count as healthy
    for name in ("first", "second"):
        os.kill(installation.pids(name)[0], signal.SIGKILL)
    assert installation.tells("first up", times=2)
    assert installation.story().count("second up") == 1
    (installation.folder / "gate").unlink()
    assert installation.tells("second up", times=2)
    process.terminate()
    assert finish(process)[0] == 0


def test_a_step_that_fails_stops_what_runs_and_says_why(installation: LittleInstallation) -> None:
    code, said = finish(installation.start("failing-step"))
    assert code == 1
    assert "Không nạp được kế hoạch." in said
    assert installation.story() == ["first up", "first down"]


def test_a_long_step_is_interrupted_at_once(installation: LittleInstallation) -> None:
    process = installation.start("long-step")
    assert installation.tells("step begins")
    process.send_signal(signal.SIGINT)
    assert finish(process)[0] == 0
    assert installation.story() == ["first up", "step begins", "first down"]


def test_the_parts_die_with_a_supervisor_that_is_killed(installation: LittleInstallation) -> None:
    process = installation.ready()
    pids = [installation.pids(name)[0] for name in ("first", "second", "third")]
    process.kill()
    assert wait_until(lambda: not any(alive(pid) for pid in pids), SOON)


def test_a_second_start_is_refused_with_who_holds_the_data(
    installation: LittleInstallation,
) -> None:
    first = installation.ready()
    code, said = finish(installation.start("plain"))
    assert code == 2
    assert f"tiến trình {first.pid}" in said
    assert "http://127.0.0.1:18000" in said
    assert installation.story().count("first up") == 1
    first.terminate()
    assert finish(first)[0] == 0


def test_after_kill_9_the_next_start_takes_over(installation: LittleInstallation) -> None:
    first = installation.ready()
    first.kill()
    finish(first)
    second = installation.ready()
    assert not any(alive(installation.pids(name)[0]) for name in ("first", "second", "third"))
    second.terminate()
    assert finish(second)[0] == 0


def test_after_kill_9_even_a_deaf_leftover_is_ended_before_its_part_starts_anew(
    installation: LittleInstallation,
) -> None:
    first = installation.ready("deaf")
    deaf = installation.pids("second")[0]
    first.kill()
    finish(first)
    assert alive(deaf)
    second = installation.ready("deaf")
    assert not alive(deaf)
    second.terminate()
    assert finish(second)[0] == 0

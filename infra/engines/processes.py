"""Starting a part of the installation as a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from infra.engines.pid_files import end_leftover, note
from infra.engines.private_files import private_folder

_LEASH = Path(__file__).with_name("leash.py")
CLEAN_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


Process = subprocess.Popen[bytes]


def clean_environment(**more: str) -> dict[str, str]:
    """Nothing of the person's own environment reaches an engine: no PG*, no LANG, no proxies."""
    return {"PATH": CLEAN_PATH, "LC_ALL": "C", "TZ": "UTC", **more}


def launch(
    program: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str],
    pid_file: Path | None = None,
    leftover_seconds: float = 30.0,
    death_signal: signal.Signals = signal.SIGTERM,
    folder: Path = Path("/"),
    owner: tuple[int, int] | None = None,
    handles: Sequence[int] = (),
) -> Process:
    """Start the program in a session of its own; it is told to stop when its starter dies.

    Ctrl-C therefore never reaches it. The pid is the program's own. Both outputs are appended to
    `log` (made readable by its owner only). The kernel watches the *thread* that calls this: call
    it from one that lives as long as the installation does. `owner` (uid, gid) needs root.
    `handles` are open files that the program gets under the same numbers.

    `pid_file` names the part across crashes: what an earlier start left running under it is ended
    first, so ports are free again; it has `leftover_seconds` to go by itself.
    """
    private_folder(log.parent)
    if pid_file is not None:
        end_leftover(pid_file, death_signal, leftover_seconds)
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        process = subprocess.Popen(
            [*_leash(death_signal, owner), *(str(part) for part in program)],
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=handle,
            env=dict(environment),
            cwd=folder,
            start_new_session=True,
            pass_fds=tuple(handles),
        )
    finally:
        os.close(handle)
    if pid_file is not None:
        note(pid_file, process.pid)
    return process


def _leash(death_signal: signal.Signals, owner: tuple[int, int] | None) -> list[str]:
    who = "-" if owner is None else f"{owner[0]}:{owner[1]}"
    words = [str(_LEASH), str(int(death_signal)), str(os.getpid()), who]
    return [sys.executable, "-I", "-S", *words]


def end(process: Process, stop: signal.Signals, seconds: float) -> int:
    """Ask the process to stop, insist after so many seconds, and return its exit code."""
    if process.poll() is None:
        process.send_signal(stop)
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def last_lines(log: Path, count: int = 8) -> str:
    """Return the end of a log for a message to a person; nothing when there is no log."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(log.stat().st_size - 8192, 0))
        return "\n".join(file.read().decode(errors="replace").splitlines()[-count:])

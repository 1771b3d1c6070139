"""Knowing again, after a crash, a process that an earlier start left behind.

A pid alone proves nothing: after a power cut it may be anybody's. Together with the boot and the
moment of its start it names one process for ever.
"""

import os
import signal
from pathlib import Path

import structlog

from infra.engines.private_files import write_private
from infra.engines.waiting import wait_until

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_STATE, _STARTED = 0, 19  # fields of /proc/<pid>/stat, counted behind the program's name
_KILL_SECONDS = 10

log = structlog.get_logger(__name__)


def note(file: Path, pid: int) -> None:
    """Write down which process this is."""
    write_private(file, f"{pid} {identity(pid)}\n")


def ask_leftover(file: Path, stop: signal.Signals) -> bool:
    """Send the signal to the process that the file names; say whether it is still that one."""
    pid = _still_running(file)
    if pid is None:
        return False
    log.warning("leftover_process", part=file.stem, pid=pid, signal=stop.name)
    try:
        os.kill(pid, stop)
    except ProcessLookupError:
        return False
    return True


def end_leftover(file: Path, stop: signal.Signals, seconds: float) -> None:
    """End the process that the file names, if it is still that one: asked first, then killed."""
    for message, patience in ((stop, seconds), (signal.SIGKILL, _KILL_SECONDS)):
        if ask_leftover(file, message):
            wait_until(lambda: _still_running(file) is None, patience)
    file.unlink(missing_ok=True)


def _still_running(file: Path) -> int | None:
    if not file.exists():
        return None
    number, _, known = file.read_text(encoding="utf-8").strip().partition(" ")
    if not (number.isdigit() and known):
        return None
    return int(number) if identity(int(number)) == known else None


def identity(pid: int) -> str:
    """Return what tells this process from every other; empty when it is over."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
    fields = stat.rpartition(")")[2].split()
    if fields[_STATE] in "ZX":  # dead, only not yet fetched by its parent
        return ""
    return f"{_BOOT.read_text(encoding='utf-8').strip()}:{fields[_STARTED]}"

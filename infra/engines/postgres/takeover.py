"""Clearing what a killed start left running on a PostgreSQL cluster.

After `kill -9` of the postmaster a backend that is busy in a query lives on and blocks every
start; after `kill -9` of the supervisor the postmaster itself may. Only the holder of the data
directory's lock calls this, so whatever still runs there is a leftover.
"""

import signal
from pathlib import Path

import psutil
import structlog

from infra.engines.errors import EngineError
from infra.engines.waiting import wait_until

_FAST_STOP_SECONDS = 60
_QUIT_SECONDS = 10

log = structlog.get_logger(__name__)


def running_on(cluster: Path) -> list[psutil.Process]:
    """Return PostgreSQL's processes whose working folder is this cluster."""
    folder = str(cluster.resolve())
    return [
        process
        for process in psutil.process_iter(["cwd", "exe"])
        if process.info["cwd"] == folder
        # An upgraded environment leaves " (deleted)" behind the name.
        and Path((process.info["exe"] or "").removesuffix(" (deleted)")).name == "postgres"
    ]


def clear_leftovers(cluster: Path) -> None:
    """End what still runs on this cluster: in order when its postmaster lives, else at once.

    Raises EngineError when a process outlives even SIGKILL.
    """
    postmaster = postmaster_pid(cluster)
    if any(process.pid == postmaster for process in running_on(cluster)):
        log.warning("postgres_leftover_postmaster", pid=postmaster)
        _tell(cluster, signal.SIGINT, only=postmaster)
        wait_until(lambda: not running_on(cluster), _FAST_STOP_SECONDS)
    for insist in (signal.SIGQUIT, signal.SIGKILL):
        if not running_on(cluster):
            break
        log.warning("postgres_orphans", pids=[process.pid for process in running_on(cluster)])
        _tell(cluster, insist)
        wait_until(lambda: not running_on(cluster), _QUIT_SECONDS)
    if left := running_on(cluster):
        raise EngineError(
            f"Tiến trình PostgreSQL cũ {[process.pid for process in left]} vẫn giữ dữ liệu ở "
            f"{cluster} và không dừng được. Hãy khởi động lại máy rồi chạy lại."
        )
    # Nothing of ours runs: after a power cut the pid in the file may be anybody's by now.
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def postmaster_pid(cluster: Path) -> int | None:
    """Return the pid in `postmaster.pid`; the file survives a crash, so it proves no life."""
    lines = postmaster_lines(cluster)
    return int(lines[0]) if lines and lines[0].strip().isdigit() else None


def postmaster_lines(cluster: Path) -> list[str]:
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _tell(cluster: Path, message: signal.Signals, only: int | None = None) -> None:
    for process in running_on(cluster):
        if only in (None, process.pid):
            try:
                process.send_signal(message)
            except psutil.NoSuchProcess:
                log.info("postgres_leftover_ended", pid=process.pid)

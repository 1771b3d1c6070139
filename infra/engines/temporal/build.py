"""Temporal's server and SQL tool: built once for each version from the Go module proxy."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from infra.engines.errors import EngineError
from infra.engines.private_files import private_folder
from infra.engines.processes import Process, last_lines, launch
from infra.engines.temporal.go_toolchain import find_go

VERSION = "1.32.1"
SERVER_VARIABLE = "DONDOC_TEMPORAL_SERVER"
SQL_TOOL_VARIABLE = "DONDOC_TEMPORAL_SQL_TOOL"
_SERVER, _SQL_TOOL = "temporal-server", "temporal-sql-tool"
_SOURCES = {"server": _SERVER, "sql": _SQL_TOOL}  # Go's names → ours
_MODULE = "go.temporal.io/server/cmd"
_NEEDED_BYTES = 7_000_000_000  # 5.6 GB seen just before its caches are removed
_SCRATCH = "build-"
_BUILD_SECONDS = 3600
_ASK_SECONDS = 30

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemporalPrograms:
    """The two programs of one version."""

    server: Path
    sql_tool: Path

    def present(self) -> bool:
        return all(os.access(path, os.X_OK) for path in (self.server, self.sql_tool))


def find_programs(
    environment: Mapping[str, str] | None = None, say: Say | None = None
) -> TemporalPrograms:
    """Return the programs that a variable names, else those kept for this user, else build them.

    `say` gets the one line that a person reads while it builds. Raises EngineError: a named
    program is not there, no room, no Go, or the build failed.
    """
    environment = os.environ if environment is None else environment
    if environment.get(SERVER_VARIABLE):
        return _named(environment)
    home = cache_folder(environment)
    kept = TemporalPrograms(
        server=home / f"temporal-{VERSION}" / _SERVER,
        sql_tool=home / f"temporal-{VERSION}" / _SQL_TOOL,
    )
    if not kept.present():
        say = say or (lambda line: sys.stderr.write(f"{line}\n"))
        with _one_at_a_time(home, say):
            if not kept.present():  # somebody else may have built them while we waited
                _build(kept, home, environment, say)
    return kept


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Return where programs are kept for this user: outside checkout and data."""
    named = environment.get("XDG_CACHE_HOME", "")
    base = Path(named) if Path(named).is_absolute() else Path.home() / ".cache"
    return base / "dondoc"


def _named(environment: Mapping[str, str]) -> TemporalPrograms:
    server = Path(environment[SERVER_VARIABLE])
    named_tool = environment.get(SQL_TOOL_VARIABLE)
    beside = (server.with_name(name) for name in (_SQL_TOOL, "sql"))
    tool = Path(named_tool) if named_tool else next((p for p in beside if p.exists()), None)
    programs = TemporalPrograms(server=server, sql_tool=tool or server.with_name(_SQL_TOOL))
    if not programs.present():
        raise EngineError(
            f"{SERVER_VARIABLE} chỉ tới {server}, nhưng không chạy được tệp này hoặc công cụ SQL "
            f"{programs.sql_tool}. Hãy sửa đường dẫn (công cụ SQL: {SQL_TOOL_VARIABLE}), hoặc bỏ "
            "biến này để chương trình tự dựng."
        )
    return programs


@contextmanager
def _one_at_a_time(home: Path, say: Say) -> Iterator[None]:
    private_folder(home)
    with (home / f"temporal-{VERSION}.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"Một lần chạy khác đang dựng máy chủ Temporal {VERSION}, xin chờ…")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _build(
    programs: TemporalPrograms, home: Path, environment: Mapping[str, str], say: Say
) -> None:
    for leftover in home.glob(f"{_SCRATCH}*"):  # of a build that was killed: we hold the lock
        _remove(leftover)
    free = shutil.disk_usage(home).free
    if free < _NEEDED_BYTES:
        raise EngineError(
            f"Cần {_NEEDED_BYTES / 1e9:.0f} GB trống ở {home} để dựng máy chủ Temporal, chỉ còn "
            f"{free / 1e9:.1f} GB. Hãy dọn bớt, hoặc đặt XDG_CACHE_HOME tới ổ đĩa rộng hơn."
        )
    say(
        f"Đang dựng máy chủ Temporal {VERSION} từ mã nguồn: chỉ một lần, khoảng 5 phút trên máy "
        "hai nhân, cần mạng…"
    )
    scratch = Path(tempfile.mkdtemp(dir=home, prefix=_SCRATCH))
    try:
        _compile(scratch, environment, log=home / "temporal-build.log")
        programs.server.parent.mkdir(exist_ok=True)
        for name in reversed(_SOURCES):  # the server last: while it is missing, all is missing
            (scratch / "bin" / name).replace(programs.server.with_name(_SOURCES[name]))
    finally:
        _remove(scratch)


def _compile(scratch: Path, environment: Mapping[str, str], log: Path) -> None:
    log.unlink(missing_ok=True)
    go = find_go(scratch, environment)
    settings = {
        **environment,
        "GOTOOLCHAIN": "local",
        "GOPATH": str(scratch / "path"),
        "GOMODCACHE": str(scratch / "path/pkg/mod"),
        "GOCACHE": str(scratch / "cache"),
        "GOTMPDIR": str(scratch),
        "GOBIN": str(scratch / "bin"),
        "GOFLAGS": "-modcacherw -trimpath",  # a read-only module cache resists removal
        "GOWORK": "off",
        "CGO_ENABLED": "0",  # no C compiler is asked of the machine
    }
    for unwanted in ("GOOS", "GOARCH", "GOROOT"):
        settings.pop(unwanted, None)
    sources = [f"{_MODULE}/server@v{VERSION}", f"{_MODULE}/tools/sql@v{VERSION}"]
    process = launch(
        [go, "install", "-ldflags=-s -w", *sources],
        log=log,
        environment=settings,
        folder=scratch,
        death_signal=signal.SIGKILL,
    )
    if _finish(process) != 0 or not _right_version(scratch / "bin/server"):
        raise EngineError(
            f"Không dựng được máy chủ Temporal {VERSION}. Nhật ký: {log}. Hãy xem kết nối mạng "
            "(proxy.golang.org, hoặc đặt GOPROXY) và chỗ trống rồi chạy lại; nếu đã có sẵn máy "
            f"chủ thì đặt {SERVER_VARIABLE}. Những dòng cuối:\n{last_lines(log)}"
        )


def _finish(process: Process) -> int:
    """Wait for the build; whatever interrupts us ends its whole family of compilers."""
    try:
        return process.wait(_BUILD_SECONDS)
    except BaseException:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise


def _right_version(server: Path) -> bool:
    done = subprocess.run(
        [str(server), "--version"], capture_output=True, check=False, timeout=_ASK_SECONDS
    )
    return VERSION.encode() in done.stdout


def _remove(folder: Path) -> None:
    """Remove a build folder, also one whose module cache is read-only."""
    for path in folder.rglob("*"):
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o700)
    shutil.rmtree(folder)


def main() -> int:
    """Build ahead of need (`python -m infra.engines.temporal.build`): tests have a time limit."""
    try:
        find_programs()
    except EngineError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

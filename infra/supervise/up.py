"""`dondoc up`: engines, migration, first start, parts; one screen; Ctrl-C ends all in order."""

import asyncio
import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from infra.engines.ports import PortBook, is_free
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.postgres.server import PostgresServer
from infra.engines.private_files import private_folder
from infra.engines.temporal.connection import TemporalConnection
from infra.engines.temporal.engine import TemporalEngine
from infra.errors import SettingsError
from infra.migrations.migrate import Kind, Logins
from infra.migrations.migrate import migrate as migrate_database
from infra.migrations.state_rows import renew_rows
from infra.proving.anchor_folder import anchor_named, prepared_anchor
from infra.proving.key_folder import KeyFolder
from infra.proving.log_keys import ensure_log_key
from infra.serve.auditor import log_beats
from infra.serve.health import part_beats
from infra.serve.web_processes import listening_socket, web_parts, web_processes
from infra.settings import DEFAULT_PORT, Installation, InstallationFile, data_for
from infra.shipped import WARD_CODE, WARD_NAME
from infra.supervise.demo_directives import enter_directives
from infra.supervise.demo_past import enter_past
from infra.supervise.demo_programme import enter_programmes
from infra.supervise.first_start import (
    DemoAccount,
    first_administrator,
    invent_people,
    is_shipped_plan_active,
    load_plan,
    open_ward,
)
from infra.supervise.lock import DataHeld, DataLock
from infra.supervise.parts import (
    ProcessPart,
    StartStep,
    end_leftovers,
    postgres_part,
    program_part,
    temporal_steps,
)
from infra.supervise.screen import screen
from infra.supervise.supervisor import Supervisor
from infra.wiring import make_ward
from infra.witness.configured import demand_anchor_settings
from services.commands.active_plan import active_plan
from services.ledger.engine import make_engine

DATABASE = "dondoc"


@dataclass(slots=True)
class Start:
    """One start of one installation; the steps fill it in as they are done."""

    installation: Installation
    demonstration: bool
    web_port: int
    environment: Mapping[str, str]
    web_processes: int = 1
    listener: socket.socket | None = None
    without_plan: bool = False
    empty: bool = False
    anchor: Path | None = None
    planless: bool = False
    postgres: PostgresEngine | None = None
    temporal: TemporalEngine | None = None
    settings: InstallationFile | None = None
    accounts: list[DemoAccount] = field(default_factory=list)
    link: str | None = None

    @property
    def notice(self) -> str | None:
        """What a person must know of how the database runs here (as root: only for trying)."""
        return None if self.postgres is None else self.postgres.home.notice

    def database_url(self) -> str:
        """The migrator's: the ward's own, or that of the server we started."""
        given = self.environment.get("DATABASE_URL")
        if given:
            return given
        if self.postgres is None:
            raise SettingsError("Chưa có cơ sở dữ liệu. Hãy đặt DATABASE_URL.")
        return self.postgres.admin_dsn(DATABASE)

    def connection(self) -> TemporalConnection:
        """The ward's own Temporal, or the one we started."""
        given = TemporalConnection.from_environment(self.environment)
        if given is not None:
            return given
        if self.temporal is None:
            raise SettingsError("Chưa có Temporal. Hãy đặt TEMPORAL_ADDRESS.")
        return self.temporal.connection()

    def migrate(self) -> None:
        """Bring the database to this release, keep what the parts must know."""
        if self.postgres is not None:
            self.postgres.ensure_database(DATABASE)
        logins = _migrated(self.database_url(), self.installation.data, self.demonstration)
        self.settings = InstallationFile(
            ledger_id=logins.ledger_id,
            ward_name=WARD_NAME,
            app=logins.app,
            relay=logins.relay,
            auditor=logins.auditor,
            temporal=self.connection(),
            web_port=self.web_port,
            web_processes=self.web_processes,
            # Asked for once is asked for ever: the next start loads the shipped plan no more.
            without_plan=self.without_plan or self.installation.without_plan(),
            anchor=prepared_anchor(self.installation, self.anchor),
        )
        self.installation.write(self.settings)
        asyncio.run(renew_rows(logins.app, logins.ledger_id))

    def open(self) -> None:
        """Write the first facts, once: the ledger, the rules, the plan, the first people.

        A demonstration gets its past before them, unless it shall be empty or has no plan.
        """
        asyncio.run(self._open())

    async def _open(self) -> None:
        if self.settings is None:
            raise SettingsError("Chưa chuẩn bị cơ sở dữ liệu.")
        if self.demonstration and not (self.empty or self.settings.without_plan):
            await enter_past(self.database_url(), self.installation, self.settings)
        engine = make_engine(self.settings.app, part="start", pool_size=2)
        try:
            ward = make_ward(engine, self.settings.ledger_id)
            await open_ward(ward)
            await ensure_log_key(ward.ledger, KeyFolder(self.installation.log_key))
            if self.demonstration:
                self.accounts = await invent_people(ward, self.installation)
            else:
                self.link = await first_administrator(ward)
            # The shipped file may be another one after an upgrade: what is active stays.
            if not self.settings.without_plan and await active_plan(ward.ledger) is None:
                await load_plan(ward)
            self.planless = await active_plan(ward.ledger) is None
            # The invented directives give work to units of the shipped plan.
            if self.demonstration and await is_shipped_plan_active(ward):
                await enter_directives(ward, self.accounts)
                await enter_programmes(ward, self.accounts)
        finally:
            await engine.dispose()


def run_installation(
    *,
    demonstration: bool,
    data: Path | None,
    port: int | None,
    without_plan: bool = False,
    empty: bool = False,
    anchor: Path | None = None,
) -> int:
    """Start everything and stay until told to stop; the exit code."""
    folder, processes = data_for(data, demonstration=demonstration), web_processes(os.environ)
    demand_anchor_settings(os.environ)
    lock = DataLock(folder)
    try:
        lock.acquire()
    except DataHeld as held:
        print(held, file=sys.stderr)  # noqa: T201  (the command line speaks to a person)
        return 1
    with lock:
        private_folder(folder / "logs")
        end_leftovers(folder)
        web_port = _web_port(folder, port)
        lock.tell(f"http://127.0.0.1:{web_port}")
        start = Start(
            installation=Installation(folder),
            demonstration=demonstration,
            web_port=web_port,
            environment=dict(os.environ),
            web_processes=processes,
            listener=listening_socket(web_port),
            without_plan=without_plan,
            empty=empty,
            anchor=anchor or anchor_named(os.environ),
        )
        supervisor = Supervisor(
            _steps(start),
            lock=lock,
            on_ready=lambda: print(screen(start), flush=True),  # noqa: T201  (the one screen)
            on_failure=lambda sentence: print(sentence, file=sys.stderr),  # noqa: T201  (the end)
        )
        return supervisor.run()


def migrate_only(data: Path | None) -> str:
    """`dondoc migrate`: for a ward's own server, before the first start."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        raise SettingsError(
            "Chưa đặt DATABASE_URL (tài khoản quản trị cơ sở dữ liệu, có quyền CREATEROLE)."
        )
    folder = data_for(data, demonstration=False)
    with DataLock(folder):
        logins = _migrated(url, folder, demonstration=False)
        asyncio.run(renew_rows(logins.app, logins.ledger_id))
    return (
        f"Cơ sở dữ liệu đã sẵn sàng cho sổ {logins.ledger_id}.\n"
        f"Mật khẩu của các tiến trình nằm trong {folder / 'secrets'}."
    )


def _migrated(url: str, folder: Path, demonstration: bool) -> Logins:
    kind = Kind.DEMO if demonstration else Kind.REAL
    return migrate_database(url, folder, kind=kind, ward=WARD_CODE)


def _web_port(folder: Path, wanted: int | None) -> int:
    book = PortBook(folder)
    port = wanted or book.kept().get("web", DEFAULT_PORT)
    if not is_free(port):
        raise SettingsError(
            f"Cổng {port} trên máy này đang có chương trình khác dùng. Hãy chọn cổng khác, "
            f"ví dụ: make demo ARGS='--port {port + 1}'."
        )
    return book.keep("web", port)


def _steps(start: Start) -> list[ProcessPart | StartStep | tuple[ProcessPart, ...]]:
    data = start.installation.data
    steps: list[ProcessPart | StartStep | tuple[ProcessPart, ...]] = []
    own_database = start.environment.get("DATABASE_URL")
    own_temporal = TemporalConnection.from_environment(start.environment)
    if own_database:
        server = PostgresServer(admin_url=own_database, ours=False)
    else:
        start.postgres = PostgresEngine(data)
        server = start.postgres.server
    if own_temporal is None:
        start.temporal = TemporalEngine(data, server)
        engine = start.temporal
        steps.append(StartStep(name="temporal-programs", run=lambda: engine.programs))
    if start.postgres is not None:
        steps.append(postgres_part(start.postgres))
    if start.temporal is not None:
        steps.extend(temporal_steps(start.temporal))
    steps.append(StartStep(name="migrate", run=start.migrate))
    steps.append(StartStep(name="open-ward", run=start.open))
    listener = start.listener.fileno() if start.listener else None
    steps.append(
        (
            *(_program(start, name) for name in ("worker", "relay", "auditor")),
            *(_program(start, name, listener) for name in web_parts(start.web_processes)),
        )
    )
    return steps


def _program(start: Start, name: str, listener: int | None = None) -> ProcessPart:
    data = start.installation.data
    program = [sys.executable, "-m", "dondoc", "part", name, "--data", str(data)]
    if listener is not None:
        program += ["--listener", str(listener)]
    environment = {
        key: value
        for key, value in start.environment.items()
        # No server process runs with the migrator's login.
        if key not in {"DATABASE_URL", "PGPASSWORD", "PGUSER", "PYTHONDONTWRITEBYTECODE"}
    }
    # Compiled once for this installation: the parts of a warm start load in half the time.
    environment["PYTHONPYCACHEPREFIX"] = str(data / "run" / "bytecode")
    return program_part(
        name,
        program,
        data=data,
        environment=environment,
        healthy=lambda: _beats(start, name),
        handles=() if listener is None else (listener,),
    )


def _beats(start: Start, name: str) -> bool:
    """Whether the part has told of itself since it was started: PostgreSQL, or beside the log."""
    if name == "auditor":
        return log_beats(start.installation.log)
    return start.settings is not None and part_beats(start.settings.app, name)

"""The demonstration's ward behind a real web server, for a real browser."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn

from api.app import create_app
from infra import shipped
from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.connection import TemporalConnection
from infra.engines.waiting import wait_until
from infra.migrations.migrate import Kind, Logins, migrate
from infra.settings import Installation, InstallationFile
from infra.supervise import first_start
from infra.supervise.demo_directives import enter_directives
from infra.supervise.demo_past import enter_past
from infra.wiring import make_ward
from services.domain.assignment.events import assignment_stream
from services.domain.plan.draft import expand
from services.ledger.engine import make_engine
from services.planyaml.yaml_plan import read_plan
from tests.api.ward import run_clock, services_of
from tests.cheap_passwords import CHEAP
from tests.ledger.databases import make_database
from tests.moment import MOMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the pages are, and how each invented person signs in."""

    address: str
    passwords: dict[str, str]
    logins: Logins


async def invite(logins: Logins, folder: Path) -> dict[str, str]:
    """Make a demonstration that has people and no plan yet. Passwords by login."""
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, WardClock(MOMENT), CHEAP)
    await first_start.open_ward(ward)
    accounts = await first_start.invent_people(ward, Installation(folder))
    await engine.dispose()
    return {account.login: account.password for account in accounts}


async def settle(logins: Logins, folder: Path) -> dict[str, str]:
    """Make the demonstration: its plan, its people, this period's tasks. Passwords by login."""
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, WardClock(MOMENT), CHEAP)
    await first_start.open_ward(ward)
    await first_start.load_plan(ward)
    accounts = await first_start.invent_people(ward, Installation(folder))
    source = (shipped.PLANS / shipped.PLAN).read_text(encoding="utf-8")
    for item in expand(read_plan(source, shipped.PLAN)):
        if item.lead is not None:
            await run_clock(ward, assignment_stream(item.code))
    await engine.dispose()
    return {account.login: account.password for account in accounts}


async def settle_past(migrator: str, logins: Logins, folder: Path) -> dict[str, str]:
    """Make the demonstration that `make demo` shows: eleven months lie behind it."""
    installation = Installation(folder)
    settings = InstallationFile(
        ledger_id=logins.ledger_id,
        ward_name=shipped.WARD_NAME,
        app=logins.app,
        relay=logins.relay,
        auditor=logins.auditor,
        temporal=TemporalConnection(address="127.0.0.1:1"),
        web_port=1,
    )
    clock = WardClock(MOMENT)
    assert await enter_past(migrator, installation, settings, lambda _: None, clock)
    engine = make_engine(logins.app)
    ward = make_ward(engine, logins.ledger_id, clock, CHEAP)
    accounts = await first_start.invent_people(ward, installation)
    await enter_directives(ward, accounts)
    await engine.dispose()
    return {account.login: account.password for account in accounts}


@asynccontextmanager
async def served_demonstration(
    postgres: PostgresEngine, name: str, folder: Path
) -> AsyncIterator[Site]:
    """A demonstration with a database of its own, behind a web server."""
    database = make_database(postgres.admin_dsn(), name, folder)
    ward = shipped.WARD_CODE
    logins = migrate(database.migrator, folder / "demo", kind=Kind.DEMO, ward=ward)
    with serving(logins, await settle(logins, folder)) as site:
        yield site


@contextmanager
def serving(logins: Logins, passwords: dict[str, str], at: datetime = MOMENT) -> Iterator[Site]:
    """A web server of its own thread on a free port of this machine; its ward's clock stands."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"http://127.0.0.1:{door.getsockname()[1]}"
        server: list[uvicorn.Server] = []

        async def serve() -> None:
            engine = make_engine(logins.app)
            ward = make_ward(engine, logins.ledger_id, WardClock(at), CHEAP)
            services = services_of(ward, engine, logins, address, shipped.WARD_NAME)
            config = uvicorn.Config(create_app(services), log_config=None, access_log=False)
            server.append(uvicorn.Server(config))
            await server[0].serve(sockets=[door])
            await engine.dispose()

        thread = threading.Thread(target=asyncio.run, args=(serve(),), name="web")
        thread.start()
        try:
            assert wait_until(lambda: bool(server) and server[0].started, 30), "no web server"
            yield Site(address=address, passwords=passwords, logins=logins)
        finally:
            server[0].should_exit = True
            thread.join(timeout=20)
    assert not thread.is_alive()

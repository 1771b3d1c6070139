"""A web part: the pages of one installation, on loopback, beside others of its kind."""

import asyncio
import os
import socket
import time
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import structlog
import uvicorn

from api.app import create_app
from api.context import Services
from infra.clocks.ward_clock import WardClock
from infra.randomness import RANDOMNESS
from infra.sealing.archives import VERIFIER
from infra.serve.health import Counts, beat
from infra.serve.proxies import proxy_options
from infra.serve.web_processes import web_parts
from infra.settings import Installation, InstallationFile
from infra.stores.audit_requests import PostgresAuditRequests
from infra.stores.drafts import PostgresDraftStore
from infra.stores.files import DirectoryFileStore
from infra.stores.saved_views import PostgresSavedViewStore
from infra.wiring import decree_readings, make_ward
from services.commands.files import FileCommands
from services.ledger.engine import make_engine
from services.ledger.postgres_health import PostgresHealth
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.served import ServedLog
from services.projections.past import build

# Pages are made by one thread of each process: more connections would only wait for it.
_POOL: Final[Mapping[str, Any]] = {"pool_size": 6, "max_overflow": 4, "pool_pre_ping": True}
_LINE: Final = 1024  # who may wait to be accepted, of all processes together

_log = structlog.get_logger("web")


class _Server(uvicorn.Server):
    """One of the processes that listen: it takes one visitor at a time, so that all get some."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.open = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve; those who come while every process is at work wait in the kernel's line."""
        await super().startup(sockets)
        # A server accepts as many at once as may wait in line: told to let one wait, it takes
        # one, and leaves the others to the processes that have nothing to do.
        for listener in sockets or ():
            listener.listen(_LINE)
        self.open.set()


async def serve(
    installation: InstallationFile,
    there: Installation,
    part: str,
    listener: socket.socket,
    clock: WardClock | None = None,
) -> None:
    """Serve pages until told to stop; `clock` is that of a demonstration whose time was moved."""
    engine = make_engine(installation.app, part=part, **_POOL)
    ward = make_ward(engine, installation.ledger_id, clock)
    app = create_app(
        Services(
            ledger=ward.ledger,
            acts=ward.acts,
            accounts=ward.accounts,
            tokens=ward.tokens,
            directory=ward.directory,
            plans=ward.plans,
            readings=ward.readings,
            files=FileCommands(ward.people, DirectoryFileStore(there.files)),
            drafts=PostgresDraftStore(engine),
            saved_views=PostgresSavedViewStore(engine),
            randomness=RANDOMNESS,
            engine=engine,
            ledger_id=installation.ledger_id,
            ward_name=installation.ward_name,
            demonstration=installation.demonstration,
            secure_cookie=False,
            base_url=installation.address,
            decree_readings=decree_readings(),
            build_past=partial(build, engine, ward.ledger),
            audit=PostgresAuditRequests(engine, installation.ledger_id),
            verifier=VERIFIER.read_bytes(),
            web_parts=web_parts(installation.web_processes),
            log=ServedLog(folder=LogFolder(there.log), now=time.time),
        )
    )
    server = _Server(
        uvicorn.Config(
            app,
            backlog=1,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            **proxy_options(os.environ),
        )
    )
    _log.info(
        "web_started", ledger_id=installation.ledger_id, port=installation.web_port, part=part
    )
    beating = asyncio.create_task(
        _beat(PostgresHealth(engine, installation.ledger_id), part, server)
    )
    await server.serve(sockets=[listener])
    beating.cancel()
    await asyncio.gather(beating, return_exceptions=True)
    await engine.dispose()


async def _beat(health: PostgresHealth, part: str, server: _Server) -> None:
    """Tell of itself from the moment it lets visitors in."""
    await server.open.wait()

    async def look() -> tuple[str, Counts]:
        return "ok", {}

    await beat(health, part, look)

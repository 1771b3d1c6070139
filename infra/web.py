"""The web part: the pages of one installation, on loopback."""

import os
from pathlib import Path

import structlog
import uvicorn

from api.app import create_app
from api.deps import House
from infra.draft_store import PostgresDraftStore
from infra.edges import EDGES
from infra.file_store import DirectoryFileStore
from infra.proxies import proxy_options
from infra.settings import HouseFile
from infra.wiring import make_ward
from services.handlers.files import FileCommands
from services.handlers.people import PersonCommands
from services.ledger.engine import make_engine

_log = structlog.get_logger("web")


async def serve(house: HouseFile, files: Path) -> None:
    """Serve the pages on loopback until told to stop; evidence files lie in `files`."""
    engine = make_engine(house.app, part="web", pool_size=8, pool_pre_ping=True)
    ward = make_ward(engine, house.ledger_id)
    app = create_app(
        House(
            ledger=ward.ledger,
            tasks=ward.tasks,
            accounts=ward.accounts,
            tokens=ward.tokens,
            directory=ward.directory,
            plans=ward.plans,
            readings=ward.readings,
            files=FileCommands(PersonCommands(ward.ledger), DirectoryFileStore(files)),
            drafts=PostgresDraftStore(engine),
            edges=EDGES,
            engine=engine,
            ledger_id=house.ledger_id,
            ward_name=house.ward_name,
            demonstration=house.demonstration,
            secure_cookie=False,
            base_url=house.address,
        )
    )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            host="127.0.0.1",
            port=house.web_port,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            **proxy_options(os.environ),
        )
    )
    _log.info("web_started", ledger_id=house.ledger_id, port=house.web_port)
    await server.serve()
    await engine.dispose()

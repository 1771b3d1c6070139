"""A ward whose log is signed, with the queues of its auditor part."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from httpx2 import AsyncClient, Response
from sqlalchemy import text

from infra.fulfilling.queue import RequestQueue, request_queues
from infra.settings import Installation
from infra.stores.audit_requests import PostgresAuditRequests
from services.ledger.engine import make_engine
from services.ledger.tlog.keys import NoteSigner
from tests.api.pages_said import said
from tests.api.signed_log import served_log
from tests.api.ward import WebWard, opened
from tests.archive.installed import keep, signed
from tests.archive.sealed import EVIDENCE, EVIDENCE_SHA256
from tests.ledger.databases import LedgerDatabase as Database
from tests.moment import MOMENT
from tests.projections.lives import act, sampled


@dataclass(frozen=True)
class Audited:
    """A ward whose log is signed, and the queues of its auditor part."""

    web: WebWard
    there: Installation
    key: NoteSigner
    verifying: RequestQueue
    sealing: RequestQueue

    async def access(self) -> list[tuple[str, UUID]]:
        """What stands in the access log besides the signing in and the pages that were read."""
        async with self.web.engine.connect() as connection:
            rows = await connection.execute(
                text(
                    "SELECT kind, person_id FROM access_log"
                    " WHERE kind <> 'inspector-read' ORDER BY at"
                )
            )
            return [(row.kind, row.person_id) for row in rows]

    async def requests(self) -> int:
        """How many verifications were asked for."""
        return len(await self.verifying.requests.verifications())


@pytest.fixture
async def audited(filled: Database, tmp_path: Path) -> AsyncIterator[Audited]:
    async with opened(filled, "pages_audited", log=served_log(tmp_path)) as web:
        await attached(web)
        there, key = await signed(web, tmp_path)
        await keep(there, EVIDENCE, EVIDENCE_SHA256)
        engine = make_engine(there.read().auditor, pool_size=2)
        requests = PostgresAuditRequests(engine, web.logins.ledger_id)
        verifying, sealing = request_queues(there, requests, MOMENT.timestamp)
        yield Audited(web, there, key, verifying, sealing)
        await engine.dispose()


async def attached(web: WebWard) -> None:
    """One more fact of a task, with a file that lies in the store."""
    file = sampled("attach-file", web.task("51-08"), command={"sha256": EVIDENCE_SHA256})
    await act(web, "chuyenvien", file)


async def sent(browser: AsyncClient, address: str, page: str, **fields: str) -> Response:
    """The form of a page, with the id that stands in it."""
    shown = await browser.get(page)
    form = re.search(
        rf'action="{address}".*?name="command_id" value="([^"]+)"', shown.text, re.DOTALL
    )
    assert form is not None, f"{page} has no form to {address}"
    return await browser.post(address, data={"command_id": form[1], **fields})


async def case_way(browser: AsyncClient) -> str:
    """Where the newest case file is taken, as the key page leads there."""
    shown = await browser.get("/khoa-so")
    way = re.search(r'href="(/khoa-so/ho-so/[^"]+)"', shown.text)
    assert way is not None, said(shown)
    return way[1]

"""What waits to be done, one request of a kind after the other; each by a process of its own."""

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError

from infra.fulfilling.work import LATER
from infra.settings import Installation
from infra.stores.audit_requests import PostgresAuditRequests
from services.ledger.port import LedgerError
from services.ledger.tlog.answers import CASES, VERIFICATIONS, AuditAnswer, AuditAnswers
from services.queries.audit_requests import CASE_KEPT_DAYS, AuditRequest

_LOOK_SECONDS: Final = 1.0
_DAY_SECONDS: Final = 86400
_ROOT: Final = Path(__file__).parents[2]
_BROKEN: Final = (
    "Chưa làm được: tiến trình dừng giữa chừng. Hãy yêu cầu lại; nếu vẫn vậy, báo người vận hành "
    "máy chủ xem logs/auditor.log."
)
_log = structlog.get_logger("auditor")


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQueue:
    """The requests of one kind of one installation; `now` is the machine's clock (POSIX)."""

    there: Installation
    requests: PostgresAuditRequests
    kind: str
    now: Callable[[], float]

    @property
    def answers(self) -> AuditAnswers:
        """Where the answers lie."""
        return AuditAnswers(self.there.log, self.kind)

    async def run(self) -> None:
        """Do for ever what is asked; a database or disk that is away is waited for."""
        while True:
            try:
                while await self.once():
                    pass
                await asyncio.to_thread(self.let_go)
            except (LedgerError, DBAPIError, OSError) as problem:
                _log.warning("requests_not_read", kind=self.kind, error=type(problem).__name__)
            await asyncio.sleep(_LOOK_SECONDS)

    async def once(self) -> bool:
        """Do the request that waits longest; whether one was answered."""
        waiting = await asyncio.to_thread(self._waiting, await self._asked())
        if waiting is None:
            return False
        code = await self._work(waiting.request_id)
        if code == LATER:
            return False
        if self.answers.answer(waiting.request_id) is None:
            _log.error("request_not_done", kind=self.kind, exit_code=code)
            broken = AuditAnswer(ok=False, said=_BROKEN, details="", at=self.now())
            await asyncio.to_thread(self.answers.keep, waiting.request_id, broken)
        return True

    def let_go(self) -> None:
        """Remove case files that were kept long enough; what came of the request stays."""
        for path in self.answers.folder.glob("*.zip"):
            if self.now() - path.stat().st_mtime > CASE_KEPT_DAYS * _DAY_SECONDS:
                path.unlink()

    async def _asked(self) -> Sequence[AuditRequest]:
        if self.kind == CASES:
            return await self.requests.cases()
        return await self.requests.verifications()

    def _waiting(self, asked: Sequence[AuditRequest]) -> AuditRequest | None:
        oldest_first = (each for each in reversed(asked) if each.waits)
        return next(
            (each for each in oldest_first if self.answers.answer(each.request_id) is None), None
        )

    async def _work(self, request_id: UUID) -> int:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "infra.fulfilling.work"),
            *(str(self.there.data), self.kind, str(request_id)),
            stdin=PIPE,  # held open: see `work`
            env={**os.environ, "PYTHONPATH": str(_ROOT)},
            start_new_session=True,  # who stops the part decides, not the key that reached both
        )
        try:
            return await process.wait()
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()


def request_queues(
    there: Installation, requests: PostgresAuditRequests, now: Callable[[], float]
) -> list[RequestQueue]:
    """One for each kind: a long verification keeps no case file waiting."""
    return [
        RequestQueue(there=there, requests=requests, kind=kind, now=now)
        for kind in (VERIFICATIONS, CASES)
    ]

"""One request, done by a process of its own: the part goes on building and signing meanwhile.

What it needs of memory is given back with its end, and it ends with the part that began it.
"""

import asyncio
import os
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from infra.errors import SettingsError
from infra.fulfilling.verifying import answer_of, telling_of
from infra.sealing.for_person import CaseRequest, case_for_person
from infra.settings import Installation
from infra.stores.audit_requests import PostgresAuditRequests
from infra.verify.asked import Examined
from infra.verify.ledger_check import examine
from infra.verify.remembered import FILE
from infra.verify.witnesses import witnesses_named
from services.domain.errors import Refusal
from services.domain.numerals import count
from services.ledger.engine import make_engine
from services.ledger.port import LedgerUnavailable
from services.ledger.tlog.answers import CASES, VERIFICATIONS, AuditAnswer, AuditAnswers

LATER: Final = 75  # as sysexits.h calls it: nothing is wrong with the request, try it again
_NICE: Final = 10  # pages, signing and the database come first


async def do(there: Installation, kind: str, request_id: UUID) -> None:
    """Do one request and keep its answer; raises LedgerUnavailable where it may be tried later."""
    answers = AuditAnswers(there.log, kind)
    try:
        answer = await _WORKS[kind](there, answers, request_id)
    except (SettingsError, Refusal) as problem:
        answer = _answer(ok=False, said=str(problem))
    answers.keep(request_id, answer)


async def _verification(
    there: Installation, answers: AuditAnswers, request_id: UUID
) -> AuditAnswer:
    installation = there.read()
    engine = make_engine(installation.auditor, part="verifying", pool_size=1)
    try:
        requests = await PostgresAuditRequests(engine, installation.ledger_id).verifications()
    finally:
        await engine.dispose()
    full = any(each.full for each in requests if each.request_id == request_id)
    asked = Examined(
        files=there.files,
        log=there.log,
        copies=installation.anchor,
        witnesses=witnesses_named(None, None, os.environ),
        state=there.data / FILE,
        full=full,
        progress=telling_of(answers, request_id, time.monotonic),
    )
    return answer_of(await examine(installation, asked), time.time(), full=full)


async def _case(there: Installation, answers: AuditAnswers, request_id: UUID) -> AuditAnswer:
    installation = there.read()
    engine = make_engine(installation.auditor, part="sealing", pool_size=1)
    try:
        request = await PostgresAuditRequests(engine, installation.ledger_id).case(request_id)
    finally:
        await engine.dispose()
    if request is None or request.scope is None:
        return _answer(ok=False, said="Yêu cầu lập hồ sơ không còn. Hãy yêu cầu lại.")
    out = answers.archive(request_id)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.unlink(missing_ok=True)  # made by a process that ended before it could say so
    made = await case_for_person(
        there, out, CaseRequest(person_id=request.person_id, scope=request.scope)
    )
    missing = (
        f" {count(len(made.missing))} tệp không còn nguyên trong kho nên không kèm theo."
        if made.missing
        else ""
    )
    said = f"{made.of}: {count(made.facts)} sự kiện, {count(made.files)} tệp minh chứng.{missing}"
    return _answer(ok=True, said=said, limits=made.limits)


def _answer(*, ok: bool, said: str, limits: str = "") -> AuditAnswer:
    return AuditAnswer(ok=ok, said=said, details="", at=time.time(), limits=limits)


def _end_with_the_part() -> None:
    """Whoever began this holds the other end of the input: it closes when that process ends."""
    with suppress(OSError):
        while os.read(sys.stdin.fileno(), 1024):
            pass
    os._exit(LATER)


def main(data: str, kind: str, request_id: str) -> int:
    """Do one request; the exit code of the process."""
    threading.Thread(target=_end_with_the_part, daemon=True).start()
    os.nice(_NICE)
    try:
        asyncio.run(do(Installation(Path(data)), kind, UUID(request_id)))
    except LedgerUnavailable:
        return LATER
    return 0


_WORKS: Final = {VERIFICATIONS: _verification, CASES: _case}

if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

"""What was asked of the auditor part, as the page shows it: by whom, when, what came of it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from api.context import Services
from api.ledger.serving import log_of
from services.commands.acting import Acting
from services.domain.roles import VERIFYING
from services.ledger.tlog.answers import (
    CASES,
    VERIFICATIONS,
    AuditAnswer,
    AuditAnswers,
    AuditProgress,
)
from services.queries.audit_requests import AuditRequest
from services.queries.colleagues import names_of

SHOWN: Final = 10


class RequestStage(Enum):
    """How far a request has come."""

    WAITING = "chờ thực hiện"
    RUNNING = "đang thực hiện"
    DONE = "xong"
    LET_GO = "quá hạn chờ, không thực hiện"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """One request with its answer; `kept` is whether its case file can still be taken."""

    request: AuditRequest
    who: str
    stage: RequestStage
    answer: AuditAnswer | None
    progress: AuditProgress | None
    kept: bool

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it: the page looks again by itself."""
        return self.stage in {RequestStage.WAITING, RequestStage.RUNNING}

    @property
    def done_at(self) -> datetime | None:
        """When it was done (UTC)."""
        return datetime.fromtimestamp(self.answer.at, UTC) if self.answer else None


def may_verify(acting: Acting) -> bool:
    """Whether this person may have the log verified, and is told the result."""
    return acting.holder.find(VERIFYING) is not None


def reads_reports(acting: Acting) -> bool:
    """Whether this person is shown a report's details: they name people and files everywhere."""
    return may_verify(acting) and not acting.holder.scopes


def may_ask_case(acting: Acting) -> bool:
    """Whether this person reads the log as inspectors do, and so may take a case file away."""
    return acting.holder.reads_across


def takes_all_cases(acting: Acting) -> bool:
    """Whether this person is shown what others asked for, too: not where a scope limits them."""
    return acting.holder.inspects_all


def verifications_of(services: Services) -> AuditAnswers:
    """Where the results of verifications lie; raises NotFound where nobody builds a log."""
    return AuditAnswers(log_of(services).folder.path, VERIFICATIONS)


def cases_of(services: Services) -> AuditAnswers:
    """Where case files lie; raises NotFound where nobody builds a log."""
    return AuditAnswers(log_of(services).folder.path, CASES)


async def shown_verifications(
    connection: AsyncConnection, services: Services
) -> Sequence[Requested]:
    """The latest verifications, the newest first; none where nobody builds a log."""
    if services.log is None:
        return []
    requests = (await services.audit.verifications())[:SHOWN]
    return await _requested(connection, services, requests, verifications_of(services))


async def shown_verification(services: Services, request_id: UUID) -> Requested | None:
    """One verification; None where nobody asked for it. Raises NotFound without a log."""
    answers = verifications_of(services)
    for request in await services.audit.verifications():
        if request.request_id == request_id:
            return await asyncio.to_thread(_shown, request, {}, answers)
    return None


async def shown_cases(
    connection: AsyncConnection, services: Services, acting: Acting
) -> Sequence[Requested]:
    """The latest case files that this person may take, the newest first."""
    if services.log is None or not may_ask_case(acting):
        return []
    asker = None if takes_all_cases(acting) else acting.sender.person_id
    requests = (await services.audit.cases(asker))[:SHOWN]
    return await _requested(connection, services, requests, cases_of(services))


def is_open(answers: AuditAnswers) -> Callable[[AuditRequest], bool]:
    """Whether somebody still waits for the answer to a request."""
    return lambda request: request.waits and answers.answer(request.request_id) is None


async def _requested(
    connection: AsyncConnection,
    services: Services,
    requests: Sequence[AuditRequest],
    answers: AuditAnswers,
) -> Sequence[Requested]:
    asked_by = {request.person_id for request in requests}
    names = await names_of(connection, services.ledger, asked_by)

    def read() -> Sequence[Requested]:
        return [_shown(request, names, answers) for request in requests]

    return await asyncio.to_thread(read)


def _shown(request: AuditRequest, names: Mapping[UUID, str], answers: AuditAnswers) -> Requested:
    answer = answers.answer(request.request_id)
    progress = None if answer else answers.progress(request.request_id)
    if answer is not None:
        stage = RequestStage.DONE
    elif not request.waits:
        stage = RequestStage.LET_GO
    else:
        stage = RequestStage.RUNNING if progress else RequestStage.WAITING
    return Requested(
        request=request,
        who=names.get(request.person_id, "Cán bộ đã xóa tên"),
        stage=stage,
        answer=answer,
        progress=progress,
        kept=answers.archive(request.request_id).is_file(),
    )

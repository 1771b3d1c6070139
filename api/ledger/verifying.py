"""Kiểm tra toàn vẹn: one button; the auditor part verifies and answers in a file."""

import asyncio
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.context import Services, TheFormRequest, TheVisitor
from api.ledger import labels
from api.ledger.requested import is_open, may_verify, verifications_of
from services.commands.access import AccessKind, Visitor
from services.commands.acting import Acting
from services.domain.errors import NotAllowed

router = APIRouter(prefix=labels.ADDRESS)


@router.post("/kiem-tra")
async def verify(form_request: TheFormRequest, visitor: TheVisitor) -> Response:
    """Ask for it; while somebody else's request waits or runs, that one answers both."""
    services, acting = form_request.services, form_request.acting
    typed = form_request.typed
    full = bool(typed.get("tu-dau"))
    await ask_for(services, acting, typed.command_id(), visitor, full=full)
    return RedirectResponse(
        f"{labels.ADDRESS}?xong=kiem-tra#kiem-tra-toan-ven", HTTPStatus.SEE_OTHER
    )


async def ask_for(
    services: Services, acting: Acting, request_id: UUID, visitor: Visitor, *, full: bool
) -> UUID:
    """Ask under this id, or join a request that is open; the id that answers.

    Who wants all to be read again, `full`, joins only who wants the same. Raises NotAllowed,
    NotFound.
    """
    if not may_verify(acting):
        raise NotAllowed("not-verifying", labels.MAY_VERIFY)
    answers = verifications_of(services)
    known = await services.audit.verifications()
    if any(each.request_id == request_id for each in known):
        return request_id
    opened = await asyncio.to_thread(lambda: [*filter(is_open(answers), known)])
    waiting = [each for each in opened if each.full or not full]
    if not waiting:
        await services.audit.ask_verification(request_id, acting.sender.person_id, full=full)
    await services.accounts.gate.note_read(acting, AccessKind.VERIFICATION_ASKED, visitor)
    return waiting[0].request_id if waiting else request_id

"""Kiểm tra toàn vẹn: one button; the auditor part verifies and answers in a file."""

import asyncio
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.context import TheFormRequest, TheVisitor
from api.ledger import labels
from api.ledger.requested import is_open, may_verify, verifications_of
from services.commands.access import AccessKind
from services.domain.errors import NotAllowed

router = APIRouter(prefix=labels.ADDRESS)


@router.post("/kiem-tra")
async def verify(form_request: TheFormRequest, visitor: TheVisitor) -> Response:
    """Ask for it; while somebody else's request waits or runs, that one answers both."""
    services, acting = form_request.services, form_request.acting
    if not may_verify(acting):
        raise NotAllowed("not-verifying", labels.MAY_VERIFY)
    answers = verifications_of(services)
    request_id = form_request.typed.command_id()
    asked = await services.audit.verifications()
    if not await asyncio.to_thread(lambda: any(map(is_open(answers), asked))):
        await services.audit.ask_verification(request_id, acting.sender.person_id)
    await services.accounts.note_read(acting, AccessKind.VERIFICATION_ASKED, visitor)
    return RedirectResponse(
        f"{labels.ADDRESS}?xong=kiem-tra#kiem-tra-toan-ven", HTTPStatus.SEE_OTHER
    )

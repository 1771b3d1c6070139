"""Kiểm tra toàn vẹn over JSON: a program asks as the button does, and reads what came of it."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Path
from fastapi.responses import Response

from api.context import Services, TheVisitor
from api.ledger.requested import Requested, reads_reports, shown_verification
from api.ledger.schemas import LedgerVerification, VerificationAsked
from api.ledger.verifying import ask_for
from api.rest.answers import Seen, tagged
from api.rest.callers import ProvedRoute, TheActor, TheCaller
from services.commands.acting import Acting
from services.domain.errors import NotFound

router = APIRouter(route_class=ProvedRoute, prefix="/ledger/verifications", tags=["ledger"])
_NONE: Final = NotFound(
    "no-verification", "Không có yêu cầu kiểm tra này. Hãy yêu cầu kiểm tra lại."
)


@router.post(
    "",
    operation_id="askVerification",
)
async def ask(
    caller: TheActor, visitor: TheVisitor, body: VerificationAsked | None = None
) -> LedgerVerification:
    """Yêu cầu kiểm tra toàn vẹn sổ; kết quả đọc ở `readVerification` với `id` nhận được.

    Đang có yêu cầu khác chờ hoặc chạy thì nhận `id` của yêu cầu ấy; muốn đọc lại tất cả (`full`)
    thì chỉ nhận `id` của yêu cầu cũng đọc lại tất cả.
    """
    services, acting = caller.services, caller.acting
    full = body is not None and body.full
    request_id = await ask_for(services, acting, caller.command_id, visitor, full=full)
    return _answer(await _of(services, request_id), acting)


@router.get("/{id}", operation_id="readVerification", response_model=LedgerVerification)
async def read(
    caller: TheCaller,
    request_id: Annotated[UUID, Path(alias="id", description="`id` của yêu cầu.")],
    seen: Seen = None,
) -> Response:
    """Một lần kiểm tra toàn vẹn: đang chờ, đã đọc đến đâu, hoặc kết quả."""
    return tagged(_answer(await _of(caller.services, request_id), caller.acting), seen)


async def _of(services: Services, request_id: UUID) -> Requested:
    requested = await shown_verification(services, request_id)
    if requested is None:
        raise _NONE
    return requested


def _answer(requested: Requested, acting: Acting) -> LedgerVerification:
    answer, progress = requested.answer, requested.progress
    return LedgerVerification(
        id=requested.request.request_id,
        stage=requested.stage.name.lower(),
        asked_at=requested.request.asked_at,
        full=requested.request.full,
        read=progress.read if progress else None,
        total=progress.total if progress else None,
        done_at=requested.done_at,
        ok=answer.ok if answer else None,
        said=answer.said if answer else None,
        details=answer.details if answer and reads_reports(acting) else None,
    )

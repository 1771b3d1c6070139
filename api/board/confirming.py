"""Xác nhận nhiều báo cáo: each report in short, then one command for each that stays ticked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.board import labels
from api.board.labels import asked_of
from api.board.page import list_again
from api.bulk import OWN, BulkPage
from api.context import FormRequest, TheFormRequest
from api.errors import show_again
from api.reading_rights import require_overseeing
from api.web.addresses import known_stream
from services.domain.errors import Refusal
from services.domain.task.acts.confirm_submission import ACT as CONFIRM
from services.queries.task_page import task_pages
from services.queries.views import TaskPage

router = APIRouter(prefix=f"/don-doc/{CONFIRM.slug}")
MOST: Final = 25  # reports that one page shows in short


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsPreview:
    """The reports of a selection in short: those that wait for this person, and the rest.

    `ids` are the commands' ids and `refused` why one was refused just now, by the tasks' streams;
    `left_out` are so many that the page does not show.
    """

    ready: tuple[TaskPage, ...]
    left: tuple[TaskPage, ...]
    left_out: int
    ids: Mapping[str, str]
    refused: Mapping[str, str]


@router.post("")
async def look(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: the content of each selected report, before any is confirmed."""
    require_overseeing(form_request.acting.holder)
    show_again(request, list_again(request, form_request))
    return await _PAGE.preview(request, form_request)


@router.post("/ghi")
async def confirm(request: Request, form_request: TheFormRequest) -> Response:
    """Xác nhận các báo cáo còn đánh dấu, each one its own command."""
    require_overseeing(form_request.acting.holder)

    def list_after(done: int) -> str:
        asked = labels.sent(asked_of(form_request.typed.fields))
        return f"/don-doc?{urlencode({**asked, 'da': CONFIRM.slug, 'xong': done})}"

    return await _PAGE.carry_out(request, form_request, list_after)


async def _reports(
    form_request: FormRequest, selection: Mapping[str, str], refused: Mapping[str, str]
) -> ReportsPreview:
    streams = [each for each in selection if _is_known(each)][:MOST]
    reports = await task_pages(form_request.services.ledger, streams, form_request.acting.context)
    ready = [each for each in reports if CONFIRM.slug in each.offers and not each.correction_asked]
    return ReportsPreview(
        ready=tuple(ready),
        left=tuple(each for each in reports if each not in ready),
        left_out=len(selection) - len(streams),
        ids=selection,
        refused=refused,
    )


async def _shown(form_request: FormRequest) -> Mapping[str, object]:
    return {"own": OWN, "hidden": labels.sent(asked_of(form_request.typed.fields))}


def _said(done: int) -> str:
    return f"Đã xác nhận {done} báo cáo."


def _is_known(stream: str) -> bool:
    try:
        known_stream(stream)
    except Refusal:
        return False
    return True


_PAGE: Final = BulkPage(
    act=CONFIRM, template="board/confirm.html", shown=_shown, said=_said, previewed=_reports
)

"""Tạm dừng nhiều việc: a preview of what will be suspended and why not, then one command each."""

from collections.abc import Mapping
from functools import partial
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.board import labels
from api.board.page import asked_of, list_again
from api.bulk import BulkPage
from api.context import FormRequest, TheFormRequest, require_overseeing
from api.errors import show_again
from services.domain.task.acts.suspend_task import ACT as SUSPEND
from services.domain.task.terms import DECISION_CODES

router = APIRouter(prefix="/don-doc/tam-dung")


@router.post("")
async def preview(request: Request, form_request: TheFormRequest) -> Response:
    """Xem trước: which of the selected tasks will be suspended, and why the others will not."""
    require_overseeing(form_request.acting.holder)
    show_again(request, list_again(request, form_request))
    return await _PAGE.preview(request, form_request)


@router.post("/ghi")
async def suspend(request: Request, form_request: TheFormRequest) -> Response:
    """Tạm dừng các việc đã chọn: each one its own command; who is refused stays on the page."""
    require_overseeing(form_request.acting.holder)
    asked = labels.sent(asked_of(form_request.typed.fields))

    def suspended_ones(done: int) -> str:
        query = {**asked, "tinh-trang": labels.SUSPENDED_SLUG, "dung": done}
        return f"/don-doc?{urlencode(query)}"

    return await _PAGE.carry_out(request, form_request, suspended_ones)


async def _shown(form_request: FormRequest) -> Mapping[str, object]:
    hidden = labels.sent(asked_of(form_request.typed.fields))
    return {"codes": DECISION_CODES, "hidden": hidden}


_PAGE: Final = BulkPage(
    act=SUSPEND, template="board/stop.html", shown=_shown, said=partial(labels.done, 0)
)

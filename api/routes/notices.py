"""Thông báo: what was done to the own account and offices is marked as read."""

from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from api.deps import TheDesk
from api.forms import BadForm
from services.handlers.notices import mark_read

router = APIRouter(prefix="/tai-khoan/thong-bao")
_DIGITS = 9


@router.post("")
async def read_notices(desk: TheDesk) -> Response:
    """Đã xem: up to what stood on the page."""
    typed = [desk.typed.get(name) for name in ("account_version", "person_version")]
    if not all(one.isascii() and one.isdecimal() and len(one) <= _DIGITS for one in typed):
        raise BadForm("form-broken", "Biểu mẫu không còn nguyên vẹn. Hãy mở lại trang.")
    account, person = (int(one) for one in typed)
    wish = desk.wish("read-notices", "account")
    await mark_read(desk.house.directory.people, wish, account, person)
    return RedirectResponse("/viec", HTTPStatus.SEE_OTHER)

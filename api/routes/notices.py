"""Tài khoản: what others did to the own account and offices, and its mark as read."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import TheDesk, TheHouse, Viewer
from api.forms import BadForm
from api.pages import page
from services.commands.notices import mark_read, newest_changes

router = APIRouter(prefix="/tai-khoan")
_DIGITS = 9


@router.get("")
async def show(request: Request, house: TheHouse, acting: Viewer) -> Response:
    """Tài khoản: the newest changes, whoever marked them as read."""
    changes = await newest_changes(house.ledger, acting.sender.person_id)
    return page(request, "account/own.html", changes=changes)


@router.post("/thong-bao")
async def read_notices(desk: TheDesk) -> Response:
    """Đã xem: up to what stood on the page."""
    typed = [desk.typed.get(name) for name in ("account_version", "person_version")]
    if not all(one.isascii() and one.isdecimal() and len(one) <= _DIGITS for one in typed):
        raise BadForm("form-broken", "Biểu mẫu không còn nguyên vẹn. Hãy mở lại trang.")
    account, person = (int(one) for one in typed)
    command_request = desk.command_request("read-notices", "account")
    await mark_read(desk.house.directory.people, command_request, account, person)
    return RedirectResponse("/viec", HTTPStatus.SEE_OTHER)

"""Tài khoản: what others did to the own account and offices, and its mark as read."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import TheFormRequest, TheServices, Viewer
from api.form_binding import run_form
from api.web.pages import page
from services.commands.notices import newest_changes
from services.domain.directory.acts.read_notices import ACT as READ

router = APIRouter(prefix="/tai-khoan")


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Tài khoản: the newest changes, whoever marked them as read."""
    changes = await newest_changes(services.ledger, acting.sender.person_id)
    return page(request, "account/own.html", changes=changes)


@router.post(f"/{READ.slug}")
async def read_notices(form_request: TheFormRequest) -> Response:
    """Đã xem: up to what stood on the page."""
    sender = form_request.acting.sender
    await run_form(form_request, READ, person_id=sender.person_id, session_id=sender.session_id)
    return RedirectResponse("/viec", HTTPStatus.SEE_OTHER)

"""Tài khoản của tôi: details, offices, the own password, sessions elsewhere, what others did."""

from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.account.cookies import set_cookies
from api.context import Services, TheFormRequest, TheServices, TheVisitor, Viewer
from api.errors import FormProblem, show_again
from api.form_binding import run_form
from api.web.forms import BadForm
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.notices import newest_changes
from services.commands.own_account import change_password, end_own_sessions, own_sessions
from services.domain.directory.acts.read_notices import ACT as READ
from services.domain.instants import day_of
from services.queries.own_account import own_account
from services.queries.reading import reading

router = APIRouter(prefix="/tai-khoan")
_DONE: Final = {
    "mat-khau": "Đã đổi mật khẩu. Bạn vẫn đăng nhập ở đây; mọi phiên khác và mã truy cập đã kết "
    "thúc.",
    "phien": "Đã kết thúc phiên đăng nhập.",
    "khong-con": "Phiên này đã kết thúc từ trước.",
}


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, xong: str = ""
) -> Response:
    """Tài khoản của tôi."""
    return await _page(request, services, acting, done=_DONE.get(xong, ""))


@router.post("/mat-khau")
async def password(
    request: Request, form_request: TheFormRequest, visitor: TheVisitor
) -> Response:
    """Đổi mật khẩu: by the present one; every other session ends, this device goes on."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    show_again(request, partial(_page, request, services, acting))
    if typed.get("password") != typed.get("password_again"):
        raise BadForm(
            "passwords-differ",
            "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại cả hai.",
            field="password",
        )
    begun = await change_password(
        services.accounts, acting, typed.get("password_now"), typed.get("password"), visitor
    )
    response = RedirectResponse("/tai-khoan?xong=mat-khau", HTTPStatus.SEE_OTHER)
    set_cookies(response, services, begun)
    return response


@router.post("/phien")
async def end_sessions(request: Request, form_request: TheFormRequest) -> Response:
    """Kết thúc một phiên ở nơi khác, hoặc mọi phiên khác."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    show_again(request, partial(_page, request, services, acting))
    wanted = None if typed.get("moi-phien") else {typed.uuid("session_id")}
    ended = await end_own_sessions(services.accounts, acting, wanted)
    way = f"/tai-khoan?xong={'phien' if ended else 'khong-con'}#phien"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


@router.post(f"/{READ.slug}")
async def read_notices(form_request: TheFormRequest) -> Response:
    """Đã xem: up to what stood on the page."""
    sender = form_request.acting.sender
    await run_form(form_request, READ, person_id=sender.person_id, session_id=sender.session_id)
    return RedirectResponse("/", HTTPStatus.SEE_OTHER)


async def _page(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    """The page as it is now; what was typed as a password is never shown again."""
    person_id = acting.sender.person_id
    changes = await newest_changes(services.ledger, person_id)
    sessions = await own_sessions(services.accounts, acting)
    tokens = await services.tokens.of_person(person_id, acting.now)
    async with reading(services.engine) as connection:
        own = await own_account(connection, services.ledger, person_id, day_of(acting.now))
    return page(
        request,
        "account/own.html",
        status=problem.status if problem else HTTPStatus.OK,
        own=own,
        changes=changes,
        sessions=sessions,
        here=acting.sender.session_id,
        tokens=len(tokens),
        problem=problem,
        again="/tai-khoan",
        done=done,
    )

"""Signing in and out, and the one-time link to choose a password."""

import re
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.account.cookies import set_cookies
from api.account.return_address import HOME, return_address, sending_address
from api.context import Services, TheServices, TheVisitor, TypedForm
from api.errors import FormProblem, show_again
from api.web.forms import BadForm
from api.web.pages import page
from services.commands.rules import LINK_ENDED

router = APIRouter()
KEPT: Final = "kept:"
KEPT_PATH: Final = "kept_path"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,128}")


@router.get("/dang-nhap")
async def sign_in_page(request: Request, tiep: str = HOME, xong: str = "") -> Response:
    """Đăng nhập: the form."""
    said = "Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới." if xong == "mat-khau" else ""
    return page(
        request,
        "account/sign_in.html",
        sentence="",
        said=said,
        login="",
        next_path=return_address(request.app, tiep),
        kept={},
        kept_path="",
    )


@router.post("/dang-nhap")
async def sign_in(
    request: Request, services: TheServices, visitor: TheVisitor, typed: TypedForm
) -> Response:
    """Đăng nhập: begin a session; a form that was carried here is offered to be sent on."""
    kept = {
        name.removeprefix(KEPT): value
        for name, value in typed.fields.items()
        if name.startswith(KEPT)
    }
    kept_path = sending_address(request.app, typed.get(KEPT_PATH))
    next_path = return_address(request.app, typed.get("next"))

    async def again(*, problem: FormProblem) -> Response:
        return page(
            request,
            "account/sign_in.html",
            status=problem.status,
            sentence="",
            problem=problem,
            said="",
            login=typed.get("login"),
            next_path=next_path,
            kept=kept,
            kept_path=kept_path,
        )

    show_again(request, again, needs_rows=False)
    started = await services.accounts.sign_in(typed.get("login"), typed.get("password"), visitor)
    response: Response
    if kept:
        request.state.acting = await services.accounts.acting(started.token)
        response = page(request, "account/resume.html", kept=kept, kept_path=kept_path)
    else:
        response = RedirectResponse(next_path, HTTPStatus.SEE_OTHER)
    set_cookies(response, services, started)
    return response


@router.post("/dang-xuat")
async def sign_out(request: Request, services: TheServices) -> Response:
    """Đăng xuất: the session ends, here and in the ledger."""
    token = request.cookies.get(services.cookie)
    if token:
        await services.accounts.sign_out(token)
    response = RedirectResponse("/dang-nhap", HTTPStatus.SEE_OTHER)
    response.delete_cookie(
        services.cookie, path="/", secure=services.secure_cookie, httponly=True, samesite="lax"
    )
    return response


@router.get("/lien-ket/{token}")
async def link_page(request: Request, services: TheServices, token: str) -> Response:
    """Liên kết một lần: the form to choose a password."""
    name = await _owner(services, token)
    return page(request, "account/link.html", name=name)


@router.post("/lien-ket/{token}")
async def use_link(
    request: Request, services: TheServices, typed: TypedForm, token: str
) -> Response:
    """Liên kết một lần: keep the chosen password; the link is used up."""
    name = await _owner(services, token)

    async def again(*, problem: FormProblem) -> Response:
        return page(
            request, "account/link.html", status=problem.status, name=name, problem=problem
        )

    show_again(request, again, needs_rows=False)
    if typed.get("password") != typed.get("password_again"):
        raise BadForm(
            "passwords-differ",
            "Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại cả hai.",
            field="password",
        )
    await services.accounts.set_password_by_link(token, typed.get("password"))
    return RedirectResponse("/dang-nhap?xong=mat-khau", HTTPStatus.SEE_OTHER)


async def _owner(services: Services, token: str) -> str:
    name = await services.accounts.link_owner(token) if _TOKEN.fullmatch(token) else None
    if name is None:
        raise LINK_ENDED.refuse()
    return name

"""Cách xem đã lưu: a filtered list is kept under a name, opened again, forgotten."""

import unicodedata
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.account.return_address import HOME, return_address
from api.context import Services, TheFormRequest, TheServices, Viewer
from api.errors import FormProblem, show_again
from api.web.forms import BadForm, Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.commands.ports import SavedView

router = APIRouter(prefix="/cach-xem")
MOST: Final = 30  # of one person: a list of names that is still read at a glance
_LONGEST: Final = 80


@router.get("")
async def show(
    request: Request, services: TheServices, acting: Viewer, dia_chi: str = "", xong: str = ""
) -> Response:
    """Cách xem đã lưu: the names, and the form for the list that somebody comes from."""
    done = {"luu": "Đã lưu cách xem.", "bo": "Đã bỏ cách xem."}.get(xong, "")
    return await _page(request, services, acting, dia_chi, done=done)


@router.post("")
async def save(request: Request, form_request: TheFormRequest) -> Response:
    """Lưu cách xem: under its name, instead of an earlier one of that name."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed

    async def again(*, problem: FormProblem) -> Response:
        address = problem.typed.get("address")
        return await _page(request, services, acting, address, problem=problem)

    show_again(request, again)
    view = SavedView(name=_name(typed), address=_address(request, typed))
    if not await services.saved_views.save(acting.sender.person_id, view, MOST):
        raise BadForm(
            "views-full",
            f"Đã lưu {MOST} cách xem, là mức tối đa. Hãy bỏ bớt một cách xem rồi lưu lại.",
            field="name",
        )
    return RedirectResponse("/cach-xem?xong=luu", HTTPStatus.SEE_OTHER)


@router.post("/bo")
async def drop(form_request: TheFormRequest) -> Response:
    """Bỏ cách xem: its name and address are forgotten."""
    person_id = form_request.acting.sender.person_id
    await form_request.services.saved_views.drop(person_id, form_request.typed.get("name"))
    return RedirectResponse("/cach-xem?xong=bo", HTTPStatus.SEE_OTHER)


def _name(typed: Typed) -> str:
    name = " ".join(unicodedata.normalize("NFC", typed.get("name")).split())
    if not name or len(name) > _LONGEST:
        raise BadForm(
            "field-name",
            f"Tên cách xem: hãy nhập một tên, nhiều nhất {_LONGEST} ký tự.",
            field="name",
        )
    return name


def _address(request: Request, typed: Typed) -> str:
    """The list's own address: one of our pages, or nothing was saved. Raises BadForm."""
    address = return_address(request.app, typed.get("address"))
    if address == HOME:
        raise BadForm(
            "field-address",
            "Trang này không lưu được. Hãy mở danh sách cần lưu rồi bấm “Lưu cách xem này”.",
        )
    return address


async def _page(
    request: Request,
    services: Services,
    acting: Acting,
    address: str,
    *,
    done: str = "",
    problem: FormProblem | None = None,
) -> Response:
    known = return_address(request.app, address) if address else HOME
    return page(
        request,
        "saved_views/page.html",
        status=problem.status if problem else HTTPStatus.OK,
        views=await services.saved_views.of(acting.sender.person_id),
        address="" if known == HOME else known,
        done=done,
        problem=problem,
        typed=problem.typed if problem else Typed({}),
    )

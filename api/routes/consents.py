"""Chờ đồng ý: what one administrator did alone, and the second person's button."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, House, TheDesk, TheHouse, Viewer
from api.errors import Problem, show_again
from api.forms import BadForm
from api.pages import page
from api.routes.admin import read_waiting
from services.commands.acting import Acting
from services.domain.directory.appointing import (
    ConsentToGrant,
    ConsentToLink,
    require_consenting,
)
from services.queries.my_work import unit_names
from services.queries.reading import reading

router = APIRouter(prefix="/quan-tri/cho-dong-y")
_DIGITS = 9


@router.get("")
async def show(request: Request, house: TheHouse, acting: Viewer, xong: str = "") -> Response:
    """Chờ đồng ý: for administrators and the chief of the Office."""
    return await _page(request, house, acting, done="Đã ghi đồng ý." if xong else "")


@router.post("/chuc-vu")
async def agree_to_grant(request: Request, desk: TheDesk) -> Response:
    """Đồng ý với việc giao chức vụ."""
    _again(request, desk)
    command = ConsentToGrant(
        person_id=desk.typed.uuid("person_id"), granted=_version(desk, "granted")
    )
    command_request = desk.command_request("consent-to-grant", str(command.person_id))
    await desk.house.directory.consents.consent_to_grant(command_request, command)
    return _back()


@router.post("/lien-ket")
async def agree_to_link(request: Request, desk: TheDesk) -> Response:
    """Đồng ý với việc cấp liên kết."""
    _again(request, desk)
    command = ConsentToLink(
        person_id=desk.typed.uuid("person_id"), issued=_version(desk, "issued")
    )
    command_request = desk.command_request("consent-to-link", str(command.person_id))
    await desk.house.directory.consents.consent_to_link(command_request, command)
    return _back()


def _again(request: Request, desk: Desk) -> None:
    async def again(problem: Problem) -> Response:
        return await _page(request, desk.house, desk.acting, problem=problem)

    show_again(request, again)


async def _page(
    request: Request,
    house: House,
    acting: Acting,
    *,
    problem: Problem | None = None,
    done: str = "",
) -> Response:
    require_consenting(acting.holder)
    waits = await read_waiting(house, acting)
    async with reading(house.engine) as connection:
        units = await unit_names(connection, house.ledger_id)
    return page(
        request,
        "admin/consents.html",
        status=problem.status if problem else HTTPStatus.OK,
        waits=waits,
        units=units,
        problem=problem,
        done=done,
    )


def _version(desk: Desk, field: str) -> int:
    typed = desk.typed.get(field)
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS):
        raise BadForm("form-broken", "Biểu mẫu không còn nguyên vẹn. Hãy mở lại trang.")
    return int(typed)


def _back() -> Response:
    return RedirectResponse("/quan-tri/cho-dong-y?xong=1", HTTPStatus.SEE_OTHER)

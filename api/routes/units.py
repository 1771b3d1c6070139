"""Đơn vị: the ward's units and partners, and who is in charge of each."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api import words
from api.deps import Desk, House, TheDesk, TheHouse, Viewer
from api.directory_reading import read
from api.errors import Problem, command_ids, show_again
from api.forms import BadForm, Typed, read_code, read_paper_number
from api.pages import page
from services.commands.acting import Acting
from services.commands.requests import tidy
from services.domain.directory.units import NameOverseer, RegisterUnit, RenameUnit
from services.domain.errors import NotFound
from services.domain.instants import day_of
from services.domain.papers import Paper
from services.domain.roles import LEADING
from services.queries.unit_page import unit_page

_BOTH = "Văn bản quyết định: hãy nhập cả số và ngày."
router = APIRouter(prefix="/quan-tri/don-vi")
FORMS = ("phu-trach", "doi-ten")
_NAME_LENGTH = 200


@router.get("")
async def show(request: Request, house: TheHouse, acting: Viewer) -> Response:
    """Đơn vị: the list and the form for a new one."""
    return await units_response(request, house, acting)


async def _desk_of_list(request: Request, desk: TheDesk) -> Desk:
    """The form for a new unit; refused, the list is shown again with it."""

    async def again(problem: Problem) -> Response:
        return await units_response(request, desk.house, desk.acting, problem=problem)

    show_again(request, again)
    return desk


@router.post("")
async def register(desk: Annotated[Desk, Depends(_desk_of_list)]) -> Response:
    """Thêm đơn vị. A code is written in capitals whatever was typed."""
    typed = desk.typed
    if typed.choice("kind") not in words.UNIT_KINDS:
        raise BadForm("field-kind", "Loại: hãy chọn trong danh sách.", field="kind")
    command = RegisterUnit(
        code=typed.choice("code").upper(),
        name=_name(typed),
        kind=typed.choice("kind"),
        internal=typed.choice("place") != "ngoai",
        restricted=typed.choice("restricted") == "mat",
    )
    command_request = desk.command_request("register-unit", command.code)
    await desk.house.directory.units.register_unit(command_request, command)
    return _to_unit(command.code, "them")


@router.get("/{code}")
async def show_unit(
    request: Request, house: TheHouse, acting: Viewer, code: str, xong: str = ""
) -> Response:
    """Một đơn vị: its names, and who is in charge of it."""
    return await unit_response(request, house, acting, code, done=xong)


async def _desk_of_unit(request: Request, desk: TheDesk, code: str) -> Desk:
    """A form about one unit; refused, it is shown again on the unit's page."""
    form = request.url.path.rpartition("/")[2]

    async def again(problem: Problem) -> Response:
        show = partial(unit_response, request, desk.house, desk.acting, code)
        return await show(form=form, problem=problem)

    show_again(request, again)
    _code(code)
    return desk


UnitDesk = Annotated[Desk, Depends(_desk_of_unit)]


@router.post("/{code}/doi-ten")
async def rename(desk: UnitDesk, code: str) -> Response:
    """Đính chính tên chính thức từ một ngày, theo văn bản quyết định."""
    from_on = desk.typed.need_day("from_on", label="Áp dụng từ ngày")
    basis = _paper(desk.typed)
    if basis is None:
        raise BadForm("field-paper", _BOTH, field="paper_number")
    command = RenameUnit(unit=code, name=_name(desk.typed), from_on=from_on, basis=basis)
    await desk.house.directory.units.rename_unit(
        desk.command_request("rename-unit", code), command
    )
    return _to_unit(code, "doi-ten")


@router.post("/{code}/phu-trach")
async def name_overseer(desk: UnitDesk, code: str) -> Response:
    """Phân công phụ trách đơn vị, theo quyết định của Chủ tịch."""
    from_on = desk.typed.need_day("from_on", label="Từ ngày")
    if not desk.typed.choice("person_id"):
        raise BadForm(
            "field-person", "Người phụ trách: hãy chọn trong danh sách.", field="person_id"
        )
    command = NameOverseer(
        unit=code,
        person_id=desk.typed.uuid("person_id"),
        from_on=from_on,
        basis=_paper(desk.typed),
    )
    await desk.house.directory.units.name_overseer(
        desk.command_request("name-overseer", code), command
    )
    return _to_unit(code, "phu-trach")


async def units_response(
    request: Request, house: House, acting: Acting, *, problem: Problem | None = None
) -> Response:
    """The list as it is now; a refused form keeps what was typed."""
    found = await read(house, acting)
    return page(
        request,
        "admin/units.html",
        status=problem.status if problem else 200,
        found=found,
        command_ids=command_ids(house, ("them",), "them", problem),
        problem=problem,
        typed=problem.typed if problem else Typed({}),
    )


async def unit_response(
    request: Request,
    house: House,
    acting: Acting,
    code: str,
    *,
    form: str = "",
    problem: Problem | None = None,
    done: str = "",
) -> Response:
    """One unit as it is now; a refused form keeps what was typed."""
    found = await read(house, acting)
    today = day_of(acting.now)
    shown = await unit_page(house.ledger, _code(code), today)
    leaders = [
        person
        for person in found.people
        if any(held.office in LEADING and not held.over for held in person.offices)
    ]
    return page(
        request,
        "admin/unit.html",
        status=problem.status if problem else 200,
        shown=shown,
        unit=shown.unit,
        code=shown.unit.registered.code,
        leaders=leaders,
        names={person.person_id: person.name for person in found.people},
        today=today,
        command_ids=command_ids(house, FORMS, form, problem),
        refused=form if problem else "",
        problem=problem,
        typed=problem.typed if problem else Typed({}),
        blank=Typed({}),
        done=_DONE.get(done, ""),
    )


def _code(code: str) -> str:
    """The code that an address names; raises NotFound."""
    try:
        return read_code(code, label="Đơn vị") or ""
    except BadForm as error:
        raise NotFound("no-unit", "Không có đơn vị này trong danh bạ của phường.") from error


def _name(typed: Typed) -> str:
    return tidy(typed.get("name"), label="Tên đơn vị", limit=_NAME_LENGTH)


def _paper(typed: Typed) -> Paper | None:
    """The deciding paper, where one was named; raises BadForm for half of one."""
    number = typed.choice("paper_number")
    dated_on = typed.day("paper_date", label="Ngày văn bản")
    if not number and dated_on is None:
        return None
    if not number or dated_on is None:
        raise BadForm("field-paper", _BOTH, field="paper_number")
    return Paper(number=read_paper_number(number, label="Số văn bản"), dated_on=dated_on)


def _to_unit(code: str, form: str) -> Response:
    return RedirectResponse(f"/quan-tri/don-vi/{code}?xong={form}", HTTPStatus.SEE_OTHER)


_DONE = {
    "them": "Đã thêm đơn vị. Hãy phân công lãnh đạo phụ trách.",
    "doi-ten": "Đã đính chính tên đơn vị. Các trang dùng tên mới; việc đã ghi vẫn giữ mã cũ.",
    "phu-trach": "Đã ghi phân công phụ trách đơn vị.",
}

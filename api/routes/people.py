"""What the administrator does with people: each act is one form and one command."""

from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, TheDesk
from api.directory_reading import read
from api.errors import Problem, show_again
from api.forms import BadForm, read_code
from api.routes.admin import admin_response, person_response, person_uuid
from api.single_offices import already, holding
from services.domain.directory.decider import (
    CorrectPerson,
    EndOffice,
    GrantOffice,
    RegisterPerson,
)
from services.domain.roles import Office

router = APIRouter(prefix="/quan-tri/can-bo")


async def _desk_of_list(request: Request, desk: TheDesk) -> Desk:
    """The form for a new person; refused, the lists are shown again with it."""

    async def again(problem: Problem) -> Response:
        return await admin_response(request, desk.house, desk.acting, problem=problem)

    show_again(request, again)
    return desk


async def _desk_of_person(request: Request, desk: TheDesk, person_id: str) -> Desk:
    """A form about one person; refused, it is shown again on the person's page."""
    form = request.url.path.rpartition("/")[2]

    async def again(problem: Problem) -> Response:
        show = partial(person_response, request, desk.house, desk.acting, person_id)
        return await show(form=form, problem=problem)

    show_again(request, again)
    person_uuid(person_id)
    return desk


ListDesk = Annotated[Desk, Depends(_desk_of_list)]
PersonDesk = Annotated[Desk, Depends(_desk_of_person)]


@router.post("")
async def register(desk: ListDesk) -> Response:
    """Thêm cán bộ và mở tài khoản. The person's id was drawn with the form: once is once."""
    typed, put = desk.typed, desk.words()
    person_id = typed.uuid("person_id")
    command = RegisterPerson(
        person_id=person_id,
        name=put.need(typed.get("name"), label="Họ và tên", field="name"),
        phone=put.telephone(typed.get("phone")),
        login=put.need(typed.get("login").strip().lower(), label="Tên đăng nhập", field="login"),
    )
    command_request = desk.command_request("register-person", str(person_id), put)
    await desk.house.directory.register_person(command_request, command, typed.get("login"))
    return _to_person(str(person_id), "them-can-bo")


@router.post("/{person_id}/dinh-chinh")
async def correct(desk: PersonDesk, person_id: str) -> Response:
    """Đính chính họ tên, số điện thoại."""
    typed, put = desk.typed, desk.words()
    command = CorrectPerson(
        person_id=person_uuid(person_id),
        name=put.need(typed.get("name"), label="Họ và tên", field="name"),
        phone=put.telephone(typed.get("phone")),
    )
    command_request = desk.command_request("correct-person", person_id, put)
    await desk.house.directory.correct_person(command_request, command)
    return _to_person(person_id, "dinh-chinh")


@router.post("/{person_id}/chuc-vu")
async def grant(desk: PersonDesk, person_id: str) -> Response:
    """Giao chức vụ từ một ngày."""
    typed = desk.typed
    command = GrantOffice(
        person_id=person_uuid(person_id),
        office=_office(typed.choice("office")),
        unit=typed.code("unit", label="Đơn vị"),
        from_on=typed.need_day("from_on", label="Từ ngày"),
        until_on=typed.day("until_on", label="Đến hết ngày"),
    )
    await _ask_about_a_second(desk, command)
    command_request = desk.command_request("grant-office", person_id)
    await desk.house.directory.grant_office(command_request, command)
    return _to_person(person_id, "chuc-vu")


async def _ask_about_a_second(desk: Desk, command: GrantOffice) -> None:
    """A second head or chair is a slip more often than a wish; raises BadForm until it is said."""
    found = await read(desk.house, desk.acting)
    others = holding(
        found.people, command.office, command.unit, on=desk.today, but=command.person_id
    )
    if others and not desk.typed.get("second"):
        raise BadForm(
            "office-second",
            f"{already(others)} Nếu giao thêm người là đúng ý, hãy đánh dấu rồi bấm lại.",
            field="second",
        )


@router.post("/{person_id}/thoi-chuc")
async def end(desk: PersonDesk, person_id: str) -> Response:
    """Thôi chức vụ: the last day that is still held."""
    typed = desk.typed
    until_on = typed.need_day("until_on", label="Ngày cuối cùng còn giữ chức vụ")
    office, _, unit = typed.choice("held").partition(":")
    command = EndOffice(
        person_id=person_uuid(person_id),
        office=_office(office),
        unit=read_code(unit, label="Chức vụ", field="held"),
        until_on=until_on,
    )
    await desk.house.directory.end_office(desk.command_request("end-office", person_id), command)
    return _to_person(person_id, "thoi-chuc")


@router.post("/{person_id}/lien-ket")
async def issue_link(request: Request, desk: PersonDesk, person_id: str) -> Response:
    """Cấp liên kết một lần. The address is on this one answer and nowhere else."""
    command_request = desk.command_request("issue-link", person_id)
    token = await desk.house.directory.issue_link(command_request, person_uuid(person_id))
    link = f"{desk.house.base_url.rstrip('/')}/lien-ket/{token}"
    return await person_response(request, desk.house, desk.acting, person_id, link=link)


@router.post("/{person_id}/khoa")
async def close(desk: PersonDesk, person_id: str) -> Response:
    """Khóa tài khoản."""
    command_request = desk.command_request("close-account", person_id)
    await desk.house.directory.close_account(command_request, person_uuid(person_id))
    return _to_person(person_id, "khoa")


@router.post("/{person_id}/mo-lai")
async def reopen(desk: PersonDesk, person_id: str) -> Response:
    """Mở lại tài khoản đã khóa nhầm."""
    command_request = desk.command_request("reopen-account", person_id)
    await desk.house.directory.reopen_account(command_request, person_uuid(person_id))
    return _to_person(person_id, "mo-lai")


@router.post("/{person_id}/dang-xuat")
async def sign_out_everywhere(desk: PersonDesk, person_id: str) -> Response:
    """Đăng xuất mọi nơi."""
    command_request = desk.command_request("end-sessions", person_id)
    await desk.house.directory.end_sessions(command_request, person_uuid(person_id))
    return _to_person(person_id, "dang-xuat")


@router.post("/{person_id}/doi-mat-khau")
async def revoke_password(desk: PersonDesk, person_id: str) -> Response:
    """Buộc đổi mật khẩu."""
    command_request = desk.command_request("revoke-password", person_id)
    await desk.house.directory.revoke_password(command_request, person_uuid(person_id))
    return _to_person(person_id, "doi-mat-khau")


def _office(code: str) -> Office:
    if code not in set(Office):
        sentence = "Chức vụ: hãy chọn một chức vụ trong danh sách."
        raise BadForm("field-office", sentence, field="office")
    return Office(code)


def _to_person(person_id: str, form: str) -> Response:
    way = f"/quan-tri/can-bo/{person_id}?xong={form}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)

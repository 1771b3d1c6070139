"""Danh sách cán bộ bằng tệp: out as it is, in with a preview; nothing is changed before “Ghi”."""

import hashlib
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.deps import Desk, House, TheDesk, TheHouse, Viewer, get_acting
from api.errors import Problem, show_again
from api.forms import BadForm
from api.pages import page
from api.roster import COLUMNS, Judging, Line, decoded, judged, written
from api.routes.admin import read
from api.uploads import read_upload, require_file
from services.domain.directory.decider import GrantOffice, RegisterPerson
from services.handlers.accounts import Acting
from services.handlers.requests import Request as Wish

router = APIRouter(prefix="/quan-tri/danh-sach")


@router.get("")
async def show(request: Request, house: TheHouse, acting: Viewer) -> Response:
    """Danh sách cán bộ bằng tệp: where a file is sent."""
    return await _page(request, house, acting)


@router.get("/can-bo.csv")
async def out(house: TheHouse, acting: Viewer) -> Response:
    """The people as a file."""
    content = written(await read(house, acting))
    headers = {"Content-Disposition": 'attachment; filename="can-bo.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("")
async def preview(request: Request, house: TheHouse) -> Response:
    """Xem trước: what each line will do; nothing is changed."""
    sent = await read_upload(request)  # the file first: an earlier answer would be lost
    acting = await get_acting(request)
    request.state.typed = sent.typed

    async def again(problem: Problem) -> Response:
        return await _page(request, house, acting, problem=problem)

    show_again(request, again)
    require_file(sent)
    return await _page(request, house, acting, text=decoded(sent.content))


@router.post("/ghi")
async def write(request: Request, desk: TheDesk) -> Response:
    """Ghi: each line is a command of its own; sent twice, what is there is left alone."""
    text = desk.typed.get("roster")

    async def again(problem: Problem) -> Response:
        return await _page(request, desk.house, desk.acting, text=text, problem=problem)

    show_again(request, again)
    lines = await _judged(desk.house, desk.acting, text)
    if any(line.wrong for line in lines):
        raise BadForm("roster-wrong", "Danh sách còn dòng sai nên chưa ghi dòng nào.")
    for line in lines:
        await _keep(desk, line)
    return RedirectResponse("/quan-tri", HTTPStatus.SEE_OTHER)


async def _keep(desk: Desk, line: Line) -> None:
    """One line: the person if there is none yet, then the office."""
    house = desk.house
    name, _, phone, *_ = line.cells
    # Asked again: a line above may have registered the same person.
    known = await house.accounts.accounts.by_login(line.login)
    person_id = known.person_id if known else _id_of(desk, line, "person")
    if known is None:
        put = desk.words()
        command = RegisterPerson(
            person_id=person_id,
            name=put.need(name, label="Họ và tên"),
            phone=put.put(phone, label="Số điện thoại"),
            login=put.need(line.login, label="Tên đăng nhập"),
        )
        wish = Wish(
            sender=desk.acting.sender,
            command_id=_id_of(desk, line, "register"),
            name="register-person",
            sent={"target": str(person_id), "line": line.number},
            texts=tuple(put.texts),
        )
        await house.directory.register_person(wish, command, line.login)
    if line.office is not None:
        office = GrantOffice(
            person_id=person_id,
            office=line.office.office,
            unit=line.office.unit,
            from_on=line.office.from_on,
            until_on=None,
        )
        wish = Wish(
            sender=desk.acting.sender,
            command_id=_id_of(desk, line, "grant"),
            name="grant-office",
            sent={"target": str(person_id), "line": line.number},
        )
        await house.directory.grant_office(wish, office)


def _id_of(desk: Desk, line: Line, what: str) -> UUID:
    """An id made of the form's own random one, so that a double click meets its twin."""
    of = f"{desk.typed.command_id()}/{line.login}/{'' if what == 'person' else line.number}/{what}"
    return UUID(bytes=hashlib.sha256(of.encode()).digest()[:16], version=4)


async def _judged(house: House, acting: Acting, text: str) -> tuple[Line, ...]:
    judging = Judging(
        found=await read(house, acting),
        office_unit=acting.rules.policy.office_unit,
        now=acting.now,
        limit=acting.rules.policy.text_at_most,
    )
    return judged(text, judging)


async def _page(
    request: Request,
    house: House,
    acting: Acting,
    *,
    text: str = "",
    problem: Problem | None = None,
) -> Response:
    found = await read(house, acting)
    lines: tuple[Line, ...] = ()
    try:
        lines = await _judged(house, acting, text) if text else ()
    except BadForm:  # no list at all: its sentence stands above the empty form
        if problem is None:
            raise
    return page(
        request,
        "admin/roster.html",
        status=problem.status if problem else 200,
        columns=COLUMNS,
        people=len(found.people),
        lines=lines,
        wrong=sum(bool(line.wrong) for line in lines),
        text=text,
        command_id=str(house.edges.new_id()),
        problem=problem,
    )

"""Danh sách cán bộ bằng tệp: out as it is, in with a preview; nothing is changed before “Ghi”."""

import hashlib
import re
from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.binding import Bound
from api.context import (
    FormRequest,
    Services,
    TheFormRequest,
    TheServices,
    TheVisitor,
    Viewer,
    take_in,
)
from api.errors import FormProblem, show_again
from api.people.csv_table import COLUMNS, decoded
from api.people.people_csv import Judging, Line, judged, written
from api.people.reading import read
from api.web.forms import BadForm
from api.web.pages import page
from api.web.uploads import read_upload, require_file
from services.commands.access import AccessKind
from services.commands.acting import Acting
from services.commands.requests import TypedTexts
from services.commands.terms import terms_now
from services.domain import numerals
from services.domain.directory.acts.correct_person import ACT as CORRECT_PERSON
from services.domain.directory.acts.correct_person import CorrectPerson
from services.domain.directory.acts.grant_office import ACT as GRANT_OFFICE
from services.domain.directory.acts.grant_office import GrantOffice
from services.domain.directory.acts.register_person import ACT as REGISTER_PERSON
from services.domain.directory.acts.register_person import RegisterPerson
from services.queries.admin_views import PersonRow

router = APIRouter(prefix="/quan-tri/danh-sach")
OfLine = RegisterPerson | CorrectPerson | GrantOffice
_COUNTS = re.compile(r"(\d{1,4})-(\d{1,4})-(\d{1,4})-(\d{1,4})", re.ASCII)


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer, ghi: str = "") -> Response:
    """Danh sách cán bộ bằng tệp: where a file is sent; after “Ghi”, what was written."""
    return await _page(request, services, acting, done=_reported(ghi))


@router.get("/can-bo.csv")
async def out(services: TheServices, acting: Viewer, visitor: TheVisitor) -> Response:
    """The people as a file; who took their telephone numbers stands in the access log."""
    content = written(await read(services, acting), services.signed_line)
    await services.accounts.gate.note_read(acting, AccessKind.PEOPLE_EXPORTED, visitor)
    headers = {"Content-Disposition": 'attachment; filename="can-bo.csv"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("")
async def preview(request: Request, services: TheServices) -> Response:
    """Xem trước: what each line will do; nothing is changed."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    show_again(request, partial(_page, request, services, acting))
    require_file(sent)
    return await _page(request, services, acting, text=decoded(sent.content))


@router.post("/ghi")
async def write(request: Request, form_request: TheFormRequest) -> Response:
    """Ghi: each line is a command of its own; sent twice, what is there is left alone."""
    text = form_request.typed.get("roster")
    show = partial(_page, request, form_request.services, form_request.acting)
    show_again(request, partial(show, text=text))
    lines = await _judged(form_request.services, form_request.acting, text)
    if any(line.wrong for line in lines):
        raise BadForm("roster-wrong", "Danh sách còn dòng sai nên chưa ghi dòng nào.")
    for line in lines:
        await _keep(form_request, line)
    counts = (
        len({line.login for line in lines if line.person is None}),
        sum(line.corrects for line in lines),
        sum(line.office is not None for line in lines),
        sum(line.idle for line in lines),
    )
    way = f"/quan-tri/danh-sach?ghi={'-'.join(map(str, counts))}"
    return RedirectResponse(way, HTTPStatus.SEE_OTHER)


def _reported(counts: str) -> str:
    """What a list did, for the page after it; an address that nobody made says nothing."""
    match = _COUNTS.fullmatch(counts)
    if match is None:
        return ""
    new, corrected, granted, idle = (numerals.count(int(group)) for group in match.groups())
    return (
        f"Đã ghi danh sách: thêm {new} cán bộ, đính chính {corrected} cán bộ, "
        f"giao {granted} chức vụ; {idle} dòng đã có đủ từ trước."
    )


async def _keep(form_request: FormRequest, line: Line) -> None:
    """One line: the person if there is none yet, else what is corrected, then the office."""
    person_id = await _person(form_request, line)
    if line.person is not None and line.corrects:
        await _correct(form_request, line, line.person)
    if line.office is not None:
        office = GrantOffice(
            person_id=person_id,
            office=line.office.office,
            unit=line.office.unit,
            from_on=line.office.from_on,
            until_on=None,
        )
        await _handle(form_request, line, GRANT_OFFICE.name, office)


async def _person(form_request: FormRequest, line: Line) -> UUID:
    """Whose line it is. Asked again: a line above may have registered the same person."""
    services = form_request.services
    known = await services.accounts.accounts.by_login(line.login)
    if known is not None:
        return known.person_id
    if line.person is not None:  # an earlier writing was cut between the fact and the login
        await services.directory.restore_login(line.person.person_id)
        return line.person.person_id
    put, person_id = form_request.words(), _id_of(form_request, line, "person")
    name, _, phone, *_ = line.cells
    command = RegisterPerson(
        person_id=person_id,
        name=put.need(name, label="Họ và tên"),
        phone=put.telephone(phone),
        login=put.need(line.login, label="Tên đăng nhập"),
    )
    await _handle(form_request, line, REGISTER_PERSON.name, command, put)
    return person_id


async def _correct(form_request: FormRequest, line: Line, person: PersonRow) -> None:
    put = form_request.words()
    name, _, phone, *_ = line.cells
    command = CorrectPerson(
        person_id=person.person_id,
        name=put.need(name, label="Họ và tên"),
        # What stands there already is not judged anew: it was kept before numbers were looked at.
        phone=put.telephone(phone)
        if line.phones
        else put.put(person.phone, label="Số điện thoại"),
    )
    await _handle(form_request, line, CORRECT_PERSON.name, command, put)


async def _handle(
    form_request: FormRequest, line: Line, act: str, command: OfLine, put: TypedTexts | None = None
) -> None:
    """One act of a line, by a command of its own: its digest covers the line as it was sent."""
    sent = {"target": str(command.person_id), "line": line.number, "cells": list(line.cells)}
    bound = Bound(command=command, sent=sent, texts=tuple(put.texts) if put else ())
    asked = form_request.request(act, bound, _id_of(form_request, line, act))
    await form_request.services.acts.handle(asked, command)


def _id_of(form_request: FormRequest, line: Line, what: str) -> UUID:
    """An id made of the form's own random one, so that a double click meets its twin."""
    number = "" if what == "person" else line.number
    of = f"{form_request.typed.command_id()}/{line.login}/{number}/{what}"
    return UUID(bytes=hashlib.sha256(of.encode()).digest()[:16], version=4)


async def _judged(services: Services, acting: Acting, text: str) -> tuple[Line, ...]:
    judging = Judging(
        found=await read(services, acting),
        terms=await terms_now(services.ledger, acting.sender.person_id),
        limit=acting.rules.policy.text_at_most,
    )
    return judged(text, judging)


async def _page(
    request: Request,
    services: Services,
    acting: Acting,
    *,
    text: str = "",
    problem: FormProblem | None = None,
    done: str = "",
) -> Response:
    directory = await read(services, acting)
    lines: tuple[Line, ...] = ()
    try:
        lines = await _judged(services, acting, text) if text else ()
    except BadForm:  # no list at all: its sentence stands above the empty form
        if problem is None:
            raise
    return page(
        request,
        "people/people_csv.html",
        status=problem.status if problem else 200,
        columns=COLUMNS,
        people=len(directory.people),
        units=directory.unit_names,
        lines=lines,
        wrong=sum(bool(line.wrong) for line in lines),
        text=text,
        command_id=str(services.randomness.new_id()),
        problem=problem,
        done=done,
    )

"""Nhập từ tệp sổ: a file, what it would change, the columns where asked, and then “Ghi”."""

import asyncio
import re
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.binding import Bound
from api.context import Services, TheFormRequest, TheServices, Viewer, take_in
from api.errors import FormProblem, show_again
from api.register import labels
from api.register.asked import REGISTER
from api.register.giving import ImportChoice
from api.register.importing import (
    MOST_AT_ONCE,
    ReadFile,
    RegisterImport,
    looked_into,
    mapping_words,
    read_file,
    write_new,
)
from api.register.keeping import REGISTER_FILES
from api.register.mapping_form import chosen_mapping, heads_to_map
from api.register.minutes import minutes_of
from api.web.forms import BadForm
from api.web.pages import page
from api.web.uploads import FILE, SentFile, read_upload, require_file
from services.commands.acting import Acting
from services.domain.directive.authority import require_registering
from services.domain.directive.terms import OrderedHow
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.numerals import count
from services.domain.register_columns.acts.map_register_columns import ACT as MAP
from services.domain.register_columns.acts.map_register_columns import MapRegisterColumns
from services.domain.register_columns.events import register_columns_stream
from services.queries.colleagues import office_holders
from services.queries.reading import reading
from services.register.minutes import write_minutes

IMPORT: Final = f"{REGISTER}/nhap"
router = APIRouter(prefix=IMPORT)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_COUNTS: Final = re.compile(r"(\d{1,7})-(\d{1,7})-(\d{1,7})", re.ASCII)
_MAPPED: Final = MAP.slug
ORDERER: Final = "nguoi-giao"
HOW: Final = "cach"
DESPITE: Final = "giu-han"


@router.get("")
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Where a file is sent; raises NotAllowed for whom no import is."""
    return await _first_page(request, services, acting)


async def _first_page(
    request: Request, _services: Services, acting: Acting, *, problem: FormProblem | None = None
) -> Response:
    require_registering(acting.context)
    return page(
        request,
        "register/import.html",
        status=problem.status if problem else HTTPStatus.OK,
        problem=problem,
        labels=labels,
    )


@router.post("")
async def take_file(request: Request, services: TheServices) -> Response:
    """Xem trước: the file is read and kept for “Ghi”; nothing of it is written."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    require_registering(acting.context)
    show_again(request, partial(_first_page, request, services, acting))
    require_file(sent)
    register = SentFile(name=sent.name, content=sent.content)
    try:
        await read_file(services, register)  # what is no register is not kept at all
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal
    digest = await REGISTER_FILES.keep(services.files.store, register)
    return RedirectResponse(way_to(digest), HTTPStatus.SEE_OTHER)


@router.get("/{file}")
async def show_file(
    request: Request, services: TheServices, acting: Viewer, file: str
) -> Response:
    """What the file is, and what would be written; or which column is which, where asked."""
    return await file_response(request, services, acting, file)


async def file_response(
    request: Request,
    services: Services,
    acting: Acting,
    file: str,
    *,
    problem: FormProblem | None = None,
) -> Response:
    """The page of a file as it is now; raises NotAllowed, NotFound, Refusal."""
    require_registering(acting.context)
    read = await read_file(services, await REGISTER_FILES.kept(services.files.store, file))
    query = request.query_params
    mapping = read.asked or query.get("ghep", "") == "1" or bool(problem and problem.field)
    if mapping:
        return _mapping_page(request, services, read, file, problem)
    preview = await looked_into(services, acting, read, choice_of(query))
    return await _preview(request, services, acting, preview, file=file, problem=problem)


def _mapping_page(
    request: Request,
    services: Services,
    read: ReadFile,
    file: str,
    problem: FormProblem | None,
) -> Response:
    return page(
        request,
        "register/mapping.html",
        status=problem.status if problem else HTTPStatus.OK,
        problem=problem,
        file=file,
        read=read,
        heads=heads_to_map(read, problem.typed if problem else None),
        labels=labels,
        way_to=way_to,
        command_id=str(services.randomness.new_id()),
    )


async def _preview(
    request: Request,
    services: Services,
    acting: Acting,
    preview: RegisterImport,
    *,
    file: str,
    problem: FormProblem | None,
) -> Response:
    offices = acting.rules.policy.authorities.order
    async with reading(services.engine) as connection:
        leaders = await office_holders(connection, services.ledger, offices, day_of(acting.now))
    query = request.query_params
    return page(
        request,
        "register/preview.html",
        status=problem.status if problem else HTTPStatus.OK,
        problem=problem,
        file=file,
        found=preview,
        minutes=minutes_of(services, acting, preview),
        leaders=leaders,
        labels=labels,
        at_once=min(preview.judged.rows, MOST_AT_ONCE),
        way_to=way_to,
        asked=asked_of(preview.choice),
        command_id=str(services.randomness.new_id()),
        done="" if problem else _said(query.get("ghi", ""), query.get("xong", "")),
    )


@router.post("/{file}/" + _MAPPED)
async def map_columns(request: Request, form_request: TheFormRequest, file: str) -> Response:
    """Ghép cột: remembered for every file with these heads."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    require_registering(acting.context)
    show_again(request, partial(file_response, request, services, acting, file))
    read = await read_file(services, await REGISTER_FILES.kept(services.files.store, file))
    mapping = chosen_mapping(read, typed)
    if not read.remembered or mapping_words(mapping) != mapping_words(read.mapping):
        put, words = form_request.words(), mapping_words(mapping)
        command = MapRegisterColumns(
            stream=register_columns_stream(mapping.heads_key),
            heads_key=mapping.heads_key,
            mapping=put.need(words, label="Cách ghép cột", field="mapping"),
            words=words,
        )
        sent = {"target": command.stream, "heads_key": mapping.heads_key, "mapping": words}
        bound = Bound(command=command, sent=sent, texts=tuple(put.texts))
        await services.acts.handle(form_request.request(MAP.name, bound), command)
    return RedirectResponse(way_to(file, xong=_MAPPED), HTTPStatus.SEE_OTHER)


@router.post("/{file}/ghi")
async def write(request: Request, form_request: TheFormRequest, file: str) -> Response:
    """Ghi: the new rows against which nothing stands; sent again, nothing more is written."""
    services, acting, typed = form_request.services, form_request.acting, form_request.typed
    require_registering(acting.context)
    show_again(request, partial(file_response, request, services, acting, file))
    typed.command_id()
    read = await read_file(services, await REGISTER_FILES.kept(services.files.store, file))
    if read.asked:
        raise BadForm("columns-unmapped", "Chưa ghép cột của tệp. Hãy ghép cột rồi ghi.")
    choice = choice_of(typed.fields)
    preview = await looked_into(services, acting, read, choice)
    written = await write_new(services, acting, preview)
    counts = f"{len(written.codes)}-{written.papers}-{len(written.refusals)}"
    return RedirectResponse(way_to(file, ghi=counts, **asked_of(choice)), HTTPStatus.SEE_OTHER)


@router.get("/{file}/bien-ban.docx")
async def minutes(request: Request, services: TheServices, acting: Viewer, file: str) -> Response:
    """Biên bản đối soát as a Word file; raises BadForm while the columns are not decided."""
    require_registering(acting.context)
    read = await read_file(services, await REGISTER_FILES.kept(services.files.store, file))
    if read.asked:
        raise BadForm("columns-unmapped", "Chưa ghép cột của tệp. Hãy ghép cột rồi tải biên bản.")
    preview = await looked_into(services, acting, read, choice_of(request.query_params))
    content = await asyncio.to_thread(write_minutes, minutes_of(services, acting, preview))
    name = f"bien-ban-doi-soat-{day_of(acting.now).isoformat()}.docx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=_WORD, headers=headers)


def choice_of(given: Mapping[str, str]) -> ImportChoice:
    """What is chosen once for all rows; what is none of the choices is left out."""
    ways = {each.value: each for each in OrderedHow}
    return ImportChoice(
        orderer=_person(given.get(ORDERER, "")),
        how=ways.get(given.get(HOW, ""), ImportChoice().how),
        despite=given.get(DESPITE, "") == "1",
    )


def asked_of(choice: ImportChoice) -> Mapping[str, str]:
    """The same as fields of an address or a form."""
    return {
        ORDERER: str(choice.orderer or ""),
        HOW: choice.how.value,
        DESPITE: "1" if choice.despite else "",
    }


def way_to(file: str, /, part: str = "", **asked: str) -> str:
    """The page of a file, or a part of it."""
    kept_fields = {name.replace("_", "-"): value for name, value in asked.items() if value}
    path = f"{IMPORT}/{file}" + (f"/{part}" if part else "")
    return f"{path}?{urlencode(kept_fields)}" if kept_fields else path


def _person(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _said(counts: str, done: str) -> str:
    """What was done, for the page after it; an address that nobody made says nothing."""
    match = _COUNTS.fullmatch(counts)
    if match is None:
        return MAP.done if done == _MAPPED else ""
    rows, papers, refused = (int(group) for group in match.groups())
    left = f" {count(refused)} dòng chưa ghi được, lý do nêu ở dưới." if refused else ""
    return f"Đã ghi {count(rows)} việc mới, {count(papers)} nguồn giao việc mới.{left}"

"""Tệp của chương trình công tác: out as Excel, in again; seen first, and then “Ghi”."""

import asyncio
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from api.context import Services, TheFormRequest, TheServices, TheVisitor, Viewer, take_in
from api.errors import FormProblem, show_again
from api.programmes import file_labels
from api.programmes.addresses import AS_SIGNED, LIST, stream_named, way_to
from api.programmes.file_importing import (
    MOST_AT_ONCE,
    look_into,
    read_shown,
    register_new,
    require_importing,
)
from api.programmes.file_rows import file_rows
from api.programmes.labels import name
from api.web.downloads import excel_file
from api.web.forms import BadForm
from api.web.kept_files import FileKeeper
from api.web.pages import page
from api.web.uploads import FILE, SentFile, read_upload, require_file
from services.commands.access import AccessKind
from services.commands.acting import Acting
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.instants import day_of, written_day
from services.domain.numerals import count
from services.programme_file.writing import programme_template, write_programme
from services.register.writing import PaperSize, RegisterTitle

router = APIRouter(prefix=LIST + "/{code}")
IMPORT: Final = "nhap"
PROGRAMME_FILES: Final = FileKeeper(
    mark=b"dondoc programme file 1\n",
    code="no-programme-file",
    sentence="Không còn tệp chương trình này. Hãy tải tệp lên lại.",
)


@router.get("/chuong-trinh.xlsx")
async def export(
    services: TheServices, acting: Viewer, visitor: TheVisitor, code: str, *, ban: str = ""
) -> Response:
    """The rows as Excel, as they stand or were signed; the access log tells who took it.

    Raises NotFound.
    """
    as_signed = ban == AS_SIGNED
    shown, names = await read_shown(services, acting, stream_named(code), as_signed=as_signed)
    signature = shown.programme.signature
    rows = file_rows(shown, names)
    today = written_day(day_of(acting.now))
    title = RegisterTitle(
        office=services.ward_name.upper(),
        title=name(code).upper(),
        lines=(
            f"Đến ngày {today}: {count(len(rows))} dòng",
            *((file_labels.signed_as(signature.paper, as_signed=as_signed),) if signature else ()),
            f"Người xuất: {acting.name}. Sổ {services.ledger_id}",
        ),
        paper=PaperSize.A4,
        foot=services.signed_line,
    )
    units = [replace(each, name=shown.units.get(each.code, each.name)) for each in names.units]
    content = await asyncio.to_thread(write_programme, rows, title, units, names.people)
    await services.accounts.gate.note_read(acting, AccessKind.PROGRAMME_EXPORTED, visitor)
    return excel_file(content, f"chuong-trinh-{code}.xlsx")


@router.get("/mau.xlsx")
async def empty(services: TheServices, acting: Viewer, code: str) -> Response:
    """Mẫu: the heads in our order, one example, a guide, the units of the ward."""
    shown, names = await read_shown(services, acting, stream_named(code))
    title = f"{name(code).upper()} (MẪU NHẬP)"
    period = shown.programme.period
    content = await asyncio.to_thread(programme_template, period, title, names.units)
    return excel_file(content, f"mau-chuong-trinh-{code}.xlsx")


@router.get("/" + IMPORT)
async def show(request: Request, services: TheServices, acting: Viewer, code: str) -> Response:
    """Where a file is sent; raises NotFound, and Refusal for whom no registration is."""
    return await _first_page(request, services, acting, code)


async def _first_page(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    *,
    problem: FormProblem | None = None,
) -> Response:
    shown, _ = await read_shown(services, acting, stream_named(code))
    require_importing(shown, acting)
    return page(
        request,
        "programmes/file_import.html",
        status=problem.status if problem else HTTPStatus.OK,
        problem=problem,
        code=code,
        labels=file_labels,
        name=name(code),
        way_to=way_to,
    )


@router.post("/" + IMPORT)
async def take_file(request: Request, services: TheServices, code: str) -> Response:
    """Xem trước: the file is read and kept for “Ghi”; nothing of it is written."""
    acting, sent = await take_in(request, partial(read_upload, request))
    request.state.typed = sent.typed
    stream = stream_named(code)
    show_again(request, partial(_first_page, request, services, acting, code))
    shown, _ = await read_shown(services, acting, stream)
    require_importing(shown, acting)
    require_file(sent)
    file = SentFile(name=sent.name, content=sent.content)
    try:
        await look_into(services, acting, stream, file)  # what is none is not kept at all
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        raise BadForm.of(refusal, field=FILE) from refusal
    digest = await PROGRAMME_FILES.keep(services.files.store, file)
    return RedirectResponse(_way(code, digest), HTTPStatus.SEE_OTHER)


@router.get("/" + IMPORT + "/{file}")
async def show_file(
    request: Request, services: TheServices, acting: Viewer, code: str, file: str
) -> Response:
    """What each row of the file is, and what would be written."""
    return await _preview(request, services, acting, code, file)


async def _preview(
    request: Request,
    services: Services,
    acting: Acting,
    code: str,
    file: str,
    *,
    problem: FormProblem | None = None,
) -> Response:
    """The page of a file as it is now; raises NotFound, NotAllowed, Refusal."""
    sent = await PROGRAMME_FILES.kept(services.files.store, file)
    preview = await look_into(services, acting, stream_named(code), sent)
    return page(
        request,
        "programmes/file_preview.html",
        status=problem.status if problem else HTTPStatus.OK,
        problem=problem,
        code=code,
        file=file,
        preview=preview,
        labels=file_labels,
        name=name(code),
        way_to=way_to,
        at_once=min(len(preview.ready), MOST_AT_ONCE),
        command_id=str(services.randomness.new_id()),
        done="" if problem else file_labels.written(request.query_params.get("ghi", "")),
    )


@router.post("/" + IMPORT + "/{file}/ghi")
async def write(form_request: TheFormRequest, request: Request, code: str, file: str) -> Response:
    """Ghi: the new rows against which nothing stands; sent again, nothing more is written."""
    services, acting = form_request.services, form_request.acting
    show_again(request, partial(_preview, request, services, acting, code, file))
    form_request.typed.command_id()
    sent = await PROGRAMME_FILES.kept(services.files.store, file)
    preview = await look_into(services, acting, stream_named(code), sent)
    written = await register_new(services, acting, preview)
    counts = f"{written.rows}-{len(written.refusals)}"
    return RedirectResponse(_way(code, file, ghi=counts), HTTPStatus.SEE_OTHER)


def _way(code: str, file: str, **asked: str) -> str:
    return way_to(code, part=f"{IMPORT}/{file}", **asked)

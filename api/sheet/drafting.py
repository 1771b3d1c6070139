"""Ways to fill a period sheet, and to take it along: last period's words, Excel, paper."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.context import Services, TheServices, Viewer
from api.labels import words
from api.sheet.form import SheetForm, drafted_rows, save_drafts
from api.sheet.lines import SheetLine, sheet_lines
from api.sheet.rows import typed_in
from api.sheet.view import Sending, answer, read_sheet, sheet_of
from api.sheet.workbook import read_back, workbook
from api.task.drafts import REPORT
from api.web.addresses import known_unit
from api.web.downloads import excel_file
from api.web.forms import Typed
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.instants import day_of
from services.plandoc.sources.source import DocumentError
from services.queries.colleagues import heads_of
from services.queries.my_work import unit_names
from services.queries.period_sheet import PeriodSheet
from services.queries.reading import reading
from services.queries.task_page import task_pages

router = APIRouter(prefix="/phieu/{period}")
_EXCEL: Final = "bang-excel"
_SHOWN: Final = 20  # complaints about a file that are said one by one
OwnUnit = Annotated[str, Query(alias="don-vi")]


@router.get("/bang.xlsx")
async def as_workbook(
    services: TheServices, acting: Viewer, period: str, unit: OwnUnit = ""
) -> Response:
    """Tải Excel: the sheet's own columns, with this person's drafts."""
    unit = known_unit(acting, period, unit)
    sheet = await read_sheet(services, acting, unit, period)
    lines = await _lines(services, acting, sheet)
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
    title = f"Phiếu báo cáo {words.period(period)}: {names.get(unit, unit)}"
    content = workbook(title, lines, acting.context.now, foot=services.signed_line)
    return excel_file(content, f"phieu-{unit.lower()}-{period}.xlsx")


@router.get("/in")
async def on_paper(
    request: Request, services: TheServices, acting: Viewer, period: str, unit: OwnUnit = ""
) -> Response:
    """Bản in: the unit's report of the period, to be signed."""
    unit = known_unit(acting, period, unit)
    sheet = await read_sheet(services, acting, unit, period)
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
        today = day_of(acting.context.now)
        heads = await heads_of(connection, services.ledger, [unit], today)
    return page(
        request,
        "sheet/print.html",
        sheet=sheet,
        lines=await _lines(services, acting, sheet),
        unit=names.get(unit, unit),
        head=heads.get(unit, ""),
        today=today,
    )


@router.post("/chep")
async def copy_words(request: Request, sent: Sending) -> Response:
    """Chép nội dung kỳ trước: into the draft, below what is typed already."""
    stream = sent.form_request.typed.choice("copy")
    sheet = await sheet_of(sent)
    before = sheet.before.get(stream)
    said = ""
    if before is not None and stream in sheet.drafted and stream in sent.rows:
        said = await _words_of(sent, before.stream)
    if not said:
        await save_drafts(sent, await drafted_rows(sent))
        return await answer(
            request, sent, {}, said="Kỳ trước không có nội dung để chép.", opened={stream}
        )
    typed = sent.rows[stream]
    text = f"{typed.get('text').rstrip()}\n\n{said}".strip()
    filled = _with(sent, {stream: {"text": text}})
    await save_drafts(filled, await drafted_rows(filled))
    return await answer(
        request, filled, {}, said="Đã chép nội dung kỳ trước vào nháp.", opened={stream}
    )


@router.post("/nhap")
async def from_workbook(request: Request, sent: Sending) -> Response:
    """Nhập từ Excel: what was filled in becomes drafts; nothing is sent."""
    await save_drafts(sent, await drafted_rows(sent))
    file = sent.files.get(_EXCEL)
    if file is None or not file.content:
        return await _unread(request, sent, "Chưa chọn tệp Excel, hoặc tệp trống.")
    lines = await _lines(
        sent.form_request.services, sent.form_request.acting, await sheet_of(sent)
    )
    try:
        read = read_back(file.content, file.name, lines)
    except DocumentError as error:
        return await _unread(request, sent, str(error))
    fields = {stream: each for stream, each in read.fields.items() if stream in sent.rows}
    filled = _with(sent, fields)
    await save_drafts(filled, await drafted_rows(filled))
    hidden = len(read.problems) - _SHOWN
    more = (f"Và {hidden} chỗ khác.",) if hidden > 0 else ()
    return await answer(
        request,
        filled,
        {},
        said=f"Đã đọc {read.cells} ô của {len(fields)} việc vào nháp. Chưa gửi việc nào.",
        notes=(*read.problems[:_SHOWN], *more),
    )


async def _unread(request: Request, sent: SheetForm, sentence: str) -> Response:
    return await answer(
        request,
        sent,
        {},
        wrong=sentence,
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        opened={_EXCEL},
    )


def _with(sent: SheetForm, fields: dict[str, dict[str, str]]) -> SheetForm:
    """The form with other values in some fields of its rows."""
    rows = {
        stream: Typed({**typed.fields, **fields.get(stream, {})})
        for stream, typed in sent.rows.items()
    }
    return replace(sent, rows=rows)


async def _words_of(sent: SheetForm, stream: str) -> str:
    """The words of the newest report of a task, as far as this person may read them."""
    request = sent.form_request
    pages = await task_pages(request.services.ledger, [stream], request.acting.context)
    return next((page.submissions[0].words or "" for page in pages if page.submissions), "")


async def _lines(services: Services, acting: Acting, sheet: PeriodSheet) -> tuple[SheetLine, ...]:
    """The lines of a sheet with this person's drafts."""
    drafts = await services.drafts.of(acting.sender.person_id, sheet.drafted)
    typed = {
        each.task.stream: typed_in(each, {}, drafts.get((each.task.stream, REPORT)))
        for each in sheet.fill
    }
    return sheet_lines(sheet, typed)

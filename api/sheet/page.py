"""Phiếu báo cáo kỳ: a unit finishes its period on one page; every task keeps its own command."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from api.context import FormRequest, Services, TheServices, Viewer, get_services, take_in
from api.errors import FormProblem, show_again
from api.labels import words
from api.sheet.form import (
    Result,
    SheetForm,
    approve_rows,
    refused_row,
    rows_of,
    save_drafts,
    submit_rows,
    summary,
)
from api.sheet.rows import command_of, lost_words, older_drafts, typed_in
from api.task.drafts import REPORT, marks_of, replaced
from api.task.evidence import FILE_COMMAND, attach_file, detach_file, read_files
from api.web.addresses import known_unit
from api.web.forms import SHEET_FIELDS
from api.web.pages import page
from services.commands.acting import Acting
from services.domain.errors import Refusal
from services.queries.changes import ChangesOf, change_mark
from services.queries.my_work import unit_names
from services.queries.period_sheet import PeriodSheet, own_units, period_sheet, periods_of
from services.queries.reading import reading

router = APIRouter(prefix="/phieu")
acts = APIRouter(prefix="/{period}")
MOST_FILES: Final = 300
_FILE: Final = ":file"


@router.get("")
async def periods(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Phiếu báo cáo kỳ: the periods that are open for this person's units."""
    async with reading(services.engine) as connection:
        result = await periods_of(connection, services.ledger_id, acting.holder)
        names = await unit_names(connection, services.ledger_id)
    return page(request, "sheet/periods.html", periods=result, units=names)


@router.get("/{period}")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    period: str,
    unit: Annotated[str, Query(alias="don-vi")] = "",
) -> Response:
    """Một phiếu: every open task of the unit for the period."""
    unit = known_unit(acting, period, unit)
    return await _response(request, services, acting, await _sheet(services, acting, unit, period))


async def _sending(request: Request, period: str) -> SheetForm:
    """Who sends the form, then the form; refused as a whole, it is shown again as it was."""
    read = partial(read_files, request, SHEET_FIELDS, MOST_FILES)
    acting, (typed, files) = await take_in(request, read)
    services = get_services(request)
    unit = known_unit(acting, period, typed.choice("don_vi"))
    sent = SheetForm(
        form_request=FormRequest(services=services, acting=acting, typed=typed),
        unit=unit,
        period=period,
        rows=rows_of(typed),
        files={name.removesuffix(_FILE): file for name, file in files.items()},
    )

    async def again(*, problem: FormProblem) -> Response:
        sheet = await _sheet(services, acting, unit, period)
        said = problem.sentence
        return await _response(
            request, services, acting, sheet, sent, wrong=said, status=problem.status
        )

    show_again(request, again)
    return sent


Sending = Annotated[SheetForm, Depends(_sending)]


@acts.post("/luu")
async def save(request: Request, sent: Sending) -> Response:
    """Lưu nháp: what was typed stays on the server for this person alone."""
    sheet = await _sheet_of(sent)
    await save_drafts(sent, sheet)
    if request.headers.get("x-save") == "1":  # the page itself saves while somebody types
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return await _answer(request, sent, {}, said="Đã lưu nháp. Chưa gửi việc nào.")


@acts.post("/gui")
async def submit(request: Request, sent: Sending) -> Response:
    """Gửi: each chosen task by a command of its own; what is refused stays as it was typed."""
    await save_drafts(sent, await _sheet_of(sent), sent.chosen())
    results = await submit_rows(sent)
    return await _answer(request, sent, results, said=summary(results, "Đã gửi"))


@acts.post("/duyet")
async def approve(request: Request, sent: Sending) -> Response:
    """Duyệt: each chosen report by a command of its own."""
    await save_drafts(sent, await _sheet_of(sent))
    results = await approve_rows(sent)
    return await _answer(request, sent, results, said=summary(results, "Đã duyệt"))


@acts.post("/tep")
async def upload(request: Request, sent: Sending) -> Response:
    """Tải tệp lên: every file that was chosen goes to its own task."""
    await save_drafts(sent, await _sheet_of(sent))
    results: dict[str, Result] = {}
    for stream, file in sent.files.items():
        form_request = sent.row(stream)
        try:
            name = await attach_file(
                form_request, stream, file, form_request.typed.uuid(FILE_COMMAND), None
            )
            results[stream] = Result(done=True, sentence=f"Đã tải lên tệp “{name}”.")
        except Refusal as refusal:
            results[stream] = refused_row(stream, refusal, form_request.typed)
    said = summary(results, "Đã tải tệp lên cho") if results else "Chưa chọn tệp nào."
    return await _answer(request, sent, results, said=said)


@acts.post("/bo-tep")
async def take_back(request: Request, sent: Sending) -> Response:
    """Bỏ tệp of one task."""
    await save_drafts(sent, await _sheet_of(sent))
    stream, _, sha256 = sent.form_request.typed.choice("detach").partition(" ")
    await detach_file(sent.row(stream), stream, sha256, "")
    return await _answer(request, sent, {}, said="Đã bỏ tệp.")


async def _sheet(services: Services, acting: Acting, unit: str, period: str) -> PeriodSheet:
    async with reading(services.engine) as connection:
        return await period_sheet(
            connection,
            services.ledger,
            acting.context,
            unit=unit,
            period=period,
        )


async def _sheet_of(sent: SheetForm) -> PeriodSheet:
    return await _sheet(
        sent.form_request.services, sent.form_request.acting, sent.unit, sent.period
    )


async def _answer(
    request: Request, sent: SheetForm, results: Mapping[str, Result], *, said: str
) -> Response:
    """The sheet after an act: what was refused is said beside its row."""
    services, acting = sent.form_request.services, sent.form_request.acting
    wrong = any(not result.done for result in results.values())
    return await _response(
        request,
        services,
        acting,
        await _sheet_of(sent),
        sent,
        results=results,
        said="" if wrong else said,
        wrong=said if wrong else "",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


async def _response(
    request: Request,
    services: Services,
    acting: Acting,
    sheet: PeriodSheet,
    sent: SheetForm | None = None,
    *,
    results: Mapping[str, Result] | None = None,
    said: str = "",
    wrong: str = "",
    status: int = HTTPStatus.OK,
) -> Response:
    async with reading(services.engine) as connection:
        names = await unit_names(connection, services.ledger_id)
        mark = await change_mark(
            connection,
            services.ledger_id,
            acting.holder,
            acting.rules.policy,
            ChangesOf(unit=sheet.unit, period=sheet.period),
        )
    drafts = await services.drafts.of(acting.sender.person_id, sheet.drafted)
    came = results or {}
    rows = sent.rows if sent else {}
    typed = {
        each.task.stream: typed_in(each, rows, drafts.get((each.task.stream, REPORT)))
        for each in sheet.fill
    }
    return page(
        request,
        "sheet/page.html",
        status=status,
        sheet=sheet,
        units=names,
        own=own_units(acting.holder),
        typed=typed,
        draft_marks=marks_of(typed, drafts, str(services.randomness.new_id())),
        other_words={key: words.readable(each) for key, each in replaced(drafts).items()},
        command_ids={
            each.task.stream: command_of(services, each, rows, came)
            for each in (*sheet.fill, *sheet.sign)
        },
        file_ids={each.task.stream: str(services.randomness.new_id()) for each in sheet.fill},
        lost=lost_words(sheet, rows, came),
        old_words=older_drafts(sheet, drafts),
        marked={stream for stream, typed in rows.items() if typed.choice("chosen")},
        results=came,
        said=said,
        wrong=wrong,
        mark=None if sent else mark,
        watch=urlencode({"don-vi": sheet.unit, "ky": sheet.period}),
    )


router.include_router(acts)

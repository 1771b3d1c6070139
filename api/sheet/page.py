"""Phiếu báo cáo kỳ: a unit finishes its period on one page; every task keeps its own command."""

from http import HTTPStatus
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.context import TheServices, Viewer
from api.sheet.form import (
    Result,
    approve_rows,
    drafted_rows,
    refused_row,
    save_drafts,
    submit_rows,
    summary,
)
from api.sheet.view import Sending, answer, read_sheet, response
from api.task.evidence import FILE_COMMAND, attach_file, detach_file
from api.web.addresses import known_unit
from api.web.pages import page
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.queries.colleagues import heads_of
from services.queries.my_work import unit_names
from services.queries.period_sheet import own_units, periods_of
from services.queries.reading import reading

router = APIRouter(prefix="/phieu")
acts = APIRouter(prefix="/{period}")


@router.get("")
async def periods(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Phiếu báo cáo kỳ: the open periods of this person's units, and the closed ones by year."""
    async with reading(services.engine) as connection:
        counts = await periods_of(connection, services.ledger_id, acting.holder)
        names = await unit_names(connection, services.ledger_id)
        own = own_units(acting.holder)
        heads = await heads_of(connection, services.ledger, own, day_of(acting.context.now))
    closed = sorted(
        (each for each in counts if not each.open), key=lambda each: each.year, reverse=True
    )
    return page(
        request,
        "sheet/periods.html",
        periods=[each for each in counts if each.open],
        years=[(year, list(each)) for year, each in groupby(closed, lambda each: each.year)],
        units=names,
        own=own,
        heads=heads,
    )


@router.get("/{period}")
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    period: str,
    unit: Annotated[str, Query(alias="don-vi")] = "",
) -> Response:
    """Một phiếu: every task of the unit for the period, open or ended."""
    unit = known_unit(acting, period, unit)
    sheet = await read_sheet(services, acting, unit, period)
    return await response(request, services, acting, sheet)


@acts.post("/luu")
async def save(request: Request, sent: Sending) -> Response:
    """Lưu nháp: what was typed stays on the server for this person alone."""
    await save_drafts(sent, await drafted_rows(sent))
    if request.headers.get("x-save") == "1":  # the page itself saves while somebody types
        return Response(status_code=HTTPStatus.NO_CONTENT)
    return await answer(request, sent, {}, said="Đã lưu nháp. Chưa gửi việc nào.")


@acts.post("/gui")
async def submit(request: Request, sent: Sending) -> Response:
    """Gửi: each chosen task by a command of its own; what is refused stays as it was typed."""
    await save_drafts(sent, await drafted_rows(sent), sent.chosen())
    results = await submit_rows(sent)
    return await answer(request, sent, results, said=summary(results, "Đã gửi"))


@acts.post("/duyet")
async def approve(request: Request, sent: Sending) -> Response:
    """Duyệt: each chosen report by a command of its own."""
    await save_drafts(sent, await drafted_rows(sent))
    results = await approve_rows(sent)
    return await answer(request, sent, results, said=summary(results, "Đã duyệt"))


@acts.post("/tep")
async def upload(request: Request, sent: Sending) -> Response:
    """Tải tệp lên: every file that was chosen goes to its own task."""
    await save_drafts(sent, await drafted_rows(sent))
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
    return await answer(request, sent, results, said=said)


@acts.post("/bo-tep")
async def take_back(request: Request, sent: Sending) -> Response:
    """Bỏ tệp of one task."""
    await save_drafts(sent, await drafted_rows(sent))
    stream, _, sha256 = sent.form_request.typed.choice("detach").partition(" ")
    await detach_file(sent.row(stream), stream, sha256, "")
    return await answer(request, sent, {}, said="Đã bỏ tệp.")


router.include_router(acts)

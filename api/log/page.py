"""Nhật ký: who did what and when, filtered by what stands in the address."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy.ext.asyncio import AsyncConnection

from api.context import TheServices, TheVisitor, Viewer
from api.labels import log_words
from api.log import asked as log_asked
from api.log import labels as log_phrases
from api.log import places as log_places
from api.log.asked import PATH, POSITION, LogAsked, get_asked, understood
from api.log.excerpts import excerpt
from api.log.workbook import MOST_ROWS, workbook
from api.web.downloads import excel_file
from api.web.field_errors import filter_error
from api.web.forms import read_day
from api.web.pages import page
from services.commands.access import AccessKind
from services.commands.rules import NO_EVENT
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.queries.log import log_event, log_page, page_at
from services.queries.log_choices import log_choices
from services.queries.log_empty import why_empty
from services.queries.log_rights import Reader
from services.queries.log_views import CLOCK, LogChoices, LogFilter
from services.queries.reading import reading

router = APIRouter()


@router.get(PATH)
async def show(
    request: Request,
    services: TheServices,
    acting: Viewer,
    asked: Annotated[LogAsked, Depends(get_asked)],
) -> Response:
    """Nhật ký: one page of acts; filters that cannot be understood are answered in a sentence."""
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    shown_page, why, problem = None, None, None
    filtered_by: Mapping[str, str] = {}
    async with reading(services.engine) as connection:
        choices = await log_choices(connection, services.ledger, reader)
        try:
            wanted = await _begun(connection, reader, asked, understood(asked, choices))
            shown_page = await log_page(connection, services.ledger, reader, wanted)
            filtered_by = _said(asked, choices)
            if not shown_page.total and asked.narrowed:
                why = await why_empty(connection, reader, wanted)
        except Refusal as refusal:
            problem = filter_error(refusal, request.query_params)
    return page(
        request,
        "log/page.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        found=shown_page,
        why=why,
        problem=problem,
        asked=asked,
        filtered_by=filtered_by,
        choices=choices,
        clock=CLOCK,
        a_page=asked.rows_a_page,
        most_rows=MOST_ROWS,
        excerpt=excerpt,
        log_asked=log_asked,
        log_phrases=log_phrases,
        log_places=log_places,
        log_words=log_words,
    )


@router.get(f"{PATH}/tep.xlsx")
async def export(
    services: TheServices,
    acting: Viewer,
    visitor: TheVisitor,
    asked: Annotated[LogAsked, Depends(get_asked)],
) -> Response:
    """The acts that are filtered as Excel, at most `MOST_ROWS`; the access log tells who took it.

    Raises BadForm.
    """
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        choices = await log_choices(connection, services.ledger, reader)
        wanted = replace(understood(asked, choices), before=None, after=None, limit=MOST_ROWS)
        exported = await log_page(connection, services.ledger, reader, wanted)
    about = (
        log_asked.in_one_line(_said(asked, choices)),
        f"Người xuất: {acting.name}. Sổ {services.ledger_id}",
    )
    content = await asyncio.to_thread(
        workbook, exported, services.ward_name, about, acting.now, foot=services.signed_line
    )
    await services.accounts.gate.note_read(acting, AccessKind.LOG_EXPORTED, visitor)
    return excel_file(content, f"nhat-ky-{day_of(acting.now).isoformat()}.xlsx")


@router.get(PATH + "/{position}")
async def show_event(
    request: Request, services: TheServices, acting: Viewer, position: str
) -> Response:
    """Một sự kiện: the act with everything that its envelope says."""
    if not POSITION.fullmatch(position):
        raise NO_EVENT.refuse()
    reader = Reader(services.ledger_id, acting.holder, acting.rules.policy)
    async with reading(services.engine) as connection:
        line, units = await log_event(connection, services.ledger, reader, int(position))
    return page(
        request,
        "log/event.html",
        asked=LogAsked(),
        line=line,
        units=units,
        log_phrases=log_phrases,
        log_places=log_places,
        log_words=log_words,
    )


async def _begun(
    connection: AsyncConnection, reader: Reader, asked: LogAsked, wanted: LogFilter
) -> LogFilter:
    """The filter with the page on which the day that was asked for begins; raises BadForm."""
    if not asked.get("ngay"):
        return wanted
    day = read_day(asked.get("ngay"), label="Đến ngày", field="ngay")
    at = await page_at(connection, reader, day, oldest_first=asked.oldest_first)
    if asked.oldest_first:
        return replace(wanted, before=None, after=at)
    return replace(wanted, before=at, after=None)


def _said(asked: LogAsked, choices: LogChoices) -> Mapping[str, str]:
    items = {item.code: log_phrases.choice(item) for item in choices.items}
    return log_asked.said(asked, choices, items)

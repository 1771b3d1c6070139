"""Ai đã đọc, đã xuất: the access log as a page and as an Excel file."""

import asyncio
from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response

from api.context import TheServices, TheVisitor, Viewer
from api.inspection import reads_words
from api.inspection.asked import ADDRESS
from api.inspection.reads_book import MOST_ROWS, workbook
from api.web.downloads import excel_file
from api.web.field_errors import filter_error
from api.web.filters import page_number
from api.web.forms import BadForm, read_day
from api.web.mistakes import Mistakes
from api.web.pages import page
from services.commands.access import AccessKind
from services.domain.errors import NotAllowed
from services.domain.instants import day_of
from services.domain.roles import Holder
from services.queries.access_reads import (
    READ_KINDS,
    ReadsFilter,
    ReadsShown,
    reads_page,
    reads_shown,
)
from services.queries.reading import reading
from services.queries.stretch import Stretch

router = APIRouter()
PATH: Final = f"{ADDRESS}/ai-da-doc"
_A_PAGE: Final = 50
_FIELDS: Final = ("can-bo", "loai", "tu", "den")
_KINDS: Final = {kind.value: kind for kind in READ_KINDS}


@router.get(PATH)
async def show(request: Request, services: TheServices, acting: Viewer) -> Response:
    """Who read or exported what, day by day; days that cannot be read are said in a sentence."""
    require_reads(acting.holder)
    given, problem, asked = request.query_params, None, ReadsFilter()
    number = page_number(given)
    try:
        asked = filter_of(given)
    except BadForm as refusal:
        problem = filter_error(refusal, given)
    async with reading(services.engine) as connection:
        shown = await reads_page(
            connection, services.ledger, acting.holder, asked, Stretch.of_page(number, _A_PAGE)
        )
    return page(
        request,
        "inspection/reads.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK,
        shown=shown,
        problem=problem,
        given={name: given.get(name, "") for name in _FIELDS},
        kinds={kind: reads_words.KINDS[kind] for kind in READ_KINDS},
        kept_days=acting.rules.policy.access.log_kept_days,
        own_alone=reads_shown(acting.holder) is ReadsShown.OWN,
        without_pages=reads_shown(acting.holder) is ReadsShown.WITHOUT_PAGES,
        words_of=reads_words,
        file_way=_way(given, f"{PATH}/tep.xlsx"),
        next_way=_way(given, PATH, number + 1) if number * _A_PAGE < shown.total else "",
        former_way=_way(given, PATH, number - 1) if number > 1 else "",
    )


@router.get(f"{PATH}/tep.xlsx")
async def export(
    request: Request, services: TheServices, acting: Viewer, visitor: TheVisitor
) -> Response:
    """The same lines as Excel, at most `MOST_ROWS`; taking them is a line as well."""
    require_reads(acting.holder)
    asked = filter_of(request.query_params)
    async with reading(services.engine) as connection:
        shown = await reads_page(
            connection, services.ledger, acting.holder, asked, Stretch(length=MOST_ROWS)
        )
    about = (f"Người xuất: {acting.name}. Sổ {services.ledger_id}",)
    content = await asyncio.to_thread(
        workbook, shown, services.ward_name, about, acting.now, foot=services.signed_line
    )
    await services.accounts.gate.note_read(acting, AccessKind.ACCESS_EXPORTED, visitor)
    return excel_file(content, f"ai-da-doc-{day_of(acting.now).isoformat()}.xlsx")


def filter_of(given: Mapping[str, str]) -> ReadsFilter:
    """What an address asks for; raises BadForm for days that are none."""
    mistakes, read = Mistakes(), dict[str, date]()
    for name, label in (("tu", "Từ ngày"), ("den", "Đến hết ngày")):
        with mistakes:
            if typed := given.get(name, "").strip():
                read[name] = read_day(typed, label=label, field=name)
    mistakes.settle()
    first, last = read.get("tu"), read.get("den")
    if first and last and last < first:
        sentence = "Đến hết ngày phải từ “Từ ngày” trở đi. Hãy sửa lại."
        raise BadForm("field-day", sentence, field="den")
    return ReadsFilter(
        person=_person(given.get("can-bo", "")),
        kind=_KINDS.get(given.get("loai", "")),
        from_on=first,
        until_on=last,
    )


def _person(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:  # no filter of ours asks for everybody
        return None


def require_reads(holder: Holder) -> None:
    """Who read what is for inspectors, the chair, the administrator; raises NotAllowed."""
    if reads_shown(holder) is ReadsShown.NONE:
        raise NotAllowed(
            "not-reading-accesses",
            "Trang này dành cho thanh tra, Chủ tịch UBND phường và quản trị hệ thống.",
        )


def _way(given: Mapping[str, str], path: str, number: int = 1) -> str:
    named = {name: given[name] for name in _FIELDS if given.get(name)}
    asked = {**named, "trang": number} if number > 1 else named
    return f"{path}?{urlencode(asked)}" if asked else path

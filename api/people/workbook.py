"""The list of people as an Excel workbook: the same filters as the page, one line an office."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.context import TheServices, TheVisitor, Viewer
from api.labels import words
from api.people import people_filter
from api.people.reading import read
from api.web.downloads import excel_file
from services.commands.access import AccessKind
from services.domain.instants import day_of
from services.domain.papers import named
from services.domain.titles import title_of
from services.queries.admin_views import AdminPage, OfficeRow, PersonRow
from services.queries.people_list import account_state, people_list
from services.register.writing import CellOut, FileColumn, RegisterTitle, list_book

router = APIRouter()
# Each column with its width in characters.
_COLUMNS: Final = tuple(
    FileColumn(head, width)
    for head, width in (
        ("STT", 6),
        ("Họ và tên", 28),
        ("Chức vụ", 24),
        ("Đơn vị", 40),
        ("Từ ngày", 12),
        ("Đến hết ngày", 12),
        ("Quyết định", 26),
        ("Tên đăng nhập", 18),
        ("Điện thoại", 16),
        ("Tài khoản", 20),
    )
)


@router.get("/quan-tri/danh-sach/can-bo.xlsx")
async def take(
    request: Request, services: TheServices, acting: Viewer, visitor: TheVisitor
) -> Response:
    """Danh sách cán bộ as a workbook; who took it stands in the access log."""
    directory = await read(services, acting)
    asked = people_filter.asked_for(request.query_params)
    listed = people_list(directory.people, asked, 1, len(directory.people))
    today = day_of(acting.now)
    content = _book(listed.rows, directory, today, services.signed_line)
    await services.accounts.gate.note_read(acting, AccessKind.PEOPLE_EXPORTED, visitor)
    return excel_file(content, f"can-bo-{today.isoformat()}.xlsx")


def _book(people: tuple[PersonRow, ...], directory: AdminPage, today: date, foot: str) -> bytes:
    title = f"Danh sách cán bộ, ngày {words.day(today)}"
    return list_book(
        "Cán bộ",
        RegisterTitle(office="Quản trị", title=title, foot=foot),
        _COLUMNS,
        _lines(people, directory),
        kept_columns=2,  # the name stays too
    )


def _lines(people: tuple[PersonRow, ...], directory: AdminPage) -> Iterator[Iterator[CellOut]]:
    for ordinal, person in enumerate(people, 1):
        held: list[OfficeRow | None] = [each for each in person.offices if not each.over]
        for office in held or [None]:
            yield _cells(ordinal, person, office, directory)


def _cells(
    ordinal: int, person: PersonRow, office: OfficeRow | None, directory: AdminPage
) -> Iterator[CellOut]:
    """One office of somebody in the order of the columns; the details stand in each line."""
    unit = directory.name_of(office.unit) if office else None
    yield ordinal
    yield person.name or words.ERASED
    yield title_of(office.office, unit) if office else ""
    yield unit or ""
    yield office.from_on if office else ""
    yield office.until_on if office else ""
    yield named(office.basis) if office and office.basis else ""
    yield person.login or ""
    yield person.phone or ""
    yield people_filter.STATE_NAMES[account_state(person)]

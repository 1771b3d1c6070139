"""The evidence as an Excel workbook: the words of the page, with where they come from."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.appraisal import labels, reading_words
from api.labels import words
from services.domain.task.appraisal_readings import DecreeReading
from services.queries.appraisal_views import Appraisal

_WIDTH: Final = 22  # characters of a column
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
# What XML cannot hold: a workbook with it would not open.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def workbook(
    found: Appraisal, readings: Sequence[DecreeReading], now: datetime, about: Iterable[str]
) -> bytes:
    """The whole file: the counts, the lines, the readings; `about` says whose it is."""
    book = Workbook()
    book.remove(book.worksheets[0])
    head = (
        "Bằng chứng chấm điểm",
        *about,
        f"{labels.filters_of(found)}. Số liệu lúc {words.moment(now)}.",
        labels.NO_SCORE,
    )
    counts = [
        *(labels.count_words(each, found, of_unit=True) for each in found.by_unit),
        *(labels.count_words(each, found) for each in found.by_person),
    ]
    lines = [labels.line_words(row, found) for row in found.rows]
    _sheet(book, "Tổng hợp", head, labels.COUNT_COLUMNS.values(), map(labels.cells, counts))
    _sheet(book, "Từng dòng", head, labels.COLUMNS.values(), map(labels.cells, lines))
    said = ((each.name, reading_words.of_reading(each), each.source) for each in readings)
    _sheet(book, "Cách đọc", head, ("Cách đọc", "Nội dung", "Căn cứ"), said)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _sheet(
    book: Workbook,
    title: str,
    head: Iterable[str],
    columns: Iterable[str],
    rows: Iterable[Iterable[str]],
) -> None:
    columns = tuple(columns)
    sheet: Worksheet = book.create_sheet(title)
    sheet.page_setup.orientation = "landscape"
    for number in range(1, len(columns) + 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTH
    at = 0
    for at, sentence in enumerate(head, 1):
        _write(sheet, at, (sentence,), alignment=None)
    headed = at + 2
    _write(sheet, headed, columns, bold=True)
    for at, row in enumerate(rows, headed + 1):
        _write(sheet, at, row)
    sheet.freeze_panes = f"A{headed + 1}"
    sheet.print_title_rows = f"{headed}:{headed}"


def _write(
    sheet: Worksheet,
    at: int,
    row: Iterable[str],
    *,
    bold: bool = False,
    alignment: Alignment | None = _WRAPPED,
) -> None:
    """One row of words: what begins like a formula stays words."""
    for column, said in enumerate(row, 1):
        cell = sheet.cell(row=at, column=column, value=_UNPRINTABLE.sub("", said))
        cell.data_type = "s"
        cell.font = Font(bold=bold)
        if alignment is not None:
            cell.alignment = alignment

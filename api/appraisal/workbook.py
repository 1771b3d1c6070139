"""The evidence as an Excel workbook: the words of the page, with where they come from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.appraisal import count_labels, labels, reading_words
from api.labels import count_groups, words
from services.domain.task.appraisal_readings import DecreeReading
from services.queries.appraisal_views import Appraisal, AppraisalGroup

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
        f"{count_labels.filters_of(found)}. Số liệu lúc {words.moment(now)}.",
        labels.NO_SCORE,
        count_labels.COUNTED_APART,
    )
    _sheet(book, "Tổng hợp", head, count_labels.COUNT_COLUMNS.values(), _counts(found))
    _sheet(book, "Từng dòng", head, labels.COLUMNS.values(), _lines(found))
    said = ((each.name, reading_words.of_reading(each), each.source) for each in readings)
    _sheet(book, "Cách đọc", head, ("Cách đọc", "Nội dung", "Căn cứ"), said)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _counts(found: Appraisal) -> Iterator[tuple[str, ...]]:
    """The counts of each group under its heading, units before officials; no sum over groups."""
    for group in found.groups:
        yield _heading(group)
        for of_unit, counts in ((True, group.by_unit), (False, group.by_person)):
            for each in counts:
                yield count_labels.cells(
                    count_labels.count_words(each, found, group.group, of_unit=of_unit)
                )


def _lines(found: Appraisal) -> Iterator[tuple[str, ...]]:
    """The lines of each group together under its heading."""
    for group in found.groups:
        yield _heading(group)
        yield from (labels.cells(labels.line_words(row, found)) for row in group.rows)


def _heading(group: AppraisalGroup) -> tuple[str, ...]:
    """A row of one cell: the name of a group, and how many lines it has."""
    return (f"{count_groups.NAMES[group.group]}: {count_labels.lines_said(group)}",)


def _sheet(
    book: Workbook,
    title: str,
    head: Iterable[str],
    columns: Iterable[str],
    rows: Iterable[Sequence[str]],
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
        heading = len(row) == 1
        _write(sheet, at, row, bold=heading, alignment=None if heading else _WRAPPED)
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

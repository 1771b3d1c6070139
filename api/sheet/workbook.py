"""The period sheet as an Excel file, out with what is known and in again with what was filled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from openpyxl.cell import Cell
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from api.labels import figure_words, words
from api.list_binding import FIGURE, KIND, NIL
from api.sheet.lines import SheetLine
from services.domain import numerals
from services.plandoc.sources.source import DocumentError
from services.register.limits import MEGABYTE, RegisterLimits
from services.register.reading import read_workbook
from services.register.sheet import CellFault, CellValue, SheetGrid, address
from services.register.writing import (
    CellStyle,
    FileColumn,
    PaperSize,
    new_book,
    saved,
    set_up,
    styled,
    write_foot,
    write_heads,
)

_LIMITS: Final = RegisterLimits(bytes=4 * MEGABYTE, rows=2_000, sheets=20)
_COLUMNS: Final = (
    FileColumn("STT", 6),
    FileColumn("Nội dung", 48),
    FileColumn("ĐVT", 14),
    FileColumn("Mục tiêu", 28),
    FileColumn("Kỳ trước", 12),
    FileColumn("Cùng kỳ", 12),
    FileColumn("Thực hiện kỳ này", 16),
    FileColumn("Loại số", 16),
    FileColumn("Lý do không có số", 28),
    FileColumn("Nội dung báo cáo", 48),
    FileColumn("Trạng thái", 22),
    FileColumn("Mã dòng (không sửa)", 30),
)
_VALUE, _KIND, _NIL, _WORDS, _KEY = (
    "Thực hiện kỳ này",
    "Loại số",
    "Lý do không có số",
    "Nội dung báo cáo",
    "Mã dòng (không sửa)",
)
_FILLED: Final = frozenset({_VALUE, _KIND, _NIL, _WORDS})
_NUMBERS: Final = frozenset({_VALUE, "Kỳ trước", "Cùng kỳ"})
_HEADED: Final = 4  # the row of the columns' names
_INPUT: Final = PatternFill("solid", fgColor="FFF8E1")


def workbook(title: str, lines: Sequence[SheetLine], now: datetime, *, foot: str = "") -> bytes:
    """The whole file; what is still to be filled in has a ground of its own.

    `foot` is printed at the foot of every page.
    """
    book = new_book()
    page: Worksheet = book.create_sheet("Phiếu")
    set_up(page, _HEADED, PaperSize.A4, _COLUMNS)
    page.freeze_panes = f"C{_HEADED + 1}"
    write_foot(page, foot)
    page.append([styled(page, title, CellStyle.TITLE)])
    known_at = f"Số liệu lúc {words.moment(now)}. Điền các ô có nền vàng."
    page.append([styled(page, known_at, CellStyle.PLAIN)])
    page.append([])
    write_heads(page, _COLUMNS)
    for line in lines:
        if not line.restricted:
            page.append(list(_row(page, line)))
    return saved(book)


def _row(page: Worksheet, line: SheetLine) -> Iterator[Cell]:
    inputs = _inputs(line) if line.open else frozenset[str]()
    for column, said in zip(_COLUMNS, _cells(line), strict=True):
        number = numerals.read(said) if column.head in _NUMBERS else None
        cell = styled(page, said if number is None else number, CellStyle.CELL)
        if column.head in inputs:
            cell.fill = _INPUT
        yield cell


def _cells(line: SheetLine) -> tuple[str, ...]:
    return (
        str(line.number) if line.first else "",
        line.title,
        line.unit,
        line.target,
        line.before,
        line.year_before,
        line.value,
        line.kind,
        line.nil,
        line.words,
        line.status,
        line.key,
    )


def _inputs(line: SheetLine) -> frozenset[str]:
    """The columns that a line takes."""
    if not line.measure:
        return frozenset({_WORDS})
    taken = {_VALUE, _NIL} | (set() if line.yes_no else {_KIND})
    return frozenset(taken | ({_WORDS} if line.first else set()))


@dataclass(slots=True)
class ReadSheet:
    """What was read of a file: fields by task, how many cells, and what could not be taken."""

    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    cells: int = 0
    problems: list[str] = field(default_factory=list)


def read_back(content: bytes, name: str, lines: Sequence[SheetLine]) -> ReadSheet:
    """What somebody filled in; a blank cell says nothing.

    Raises DocumentError for what is no Excel file, or not one of these.
    """
    grid, head, columns = _table(read_workbook(content, name, _LIMITS), name)
    known = {line.key: line for line in lines}
    read = ReadSheet()
    for row in grid.rows:
        if row.number <= head:
            continue
        filled = {
            column: row.cells[place]
            for column, place in columns.items()
            if column in _FILLED and place in row.cells
        }
        line = known.get(_text(row.cells.get(columns[_KEY], "")).strip())
        if line is None or not line.open:
            if filled and line is None:
                read.problems.append(f"Dòng {row.number}: không có mã dòng nào của phiếu này.")
            continue
        for column, value in filled.items():
            place = address(columns[column], row.number)
            _take(read, line, column, value, place)
    return read


def _table(grids: Sequence[SheetGrid], name: str) -> tuple[SheetGrid, int, Mapping[str, int]]:
    """The sheet with our columns, the row of its head, and where each column stands."""
    wanted = {column.head for column in _COLUMNS}
    for grid in grids:
        for row in grid.rows:
            columns = {
                _text(value).strip(): place
                for place, value in row.cells.items()
                if _text(value).strip() in wanted
            }
            if _KEY in columns and columns.keys() & _FILLED:
                return grid, row.number, columns
    raise DocumentError(
        "sheet-columns",
        name,
        f"không có cột “{_KEY}”. Hãy tải bảng của phiếu này rồi điền vào bảng đó.",
    )


def _take(read: ReadSheet, line: SheetLine, column: str, value: CellValue, place: str) -> None:
    """One filled cell, into the field that it stands for."""
    if isinstance(value, CellFault):
        read.problems.append(
            f"Ô {place}: không có giá trị đọc được. Hãy nhập số thay cho công thức."
        )
        return
    if column not in _inputs(line):
        # Words beside another measure of the same task, or a kind of a yes or no.
        read.problems.append(f"Ô {place}: dòng này không có cột “{column}”, đã bỏ qua.")
        return
    said = _text(value)
    names = {
        _VALUE: FIGURE + line.measure,
        _KIND: KIND + line.measure,
        _NIL: NIL + line.measure,
        _WORDS: "text",
    }
    if column == _KIND or (column == _VALUE and line.yes_no):
        code = _code(column, said)
        if code is None:
            read.problems.append(f"Ô {place}: “{said:.40}” không có trong danh sách, đã bỏ qua.")
            return
        said = code
    read.fields.setdefault(line.stream, {})[names[column]] = said
    read.cells += 1


def _code(column: str, said: str) -> str | None:
    """What a form sends for a chosen word; None of a word that is not in the list."""
    choices: Iterator[tuple[str, str]]
    if column == _KIND:
        choices = ((label, kind.value) for kind, label in words.FIGURE_KINDS.items())
    else:
        choices = (
            (figure_words.ANSWERS[answer], sent) for sent, answer in figure_words.SENT.items()
        )
    wanted = said.strip().casefold()
    return next((code for label, code in choices if label.casefold() == wanted), None)


def _text(value: CellValue) -> str:
    """A cell as a person would type it."""
    if isinstance(value, bool):
        return "Đạt" if value else "Chưa đạt"
    if isinstance(value, int | float):
        return numerals.written(Decimal(str(value)).normalize())
    if isinstance(value, date):
        return words.day(value)
    return str(value)

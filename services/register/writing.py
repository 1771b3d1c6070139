"""The register as an Excel file: for paper (A3), for other offices, and to be read back."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Final, Protocol

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from services.register.columns import (
    NO_DUE_DATE,
    OPEN_WHEN_RESTRICTED,
    REGISTER_COLUMNS,
    URGENCY_WORDS,
    RegisterColumn,
    ValueKind,
)
from services.register.known import KnownPerson, KnownUnit
from services.register.people import PeopleNames
from services.register.row import RegisterRow
from services.register.small_values import written_reply
from services.register.units import UnitNames

_DAY: Final = "dd/mm/yyyy"
_LONGEST: Final = 32_767  # characters of a cell of Excel
_CUT: Final = "… (còn nữa, xem trên phần mềm)"
_RISKY: Final = ("=", "+", "-", "@", "\t")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What XML cannot hold: a workbook with it would not open.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE: Final = Side(style="thin")
_BORDER: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED: Final = Alignment(vertical="top", wrap_text=True)
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_FONT: Final = "Times New Roman"


class CellStyle(StrEnum):
    """Kiểu ô: the names under which Excel lists how our cells look."""

    PLAIN = "Sổ chữ"
    BOLD = "Sổ đậm"
    TITLE = "Sổ tiêu đề"
    HEAD = "Sổ tên cột"
    CELL = "Sổ ô"
    DAY = "Sổ ngày"


class PaperSize(IntEnum):
    """Khổ giấy, by Excel's number of it."""

    A3 = 8
    A4 = 9


CellOut = str | int | date | None


class WrittenColumn(Protocol):
    """A column of a file of ours: what stands above it, how many characters wide it is."""

    @property
    def head(self) -> str:
        """Its head, as it is printed."""
        ...

    @property
    def width(self) -> int:
        """In characters of Excel."""
        ...


@dataclass(frozen=True, slots=True)
class FileColumn:
    """Một cột của tệp: its head, its width in characters."""

    head: str
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTitle:
    """Phần đầu sổ: whose it is, its title, lines such as the day and the filter, its paper.

    `foot` is printed at the foot of every page, beside its number.
    """

    office: str
    title: str = "SỔ THEO DÕI NHIỆM VỤ ĐƯỢC GIAO"
    lines: tuple[str, ...] = ()
    paper: PaperSize = PaperSize.A3
    foot: str = ""


def write_register(
    rows: Iterable[RegisterRow],
    title: RegisterTitle,
    units: Sequence[KnownUnit],
    people: Sequence[KnownPerson],
) -> bytes:
    """Write rows as an Excel file in the order of the paper: A3 or A4, real days, no formulas.

    The heads are printed again on every page. Of a restricted row only number and day are written.
    `units` and `people` give the names; a code that they do not know is written as it is.
    """
    book = new_book()
    sheet: Worksheet = book.create_sheet("Sổ theo dõi")
    headed = len(title.lines) + 4
    set_up(sheet, headed, title.paper)
    write_title(sheet, title)
    write_heads(sheet)
    texts = RowTexts(UnitNames(tuple(units)), PeopleNames(tuple(people)))
    for ordinal, row in enumerate(rows, 1):
        write_cells(sheet, texts.cells(ordinal, row))
    return saved(book)


@dataclass(frozen=True, slots=True)
class RowTexts:
    """Turns a row into what its cells hold, with the names of units and people."""

    units: UnitNames
    people: PeopleNames

    def cells(self, ordinal: int, row: RegisterRow) -> list[CellOut]:
        """One value for each column."""
        return [self.cell(column, ordinal, row) for column in REGISTER_COLUMNS]

    def cell(self, column: RegisterColumn, ordinal: int, row: RegisterRow) -> CellOut:
        """The value of one column."""
        key = column.key
        if row.restricted and key not in OPEN_WHEN_RESTRICTED:
            return None
        if key == "ordinal":
            return ordinal
        if key == "due_on" and row.due_on is None:
            return NO_DUE_DATE
        if key == "superior_reply":
            return written_reply(row.superior_reply)
        return self._plain(column.kind, getattr(row, key))

    def _plain(self, kind: ValueKind, value: object) -> CellOut:
        if value is None or isinstance(value, date):
            return value
        if isinstance(value, bool):
            return "x" if value else None
        if isinstance(value, tuple):
            return "; ".join(self.unit(str(code)) for code in value)
        text = str(value)
        if kind is ValueKind.UNIT:
            return self.unit(text)
        if kind is ValueKind.PERSON:
            return self.people.written(text)
        return URGENCY_WORDS.get(text, text) if kind is ValueKind.URGENCY else text

    def unit(self, code: str) -> str:
        """The name of a unit; its code where the name would not be read back as this unit."""
        unit = self.units.unit(code)
        if unit is None or self.units.read(unit.name).codes != (code,):
            return code
        return unit.name


def set_up(
    sheet: Worksheet,
    headed: int,
    paper: PaperSize = PaperSize.A3,
    columns: Sequence[WrittenColumn] = REGISTER_COLUMNS,
) -> None:
    """Set widths and paper: on its side, all columns on one page, heads on every page."""
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"A{headed + 1}"
    sheet.print_title_rows = f"{headed}:{headed}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper.value
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    footer = sheet.oddFooter
    if isinstance(footer, HeaderFooterItem):
        footer.right.text = "Trang &P/&N"


def new_book() -> Workbook:
    """An empty workbook that knows our styles: one name a cell is what keeps 50,000 rows quick."""
    book = Workbook(write_only=True)
    for style, font, alignment in (
        (CellStyle.PLAIN, Font(name=_FONT, size=12), None),
        (CellStyle.BOLD, Font(name=_FONT, size=12, bold=True), None),
        (CellStyle.TITLE, Font(name=_FONT, size=14, bold=True), None),
        (CellStyle.HEAD, Font(name=_FONT, size=12, bold=True), _CENTRED),
        (CellStyle.CELL, Font(name=_FONT, size=12), _WRAPPED),
        (CellStyle.DAY, Font(name=_FONT, size=12), _WRAPPED),
    ):
        named = NamedStyle(name=style.value, font=font)
        if alignment is not None:
            named.alignment, named.border = alignment, _BORDER
        if style is CellStyle.DAY:
            named.number_format = _DAY
        book.add_named_style(named)
    return book


def list_book(
    called: str,
    title: RegisterTitle,
    columns: Sequence[FileColumn],
    lines: Iterable[Iterable[CellOut]],
    *,
    kept_columns: int = 0,
) -> bytes:
    """The whole file of one list on A4: its sheet, heads that stay with so many columns, lines."""
    book = new_book()
    sheet = book.create_sheet(called)
    head_row = len(title.lines) + 4
    set_up(sheet, head_row, PaperSize.A4, columns)
    if kept_columns:
        sheet.freeze_panes = f"{get_column_letter(kept_columns + 1)}{head_row + 1}"
    write_title(sheet, title)
    write_heads(sheet, columns)
    for cells in lines:
        write_cells(sheet, cells)
    return saved(book)


def write_title(sheet: Worksheet, title: RegisterTitle) -> None:
    """Write what stands above the heads: `len(title.lines) + 3` rows."""
    sheet.append([styled(sheet, title.office, CellStyle.BOLD)])
    sheet.append([styled(sheet, title.title, CellStyle.TITLE)])
    for line in title.lines:
        sheet.append([styled(sheet, line, CellStyle.PLAIN)])
    sheet.append([])
    write_foot(sheet, title.foot)


def write_foot(sheet: Worksheet, foot: str) -> None:
    """What is printed at the foot of every page, such as the root of the log; blank: nothing."""
    footer = sheet.oddFooter
    if foot and isinstance(footer, HeaderFooterItem):
        footer.left.text = foot


def write_heads(sheet: Worksheet, columns: Sequence[WrittenColumn] = REGISTER_COLUMNS) -> None:
    """Write the heads of the columns."""
    sheet.append([styled(sheet, column.head, CellStyle.HEAD) for column in columns])


def write_cells(sheet: Worksheet, values: Iterable[CellOut]) -> None:
    """Write one row with its lines."""
    sheet.append([styled(sheet, value, CellStyle.CELL) for value in values])


def styled(sheet: Worksheet, value: CellOut | Decimal, style: CellStyle) -> Cell:
    """A cell: a text stays a text whatever it begins with, a day is a day."""
    cell: Cell = WriteOnlyCell(sheet)
    cell.value = safe(value) if isinstance(value, str) else value
    cell.style = (CellStyle.DAY if isinstance(value, date) else style).value
    if isinstance(value, str) and value:
        cell.data_type = "s"  # else a text with "=" in front becomes a formula
        if value.startswith(_RISKY):
            cell.quotePrefix = True  # and stays a text when somebody edits or copies it
    return cell


def safe(text: str) -> str:
    """A text as Excel can hold it: no control characters, not longer than a cell."""
    printable = _ESCAPE.sub("_x005F_", _UNPRINTABLE.sub("", text))
    if len(printable) <= _LONGEST:
        return printable
    return printable[: _LONGEST - len(_CUT)] + _CUT


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()

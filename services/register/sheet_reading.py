"""The cells of a sheet, read as they stream by: values, kept values of formulas, merged cells."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from openpyxl.utils.cell import range_boundaries

from services.plandoc.sources.legacy_encodings import LegacyFont
from services.plandoc.sources.legacy_text import Piece
from services.register.sheet import (
    BLANK_TEXTS,
    CellFault,
    CellValue,
    MergedCell,
    SheetGrid,
    SheetRow,
)
from services.register.workbook_parts import SheetEntry, WorkbookParts
from services.register.xlsx_package import XlsxPackage, broken
from services.register.xml_stream import ElementReader, StreamBudget, read_part, too_much

_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMBER: Final = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_FALSE_LEAP_DAY: Final = 60  # Excel counts a 29 February 1900
_MOST_DAYS: Final = 2_958_465  # 31 December 9999
_MOST_ROWS: Final = 1_048_576
_TRUE: Final = frozenset({"1", "true"})
_MOST_HIDDEN_COLUMNS: Final = 16_384


def read_sheet(
    package: XlsxPackage, sheet: SheetEntry, parts: WorkbookParts, budget: "CellBudget"
) -> SheetGrid:
    """Read one sheet. Raises DocumentError where it is broken or holds too much."""
    reader = _SheetReader(parts, budget)
    with package.open(sheet.entry) as file:
        read_part(file, reader, budget.stream, package.limits.part_bytes)
    return SheetGrid(
        name=sheet.name,
        hidden=sheet.hidden,
        rows=tuple(reader.rows),
        merged=reader.merged_by_row(),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        old_fonts=reader.old_fonts,
        formulas=reader.formulas,
        last_column=reader.last_column,
    )


@dataclass(slots=True)
class CellBudget:
    """How many rows and cells the sheets of one file may still hold together."""

    stream: StreamBudget
    rows: int
    cells: int

    def spend(self, cells: int) -> None:
        """Count one filled row. Raises DocumentError where rows or cells are too many."""
        self.rows -= 1
        self.cells -= cells
        if self.rows < 0 or self.cells < 0:
            raise too_much(self.stream.name)


@dataclass(slots=True)
class _SheetReader(ElementReader):
    parts: WorkbookParts
    budget: CellBudget
    rows: list[SheetRow] = field(default_factory=list)
    ranges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    old_fonts: dict[tuple[int, int], tuple[Piece, ...]] = field(default_factory=dict)
    formulas: int = 0
    merged_rows: int = 0
    last_column: int = 0
    _row: int = 0
    _column: int = 0
    _kind: str = "n"
    _style: int = 0
    _value: str | None = None
    _inline: list[str] = field(default_factory=list)
    _formula: bool = False
    _columns: dict[str, int] = field(default_factory=dict)
    _cells: dict[int, CellValue] = field(default_factory=dict)
    _phonetic: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._phonetic = True
        elif name == "col":
            self._hide_columns(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str, text: str) -> None:
        if name == "v":
            self._value = text
        elif name == "c":
            self._end_cell()
        elif name == "row":
            self._end_row()
        elif name == "t" and not self._phonetic:
            self._inline.append(text)
        elif name == "rPh":
            self._phonetic = False

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        number = int(attributes.get("r", self._row + 1))
        if not self._row < number <= _MOST_ROWS:
            raise broken(self.budget.stream.name)  # a row told twice would be read twice
        self._row, self._column = number, 0
        self._cells = {}
        if attributes.get("hidden", "").lower() in _TRUE:
            self.hidden_rows.append(number)

    def _end_row(self) -> None:
        if self._cells:
            self.budget.spend(len(self._cells))
            self.rows.append(SheetRow(self._row, self._cells))

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        place = attributes.get("r")
        self._column = self._column_of(place) if place else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._value, self._formula = None, False
        self._inline = []

    def _column_of(self, place: str) -> int:
        match = _ADDRESS.fullmatch(place)
        if match is None or int(match[2]) != self._row:
            raise broken(self.budget.stream.name)
        letters = match[1]
        column = self._columns.get(letters)
        if column is None:
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - ord("A") + 1
            self._columns[letters] = column
        return column

    def _end_cell(self) -> None:
        value = self._cell_value()
        if value is None or (isinstance(value, str) and not value.strip().strip(BLANK_TEXTS)):
            return
        if self._column > self.budget.stream.limits.columns:
            raise too_much(self.budget.stream.name)
        self._cells[self._column] = value
        self.last_column = max(self.last_column, self._column)

    def _cell_value(self) -> CellValue | None:
        if self._kind == "inlineStr":
            return self._text("".join(self._inline))
        if self._formula and (self._value is None or (not self._value and self._kind == "n")):
            return CellFault.FORMULA
        if self._value is None:
            return None
        self.formulas += self._formula
        return self._read(self._value)

    def _read(self, value: str) -> CellValue:
        match self._kind:
            case "s":
                return self._shared(int(value))
            case "str":
                return self._text(value)
            case "b":
                return value in _TRUE
            case "e":
                return CellFault.ERROR
        return self._iso_day(value) if self._kind == "d" else self._number(value)

    def _shared(self, index: int) -> str:
        text = self.parts.texts[index]
        if isinstance(text, str):
            return self._text(text)
        font = self.parts.formats.font(self._style)
        self.old_fonts[self._row, self._column] = tuple(
            (unescaped(words), own or font) for words, own in text
        )
        return unescaped("".join(words for words, _ in text))

    def _text(self, text: str) -> str:
        words = unescaped(text)
        font: LegacyFont | None = self.parts.formats.font(self._style)
        if font is not None and not words.isascii():
            self.old_fonts[self._row, self._column] = ((words, font),)
        return words

    def _number(self, text: str) -> CellValue:
        if not _NUMBER.fullmatch(text.strip()):
            return self._text(text)
        number = float(text)
        if not math.isfinite(number):
            return CellFault.ERROR
        if self.parts.formats.shows_day(self._style):
            day = day_of(number, since_1904=self.parts.since_1904)
            if day is not None:
                return day
        return int(number) if number.is_integer() else number

    def _iso_day(self, text: str) -> CellValue:
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return self._text(text)

    def _hide_columns(self, attributes: Mapping[str, str]) -> None:
        many = len(self.hidden_columns) >= _MOST_HIDDEN_COLUMNS
        if attributes.get("hidden", "").lower() in _TRUE and not many:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.hidden_columns += range(first, min(last, _MOST_HIDDEN_COLUMNS) + 1)

    def _merge(self, reference: str) -> None:
        first_column, first_row, last_column, last_row = range_boundaries(reference)
        if None in {first_column, first_row, last_column, last_row}:
            raise broken(self.budget.stream.name)
        first, last = int(first_row or 0), min(int(last_row or 0), self._row)
        if last < first:
            return  # below the last row: nothing stands in it
        self.ranges.append((int(first_column or 0), first, int(last_column or 0), last))
        self.merged_rows += last - first + 1
        if self.merged_rows > self.budget.stream.limits.merged_rows:
            raise too_much(self.budget.stream.name)

    def merged_by_row(self) -> dict[int, tuple[MergedCell, ...]]:
        """The merged cells of each row that they cross."""
        filled = {row.number: row.cells for row in self.rows}
        merged: dict[int, list[MergedCell]] = {}
        for first_column, top, last_column, last in self.ranges:
            value = filled.get(top, {}).get(first_column)
            for number in range(top, last + 1):
                cell = MergedCell(first_column, last_column, value, top)
                merged.setdefault(number, []).append(cell)
        return {number: tuple(cells) for number, cells in merged.items()}


def day_of(serial: float, *, since_1904: bool = False) -> date | None:
    """The day that Excel counts as this number; None where it counts none."""
    days = math.floor(serial)
    if not 0 <= days <= _MOST_DAYS:
        return None
    if since_1904:
        days += (_EPOCH_1904 - _EPOCH).days
        return _EPOCH + timedelta(days=days) if days <= _MOST_DAYS else None
    return _EPOCH + timedelta(days=days if days >= _FALSE_LEAP_DAY else days + 1)


def unescaped(text: str) -> str:
    """A text of Excel with its escaped characters ("_x005F_") as they are meant.

    Control characters and halves of characters are left out: nothing prints them.
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character.isprintable() or character in "\n\t" else ""

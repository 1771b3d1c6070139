"""An Excel file becomes rows of the register: every row of it stands in the answer once."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from services.plandoc.sources.source import DocumentError
from services.register.columns import EXAMPLE_CODE, OPEN_WHEN_RESTRICTED
from services.register.file_notes import notes_on
from services.register.heads import HeadPlace, find_head
from services.register.known import KnownPerson, KnownUnit
from services.register.limits import LIMITS, RegisterLimits
from services.register.mapping import ColumnMapping, MappingProposal, propose_mapping
from services.register.old_encodings import TurnedCells, turned_into_unicode
from services.register.parsing import CellOfRow, RowParser, RowReading, shown
from services.register.people import PeopleNames
from services.register.reading import read_workbook
from services.register.row import ImportedRegister, ImportedRow, SkippedRows
from services.register.row_key import row_key
from services.register.sheet import SheetGrid, SheetRow
from services.register.units import UnitNames
from services.register.words import bare

_COUNT: Final = re.compile(r"\(?(?P<number>\d{1,2}|[A-Za-z])\)?")
_WIDE: Final = 3  # columns of a merged cell that heads a group of rows
_MOST_OF_HEADING: Final = 2  # its number and its words


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRegister:
    """Một tệp đã mở: its sheet with the register, where the heads stand, what they may be.

    The mapping is still a proposal; `import_rows` takes it, or the one that a person decided.
    """

    file_name: str
    sha256: str
    grid: SheetGrid
    turned: TurnedCells
    head: HeadPlace
    proposal: MappingProposal
    other_sheets: tuple[SheetGrid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedWorkbook:
    """Một tệp Excel đã đọc: its sheets, hidden ones too, with their words in Unicode."""

    file_name: str
    sha256: str
    sheets: tuple[tuple[SheetGrid, TurnedCells], ...]

    def register(
        self, *, remembered: ColumnMapping | None = None, sheet: str | None = None
    ) -> OpenedRegister:
        """Find its register; `remembered` is a mapping of other heads, if any.

        `sheet` names the sheet where the file has several; else the visible one is taken whose
        heads are known best. Raises DocumentError where the file holds no register.
        """
        candidates = [
            (place, grid, turned)
            for grid, turned in self.sheets
            if (grid.name == sheet if sheet is not None else not grid.hidden)
            for place in (find_head(grid, turned.texts, remembered),)
            if place is not None
        ]
        grids = [grid for grid, _ in self.sheets]
        if not candidates:
            raise _no_register(self.file_name, grids, sheet)
        head, grid, turned = max(candidates, key=lambda each: each[0].known)
        return OpenedRegister(
            file_name=self.file_name,
            sha256=self.sha256,
            grid=grid,
            turned=turned,
            head=head,
            proposal=propose_mapping(head.heads),
            other_sheets=tuple(each for each in grids if each is not grid and each.rows),
        )


def open_workbook(content: bytes, name: str, limits: RegisterLimits = LIMITS) -> OpenedWorkbook:
    """Read an Excel file; `name` stands in the complaints. Raises DocumentError."""
    return OpenedWorkbook(
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        sheets=tuple(
            (grid, turned_into_unicode(grid)) for grid in read_workbook(content, name, limits)
        ),
    )


def import_rows(
    opened: OpenedRegister,
    units: Sequence[KnownUnit],
    people: Sequence[KnownPerson],
    mapping: ColumnMapping | None = None,
) -> ImportedRegister:
    """Read every row below the heads; one bad row never blocks another.

    Without a mapping the proposal is taken. Raises DocumentError where the mapping names no column
    for what every row must have.
    """
    chosen = mapping or opened.proposal.mapping
    columns = chosen.columns(opened.head.heads)
    missing = chosen.missing()
    if missing:
        raise _columns_missing(opened, missing)
    parser = RowParser(
        UnitNames(tuple(units)),
        PeopleNames(tuple(people)),
        {key: column for column, key in columns.items()},
    )
    rows = _SheetRows(opened=opened, columns=columns, parser=parser)
    return ImportedRegister(
        file_name=opened.file_name,
        sha256=opened.sha256,
        sheet=opened.grid.name,
        first_row=opened.head.last_row + 1,
        last_row=max(opened.grid.last_row, opened.head.last_row),
        present=frozenset(columns.values()),
        rows=tuple(rows.imported()),
        skipped=rows.skipped(),
        notes=notes_on(
            opened.grid,
            opened.turned,
            opened.other_sheets,
            [head.label for head in opened.head.heads if head.column not in columns],
            opened.head.last_row + 1,
        ),
    )


@dataclass(slots=True)
class _SheetRows:
    """Goes through the rows below the heads once, and tells work from what is none."""

    opened: OpenedRegister
    columns: Mapping[int, str]
    parser: RowParser
    _example: list[int] = field(default_factory=list)
    _numbering: list[int] = field(default_factory=list)
    _headings: list[int] = field(default_factory=list)
    _work: list[int] = field(default_factory=list)

    def imported(self) -> Iterator[ImportedRow]:
        head = self.opened.head
        for row in self.opened.grid.rows:
            if row.number <= head.last_row:
                continue
            if row.number == head.last_row + 1 and _numbers_columns(row):
                self._numbering.append(row.number)
            elif self._is_heading(row):
                self._headings.append(row.number)
            else:
                cells = self._cells(row)
                if bare(_text(cells.get("code"))) == bare(EXAMPLE_CODE):
                    self._example.append(row.number)
                    continue
                self._work.append(row.number)
                yield _imported(self.parser.parse(row.number, cells), cells)

    def skipped(self) -> SkippedRows:
        """What was no work; asked when all rows have been gone through."""
        filled = {*self._example, *self._numbering, *self._headings, *self._work}
        below = range(self.opened.head.last_row + 1, self.opened.grid.last_row + 1)
        return SkippedRows(
            blank=tuple(number for number in below if number not in filled),
            example=tuple(self._example),
            numbering=tuple(self._numbering),
            group_headings=tuple(self._headings),
        )

    def _is_heading(self, row: SheetRow) -> bool:
        """A wide merged cell with at most a number beside it, or the heads printed again."""
        wide = any(
            cell.top == row.number and cell.last_column - cell.first_column + 1 >= _WIDE
            for cell in self.opened.grid.merged.get(row.number, ())
            if cell.value is not None
        )
        if wide and len(row.cells) <= _MOST_OF_HEADING:
            return True
        texts = {column: self._turned(row.number, column, row) for column in row.cells}
        heads = {head.column: bare(head.text) for head in self.opened.head.heads}
        same = [column for column, text in texts.items() if text and heads.get(column) == text]
        return len(same) >= _WIDE and len(same) == len(row.cells)

    def _turned(self, number: int, column: int, row: SheetRow) -> str:
        value = row.cells[column]
        if not isinstance(value, str):
            return ""
        return bare(self.opened.turned.texts.get((number, column), value))

    def _cells(self, row: SheetRow) -> dict[str, CellOfRow]:
        """The cells of our columns; one that is merged downwards holds for each row it crosses."""
        values = {column: (row.number, value) for column, value in row.cells.items()}
        for merged in self.opened.grid.merged.get(row.number, ()):
            if merged.top < row.number and merged.value is not None:
                values.setdefault(merged.first_column, (merged.top, merged.value))
        turned = self.opened.turned
        cells = {}
        for column, (top, value) in values.items():
            key = self.columns.get(column)
            if key is not None:
                place = (top, column)
                cells[key] = CellOfRow(
                    turned.texts.get(place, value),
                    turned.encodings.get(place, "") if turned.few else "",
                    place in turned.unsure,
                )
        return cells


def _imported(reading: RowReading, cells: Mapping[str, CellOfRow]) -> ImportedRow:
    values = reading.row()
    secret = bool(reading.values.get("restricted")) or any(
        refusal.column == "restricted" for refusal in reading.refusals
    )
    return ImportedRow(
        number=reading.number,
        cells={
            key: _text(cell)
            for key, cell in cells.items()
            if not secret or key in OPEN_WHEN_RESTRICTED
        },
        values=values,
        key=row_key(values) if values else "",
        refusals=tuple(reading.refusals),
        notes=tuple(reading.notes),
    )


def _text(cell: CellOfRow | None) -> str:
    return shown(cell.value) if cell is not None else ""


def _numbers_columns(row: SheetRow) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), or A B 1 2."""
    matches = [_COUNT.fullmatch(shown(value)) for value in row.cells.values()]
    numbers = [match["number"] for match in matches if match is not None]
    counted = [int(number) for number in numbers if number.isdigit()]
    return (
        len(matches) >= _WIDE
        and len(numbers) == len(matches)
        and len(set(numbers)) == len(numbers)
        and counted == sorted(counted)
    )


def _no_register(name: str, grids: Sequence[SheetGrid], sheet: str | None) -> DocumentError:
    names = ", ".join(f"“{grid.name}”" for grid in grids)
    where = f"trang “{sheet}”" if sheet is not None else f"các trang {names}"
    return DocumentError(
        "register-no-head",
        name,
        f"không thấy dòng tiêu đề cột (STT, Nội dung, Chủ trì, Hạn, …) trong {where}. "
        "Hãy tải mẫu sổ, chép dữ liệu vào mẫu rồi nhập lại.",
    )


def _columns_missing(opened: OpenedRegister, missing: Sequence[str]) -> DocumentError:
    seen = ", ".join(f"“{head.label}”" for head in opened.head.heads)
    sought = ", ".join(f"“{head}”" for head in missing)
    return DocumentError(
        "register-columns-missing",
        opened.file_name,
        f"chưa ghép được cột {sought}. Dòng {opened.head.first_row} có các cột {seen}. "
        "Hãy chọn cột tương ứng rồi nhập lại.",
    )

"""An Excel file becomes rows of the register: every row of it stands in the answer once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.plandoc.sources.source import DocumentError
from services.register.columns import EXAMPLE_CODE, OPEN_WHEN_RESTRICTED
from services.register.file_notes import notes_on
from services.register.heads import HeadPlace, find_head
from services.register.known import KnownPerson, KnownUnit
from services.register.limits import LIMITS, RegisterLimits
from services.register.mapping import ColumnMapping, MappingProposal, propose_mapping
from services.register.old_encodings import TurnedCells, turned_into_unicode
from services.register.parsing import RowParser
from services.register.people import PeopleNames
from services.register.reading import read_workbook
from services.register.row import ImportedRegister, ImportedRow
from services.register.row_key import row_key
from services.register.row_reading import CellOfRow, RowReading, shown
from services.register.sheet import SheetGrid
from services.register.sheet_rows import SheetRows
from services.register.units import UnitNames
from services.register.words import bare


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
    rows = SheetRows(
        grid=opened.grid,
        turned=opened.turned,
        head=opened.head,
        columns=columns,
        is_example=_is_example,
    )
    return ImportedRegister(
        file_name=opened.file_name,
        sha256=opened.sha256,
        sheet=opened.grid.name,
        first_row=opened.head.last_row + 1,
        last_row=max(opened.grid.last_row, opened.head.last_row),
        present=frozenset(columns.values()),
        rows=tuple(_imported(parser.parse(number, cells), cells) for number, cells in rows.work()),
        skipped=rows.skipped(),
        notes=notes_on(
            opened.grid,
            opened.turned,
            opened.other_sheets,
            [head.label for head in opened.head.heads if head.column not in columns],
            opened.head.last_row + 1,
        ),
    )


def _is_example(cells: Mapping[str, CellOfRow]) -> bool:
    return bare(_text(cells.get("code"))) == bare(EXAMPLE_CODE)


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

"""An Excel file becomes rows of a programme: every row of it stands in the answer once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from services.domain.programme.periods import ProgrammePeriod
from services.plandoc.sources.source import DocumentError
from services.programme_file.columns import (
    BY_KEY,
    EXAMPLE_CODE,
    PROGRAMME_COLUMNS,
    key_of_head,
)
from services.programme_file.parsing import ProgrammeRowParser
from services.programme_file.row import ProgrammeFile
from services.register.file_notes import notes_on
from services.register.heads import HeadPlace, find_head
from services.register.importing import OpenedWorkbook, open_workbook
from services.register.known import KnownPerson, KnownUnit
from services.register.limits import RegisterLimits
from services.register.old_encodings import TurnedCells
from services.register.parsing import RowParser
from services.register.people import PeopleNames
from services.register.row_reading import CellOfRow, shown
from services.register.sheet import SheetGrid
from services.register.sheet_rows import SheetRows
from services.register.units import UnitNames
from services.register.words import bare

_LIMITS: Final = RegisterLimits(rows=5_000)  # of all sheets; a programme has hundreds
_Place = tuple[HeadPlace, SheetGrid, TurnedCells]


def read_programme(
    content: bytes,
    name: str,
    period: ProgrammePeriod,
    units: Sequence[KnownUnit],
    people: Sequence[KnownPerson],
) -> ProgrammeFile:
    """Read every row below the heads; one bad row never blocks another.

    `name` stands in the complaints. Raises DocumentError for what is no Excel file, or has not the
    columns of a programme.
    """
    workbook = open_workbook(content, name, _LIMITS)
    head, grid, turned = _sheet(workbook)
    columns = _columns(head, name)
    by_key = {key: column for column, key in columns.items()}
    names = RowParser(UnitNames(tuple(units)), PeopleNames(tuple(people)), by_key)
    parser = ProgrammeRowParser(names, period)
    rows = SheetRows(grid=grid, turned=turned, head=head, columns=columns, is_example=_is_example)
    others = [each for each, _ in workbook.sheets if each is not grid and each.rows]
    unused = [each.label for each in head.heads if each.column not in columns]
    return ProgrammeFile(
        name=name,
        sheet=grid.name,
        first_row=head.last_row + 1,
        last_row=max(grid.last_row, head.last_row),
        columns=by_key,
        rows=tuple(parser.parse(at, cells) for at, cells in rows.work()),
        skipped=rows.skipped(),
        notes=notes_on(grid, turned, others, unused, head.last_row + 1),
    )


def _is_example(cells: Mapping[str, CellOfRow]) -> bool:
    cell = cells.get("number")
    return cell is not None and bare(shown(cell.value)) == bare(EXAMPLE_CODE)


def _sheet(workbook: OpenedWorkbook) -> _Place:
    """The visible sheet whose heads are known best; raises DocumentError."""
    places: list[_Place] = [
        (head, grid, turned)
        for grid, turned in workbook.sheets
        if not grid.hidden
        for head in (find_head(grid, turned.texts, key_of=key_of_head),)
        if head is not None and any(map(key_of_head, head.heads))
    ]
    if not places:
        names = ", ".join(f"“{grid.name}”" for grid, _ in workbook.sheets)
        raise DocumentError(
            "programme-no-head",
            workbook.file_name,
            "không thấy dòng tiêu đề cột (STT, Nội dung, Cơ quan chủ trì, Thời gian, …) trong các "
            f"trang {names}. Hãy tải mẫu, chép dữ liệu vào mẫu rồi nhập lại.",
        )
    return max(places, key=lambda place: place[0].known)


def _columns(head: HeadPlace, name: str) -> dict[int, str]:
    """Which of our columns stands where; raises DocumentError where that is not clear."""
    columns = {each.column: key for each in head.heads if (key := key_of_head(each)) is not None}
    twice = [key for key, count in Counter(columns.values()).items() if count > 1]
    if twice:
        labels = ", ".join(
            f"“{each.label}”" for each in head.heads if columns.get(each.column) == twice[0]
        )
        raise DocumentError(
            "programme-columns-twice",
            name,
            f"các cột {labels} đều là “{BY_KEY[twice[0]].head}”. Hãy để lại một cột rồi nhập lại.",
        )
    present = set(columns.values())
    missing = [c.head for c in PROGRAMME_COLUMNS if c.required and c.key not in present]
    if missing:
        sought = ", ".join(f"“{each}”" for each in missing)
        seen = ", ".join(f"“{each.label}”" for each in head.heads)
        raise DocumentError(
            "programme-columns-missing",
            name,
            f"thiếu cột {sought}. Dòng {head.first_row} có các cột {seen}. Hãy đặt tên cột như "
            "trong mẫu rồi nhập lại.",
        )
    return columns

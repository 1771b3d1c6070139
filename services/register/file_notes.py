"""What must be said of a whole file: hidden, merged, turned into Unicode, not used."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.utils import get_column_letter

from services.register.old_encodings import TurnedCells
from services.register.sheet import SheetGrid

_LISTED: Final = 10
_OURS: Final = frozenset({"Hướng dẫn", "Đơn vị"})  # sheets of our template that hold no rows


def notes_on(
    grid: SheetGrid,
    turned: TurnedCells,
    other_sheets: Sequence[SheetGrid],
    unused: Sequence[str],
    first_row: int,
) -> tuple[str, ...]:
    """Vietnamese sentences on what a person would not expect of the file; none if all is plain."""
    return (
        *_hidden(grid),
        *_merged(grid, first_row),
        *_turned(turned),
        *_unused(unused),
        *_sheets(other_sheets),
    )


def _hidden(grid: SheetGrid) -> Iterator[str]:
    rows = [row.number for row in grid.rows if row.number in grid.hidden_rows]
    if rows:
        yield f"{len(rows)} dòng đang ẩn cũng được đọc: {_some(map(str, rows))}."
    filled = (
        {column for row in grid.rows for column in row.cells} if grid.hidden_columns else set()
    )
    columns = sorted(filled & grid.hidden_columns)
    if columns:
        letters = _some(map(get_column_letter, columns))
        yield f"{len(columns)} cột đang ẩn cũng được đọc: {letters}."
    if grid.hidden:
        yield f"Trang “{grid.name}” đang ẩn nhưng đã được chọn để đọc."


def _merged(grid: SheetGrid, first_row: int) -> Iterator[str]:
    rows = [
        number
        for number, cells in grid.merged.items()
        if number >= first_row
        and any(cell.top < number and cell.value is not None for cell in cells)
    ]
    if rows:
        numbers = _some(map(str, sorted(rows)))
        yield f"{len(rows)} dòng lấy giá trị của ô gộp ở dòng trên: {numbers}."
    if grid.formulas:
        yield f"{grid.formulas} ô là công thức: đã lấy giá trị mà Excel tính lần cuối."


def _turned(turned: TurnedCells) -> Iterator[str]:
    for encoding, count in sorted(Counter(turned.encodings.values()).items()):
        yield f"{count} ô viết bằng {encoding} đã được chuyển sang Unicode. Hãy kiểm tra vài ô."


def _unused(heads: Sequence[str]) -> Iterator[str]:
    if heads:
        labels = _some([f"“{head}”" for head in heads])
        yield f"{len(heads)} cột của tệp không được dùng: {labels}."


def _sheets(grids: Sequence[SheetGrid]) -> Iterator[str]:
    for grid in grids:
        if grid.name not in _OURS:
            hidden = " (đang ẩn)" if grid.hidden else ""
            yield (
                f"Trang “{grid.name}”{hidden} có {len(grid.rows)} dòng không được đọc. "
                "Nếu là sổ, hãy nhập riêng trang này."
            )


def _some(words: Sequence[str] | Iterator[str]) -> str:
    every = list(words)
    more = f" và {len(every) - _LISTED} nơi khác" if len(every) > _LISTED else ""
    return f"{', '.join(every[:_LISTED])}{more}"

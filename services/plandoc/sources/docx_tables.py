"""What a table of Word is for: figures in rows, a page's layout, or the rest of a cut table."""

from dataclasses import dataclass
from typing import Union

from services.plandoc.sources.docx_xml import Element, child, count

# A line of text, or a table inside of what is read.
Piece = Union[str, "Grid"]
# What stands in one cell, in order; nothing where it is merged into another.
Cell = tuple[Piece, ...]


class MergedAbove(tuple[Piece, ...]):
    """Nothing of its own: the cell goes on from the row above."""

    __slots__ = ()


_LAYOUT_COLUMNS = 2
_LAYOUT_ROWS = 4
_WIDTH_TOLERANCE = 0.1
_LONGEST_HEADING = 60
_NUMBER_HEADINGS = frozenset({"stt", "tt", "số tt", "số thứ tự"})
_NAME_HEADINGS = ("nội dung", "chỉ tiêu", "tên chỉ tiêu", "nhiệm vụ")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it is known what it is for; `width` is 0 where the file does not say."""

    rows: tuple[tuple[Cell, ...], ...]
    width: int

    @property
    def columns(self) -> int:
        """How many columns its widest row has."""
        return max(map(len, self.rows), default=0)


def is_layout(grid: Grid) -> bool:
    """Tell the blocks of a heading or of signatures, side by side, from a table of the plan."""
    return (
        grid.columns <= _LAYOUT_COLUMNS
        and len(grid.rows) <= _LAYOUT_ROWS
        and not any(_is_heading(row) for row in grid.rows)
    )


def is_continued(table: Grid, after: Grid) -> bool:
    """Whether a table is the rest of the one before it, that Word cut at a page."""
    if not after.rows or table.columns != after.columns or _is_heading(after.rows[0]):
        return False
    difference = abs(table.width - after.width)
    known = table.width and after.width
    return not known or difference <= _WIDTH_TOLERANCE * table.width


def width_of(table: Element) -> int:
    """The width of a table's grid in Word's measure; 0 where the file does not say."""
    grid = child(table, "tblGrid")
    columns = () if grid is None else grid.iterchildren("{*}gridCol")
    return sum(count(column, "w") or 0 for column in columns)


def _is_heading(row: tuple[Cell, ...]) -> bool:
    return any(_is_heading_cell(cell) for cell in row)


def _is_heading_cell(cell: Cell) -> bool:
    words = " ".join(each for each in cell if isinstance(each, str)).casefold().strip(" .:")
    return words in _NUMBER_HEADINGS or (
        len(words) <= _LONGEST_HEADING and words.startswith(_NAME_HEADINGS)
    )

"""What a table of Word is for: figures in rows, a page's layout, or the rest of a cut table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Union

from services.plandoc.sources.docx_xml import Element, child, count
from services.plandoc.sources.pages import MOST_HEADING_ROWS, counts_on, repeated_heading

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
    """A table before it is known what it is for; `width` is 0 where the file does not say.

    `layout` are the rows (from 0) that only print the heading again.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int
    layout: frozenset[int] = frozenset()

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


class CutTable:
    """A table that may have been cut at pages, with its parts in order."""

    def __init__(self, first: Grid) -> None:
        self._first = first
        self._rows = list(first.rows)
        self._words = list(map(_words, first.rows))
        self._layout: set[int] = set()

    def take(self, after: Grid) -> bool:
        """Add a table where it is the rest of this one, whose heading may be printed again."""
        table = self._first
        if not after.rows or table.columns != after.columns:
            return False
        difference = abs(table.width - after.width)
        if table.width and after.width and difference > _WIDTH_TOLERANCE * table.width:
            return False
        cut, words = len(self._rows), list(map(_words, after.rows))
        heading = self._words[: min(cut, MOST_HEADING_ROWS)]
        again = repeated_heading(heading, words[:MOST_HEADING_ROWS])
        self._words += words
        if not again and _is_heading(after.rows[0]):
            del self._words[cut:]
            return False
        if again and not counts_on(self._words, again, cut, cut + again):
            del self._words[cut:]
            return False
        self._rows += after.rows
        self._layout |= set(range(cut, cut + again))
        return True

    def whole(self) -> Grid:
        """All parts as one table."""
        return Grid(tuple(self._rows), self._first.width, frozenset(self._layout))


def width_of(table: Element) -> int:
    """The width of a table's grid in Word's measure; 0 where the file does not say."""
    grid = child(table, "tblGrid")
    columns = () if grid is None else grid.iterchildren("{*}gridCol")
    return sum(count(column, "w") or 0 for column in columns)


def words_of_cell(cell: Cell) -> str:
    """All words of a cell on one line, with those of tables inside of it."""
    return " ".join(
        each
        if isinstance(each, str)
        else " ".join(filter(None, map(words_of_cell, cells_of(each))))
        for each in cell
    )


def cells_of(grid: Grid) -> Iterator[Cell]:
    """The cells of a table, row by row."""
    for row in grid.rows:
        yield from row


def _words(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(map(words_of_cell, row))


def _is_heading(row: tuple[Cell, ...]) -> bool:
    return any(_is_heading_cell(cell) for cell in row)


def _is_heading_cell(cell: Cell) -> bool:
    words = " ".join(each for each in cell if isinstance(each, str)).casefold().strip(" .:")
    return words in _NUMBER_HEADINGS or (
        len(words) <= _LONGEST_HEADING and words.startswith(_NAME_HEADINGS)
    )

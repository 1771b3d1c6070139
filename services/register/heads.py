"""Where the heads of the columns stand on a sheet: one line, or two with merged cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.register.mapping import ColumnMapping, SheetHead, sure_key
from services.register.sheet import CellFault, SheetGrid, SheetRow
from services.register.words import bare, cleaned

_SOUGHT: Final = 40  # filled rows from the top of a sheet
_FEWEST: Final = 3  # known columns that make a row the head
_FEWEST_ABOVE: Final = 2  # known columns of the upper of two lines
_FEWEST_TEXTS: Final = 4  # texts of a row that may be the head of an unknown system
HeadKey = Callable[[SheetHead], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadPlace:
    """Chỗ của tiêu đề: its first and last row on the sheet, its heads, how many are known."""

    first_row: int
    last_row: int
    heads: tuple[SheetHead, ...]
    known: int


def find_head(
    grid: SheetGrid,
    texts: Mapping[tuple[int, int], str],
    known: ColumnMapping | None = None,
    key_of: HeadKey = sure_key,
) -> HeadPlace | None:
    """Find the heads of a sheet; None where no row looks like them.

    `texts` are the cells that were turned into Unicode. Heads that `known` maps count as known.
    `key_of` says which of our columns a head surely is, those of the register unless said.
    """
    rows = grid.rows[:_SOUGHT]
    lines = {row.number: _line(grid, row.number, row, texts) for row in rows}
    heads = _KnownHeads({bare(each.label) for each in known.heads} if known else set(), key_of)
    places = [place for row in rows for place in _places(grid, row.number, lines, heads)]
    best = max(
        places, key=lambda place: (place.known, place.last_row - place.first_row), default=None
    )
    if best is not None and best.known >= _FEWEST:
        return best
    for place in places:
        if place.first_row == place.last_row and len(place.heads) >= _FEWEST_TEXTS:
            return place
    return None


def _places(
    grid: SheetGrid,
    number: int,
    lines: Mapping[int, Mapping[int, str]],
    known: "_KnownHeads",
) -> list[HeadPlace]:
    """The row as a head by itself, and together with the row below it."""
    upper = lines[number]
    alone = [SheetHead(column=column, text=text) for column, text in sorted(upper.items())]
    single = _place(number, number, alone, known)
    places = [single]
    lower = lines.get(number + 1)
    merged = any(cell.top == number for cell in grid.merged.get(number, ()))
    # A line that knows no column itself is the title of the sheet, not the upper line of the head.
    if lower is not None and merged and single.known >= _FEWEST_ABOVE:
        both = [_stacked(column, upper, lower) for column in sorted({*upper, *lower})]
        places.append(_place(number, number + 1, both, known))
    return places


def _stacked(column: int, upper: Mapping[int, str], lower: Mapping[int, str]) -> SheetHead:
    above, below = upper.get(column, ""), lower.get(column, "")
    if above == below or not below:
        return SheetHead(column=column, text=above)
    return SheetHead(column=column, text=below, group=above)


def _place(first: int, last: int, heads: Sequence[SheetHead], known: "_KnownHeads") -> HeadPlace:
    keys = {known.key_of(head) or head.label for head in heads if known.holds(head)}
    return HeadPlace(first_row=first, last_row=last, heads=tuple(heads), known=len(keys))


@dataclass(frozen=True, slots=True)
class _KnownHeads:
    remembered: set[str]
    key_of: HeadKey

    def holds(self, head: SheetHead) -> bool:
        return bare(head.label) in self.remembered or self.key_of(head) is not None


def _line(
    grid: SheetGrid, number: int, row: SheetRow, texts: Mapping[tuple[int, int], str]
) -> dict[int, str]:
    """The texts of a row, the value of a merged cell in all its columns."""
    line: dict[int, str] = {}
    for cell in grid.merged.get(number, ()):
        if isinstance(cell.value, str):
            words = texts.get((cell.top, cell.first_column), cell.value)
            last = min(cell.last_column, grid.last_column)
            line |= dict.fromkeys(range(cell.first_column, last + 1), cleaned(words))
    for column, value in row.cells.items():
        if isinstance(value, str) and not isinstance(value, CellFault):
            line[column] = cleaned(texts.get((number, column), value))
    return {column: " ".join(words.split()) for column, words in line.items() if words}

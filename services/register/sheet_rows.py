"""The rows of a sheet below its heads: work, and what only the paper brought."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from services.register.heads import HeadPlace
from services.register.old_encodings import TurnedCells
from services.register.row import SkippedRows
from services.register.row_reading import CellOfRow, shown
from services.register.sheet import SheetGrid, SheetRow
from services.register.words import bare

_COUNT: Final = re.compile(r"\(?(?P<number>\d{1,2}|[A-Za-z])\)?")
_WIDE: Final = 3  # columns of a merged cell that heads a group of rows
_MOST_OF_HEADING: Final = 2  # its number and its words


@dataclass(slots=True)
class SheetRows:
    """Goes through the rows below the heads once, and tells work from what is none.

    `columns` says which of our columns stands where, `is_example` knows the row of a template.
    """

    grid: SheetGrid
    turned: TurnedCells
    head: HeadPlace
    columns: Mapping[int, str]
    is_example: Callable[[Mapping[str, CellOfRow]], bool]
    _example: list[int] = field(default_factory=list)
    _numbering: list[int] = field(default_factory=list)
    _headings: list[int] = field(default_factory=list)
    _work: list[int] = field(default_factory=list)

    def work(self) -> Iterator[tuple[int, Mapping[str, CellOfRow]]]:
        """The rows that are work, by their numbers, with the cells of our columns."""
        head = self.head
        for row in self.grid.rows:
            if row.number <= head.last_row:
                continue
            if row.number == head.last_row + 1 and _numbers_columns(row):
                self._numbering.append(row.number)
            elif self._is_heading(row):
                self._headings.append(row.number)
            else:
                cells = self._cells(row)
                if self.is_example(cells):
                    self._example.append(row.number)
                    continue
                self._work.append(row.number)
                yield row.number, cells

    def skipped(self) -> SkippedRows:
        """What was no work; asked when all rows have been gone through."""
        filled = {*self._example, *self._numbering, *self._headings, *self._work}
        below = range(self.head.last_row + 1, self.grid.last_row + 1)
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
            for cell in self.grid.merged.get(row.number, ())
            if cell.value is not None
        )
        if wide and len(row.cells) <= _MOST_OF_HEADING:
            return True
        texts = {column: self._turned(row.number, column, row) for column in row.cells}
        heads = {head.column: bare(head.text) for head in self.head.heads}
        same = [column for column, text in texts.items() if text and heads.get(column) == text]
        return len(same) >= _WIDE and len(same) == len(row.cells)

    def _turned(self, number: int, column: int, row: SheetRow) -> str:
        value = row.cells[column]
        if not isinstance(value, str):
            return ""
        return bare(self.turned.texts.get((number, column), value))

    def _cells(self, row: SheetRow) -> dict[str, CellOfRow]:
        """The cells of our columns; one that is merged downwards holds for each row it crosses."""
        values = {column: (row.number, value) for column, value in row.cells.items()}
        for merged in self.grid.merged.get(row.number, ()):
            if merged.top < row.number and merged.value is not None:
                values.setdefault(merged.first_column, (merged.top, merged.value))
        turned = self.turned
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

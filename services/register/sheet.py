"""A sheet of an Excel file as its reader leaves it: rows of plain values, nothing of Excel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from openpyxl.utils import get_column_letter

from services.plandoc.sources.legacy_text import Piece


class CellFault(StrEnum):
    """Why a cell has no value although something stands in it."""

    FORMULA = "formula"  # that was never calculated
    ERROR = "error"  # "#REF!" and its like


CellValue = str | int | float | bool | date | CellFault


@dataclass(frozen=True, slots=True)
class MergedCell:
    """Ô gộp trên một dòng: its first and last column, its value, and the row where it begins."""

    first_column: int
    last_column: int
    value: CellValue | None
    top: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """Một dòng của trang tính: its number, and its filled cells by column, both from 1."""

    number: int
    cells: dict[int, CellValue]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetGrid:
    """Một trang tính: its filled rows in order; a blank row does not stand in it.

    `merged` holds the merged cells of each row that they cross. `old_fonts` are the texts in fonts
    of before Unicode, by row and column. `formulas` counts the formulas whose kept value was read,
    `last_column` is the last with a filled cell.
    """

    name: str
    hidden: bool
    rows: tuple[SheetRow, ...]
    merged: Mapping[int, tuple[MergedCell, ...]] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    old_fonts: Mapping[tuple[int, int], tuple[Piece, ...]] = field(default_factory=dict)
    formulas: int = 0
    last_column: int = 0

    @property
    def last_row(self) -> int:
        """The number of the last filled row; 0 of a blank sheet."""
        return self.rows[-1].number if self.rows else 0


BLANK_TEXTS: Final = "\u200b\u200c\u200d\ufeff\u00ad\u2060"  # printed as nothing


def address(column: int, row: int) -> str:
    """How Excel names a cell: "F12"."""
    return f"{get_column_letter(column)}{row}"

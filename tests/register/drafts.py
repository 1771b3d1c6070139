"""A register as it is about to be written to Excel, so that it can be spoiled on purpose."""

import io
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from services.register.columns import BY_KEY, REGISTER_COLUMNS
from services.register.row import RegisterRow
from tests.register.seed import TEXTS


@dataclass(eq=False)
class DraftRow:
    """A row of cells by key; `source` is the code of ours that it speaks of, "" of none."""

    cells: dict[str, Any]
    source: str = ""
    hidden: bool = False
    font: str = ""
    heading: bool = False


@dataclass
class Planted:
    """What was done to a register, and so what a reconciliation must find."""

    dropped: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    changed: dict[str, set[str]] = field(default_factory=dict)
    twice: int = 0
    new: int = 0
    skipped: int = 0


@dataclass
class Draft:
    """The sheet: heads in their order, rows, and how it is to be laid out."""

    keys: list[str]
    heads: dict[str, str]
    rows: list[DraftRow]
    random: random.Random
    planted: Planted = field(default_factory=Planted)
    groups: dict[str, str] = field(default_factory=dict)
    above: list[str] = field(default_factory=lambda: ["UBND PHƯỜNG", "SỔ THEO DÕI"])
    hidden_columns: set[str] = field(default_factory=set)
    merged_down: set[str] = field(default_factory=set)
    other_sheets: list[tuple[str, str]] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def pick(self, count: int, only: Iterable[str] | None = None) -> list[DraftRow]:
        """Rows that nothing was done to yet."""
        allowed = None if only is None else set(only)
        free = [
            row
            for row in self.rows
            if row.source
            and row.source not in self.touched
            and (allowed is None or row.source in allowed)
        ]
        chosen = self.random.sample(free, min(count, len(free)))
        self.touched |= {row.source for row in chosen}
        return chosen

    def work_rows(self) -> list[DraftRow]:
        """The rows that are work: neither blank nor a heading."""
        return [row for row in self.rows if row.cells and not row.heading]


def draft_of(rows: list[RegisterRow], seed: int) -> Draft:
    """A clean register of these rows."""
    return Draft(
        keys=[column.key for column in REGISTER_COLUMNS],
        heads={column.key: column.head for column in REGISTER_COLUMNS},
        rows=[
            DraftRow(
                cells={
                    column.key: value
                    for column in REGISTER_COLUMNS
                    if (value := TEXTS.cell(column, ordinal, row)) not in {None, ""}
                },
                source=row.code,
            )
            for ordinal, row in enumerate(rows, 1)
        ],
        random=random.Random(seed),  # noqa: S311  (spoiling, no secret)
    )


def workbook_of(draft: Draft) -> bytes:
    """The draft as an Excel file."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sổ"
    for text in draft.above:
        sheet.append([text])
    headed = _write_heads(draft, sheet)
    for number, row in enumerate(draft.rows, headed + 1):
        _write_row(draft, sheet, number, row)
    for key in draft.merged_down:
        _merge_down(draft, sheet, key, headed)
    for key in draft.hidden_columns:
        sheet.column_dimensions[_letter(draft, key)].hidden = True
    for name, state in draft.other_sheets:
        other = book.create_sheet(name)
        other.append(["một", "hai"])
        other.sheet_state = state
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _letter(draft: Draft, key: str) -> str:
    return get_column_letter(draft.keys.index(key) + 1)


def _write_heads(draft: Draft, sheet: Worksheet) -> int:
    top = len(draft.above) + 1
    if not draft.groups:
        for at, key in enumerate(draft.keys, 1):
            sheet.cell(top, at, draft.heads[key])
        return top
    at = 1
    while at <= len(draft.keys):
        key = draft.keys[at - 1]
        group = draft.groups.get(key)
        if group is None:
            sheet.cell(top, at, draft.heads[key])
            sheet.merge_cells(start_row=top, end_row=top + 1, start_column=at, end_column=at)
            at += 1
            continue
        last = at
        while last < len(draft.keys) and draft.groups.get(draft.keys[last]) == group:
            last += 1
        sheet.cell(top, at, group)
        for column in range(at, last + 1):
            sheet.cell(top + 1, column, draft.heads[draft.keys[column - 1]])
        sheet.merge_cells(start_row=top, end_row=top, start_column=at, end_column=last)
        at = last + 1
    return top + 1


def _write_row(draft: Draft, sheet: Worksheet, number: int, row: DraftRow) -> None:
    if row.heading:
        sheet.cell(number, 1, row.cells["heading"])
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=6)
        return
    for at, key in enumerate(draft.keys, 1):
        value = row.cells.get(key)
        if value is None:
            continue
        cell = sheet.cell(number, at, value)
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        if row.font and key in BY_KEY:
            cell.font = Font(name=row.font)
    sheet.row_dimensions[number].hidden = row.hidden


def _merge_down(draft: Draft, sheet: Worksheet, key: str, headed: int) -> None:
    """Merge the cells of rows that follow each other and say the same in this column."""
    column = draft.keys.index(key) + 1
    start = 0
    for at in range(1, len(draft.rows) + 1):
        value = draft.rows[start].cells.get(key)
        if at < len(draft.rows) and value and draft.rows[at].cells.get(key) == value:
            continue
        if at - start > 1 and value:
            for number in range(headed + start + 2, headed + at + 1):
                sheet.cell(number, column).value = None
            sheet.merge_cells(
                start_row=headed + start + 1,
                end_row=headed + at,
                start_column=column,
                end_column=column,
            )
        start = at

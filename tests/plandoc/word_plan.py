"""An extracted text as the Word file that it could come from: numbers, merged and cut cells."""

import itertools
import re

from services.plandoc.sources.source import Row, SourceDocument, Table
from tests.plandoc import docx_making as word
from tests.plandoc.docx_making import Cell, cell, docx_of, paragraph

_PAREN, _BULLET, _ROMAN = 90, 91, 92
_PATTERNS = [
    word.numbered_list(_PAREN, ("decimal", "(%1)")),
    word.numbered_list(_BULLET, ("bullet", "·")),
    word.numbered_list(_ROMAN, ("upperRoman", "%1.")),
]
_FIRST_USE = 200
_MERGED = ("chủ trì", "phối hợp")


class _Lists:
    """One list for each run that begins anew."""

    def __init__(self) -> None:
        self.uses = [_BULLET]
        self.made: list[str] = []
        self.last: dict[int, int] = {}

    def take(self, pattern: int, number: int) -> int:
        """The list that this number goes on with, a new one where it does not."""
        if number == 1 or pattern not in self.last:
            self.last[pattern] = _FIRST_USE + len(self.made)
            changes = word.restart(0, number)
            self.made.append(word.list_use(self.last[pattern], pattern, changes))
        return self.last[pattern]


def as_word(document: SourceDocument, *, extra: str = "") -> bytes:
    """Write blocks as Word would hold them; `extra` is XML in front, such as a text box."""
    lists = _Lists()
    blocks = [extra] if extra else []
    for block in document.blocks:
        if isinstance(block, Table):
            blocks += _tables(block)
        else:
            blocks.append(_paragraph(block.text, lists))
    return docx_of(blocks, lists=[*_PATTERNS, *lists.made])


def _paragraph(text: str, lists: _Lists) -> str:
    numbered = re.match(r"\((\d+)\) ", text)
    roman = re.match(r"(I{1,3}|IV|V)\. ", text)
    if numbered:
        use = lists.take(_PAREN, int(numbered[1]))
        return paragraph(text[numbered.end() :], number=(use, 0))
    if roman:
        order = ("I", "II", "III", "IV", "V").index(roman[1]) + 1
        return paragraph(text[roman.end() :], number=(lists.take(_ROMAN, order), 0))
    if text.startswith("- "):
        return paragraph(text[2:], number=(_BULLET, 0))
    return paragraph(text)


def _tables(table: Table) -> list[str]:
    """A row that a page break cut begins a table of its own, as Word leaves it."""
    cuts = [
        at for at, row in enumerate(table.rows) if at > 1 and not row.cells[0] and not row.cells[1]
    ]
    width = max(len(row.cells) for row in table.rows)
    written = [word.row(cells) for cells in _merged(table.rows, width)]
    randomness = [0, *cuts, len(written)]
    return [
        f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(written[first:last])}</w:tbl>"
        for first, last in itertools.pairwise(randomness)
    ]


def _merged(rows: tuple[Row, ...], width: int) -> list[list[Cell]]:
    """Merge headings sideways and downwards, and the units of a row over its sub-rows."""
    grid = [[*row.cells, *([""] * (width - len(row.cells)))] for row in rows]
    units = [
        at for at, name in enumerate(grid[0]) if any(part in name.lower() for part in _MERGED)
    ]
    two_heads = len(grid) > 1 and not grid[1][0]
    made: list[list[Cell]] = []
    for at, cells in enumerate(grid):
        line: list[Cell] = []
        column = 0
        while column < width:
            span = 1
            if at == 0 and two_heads and cells[column]:
                while column + span < width and not cells[column + span]:
                    span += 1
            below = at + 1 < len(grid) and not grid[at + 1][column] and _sub(grid[at + 1])
            down = ""
            if column in units and not cells[column] and _sub(cells) and at > 1:
                down = "continue" if _held(grid, at, column) else ""
            elif (column in units and cells[column] and below and at > 1) or (
                at == 0 and two_heads and span == 1
            ):
                down = "restart"
            elif at == 1 and two_heads and not cells[column]:
                down = "continue"
            line.append(cell(cells[column], span=span, down=down))
            column += span
        made.append(line)
    return made


def _sub(cells: list[str]) -> bool:
    return not cells[0].isdigit() and bool(cells[1])


def _held(grid: list[list[str]], at: int, column: int) -> bool:
    """Whether a cell above, of the same row of the plan, holds the words."""
    while at > 0 and _sub(grid[at]) and not grid[at][column]:
        at -= 1
    return bool(grid[at][column])

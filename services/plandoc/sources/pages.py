"""What only the paper brings into a document: page numbers, and table headings printed again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"(?P<dash>[-–—]\s*)?(?P<number>\d{1,3})(?P<end>\s*[-–—])?")
_NAMED = re.compile(r"trang\s+\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_INDENTED = 8  # columns: a page number stands in the middle or at the right
_LINES_OF_A_PAGE = 10
_FEWEST_PAGES = 3  # numbers that count on, by which even bare ones are known
MOST_HEADING_ROWS = 4
_FEWEST_HEADINGS = 2
_NEAR = 100  # rows
_COUNTER = re.compile(r"\(?(?:\d{1,2}|[A-H])\)?")
_INDEX = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?")

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """Một dòng in: its words, how far it is indented, and whether a page begins or ends there."""

    text: str
    indent: int = 0
    at_break: bool = False


def page_numbers(lines: Sequence[PrintedLine]) -> frozenset[int]:
    """Which lines (from 0) are surely page numbers; a number that may be a figure is none."""
    sure: set[int] = set()
    bare: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        number = _NUMBER.fullmatch(line.text)
        if number is None:
            if _NAMED.fullmatch(line.text):
                sure.add(at)
        elif (number["dash"] and number["end"]) or line.indent >= _INDENTED or line.at_break:
            sure.add(at)
        elif not number["dash"] and not number["end"]:
            bare.append((at, int(number["number"])))
    return frozenset({*sure, *_counted(bare)})


def _counted(bare: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Bare numbers that count on, each a page further down."""
    run: list[tuple[int, int]] = []
    for at, number in (*bare, (0, -1)):
        if run and number == run[-1][1] + 1 and at - run[-1][0] >= _LINES_OF_A_PAGE:
            run.append((at, number))
            continue
        if len(run) >= _FEWEST_PAGES:
            yield from (place for place, _ in run)
        run = [(at, number)]


def repeated_heading(table: Sequence[Cells], later: Sequence[Cells]) -> int:
    """How many rows at the start of `later` print the heading of `table` again, up to four."""
    if not table or not _is_heading(table[0]):
        return 0
    rows = 0
    for first, again in zip(table[:MOST_HEADING_ROWS], later, strict=False):
        if not _same(first, again) or not (rows == 0 or _is_further_heading(again)):
            break
        rows += 1
    return rows


def counts_on(rows: list[Cells], begins: int, cut: int, after: int) -> bool:
    """Whether the numbers of rows go on at a cut; where they begin anew it is another table.

    The rows from `begins` to `cut`, and those from `after` on, are without their headings. Only
    rows near the cut are looked at, so that a table of nothing but headings costs no more.
    """
    before = rows[begins : min(begins + _NEAR, cut)] + rows[max(begins + _NEAR, cut - _NEAR) : cut]
    first_mark = _first_mark(rows[after : after + _NEAR])
    first = _INDEX.fullmatch(first_mark)
    if first is None:
        return not first_mark or first_mark != _first_mark(before)
    marks = (_INDEX.fullmatch(cells[0]) for cells in reversed(before) if cells)
    last = next(filter(None, marks), None)
    return last is None or _order(first[1]) > _order(last[1])


def _first_mark(rows: Sequence[Cells]) -> str:
    return next((cells[0] for cells in rows if cells and cells[0]), "")


def _order(index: str) -> list[int]:
    return [int(part) for part in index.split(".")]


def _is_heading(cells: Cells) -> bool:
    named = [cell for cell in cells if cell and not _COUNTER.fullmatch(cell)]
    return len(named) >= _FEWEST_HEADINGS and not _INDEX.fullmatch(cells[0])


def _is_further_heading(cells: Cells) -> bool:
    """The second line of a heading has no number; the third may count the columns."""
    return not cells[0] or all(_COUNTER.fullmatch(cell) for cell in cells if cell)


def _same(cells: Cells, others: Cells) -> bool:
    return [cell.casefold() for cell in cells] == [cell.casefold() for cell in others]

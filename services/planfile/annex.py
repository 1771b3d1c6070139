"""The annex: one table whose columns are found by their usual names, read row by row."""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from services.planfile.quantities import Quantity, read_period, read_quantities
from services.planfile.source import Row, Table
from services.planfile.vocabulary import vocabulary
from services.planfile.words import plain, syllables


class Column(StrEnum):
    """Cột của phụ lục."""

    INDEX = "index"
    NAME = "name"
    UNIT = "unit"
    FINAL = "final"
    AVERAGE = "average"
    YEAR = "year"
    LEAD = "lead"
    SUPPORTING = "supporting"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Đầu cột: what a column holds, its printed name, the year that it names."""

    column: Column
    name: str
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Một ô mức: the printed words, the figures in them, and the column's heading."""

    raw: str
    heading: Heading
    quantities: tuple[Quantity, ...]

    @property
    def period(self) -> tuple[int, int] | None:
        """A span of years printed instead of a figure."""
        return None if self.quantities else read_period(self.raw)

    @property
    def figures(self) -> tuple[tuple[Quantity, str], ...]:
        """Each figure that stands for itself, with the words behind it.

        What follows a figure inside the same phrase ("100/ trường, trang bị ít nhất 01 phòng")
        is a detail of it, no figure of its own.
        """
        found: list[tuple[Quantity, int]] = []
        for quantity in self.quantities:
            between = self.raw[found[-1][0].end : quantity.start] if found else ""
            if not found or re.search(r"[,;]\s*$|\svà\s*$", between):
                found.append((quantity, quantity.end))
        ends = [*(one.start for one, _ in found[1:]), len(self.raw)][: len(found)]
        return tuple(
            (quantity, self.raw[behind:end].strip(" ,;"))
            for (quantity, behind), end in zip(found, ends, strict=True)
        )

    @property
    def is_prose(self) -> bool:
        """Words instead of a figure, or far more words than one figure needs."""
        if not self.quantities:
            return bool(self.raw) and self.period is None
        if len(self.figures) > 1:
            return False
        rest = self.raw.replace(self.quantities[0].of or "\0", " ")
        for quantity in self.quantities:
            rest = rest.replace(quantity.raw, " ")
        return len(self.quantities) > 1 or len(syllables(rest)) > _FEW_WORDS


@dataclass(slots=True, kw_only=True)
class AnnexRow:
    """Một dòng của phụ lục: a numbered row, or a sub-row of the one above.

    `number` is the printed number of the row; `mark` the printed dash of a sub-row, "" where it
    has none. `cut` holds words that a page break put into a row of their own.
    """

    number: str
    mark: str
    name: str
    unit: str
    cells: list[Cell]
    lead: str
    supporting: str
    children: list["AnnexRow"] = field(default_factory=list)
    cut: list[tuple[str, str]] = field(default_factory=list)

    def cell(self, column: Column) -> Cell | None:
        """The filled cell of the final year or of the average."""
        return next((one for one in self.cells if one.heading.column is column and one.raw), None)

    @property
    def years(self) -> tuple[Cell, ...]:
        """The cells of a yearly series, filled or not."""
        return tuple(one for one in self.cells if one.heading.column is Column.YEAR)

    @property
    def has_target(self) -> bool:
        """Whether any target is printed."""
        return any(one.raw for one in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Phụ lục chỉ tiêu: its headings, its rows, which columns of units it has."""

    headings: tuple[Heading, ...]
    rows: tuple[AnnexRow, ...]

    def has(self, column: Column) -> bool:
        """Whether the table has such a column."""
        return any(one.column is column for one in self.headings)


_COLUMNS = {one.value: one for one in Column}
_FEW_WORDS = 2
_LONG_NAME = 7  # letters of a column name that stands inside a longer one
_TITLE_CELLS = 2  # its number and its words
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERED = re.compile(r"\(?(\d{1,3}|[IVX]{1,5})[.)]?")
_DASHES = ("-", "–", "—", "+", "*", "•")


def read_annex(tables: tuple[Table, ...]) -> Annex | None:
    """Find the table of indicators and read it; None where the document has none."""
    for table in tables:
        start, headings = _headings(table)
        columns = {one.column for one in headings}
        targets = columns & {Column.FINAL, Column.AVERAGE, Column.YEAR}
        if Column.NAME in columns and targets:
            return Annex(headings=headings, rows=tuple(_rows(table.rows[start:], headings)))
    return None


def is_figures(table: Table) -> bool:
    """Whether a table has a column of targets."""
    return read_annex((table,)) is not None


def _headings(table: Table) -> tuple[int, tuple[Heading, ...]]:
    """Read the rows above the first numbered one as the names of the columns."""
    start = next(
        (
            at
            for at, row in enumerate(table.rows)
            if at and _NUMBERED.fullmatch(row.cells[0]) and len(row.cells) > 1 and row.cells[1]
        ),
        min(1, len(table.rows)),
    )
    above = table.rows[:start]
    width = max((len(row.cells) for row in table.rows), default=0)
    found, upper = [], ""
    for at in range(width):
        printed = [row.cells[at] if at < len(row.cells) else "" for row in above]
        if printed and printed[0]:
            upper = printed[0]
        own = [words for words in printed if words]
        lower = own[-1] if own else ""
        found.append(_heading(lower, upper if lower else ""))
    return start, tuple(found)


def _heading(name: str, upper: str) -> Heading:
    column = _column(plain(name).strip(" .:")) or _column(plain(upper).strip(" .:"))
    years = [int(year) for year in _YEAR.findall(name) or _YEAR.findall(upper)]
    return Heading(
        column=column or Column.OTHER,
        name=name or upper,
        year=max(years, default=None),
    )


def _column(words: str) -> Column | None:
    if re.fullmatch(r"(?:năm|kế hoạch|kh|kế hoạch năm|chỉ tiêu năm)?\s*20\d\d", words):
        return Column.YEAR
    names = vocabulary().columns
    for role in ("index", "unit", "supporting", "lead", "name", "note", "deadline", "baseline"):
        if words in names[role]:
            return _COLUMNS.get(role, Column.OTHER)
    if any(words.startswith(mark) for mark in names["average"]):
        return Column.AVERAGE
    if any(words.startswith(mark) for mark in names["final"]) and _YEAR.search(words):
        return Column.FINAL
    for role in ("supporting", "lead", "unit", "baseline"):
        if any(mark in words for mark in names[role] if len(mark) >= _LONG_NAME):
            return _COLUMNS.get(role, Column.OTHER)
    return None


def _rows(rows: tuple[Row, ...], headings: tuple[Heading, ...]) -> list[AnnexRow]:
    found: list[AnnexRow] = []
    last: AnnexRow | None = None
    for row in rows:
        cells = [row.cells[at] if at < len(row.cells) else "" for at in range(len(headings))]
        at = {one.column: cells[place] for place, one in reversed(list(enumerate(headings)))}
        index, name = at.get(Column.INDEX, "").strip(), at.get(Column.NAME, "")
        if last is not None and _is_cut(index, name, cells):
            _join(last, cells, headings)
            continue
        if not name:
            continue
        name, index = _marked(name, index)
        read = _row(index, name, cells, headings, at)
        if _is_title(read, cells):
            continue
        if read.number or not found:
            found.append(read)
        else:
            found[-1].children.append(read)
        last = read
    return found


def _is_cut(index: str, name: str, cells: list[str]) -> bool:
    """The rest of a row that a page break cut: no number, and no name or the end of one."""
    if _NUMBERED.fullmatch(index):
        return False
    if not name:
        return any(cells)
    return not index and name[0].islower() and sum(map(bool, cells)) == 1


def _marked(name: str, index: str) -> tuple[str, str]:
    """Move a dash or number that stands in the name's cell to the front."""
    if not index and name[:1] in _DASHES:
        return name[1:].strip(), "-"
    match = re.match(r"(\d{1,2})[.)]\s+(?=\S)", name)
    if not index and match:
        return name[match.end() :], match[1]
    return name.strip(), index


def _row(
    index: str,
    name: str,
    cells: list[str],
    headings: tuple[Heading, ...],
    at: dict[Column, str],
) -> AnnexRow:
    numbered = _NUMBERED.fullmatch(index)
    return AnnexRow(
        number=numbered[1] if numbered else "",
        mark="" if numbered else index,
        name=name.strip(" ."),
        unit=at.get(Column.UNIT, ""),
        cells=[
            _cell(cells[place], heading)
            for place, heading in enumerate(headings)
            if heading.column in (Column.FINAL, Column.AVERAGE, Column.YEAR)
        ],
        lead=at.get(Column.LEAD, ""),
        supporting=at.get(Column.SUPPORTING, ""),
    )


def _cell(raw: str, heading: Heading) -> Cell:
    return Cell(raw=raw, heading=heading, quantities=read_quantities(raw))


def _is_title(row: AnnexRow, cells: list[str]) -> bool:
    """A line that only names a part of the table: "I. Về kinh tế" over all columns."""
    filled = [cell for cell in cells if cell]
    roman = bool(row.number) and not row.number.isdigit()
    letter = re.fullmatch(r"[A-HĐ][.)]?", row.mark) is not None
    return (roman or letter) and len(filled) <= _TITLE_CELLS


def _join(last: AnnexRow, cells: list[str], headings: tuple[Heading, ...]) -> None:
    """Give the words of a cut row back to the cells of the row above."""
    targets = iter(range(len(last.cells)))
    for place, heading in enumerate(headings):
        is_target = heading.column in (Column.FINAL, Column.AVERAGE, Column.YEAR)
        at = next(targets) if is_target else -1
        words = cells[place]
        if not words:
            continue
        last.cut.append((heading.name, words))
        if is_target:
            last.cells[at] = _cell(f"{last.cells[at].raw} {words}".strip(), heading)
        elif heading.column is Column.NAME:
            last.name = f"{last.name} {words}"
        elif heading.column is Column.UNIT:
            last.unit = f"{last.unit} {words}".strip()
        elif heading.column is Column.LEAD:
            last.lead = f"{last.lead} {words}".strip()
        elif heading.column is Column.SUPPORTING:
            last.supporting = f"{last.supporting} {words}".strip()

"""The annex: tables whose columns are found by their usual names, read row by row."""

import re
from dataclasses import dataclass, field

from services.plandoc.sources.source import Row, Table
from services.plandoc.structure.columns import (
    NUMBERED,
    PART_MARK,
    TARGETS,
    TITLE_CELLS,
    Column,
    Heading,
    carried,
    headings_of,
    is_cut,
    marked,
    settled,
)
from services.plandoc.structure.titled_targets import with_titled_targets
from services.plandoc.wording.quantities import Quantity, read_period, read_quantities
from services.plandoc.wording.titles import unit_in_brackets, without_times
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain, syllables


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnexCell:
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
        collected: list[tuple[Quantity, int]] = []
        for quantity in self.quantities:
            between = self.raw[collected[-1][0].end : quantity.start] if collected else ""
            if not collected or re.search(r"[,;]\s*$|\svà\s*$", between):
                collected.append((quantity, quantity.end))
        ends = [*(each.start for each, _ in collected[1:]), len(self.raw)][: len(collected)]
        return tuple(
            (quantity, self.raw[behind:end].strip(" ,;"))
            for (quantity, behind), end in zip(collected, ends, strict=True)
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
        return len(self.quantities) > 1 or len(syllables(without_times(rest))) > _FEW_WORDS


@dataclass(slots=True, kw_only=True)
class AnnexRow:
    """Một dòng của phụ lục: a numbered row, or a sub-row of the one above.

    `mark` is the printed dash of a sub-row. `group` tells rows of one number apart: "II" where
    each part of the table counts anew. `cut` holds words that a page break put into a row of
    their own, `printed` the rows of the document from which it was read.
    """

    number: str
    mark: str
    name: str
    unit: str
    cells: list[AnnexCell]
    lead: str
    supporting: str
    children: list["AnnexRow"] = field(default_factory=list)
    cut: list[tuple[str, str]] = field(default_factory=list)
    group: str = ""
    printed: list[Row] = field(default_factory=list)

    @property
    def label(self) -> str:
        """The number by which the office finds the row: "7", or "II.7"."""
        return f"{self.group}.{self.number}" if self.group and self.number else self.number

    def cell(self, column: Column) -> AnnexCell | None:
        """The filled cell of the final year or of the average."""
        filled = (cell for cell in self.cells if cell.heading.column is column and cell.raw)
        return next(filled, None)

    @property
    def years(self) -> tuple[AnnexCell, ...]:
        """The cells of a yearly series, filled or not."""
        return tuple(cell for cell in self.cells if cell.heading.column is Column.YEAR)

    @property
    def only_heads(self) -> bool:
        """Whether it is the title of its sub-rows, each of which has its own lead."""
        own = self.has_target or self.lead.strip()
        led = all(child.lead.strip() for child in self.children)
        return not own and bool(self.children) and led

    @property
    def has_target(self) -> bool:
        """Whether any target is printed."""
        return any(cell.raw for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Phụ lục chỉ tiêu: its headings, its rows, which columns of units it has."""

    headings: tuple[Heading, ...]
    rows: tuple[AnnexRow, ...]

    def has(self, column: Column) -> bool:
        """Whether the table has such a column."""
        return any(heading.column is column for heading in self.headings)


_FEW_WORDS = 2
_LONGEST_CELL = 200  # characters of a cell in which figures are looked for
_MOST_FIGURES = 12  # of one cell


def read_annex(tables: tuple[Table, ...], first_year: int = 0) -> Annex | None:
    """Find the tables of indicators and read them; None where the document has none.

    A column of a year before `first_year` says what was, not what is to be. A later table adds
    the rows that no earlier one has.
    """
    annex_rows: list[AnnexRow] = []
    heads: tuple[Heading, ...] = ()
    for number, table in enumerate(tables, start=1):
        start, printed = headings_of(table)
        headings = settled(printed, first_year)
        read_rows, headings = with_titled_targets(table.rows[start:], headings) or (
            table.rows[start:],
            headings,
        )
        columns = {heading.column for heading in headings}
        if Column.NAME not in columns or not columns & TARGETS:
            continue
        rows = _rows(table.rows[start:], read_rows, headings)
        _tell_apart(rows, f"bảng {number}" if annex_rows else "")
        heads = heads or headings
        known = {plain(row.name) for row in annex_rows}
        annex_rows += [row for row in rows if plain(row.name) not in known]
    return Annex(headings=heads, rows=tuple(annex_rows)) if heads else None


def _tell_apart(rows: list[AnnexRow], table: str) -> None:
    """Keep the parts' names only where the parts count anew."""
    numbers = [row.number for row in rows if row.number]
    again = len(numbers) != len(set(numbers)) and all(row.group for row in rows)
    for row in rows:
        row.group = " ".join(filter(None, (table, row.group if again else "")))


def is_figures(table: Table) -> bool:
    """Whether a table has a column of targets, or targets in the titles of its rows."""
    start, headings = headings_of(table)
    columns = {heading.column for heading in headings}
    if Column.NAME in columns and columns & TARGETS:
        return True
    return with_titled_targets(table.rows[start:], headings) is not None


def counts_columns(cells: tuple[str, ...] | list[str]) -> bool:
    """Whether a row only numbers the columns: "(1) | (2) | (3)", "A | B | 1 | 2"."""
    filled = [cell.strip("() ") for cell in cells if cell]
    return len(filled) > TITLE_CELLS and all(
        re.fullmatch(r"[A-H]|\d{1,2}(?:\s*=.*)?", cell) for cell in filled
    )


def _rows(
    printed_rows: tuple[Row, ...], rows: tuple[Row, ...], headings: tuple[Heading, ...]
) -> list[AnnexRow]:
    annex_rows: list[AnnexRow] = []
    last: AnnexRow | None = None
    group = ""
    uncounted = all(heading.column is not Column.INDEX for heading in headings)
    for printed, (_, cells, filled) in zip(printed_rows, carried(rows, headings), strict=True):
        if counts_columns(cells):
            continue
        at = _by_column(cells, headings)
        index, name = at.get(Column.INDEX, "").strip(), at.get(Column.NAME, "")
        if last is not None and is_cut(index, name, cells):
            _join(last, cells, headings)
            last.printed.append(printed)
            continue
        if not name:
            continue
        name, index = marked(name, index)
        if not name.strip(" ."):
            continue
        read = _row(index, name, cells, headings, at)
        if _is_title(read, cells):
            group = index.strip(".)") or group
            continue
        if read.number:  # a sub-row without units of its own has those of its row anyway
            read = _row(index, name, filled, headings, _by_column(filled, headings))
        read.group = group
        read.printed.append(printed)
        if read.number or not annex_rows or (uncounted and not read.mark):
            annex_rows.append(read)
        else:
            annex_rows[-1].children.append(read)
        last = read
    return annex_rows


def _by_column(cells: list[str], headings: tuple[Heading, ...]) -> dict[Column, str]:
    return {heading.column: cells[place] for place, heading in reversed(list(enumerate(headings)))}


def _row(
    index: str,
    name: str,
    cells: list[str],
    headings: tuple[Heading, ...],
    at: dict[Column, str],
) -> AnnexRow:
    numbered = NUMBERED.fullmatch(index)
    unit = at.get(Column.UNIT, "")
    if not unit:
        name, unit = unit_in_brackets(name)
    return AnnexRow(
        number=numbered[1] if numbered else "",
        mark="" if numbered else index,
        name=name.strip(" ."),
        unit=unit,
        cells=[
            _cell(cells[place], heading)
            for place, heading in enumerate(headings)
            if heading.column in TARGETS
        ],
        lead=at.get(Column.LEAD, ""),
        supporting=at.get(Column.SUPPORTING, ""),
    )


def _cell(raw: str, heading: Heading) -> AnnexCell:
    return AnnexCell(
        raw=raw, heading=heading, quantities=read_quantities(raw[:_LONGEST_CELL])[:_MOST_FIGURES]
    )


def _is_title(row: AnnexRow, cells: list[str]) -> bool:
    """A line that only names a part of the table: "I. Về kinh tế" over all columns."""
    filled = [cell for cell in cells if cell]
    if len(filled) > TITLE_CELLS or row.has_target:
        return False
    roman = bool(row.number) and not row.number.isdigit()
    letter = PART_MARK.fullmatch(row.mark) is not None
    part = not row.number and plain(row.name).strip(" :") in vocabulary().of_which
    return roman or letter or part or (not row.number and len(filled) == 1 and _is_heading(row))


def _is_heading(row: AnnexRow) -> bool:
    """A name alone in its row that numbers or names a part: "II. Về xã hội", "Về môi trường"."""
    named = re.match(r"(?:[IVX]{1,5}|[A-H])\s*[.)]\s|(?:Về|Lĩnh vực|Nhóm)\s", row.name)
    return named is not None or row.name.isupper()


def _join(last: AnnexRow, cells: list[str], headings: tuple[Heading, ...]) -> None:
    """Give the words of a cut row back to the cells of the row above."""
    targets = iter(range(len(last.cells)))
    for place, heading in enumerate(headings):
        is_target = heading.column in TARGETS
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

"""The columns of an annex: what each is for, by its printed name and the name above it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from services.plandoc.sources.source import Row, Table
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain


class Column(StrEnum):
    """Cột của phụ lục."""

    INDEX = "index"
    NAME = "name"
    UNIT = "unit"
    FINAL = "final"
    AVERAGE = "average"
    YEAR = "year"
    BASELINE = "baseline"
    LEAD = "lead"
    SUPPORTING = "supporting"
    DEADLINE = "deadline"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Đầu cột: what a column holds, its printed name, the year that it names."""

    column: Column
    name: str
    year: int | None


TARGETS = frozenset({Column.FINAL, Column.AVERAGE, Column.YEAR})
NUMBERED = re.compile(r"\(?(\d{1,3}|[IVX]{1,5})[.)]?")
PART_MARK = re.compile(r"[A-HĐ][.)]?")
TITLE_CELLS = 2  # of a title's row: its number and its words
_COLUMNS = {each.value: each for each in Column}
_DASHES = ("-", "–", "—", "+", "*", "•")
_LONG_NAME = 7  # letters of a column name that stands inside a longer one
_YEAR_ALONE = re.compile(
    r"(?:(?:kế hoạch|kh|chỉ tiêu|dự kiến|giao|chỉ tiêu giao|kế hoạch giao)?\s*(?:năm(?: học)?)?)"
    r"\s*20\d\d(?:\s*[-–]\s*20\d\d)?"
)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def headings_of(table: Table) -> tuple[int, tuple[Heading, ...]]:
    """Read the rows above the first numbered one as the names of the columns."""
    start = next(
        (
            at
            for at, row in enumerate(table.rows)
            if at and (_begins(row) or _is_title(row, table))
        ),
        min(1, len(table.rows)),
    )
    above = table.rows[:start]
    width = max((len(row.cells) for row in table.rows), default=0)
    collected, upper = [], ""
    for at in range(width):
        printed = [row.cells[at] if at < len(row.cells) else "" for row in above]
        if printed and printed[0]:
            upper = printed[0]
        own = [words for words in printed if words]
        lower = own[-1] if own else ""
        collected.append(_heading(lower, upper if lower else ""))
    return start, tuple(collected)


def _is_title(row: Row, table: Table) -> bool:
    """Whether a row only parts those below it, as "Tháng 01" does below the columns' names."""
    said = [at for at, cell in enumerate(row.cells) if cell]
    named = sum(map(bool, table.rows[0].cells))
    return (
        len(said) == 1
        and said[0] < TITLE_CELLS
        and named > TITLE_CELLS
        and bool(table.rows[0].cells[said[0]])
    )


def _begins(row: Row) -> bool:
    """Whether a row is the first below the names of the columns: numbered, or a part's title."""
    if len(row.cells) < TITLE_CELLS or not row.cells[1]:
        return False
    return (
        NUMBERED.fullmatch(row.cells[0]) is not None
        or PART_MARK.fullmatch(row.cells[0]) is not None
    )


def _heading(name: str, upper: str) -> Heading:
    column = next(filter(None, (_column(_bare(each)) for each in (name, upper))), None)
    years = [int(year) for year in _YEAR.findall(name) or _YEAR.findall(upper)]
    return Heading(
        column=column or Column.OTHER,
        name=name or upper,
        year=max(years, default=None),
    )


def _bare(name: str) -> str:
    """A column's name without what its brackets say: "Đơn vị thực hiện (chủ trì; phối hợp)"."""
    return _BRACKETS.sub("", plain(name)).strip(" .:") or plain(name).strip(" .:()")


def _column(words: str) -> Column | None:
    if _YEAR_ALONE.fullmatch(words):
        return Column.YEAR
    return _named(words) or _alike(words)


def _named(words: str) -> Column | None:
    """A column that goes by exactly one of the usual names."""
    names = vocabulary().columns
    if words.startswith("lãnh đạo"):
        return Column.OTHER  # who answers for it in the committee, not who does it
    if "chủ trì" in words and "phối hợp" in words:
        return Column.LEAD
    for role in ("index", "unit", "supporting", "lead", "name", "note", "deadline", "baseline"):
        if words in names[role]:
            return _COLUMNS.get(role, Column.OTHER)
    if words in names["target"]:
        return Column.FINAL
    return None


def _alike(words: str) -> Column | None:
    """A column whose name begins with a usual one, or holds a long one."""
    names = vocabulary().columns
    if any(words.startswith(mark) for mark in names["average"]):
        return Column.AVERAGE
    if any(words.startswith(mark) for mark in names["final"]) and _YEAR.search(words):
        return Column.FINAL
    for role in ("supporting", "lead", "unit", "baseline"):
        if any(mark in words for mark in names[role] if len(mark) >= _LONG_NAME):
            return _COLUMNS.get(role, Column.OTHER)
    if words.startswith(names["deadline"]):
        return Column.DEADLINE
    known = any(mark in words for mark in names["name"] if len(mark) >= _LONG_NAME)
    return Column.NAME if known and not re.search(r"\d", words) else None


def settled(headings: tuple[Heading, ...], first_year: int) -> tuple[Heading, ...]:
    """Tell what was from what is to be; a single year that is left is the target's."""
    headings = tuple(
        replace(heading, column=Column.BASELINE)
        if heading.column in TARGETS and heading.year is not None and heading.year < first_year
        else heading
        for heading in headings
    )
    years = [heading for heading in headings if heading.column is Column.YEAR]
    if len(years) != 1 or any(heading.column is Column.FINAL for heading in headings):
        return headings
    return tuple(
        replace(heading, column=Column.FINAL) if heading in years else heading
        for heading in headings
    )


def carried(
    rows: Iterable[Row], headings: tuple[Heading, ...]
) -> Iterator[tuple[Row, list[str], list[str]]]:
    """Each row, its cells, and the same with units' cells that are merged over several rows.

    Which of the two counts is for the reader to say: the title of a part has no lead of its own.
    """
    shared = [
        place
        for place, heading in enumerate(headings)
        if heading.column in (Column.LEAD, Column.SUPPORTING)
    ]
    before: dict[int, str] = {}
    for row in rows:
        cells = [row.cells[at] if at < len(row.cells) else "" for at in range(len(headings))]
        filled = list(cells)
        for place in shared:
            if place in row.above:
                filled[place] = before.get(place, "")
            before[place] = filled[place]
        yield row, cells, filled


def is_cut(index: str, name: str, cells: list[str]) -> bool:
    """The rest of a row that a page break cut: no number, and no name or the end of one."""
    if NUMBERED.fullmatch(index):
        return False
    if not name:
        return any(cells)
    return not index and name[0].islower() and sum(map(bool, cells)) == 1


def marked(name: str, index: str) -> tuple[str, str]:
    """Move a dash or number that stands in the name's cell to the front."""
    if not index and name[:1] in _DASHES:
        return name[1:].strip(), "-"
    match = re.match(r"(\d{1,2})[.)]\s+(?=\S)", name)
    if not index and match:
        return name[match.end() :], match[1]
    return name.strip(), index

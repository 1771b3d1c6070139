"""Tables that list work with its unit: "Nhiệm vụ | Chủ trì | Phối hợp | Thời gian hoàn thành"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.labels import assigned
from services.plandoc.bodies.name_ends import begins_name
from services.plandoc.sources.source import Row, Table
from services.plandoc.structure.annex import counts_columns, is_figures
from services.plandoc.structure.columns import Column, carried, headings_of
from services.plandoc.wording.rhythms import is_only_time
from services.plandoc.wording.words import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """Một dòng của danh mục việc: its number, the work, its units, by when, as printed.

    `scheme` is true where the column or the row says that it lists schemes; `printed` is the row
    of the document and `place` the column of the work in it.
    """

    number: str
    work: str
    lead: str
    supporting: str
    due: str
    scheme: bool
    printed: Row
    place: int

    def assignee(self, book: UnitBook) -> Assignee:
        """The units of the row's cells; the words of the work say nothing of them."""
        return replace(assigned(self.lead, self.supporting, book), work=self.work)


def work_rows(tables: tuple[Table, ...], book: UnitBook) -> Iterator[WorklistRow]:
    """Read every table that has a column of work and one of leads, and no target.

    A numbered row whose lead is blank is work that nobody was given, unless the title of its
    part names who has it.
    """
    for table in tables:
        if not table.rows or is_figures(table):
            continue
        start, headings = headings_of(table)
        places = {heading.column: at for at, heading in reversed(list(enumerate(headings)))}
        if Column.NAME not in places:
            continue
        if Column.LEAD not in places and not _parted_by_bodies(table.rows[start:], places, book):
            continue
        named = plain(headings[places[Column.NAME]].name)
        schemes = "đề án" in named and "nhiệm vụ" not in named
        part_due = part_lead = ""  # of rows below a title: "Tháng 01", "PHÒNG KINH TẾ"
        for printed, row, filled in carried(table.rows[start:], headings):
            title = _title(row, places)
            if title:
                part_due = title if is_only_time(title) else ""
                part_lead = title if _is_body(title, book) else ""
                if part_due or part_lead:
                    continue
            numbered = row[places.get(Column.INDEX, 0)].strip("(). ").isdigit()
            reported = filled if numbered else row  # the title of a part has no lead
            cells = {column: reported[at].strip() for column, at in places.items()}
            work, lead = cells[Column.NAME], cells.get(Column.LEAD, "") or part_lead
            if not work or not (lead or numbered) or counts_columns(row):
                continue
            yield WorklistRow(
                number=cells.get(Column.INDEX, "").strip("(). "),
                work=work,
                lead=lead,
                supporting=cells.get(Column.SUPPORTING, ""),
                due=cells.get(Column.DEADLINE, "") or part_due,
                scheme=schemes or plain(work).startswith("đề án"),
                printed=printed,
                place=places[Column.NAME],
            )


def _title(row: list[str], places: dict[Column, int]) -> str:
    """The words of a row that parts those below it: only its name, and a number that is none."""
    number = row[places[Column.INDEX]].strip("(). ") if Column.INDEX in places else ""
    said = [cell for at, cell in enumerate(row) if cell and at != places.get(Column.INDEX)]
    return said[0] if len(said) == 1 and not number.isdigit() else ""


def _parted_by_bodies(rows: Iterable[Row], places: dict[Column, int], book: UnitBook) -> bool:
    width = max(places.values()) + 1
    cells = ([*row.cells, *[""] * (width - len(row.cells))] for row in rows)
    return any(_is_body(title, book) for row in cells if (title := _title(row, places)))


def _is_body(words: str, book: UnitBook) -> bool:
    """Whether the title of a part of a table is the name of a body, in capitals as it stands."""
    return book.whole(words) is not None or begins_name(words.capitalize())

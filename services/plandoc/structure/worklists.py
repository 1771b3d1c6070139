"""Tables that list work with its unit: "Nhiệm vụ | Chủ trì | Phối hợp | Thời gian hoàn thành"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.labels import assigned
from services.plandoc.sources.source import Row, Table
from services.plandoc.structure.annex import counts_columns, is_figures
from services.plandoc.structure.columns import Column, carried, headings_of
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


def work_rows(tables: tuple[Table, ...]) -> Iterator[WorklistRow]:
    """Read every table that has a column of work and one of leads, and no target.

    A numbered row whose lead is blank is work that nobody was given.
    """
    for table in tables:
        if not table.rows or is_figures(table):
            continue
        start, headings = headings_of(table)
        places = {heading.column: at for at, heading in reversed(list(enumerate(headings)))}
        if not {Column.NAME, Column.LEAD} <= places.keys():
            continue
        named = plain(headings[places[Column.NAME]].name)
        schemes = "đề án" in named and "nhiệm vụ" not in named
        for printed, row, filled in carried(table.rows[start:], headings):
            numbered = row[places.get(Column.INDEX, 0)].strip("(). ").isdigit()
            reported = filled if numbered else row  # the title of a part has no lead
            cells = {column: reported[at].strip() for column, at in places.items()}
            work, lead = cells[Column.NAME], cells[Column.LEAD]
            if not work or not (lead or numbered) or counts_columns(row):
                continue
            yield WorklistRow(
                number=cells.get(Column.INDEX, "").strip("(). "),
                work=work,
                lead=lead,
                supporting=cells.get(Column.SUPPORTING, ""),
                due=cells.get(Column.DEADLINE, ""),
                scheme=schemes or plain(work).startswith("đề án"),
                printed=printed,
                place=places[Column.NAME],
            )

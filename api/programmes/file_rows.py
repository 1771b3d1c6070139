"""The rows of a programme as its file holds them."""

from services.domain.programme.state import ProgrammeRow
from services.programme_file.row import OurProgrammeRow, ProgrammeFileRow
from services.queries.programme_views import ProgrammePage, ProgrammeRowLine
from services.queries.register_views import RegisterNames


def file_rows(shown: ProgrammePage, names: RegisterNames) -> tuple[OurProgrammeRow, ...]:
    """What is part of the programme, in the order of the paper, as this person may read it."""
    return tuple(_file_row(line, names) for line in shown.rows)


def _file_row(line: ProgrammeRowLine, names: RegisterNames) -> OurProgrammeRow:
    row: ProgrammeRow = line.row
    terms = row.terms
    values = ProgrammeFileRow(
        content=line.content or "",
        product=line.product or "",
        lead_unit=terms.lead_unit,
        supporting_units=terms.supporting_units,
        due_on=terms.due_on,
        sits_at=terms.sits_at or "",
        presented_to=terms.presented_to,
        leader=names.login_of(terms.leader),
        note=line.note or "",
        number=row.number,
    )
    return OurProgrammeRow(number=row.number, values=values, withheld=line.withheld)

"""The log by the number of a paper: of the sources of work, whose rows hold theirs.

Words that somebody typed, and papers behind a report, stand in payloads, which no statement opens:
they are not searched.
"""

from sqlalchemy import ColumnElement, false, func, select

from services.domain.directive.authority import may_see_directives
from services.projections.tables import directives
from services.queries.log_rights import Reader, events


def of_number(reader: Reader, wanted: str) -> ColumnElement[bool]:
    """Facts of the sources of this number, capital or small; nothing of a secret one."""
    if not may_see_directives(reader.policy, reader.holder) or not wanted.isprintable():
        return false()  # no number has a sign that cannot be printed, and no text of a database
    numbered = select(directives.c.stream).where(
        directives.c.ledger_id == reader.ledger_id,
        ~directives.c.secret,
        func.lower(directives.c.number) == " ".join(wanted.split()).lower(),
    )
    return events.c.subject.in_(numbered)

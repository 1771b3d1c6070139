"""The log by the number of a paper: of sources of work, and of papers that acts name.

The papers of work under the secrecy rules, and of findings about it, are never found: no line of
the log says them.
"""

from sqlalchemy import ColumnElement, and_, false, func, select, union_all

from services.domain.directive.authority import may_see_directives
from services.domain.mentions import number_key
from services.projections.tables import directives, named_papers
from services.queries.log_rights import Reader, events
from services.queries.log_typed import tells_papers


def of_number(reader: Reader, wanted: str) -> ColumnElement[bool]:
    """Facts of the sources of this number, and acts that name such a paper."""
    if not wanted.isprintable():
        return false()  # no number has a sign that cannot be printed, and no text of a database
    key, act, named = number_key(wanted), events.alias("act"), named_papers.c
    # By their places, because the planner finds the few acts of a paper only so.
    places = [
        select(act.c.position)
        .select_from(
            named_papers.join(
                act,
                (act.c.ledger_id == named.ledger_id)
                & (act.c.stream_key == func.lower(named.stream))
                & (act.c.version == named.version),
            )
        )
        .where(named.ledger_id == reader.ledger_id, named.number == key)
    ]
    if may_see_directives(reader.policy, reader.holder):
        numbered = select(directives.c.stream).where(
            directives.c.ledger_id == reader.ledger_id,
            ~directives.c.secret,
            func.lower(directives.c.number) == key,
        )
        of_sources = act.c.ledger_id == reader.ledger_id, act.c.subject.in_(numbered)
        places.append(select(act.c.position).where(*of_sources))
    return and_(
        events.c.position.in_(select(union_all(*places).subquery().c.position)),
        tells_papers(reader),
    )

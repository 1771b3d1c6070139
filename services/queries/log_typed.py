"""The log by words that were typed with acts: reasons, remarks, reports.

Only what the act's own page would show to this reader is searched; the words lie in the ledger's
texts and are found by an index over them (0038_typed_texts.sql).
"""

from sqlalchemy import ColumnElement, and_, false, func, or_, select

from services.domain.streams import Category
from services.domain.task.authority import sees_texts
from services.projections.tables import assignments, inspection_findings, tasks
from services.queries.inspection_sight import restricted_today, visible_findings
from services.queries.log_rights import Reader, events, of_category
from services.queries.search import asked_words
from services.queries.typed_titles import whole_words
from services.queries.visibility import visible


def of_words(reader: Reader, wanted: str) -> ColumnElement[bool]:
    """Acts with a text that holds every word, in whatever order, with or without marks."""
    asked = asked_words(wanted)
    if not asked or not sees_texts(reader.holder):
        return false()
    holding = select(func.acts_holding(whole_words(asked)))
    return and_(events.c.position.in_(holding), of_open_work(reader))


def of_open_work(reader: Reader) -> ColumnElement[bool]:
    """Acts on work whose words this reader may know; of restricted work nobody reads them here."""
    return or_(
        *(
            events.c.stream.in_(
                select(rows.c.stream).where(
                    rows.c.ledger_id == reader.ledger_id,
                    ~rows.c.restricted,
                    visible(rows, reader.policy, reader.holder),
                )
            )
            for rows in (tasks, assignments)
        )
    )


def tells_papers(reader: Reader) -> ColumnElement[bool]:
    """Acts whose papers and days the log tells: not of restricted work, nor findings about it."""
    is_work = or_(of_category(Category.TASK), of_category(Category.ASSIGNMENT))
    open_findings = select(inspection_findings.c.stream).where(
        inspection_findings.c.ledger_id == reader.ledger_id,
        ~restricted_today(reader.ledger_id),
        visible_findings(reader.ledger_id, reader.holder),
    )
    return and_(
        or_(~is_work, of_open_work(reader)),
        or_(~of_category(Category.INSPECTION), events.c.stream.in_(open_findings)),
    )

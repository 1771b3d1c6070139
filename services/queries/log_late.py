"""The log by late entry: acts that were recorded after the day on which they say they happened."""

from typing import Final

from sqlalchemy import ColumnElement, Date, and_, cast, func, select

from services.projections.tables import stated_days
from services.queries.log_rights import Reader, events
from services.queries.log_typed import tells_papers

_HANOI: Final = "Asia/Ho_Chi_Minh"


def recorded_later(reader: Reader) -> ColumnElement[bool]:
    """What was recorded later; of work under the secrecy rules no paper and no day is told."""
    act, stated = events.alias("act"), stated_days.c
    # By their places: few facts state a day, and the log is not read through for them.
    later = (
        select(act.c.position)
        .select_from(
            stated_days.join(
                act,
                (act.c.ledger_id == stated.ledger_id)
                & (act.c.stream_key == func.lower(stated.stream))
                & (act.c.version == stated.version),
            )
        )
        .where(
            stated.ledger_id == reader.ledger_id,
            stated.stated_on < cast(func.timezone(_HANOI, act.c.occurred_at), Date),
        )
    )
    return and_(events.c.position.in_(later), tells_papers(reader))

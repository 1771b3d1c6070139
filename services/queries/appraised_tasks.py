"""Which tasks may have a line in the evidence of a period: two reads, each by its index."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, or_, select, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.instants import end_of, start_of
from services.domain.roles import SIGNING, Holder
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.appraisal_lines import AppraisalPeriod
from services.domain.task.events import ContributionMissed
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.log_rights import events
from services.queries.viewing import Viewing
from services.queries.visibility import visible

_STATE: Final = type_coerce(tasks.c.state, JSONB)
# A report, a signature, a return: facts of which the day may count in a period.
_MOVING: Final = (ReportSubmitted.TYPE, SubmissionApproved.TYPE, SubmissionReturned.TYPE)
_LATE: Final = ContributionMissed.TYPE
COUNTING: Final = (*_MOVING, _LATE)
_AWAY: Final = timedelta(days=92)  # no clock was ever away for as long


async def appraised_tasks(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, period: AppraisalPeriod
) -> Mapping[str, str | None]:
    """The tasks that may have a line in the period, with the words of a typed title.

    Raises LedgerUnavailable.
    """
    moved = await moved_in(connection, ledger.ledger_id, period)
    statement = (
        select(tasks.c.stream, tasks.c.title_text_id)
        .where(tasks.c.ledger_id == ledger.ledger_id)
        .where(or_(*_touching(period, moved)))
        .where(
            or_(
                visible(tasks, viewing.policy, viewing.holder),
                _once_theirs(ledger.ledger_id, viewing.holder),
            )
        )
    )
    typed = {row.stream: row.title_text_id for row in await connection.execute(statement)}
    words = await ledger.texts({each for each in typed.values() if each is not None})
    return {stream: words.get(text_id) for stream, text_id in typed.items()}


async def moved_in(
    connection: AsyncConnection, ledger_id: str, period: AppraisalPeriod
) -> Collection[str]:
    """The tasks of which a report, a signature, a return or a late contribution may count in it.

    The database must see which types are asked for before it chooses a way: the index
    `events_counting` holds no others.
    """
    types: BindParameter[str] = bindparam("types", COUNTING, expanding=True, literal_execute=True)
    first, last = period.first_day, period.last_day
    statement = (
        select(events.c.stream)
        .distinct()
        .where(events.c.ledger_id == ledger_id, events.c.type.in_(types))
        .where(events.c.occurred_at >= start_of(first))
        # Recorded at the end of its day; a clock that was away records it when it is back.
        .where(events.c.occurred_at < end_of(last + _AWAY))
        .where(or_(events.c.type == _LATE, events.c.occurred_at < end_of(last)))
    )
    return list((await connection.execute(statement)).scalars())


def _touching(period: AppraisalPeriod, moved: Collection[str]) -> tuple[ColumnElement[bool], ...]:
    """Due, missed, signed, returned or contributed late in the period.

    That is all that `lines_of` may find, and a few more. The day that counts of a confirmed task
    is that of a signature.
    """
    first, last = period.first_day, period.last_day
    # A clock records a missed day when it is over; only the states of what moved since are
    # unpacked. Such days are in order as texts.
    since = tasks.c.last_act_at >= start_of(first - _AWAY)
    missed_on = _STATE["missed_on"].astext.between(first.isoformat(), last.isoformat())
    return (
        tasks.c.due_on.between(first, last),
        and_(tasks.c.missed, since, missed_on),
        tasks.c.stream.in_(moved),
    )


def _once_theirs(ledger_id: str, holder: Holder) -> ColumnElement[bool]:
    """Unrestricted work of which a line may be somebody's though the task is their unit's no more.

    What went to another unit after a lateness or a return; what they were named for, or sent.
    """
    named: dict[str, Any] = {"specialists": [{"person_id": str(holder.person_id)}]}
    sent = select(events.c.stream).where(
        events.c.ledger_id == ledger_id, events.c.person_id == holder.person_id
    )
    theirs = [_STATE.contains(named), tasks.c.stream.in_(sent)]
    if holder.find(SIGNING) is not None:
        theirs.append(_STATE["reassigned"].as_integer() > 0)
    return and_(~tasks.c.restricted, or_(*theirs))

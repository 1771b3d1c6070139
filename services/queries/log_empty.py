"""Why the log shows nothing: what the item is asked for, and which filter leaves it empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.events import Deliverable
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.acts.submit_report import ReportSubmitted
from services.projections.tables import assignments, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.log import count_acts
from services.queries.log_asked import conditions
from services.queries.log_rights import Reader, events
from services.queries.log_views import LogFilter
from services.queries.visibility import visible

# The filters by the names of their fields, with the value that asks for nothing.
_BLANK: Final[Mapping[str, Any]] = {
    "period": None,
    "outcome": None,
    "kind": None,
    "number": "",
    "words": "",
    "late": False,
    "person": None,
    "people_only": False,
    "person_unit": None,
    "unit": None,
    "item": None,
    "from_on": None,
    "until_on": None,
}
MOST: Final = 1000  # acts that are counted of a filter left out


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestReport:
    """The newest report of an item: of which period, and the day on which it was sent."""

    period: str
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAsked:
    """What an item is asked for, and its newest report, where there is one."""

    code: str
    deliverables: Sequence[Deliverable]
    latest: LatestReport | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyEmpty:
    """What the item is asked for; by a filter's field, how many acts there are without it."""

    item: ItemAsked | None
    without: Mapping[str, int]


async def why_empty(connection: AsyncConnection, reader: Reader, wanted: LogFilter) -> WhyEmpty:
    """What can be said of a filter that fits nothing."""
    item = None if wanted.item is None else await _asked_of(connection, reader, wanted.item)
    without = {}
    for field, blank in _BLANK.items():
        if getattr(wanted, field) == blank:
            continue
        asked = await conditions(connection, reader, replace(wanted, **{field: blank}))
        if amount := await count_acts(connection, reader, asked, MOST):
            without[field] = amount
    return WhyEmpty(item=item, without=without)


async def _asked_of(connection: AsyncConnection, reader: Reader, code: str) -> ItemAsked | None:
    statement = (
        select(assignments.c.state)
        .where(assignments.c.ledger_id == reader.ledger_id, assignments.c.code == code)
        .where(visible(assignments, reader.policy, reader.holder))
    )
    row = (await connection.execute(statement)).first()
    if row is None:
        return None
    return ItemAsked(
        code=code,
        deliverables=ASSIGNMENTS.state_of(row).deliverables,
        latest=await _latest(connection, reader, code),
    )


async def _latest(connection: AsyncConnection, reader: Reader, code: str) -> LatestReport | None:
    statement = (
        select(tasks.c.period, events.c.occurred_at)
        .select_from(
            tasks.join(
                events,
                (events.c.ledger_id == tasks.c.ledger_id) & (events.c.subject == tasks.c.stream),
            )
        )
        .where(tasks.c.ledger_id == reader.ledger_id, tasks.c.assignment == code)
        .where(visible(tasks, reader.policy, reader.holder), reader.may_read())
        .where(events.c.type == ReportSubmitted.TYPE)
        .order_by(events.c.position.desc())
        .limit(1)
    )
    row = (await connection.execute(statement)).first()
    if row is None:
        return None
    return LatestReport(period=row.period, sent_on=day_of(row.occurred_at))

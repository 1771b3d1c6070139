"""Which of many findings exist for somebody, and which of them are restricted today.

What `authority` and `restriction` of the domain say of one.
"""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import ColumnElement, Table, and_, exists, literal, or_, select, true, type_coerce
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.inspection.authority import may_see_every, seen_units_of
from services.domain.inspection.terms import InspectedThing
from services.domain.roles import Holder
from services.domain.streams import Category, Family, category_of
from services.projections.tables import assignments, inspection_findings, tasks, units

_ROWS: Final = inspection_findings.c
_OF_THE_UNIT: Final = (InspectedThing.PERIOD.value, InspectedThing.UNIT.value)


def restricted_today(ledger_id: str) -> ColumnElement[bool]:
    """Whether a finding was restricted from its first day, or what it is about is so by now."""
    unit_is = type_coerce(units.c.state, JSONB)["registered"]["restricted"].as_boolean()
    return or_(
        _ROWS.restricted,
        and_(
            _ROWS.about == InspectedThing.TASK.value,
            _is(tasks, ledger_id, _ROWS.subject, tasks.c.restricted),
        ),
        and_(
            _ROWS.about == InspectedThing.ITEM.value,
            _is(
                assignments,
                ledger_id,
                literal(Family.ASSIGNMENT.value) + _ROWS.subject,
                assignments.c.restricted,
            ),
        ),
        and_(
            _ROWS.about.in_(_OF_THE_UNIT),
            _is(units, ledger_id, literal(Family.UNIT.value) + _ROWS.unit, unit_is),
        ),
    )


def visible_findings(ledger_id: str, holder: Holder) -> ColumnElement[bool]:
    """What `may_see_inspections` says of each, by today's restriction."""
    if may_see_every(holder, restricted=True):
        return true()
    seen: list[ColumnElement[bool]] = [_ROWS.unit.in_(sorted(seen_units_of(holder)))]
    if may_see_every(holder, restricted=False):
        seen.append(~restricted_today(ledger_id))
    if holder.scopes:
        seen.append(_ROWS.opened_by == holder.person_id)
    return or_(*seen)


async def findings_seen(
    connection: AsyncConnection, ledger_id: str, holder: Holder, streams: Collection[str]
) -> Mapping[str, bool]:
    """The findings among these streams that exist for somebody: whether each is restricted."""
    wanted = [stream for stream in streams if category_of(stream) is Category.INSPECTION]
    if not wanted:
        return {}
    is_restricted = restricted_today(ledger_id).label("is_restricted")
    statement = select(_ROWS.stream, is_restricted).where(
        _ROWS.ledger_id == ledger_id,
        _ROWS.stream.in_(wanted),
        visible_findings(ledger_id, holder),
    )
    rows = await connection.execute(statement)
    return {row.stream: row.is_restricted for row in rows}


def _is(
    rows: Table, ledger_id: str, stream: ColumnElement[str], holds: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(rows.c.ledger_id == ledger_id, rows.c.stream == stream, holds)

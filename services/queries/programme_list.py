"""Chương trình công tác: the list of programmes, and which of them may be opened next."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.context import DecisionContext
from services.domain.programme.acts.open_programme import ACT as OPEN
from services.domain.programme.authority import may_see_programmes
from services.domain.programme.periods import ProgrammeKind, ProgrammePeriod, period_on
from services.domain.programme.rules import NO_PROGRAMME
from services.domain.programme.state import Programme
from services.projections.programmes import PROGRAMMES
from services.projections.tables import programmes, units
from services.queries.programme_views import ProgrammeLine, ProgrammeList

_AHEAD: Final = 2  # periods of one length that may be opened: this one, and the next


async def programme_list(
    connection: AsyncConnection,
    ledger_id: str,
    context: DecisionContext,
    today: date,
    year: int | None = None,
) -> ProgrammeList:
    """The programmes of the ward, the newest period first. Raises NotFound for strangers.

    `year` narrows the list to those of that year; this year's has those of the next ones too, and
    whichever is not closed.
    """
    if not may_see_programmes(context.holder):
        raise NO_PROGRAMME.refuse()
    of_ward = programmes.c.ledger_id == ledger_id
    statement = (
        select(programmes)
        .where(of_ward)
        .order_by(programmes.c.first_on.desc(), programmes.c.last_on)
    )
    if year is not None:
        begun = programmes.c.first_on >= date(year, 1, 1)
        ended = programmes.c.first_on <= date(year, 12, 31)
        of_year = and_(begun, ended) if year < today.year else or_(begun, ~programmes.c.closed)
        statement = statement.where(of_year)
    known = [PROGRAMMES.state_of(row) for row in await connection.execute(statement)]
    periods = select(programmes.c.code, programmes.c.first_on).where(of_ward)
    codes = {row.code: row.first_on.year for row in await connection.execute(periods)}
    composes = OPEN.offered(None, context) is not None
    internal = select(units.c.code, units.c.name).where(
        units.c.ledger_id == ledger_id, units.c.internal
    )
    return ProgrammeList(
        lines=tuple(_line(programme) for programme in known),
        to_open=_to_open(codes, today) if composes else {},
        years=tuple(sorted({min(each, today.year) for each in codes.values()}, reverse=True)),
        units={row.code: row.name for row in await connection.execute(internal)},
    )


def _line(programme: Programme) -> ProgrammeLine:
    return ProgrammeLine(
        period=programme.period,
        closes_on=programme.closes_on,
        rows=len(tuple(programme.kept)),
        silent=len(programme.silent_units),
        signed=programme.signed,
        closed=programme.closed,
    )


def _to_open(
    known: Collection[str], today: date
) -> Mapping[ProgrammeKind, tuple[ProgrammePeriod, ...]]:
    """Of each length the period of today and the next, as far as they are not open yet."""
    wanted: dict[ProgrammeKind, tuple[ProgrammePeriod, ...]] = {}
    for kind in ProgrammeKind:
        period = period_on(kind, today)
        ahead = [period]
        for _ in range(_AHEAD - 1):
            ahead.append(ahead[-1].following)
        wanted[kind] = tuple(each for each in ahead if each.code not in known)
    return wanted

"""Whom to call in a unit, who is in charge of it, and how late it was in the last quarters."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import SIGNING
from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.ledger.port import Ledger
from services.projections.directory import PEOPLE
from services.projections.tables import offices, people, tasks
from services.queries.board_views import QuarterDone, UnitContact
from services.queries.my_work import held_on
from services.queries.overview_views import Quarter
from services.queries.viewing import Viewing
from services.queries.visibility import visible

QUARTERS: Final = 4  # the running one and those before it
_DONE: Final = (OfficialStatus.DONE_IN_TIME, OfficialStatus.DONE_LATE)
Tally = Counter[tuple[str, Quarter, OfficialStatus]]


async def unit_contacts(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    group: CountGroup,
    units: Collection[str],
) -> tuple[UnitContact, ...]:
    """One for each of these units, in their order; for those who chase. Raises LedgerUnavailable.

    Of the work of one group: what was finished is counted by its stored status.
    """
    heads = await _heads(connection, ledger, viewing, units)
    now = Quarter.of(viewing.today)
    quarters = [now.moved(by) for by in range(1 - QUARTERS, 1)]
    tally = await _finished(connection, ledger.ledger_id, viewing, group, quarters[0])
    return tuple(
        UnitContact(
            unit=unit,
            head=heads.get(unit, (None, None))[0],
            telephone=heads.get(unit, (None, None))[1],
            quarters=tuple(
                QuarterDone(
                    quarter=quarter,
                    late=tally[unit, quarter, OfficialStatus.DONE_LATE],
                    total=sum(tally[unit, quarter, status] for status in _DONE),
                )
                for quarter in quarters
            ),
        )
        for unit in units
    )


async def _heads(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, units: Collection[str]
) -> Mapping[str, tuple[str | None, str | None]]:
    """The name and telephone of who signs for each unit today; what was erased is None."""
    held = select(offices.c.unit, offices.c.person_id).where(
        held_on(ledger.ledger_id, viewing.today),
        offices.c.office.in_(sorted(SIGNING)),
        offices.c.unit.in_(sorted(units)),
    )
    signing = {row.unit: row.person_id for row in await connection.execute(held)}
    rows = await connection.execute(
        select(people).where(
            people.c.ledger_id == ledger.ledger_id,
            people.c.person_id.in_(sorted(set(signing.values()))),
        )
    )
    persons = {row.person_id: PEOPLE.state_of(row) for row in rows}
    refs = {
        person: (state.name.text_id, state.phone.text_id if state.phone else None)
        for person, state in persons.items()
    }
    bodies = await ledger.texts({text for pair in refs.values() for text in pair if text})
    return {
        unit: _details(refs.get(person, (None, None)), bodies) for unit, person in signing.items()
    }


def _details(
    refs: tuple[UUID | None, UUID | None], bodies: Mapping[UUID, str]
) -> tuple[str | None, str | None]:
    name, phone = refs
    return bodies.get(name) if name else None, bodies.get(phone) if phone else None


async def _finished(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    group: CountGroup,
    since: Quarter,
) -> Tally:
    """How many tasks of each unit that were finished are in time and late, by quarter."""
    columns = (tasks.c.lead_unit, tasks.c.listed_on, tasks.c.final_status)
    statement = (
        select(*columns, func.count())
        .where(tasks.c.ledger_id == ledger_id, tasks.c.final_status.in_(_DONE))
        .where(tasks.c.count_group == group.value, tasks.c.listed_on >= since.first_day)
        .where(visible(tasks, viewing.policy, viewing.holder))
        .group_by(*columns)
    )
    tally: Tally = Counter()
    for lead, listed_on, final, count in await connection.execute(statement):
        tally[lead, Quarter.of(listed_on), OfficialStatus(final)] += count
    return tally

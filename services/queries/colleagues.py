"""Names of people by their ids: who works in a unit today, and who is named in a list."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import SIGNING, TITLES, WORKING, Office
from services.ledger.port import Ledger
from services.projections.tables import offices, people
from services.queries.my_work import held_on


async def colleagues(
    connection: AsyncConnection, ledger: Ledger, units: Collection[str], today: date
) -> Mapping[str, str]:
    """Who works in one of these units on that day, by their ids, in the order of the names.

    Raises LedgerUnavailable.
    """
    working = select(offices.c.person_id).where(
        held_on(ledger.ledger_id, today),
        offices.c.office.in_(sorted(WORKING)),
        offices.c.unit.in_(sorted(units)),
    )
    names = await _names(connection, ledger, people.c.person_id.in_(working))
    return {str(each): name for each, name in sorted(names.items(), key=lambda one: one[1])}


async def names_of(
    connection: AsyncConnection, ledger: Ledger, wanted: Collection[UUID]
) -> Mapping[UUID, str]:
    """The names of these people; without those that were erased. Raises LedgerUnavailable."""
    if not wanted:
        return {}
    return await _names(connection, ledger, people.c.person_id.in_(sorted(wanted)))


async def _names(
    connection: AsyncConnection, ledger: Ledger, which: ColumnElement[bool]
) -> Mapping[UUID, str]:
    statement = select(people.c.person_id, people.c.name_text_id).where(
        people.c.ledger_id == ledger.ledger_id, which
    )
    found = {row.person_id: row.name_text_id for row in await connection.execute(statement)}
    bodies = await ledger.texts(set(found.values()))
    return {person: bodies[text] for person, text in found.items() if text in bodies}


async def heads_of(
    connection: AsyncConnection, ledger: Ledger, units: Collection[str], today: date
) -> Mapping[str, str]:
    """Who heads each of these units on that day, by the unit; a unit without a head is left out.

    Raises LedgerUnavailable.
    """
    rows = await connection.execute(
        select(offices.c.person_id, offices.c.unit).where(
            held_on(ledger.ledger_id, today),
            offices.c.office.in_([each.value for each in SIGNING]),
            offices.c.unit.in_(sorted(units)),
        )
    )
    held = [(row.person_id, row.unit) for row in rows]
    names = await names_of(connection, ledger, {person for person, _ in held})
    heads: dict[str, list[str]] = {}
    for person, unit in held:
        if person in names:
            heads.setdefault(unit, []).append(names[person])
    return {unit: ", ".join(sorted(each)) for unit, each in heads.items()}


async def office_holders(
    connection: AsyncConnection, ledger: Ledger, wanted: Collection[Office], today: date
) -> Mapping[str, str]:
    """Who holds one of these offices on that day, by their ids, with the office behind the name.

    In the order of the offices, then of the names. Raises LedgerUnavailable.
    """
    rows = await connection.execute(
        select(offices.c.person_id, offices.c.office).where(
            held_on(ledger.ledger_id, today), offices.c.office.in_([each.value for each in wanted])
        )
    )
    held = {row.person_id: Office(row.office) for row in rows}
    names = await names_of(connection, ledger, held.keys())
    order = {office: place for place, office in enumerate(reversed(Office))}
    shown = sorted(names.items(), key=lambda each: (order[held[each[0]]], each[1]))
    return {str(person): f"{name} ({TITLES[held[person]]})" for person, name in shown}

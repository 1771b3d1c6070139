"""The ward's units and people as a register names them."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directory.unit_state import Unit
from services.ledger.port import Ledger
from services.projections.directives import DIRECTIVES
from services.projections.directory import UNITS
from services.projections.tables import directives, units
from services.queries.admin_page import admin_page
from services.queries.admin_views import PersonRow
from services.queries.register_views import RegisterNames
from services.register.giving import KnownPaper
from services.register.known import KnownPerson, KnownUnit


async def register_names(
    connection: AsyncConnection, ledger: Ledger, today: date
) -> RegisterNames:
    """Every unit with all names that it ever had, every person with the unit of that day.

    Raises LedgerUnavailable.
    """
    rows = await connection.execute(select(units).where(units.c.ledger_id == ledger.ledger_id))
    known = sorted(
        (UNITS.state_of(row) for row in rows), key=lambda unit: (not unit.internal, unit.name)
    )
    people = (await admin_page(connection, ledger, today)).people
    named = [person for person in people if person.name]
    return RegisterNames(
        units=tuple(map(_unit, known)),
        people=tuple(map(_person, named)),
        person_ids={_login(person): person.person_id for person in people},
    )


def _unit(unit: Unit) -> KnownUnit:
    registered = unit.registered
    others = {*registered.aliases, *unit.names} - {unit.name}
    return KnownUnit(
        code=registered.code,
        name=unit.name,
        other_names=tuple(sorted(others)),
        internal=unit.internal,
    )


def _person(person: PersonRow) -> KnownPerson:
    held = [office.unit for office in person.offices if not office.over and office.unit]
    return KnownPerson(login=_login(person), name=person.name or "", unit=held[0] if held else "")


def _login(person: PersonRow) -> str:
    return person.login or str(person.person_id)


async def known_papers(connection: AsyncConnection, ledger: Ledger) -> tuple[KnownPaper, ...]:
    """Every directive with a number, as rows of a register name it. Raises LedgerUnavailable."""
    rows = await connection.execute(
        select(directives).where(
            directives.c.ledger_id == ledger.ledger_id, directives.c.number.is_not(None)
        )
    )
    known = [DIRECTIVES.state_of(row) for row in rows]
    refs = [ref for each in known for ref in (each.issuer, each.summary) if ref is not None]
    bodies = await ledger.texts({ref.text_id for ref in refs})
    return tuple(
        KnownPaper(
            code=each.code,
            number=each.number or "",
            dated_on=each.dated_on,
            issuer=bodies.get(each.issuer.text_id, "") if each.issuer else "",
            summary=bodies.get(each.summary.text_id, "") if each.summary else "",
            received_number=each.arrival_number or "",
        )
        for each in known
    )

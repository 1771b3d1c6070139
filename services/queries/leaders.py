"""Which leader of the ward is in charge of which unit, for what a page offers and shows."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from services.commands.acting import Acting
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.in_charge import beside_others, leader_of, named_for
from services.domain.instants import day_of
from services.domain.roles import LEADING, Holder
from services.ledger.port import Ledger
from services.queries.units import units_that_lead


def asks_who_is_in_charge(acting: Acting) -> bool:
    """Whether this person is a leader: some acts are for the one in charge alone."""
    return acting.holder.find(LEADING) is not None


async def beside_leaders(
    connection: AsyncConnection, ledger: Ledger, ledger_id: str, acting: Acting
) -> Acting:
    """The same person, with the units that are left to others; the rows only name the units."""
    today = day_of(acting.now)
    codes = await units_that_lead(connection, ledger_id)
    of_units = (await ledger.read([unit_stream(code) for code in codes])).facts
    named = {named_for(code, of_units, today) for code in codes}
    people = [person_stream(each) for each in named if each is not None]
    of_people = (await ledger.read(people)).facts if people else {}
    holder = beside_others(acting.holder, {**of_units, **of_people}, today)
    return replace(acting, holder=holder)


async def in_charge_of(
    ledger: Ledger, units: Collection[str], today: date
) -> Mapping[str, Holder]:
    """Who leads the ward and is in charge of each of these units that day; none of the others."""
    of_units = (await ledger.read([unit_stream(code) for code in units])).facts if units else {}
    named = {named_for(code, of_units, today) for code in units}
    people = [person_stream(each) for each in named if each is not None]
    of_people = (await ledger.read(people)).facts if people else {}
    facts = {**of_units, **of_people}
    leaders = {code: leader_of(code, facts, today) for code in units}
    return {code: leader for code, leader in leaders.items() if leader is not None}

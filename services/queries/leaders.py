"""Which units another leader of the ward is in charge of, for what a page offers a leader."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from services.commands.acting import Acting
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.in_charge import beside_others, named_for
from services.domain.instants import day_of
from services.domain.roles import LEADING
from services.ledger.port import Ledger
from services.queries.units import units_that_lead


def asks_who_is_in_charge(acting: Acting) -> bool:
    """Whether some step of the ward's rules is for one leader, and this person is a leader."""
    chains = acting.rules.policy.chains
    by_one = any(rung.in_charge for chain in chains for rung in chain.rungs)
    return by_one and acting.holder.find(LEADING) is not None


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

"""Which units a reminder reaches: somebody of the unit has an open account."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.roles import WORKING
from services.projections.tables import accounts, offices
from services.queries.my_work import held_on


async def unreached(
    connection: AsyncConnection, ledger_id: str, units: Collection[str], day: date
) -> tuple[str, ...]:
    """Those of these units in which nobody who works there on that day has an open account."""
    statement = (
        select(offices.c.unit)
        .distinct()
        .join(
            accounts,
            (accounts.c.ledger_id == offices.c.ledger_id)
            & (accounts.c.person_id == offices.c.person_id),
        )
        .where(held_on(ledger_id, day), offices.c.office.in_(sorted(WORKING)))
        .where(~accounts.c.closed)
    )
    reached = set((await connection.execute(statement)).scalars())
    return tuple(unit for unit in units if unit not in reached)

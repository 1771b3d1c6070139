"""The ward's own units, from which somebody chooses one."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.projections.tables import units


async def units_that_lead(connection: AsyncConnection, ledger_id: str) -> Mapping[str, str]:
    """The official name of each unit of the ward that may lead work, by its code."""
    rows = await connection.execute(
        select(units.c.code, units.c.name)
        .where(units.c.ledger_id == ledger_id, units.c.internal)
        .order_by(units.c.name)
    )
    return {row.code: row.name for row in rows}

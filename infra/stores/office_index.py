"""Who was ever granted an office: found in the rows of the directory."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from services.domain.roles import Office
from services.ledger.connections import one_connection
from services.ledger.faults import translated
from services.projections.tables import offices


@dataclass(frozen=True, slots=True)
class PostgresOfficeIndex:
    """See `OfficeIndex`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine
    ledger_id: str

    async def holders(self, office: Office) -> Sequence[UUID]:
        """Whoever was ever granted this office."""
        statement = (
            select(offices.c.person_id)
            .where(offices.c.ledger_id == self.ledger_id, offices.c.office == office.value)
            .distinct()
            .order_by(offices.c.person_id)
        )
        with translated():
            async with one_connection(self.engine) as connection:
                return list((await connection.execute(statement)).scalars())

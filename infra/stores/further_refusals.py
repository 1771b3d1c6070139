"""The counts of further refusals in PostgreSQL; see `FurtherRefusals`."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.connections import one_connection
from services.ledger.faults import translated

# Row level security keeps each to one ward, a trigger lets a count only grow.
_COUNT = text(
    "INSERT INTO further_refusals AS f (day, person_id, taken, last_at) "
    "VALUES (:day, :person_id, 1, :at) ON CONFLICT (ledger_id, day, person_id) "
    "DO UPDATE SET taken = f.taken + 1, last_at = greatest(f.last_at, :at)"
)


@dataclass(frozen=True, slots=True)
class PostgresFurtherRefusals:
    """See `FurtherRefusals`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine

    async def count(self, person_id: UUID, day: date, at: datetime) -> None:
        """One more on this day of the ward."""
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(_COUNT, {"day": day, "person_id": person_id, "at": at})

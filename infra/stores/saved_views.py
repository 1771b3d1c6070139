"""Saved views in PostgreSQL; row level security keeps them within their ward."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.ports import SavedView
from services.ledger.faults import translated

# A name that is there already is given its new address; a new one only while there is room.
_SAVE = text(
    "INSERT INTO saved_views (person_id, name, address, saved_at) "
    "SELECT :person_id, :name, :address, clock_timestamp() "
    "WHERE EXISTS (SELECT FROM saved_views WHERE person_id = :person_id AND name = :name) "
    "OR (SELECT count(*) FROM saved_views WHERE person_id = :person_id) < :most "
    "ON CONFLICT (ledger_id, person_id, name) "
    "DO UPDATE SET address = excluded.address, saved_at = excluded.saved_at RETURNING name"
)
_OF = text("SELECT name, address FROM saved_views WHERE person_id = :person_id ORDER BY name")
_DROP = text("DELETE FROM saved_views WHERE person_id = :person_id AND name = :name")


@dataclass(frozen=True, slots=True)
class PostgresSavedViewStore:
    """See `SavedViewStore`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine

    async def save(self, person_id: UUID, view: SavedView, most: int) -> bool:
        """Keep the view, instead of one of the same name."""
        values = {
            "person_id": person_id,
            "name": view.name,
            "address": view.address,
            "most": most,
        }
        with translated():
            async with self.engine.begin() as connection:
                return (await connection.execute(_SAVE, values)).first() is not None

    async def of(self, person_id: UUID) -> Sequence[SavedView]:
        """What this person saved, by name."""
        with translated():
            async with self.engine.begin() as connection:
                rows = (await connection.execute(_OF, {"person_id": person_id})).all()
        return [SavedView(name=row.name, address=row.address) for row in rows]

    async def drop(self, person_id: UUID, name: str) -> None:
        """Forget the view of this name."""
        with translated():
            async with self.engine.begin() as connection:
                await connection.execute(_DROP, {"person_id": person_id, "name": name})

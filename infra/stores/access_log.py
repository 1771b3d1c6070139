"""The access log in PostgreSQL; see `AccessLog`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.access import AccessKind, AccessLine
from services.ledger.connections import one_connection
from services.ledger.faults import translated

# Row level security keeps each to one ward, and young lines from being taken away.
_LET_GO = text("DELETE FROM access_log WHERE at < :forgotten")
_NOTE = text(
    "INSERT INTO access_log (at, kind, person_id, session_id, origin, address) "
    "SELECT :at, :kind, CAST(:person_id AS uuid), CAST(:session_id AS uuid), :origin, :address "
    "WHERE CAST(:since AS timestamptz) IS NULL OR NOT EXISTS "
    "(SELECT 1 FROM access_log WHERE at > :since AND kind = :kind "
    "AND person_id IS NOT DISTINCT FROM CAST(:person_id AS uuid) "
    "AND address IS NOT DISTINCT FROM :address)"
)
_WRONG = text(
    "SELECT at, kind, person_id, session_id, origin FROM access_log "
    "WHERE person_id = :person_id AND kind = :kind AND at > :since ORDER BY at DESC LIMIT 1000"
)


@dataclass(frozen=True, slots=True)
class PostgresAccessLog:
    """See `AccessLog`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine

    async def note(
        self, line: AccessLine, kept_days: int, *, not_again_for: timedelta | None = None
    ) -> None:
        """Keep a line, and let lines go that are older than `kept_days`."""
        values = {
            "at": line.at,
            "kind": line.kind.value,
            "person_id": line.person_id,
            "session_id": line.session_id,
            "origin": line.origin,
            "address": line.address,
            "since": line.at - not_again_for if not_again_for else None,
        }
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(_LET_GO, {"forgotten": line.at - timedelta(kept_days)})
                await connection.execute(_NOTE, values)

    async def wrong_passwords(self, person_id: UUID, since: datetime) -> tuple[AccessLine, ...]:
        """The wrong passwords for a person's account since a moment, the newest first."""
        values = {
            "person_id": person_id,
            "kind": AccessKind.WRONG_PASSWORD.value,
            "since": since,
        }
        with translated():
            async with one_connection(self.engine) as connection:
                rows = (await connection.execute(_WRONG, values)).all()
        return tuple(
            AccessLine(
                at=row.at,
                kind=AccessKind(row.kind),
                person_id=row.person_id,
                session_id=row.session_id,
                origin=row.origin,
            )
            for row in rows
        )

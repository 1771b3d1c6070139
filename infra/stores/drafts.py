"""Drafts of reports in PostgreSQL; row level security keeps them within their ward."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.ports import Draft, DraftSaved
from services.ledger.connections import one_connection
from services.ledger.faults import translated

_SAVE = text(
    "INSERT INTO drafts (person_id, stream, form, fields, page_id, saved_at) "
    "VALUES (:person_id, :stream, :form, :fields, :page_id, clock_timestamp()) "
    "ON CONFLICT (ledger_id, person_id, stream, form) "
    "DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at, "
    "page_id = excluded.page_id, version = drafts.version + 1 "
    "WHERE drafts.version = :over RETURNING version"
)
_OF = text(
    "SELECT stream, form, fields, version, page_id FROM drafts "
    "WHERE person_id = :person_id AND stream = ANY(:streams)"
)
_DROP = text(
    "DELETE FROM drafts WHERE person_id = :person_id AND stream = :stream AND form = :form"
)


@dataclass(frozen=True, slots=True)
class PostgresDraftStore:
    """See `DraftStore`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine

    async def save(self, person_id: UUID, drafts: Mapping[tuple[str, str], DraftSaved]) -> bool:
        """Keep the fields of each (stream, form); in one order, so that two saves never lock."""
        with translated():
            async with self.engine.begin() as connection:
                for (stream, form), draft in sorted(drafts.items(), key=lambda each: each[0]):
                    row = {
                        "person_id": person_id,
                        "stream": stream,
                        "form": form,
                        "fields": json.dumps(dict(draft.fields)),  # ASCII: anything may be typed
                        "page_id": draft.page_id,
                        "over": draft.over,
                    }
                    if (await connection.execute(_SAVE, row)).first() is None:
                        await connection.rollback()
                        return False
        return True

    async def of(
        self, person_id: UUID, streams: Collection[str]
    ) -> Mapping[tuple[str, str], Draft]:
        """What this person typed for these tasks."""
        with translated():
            async with one_connection(self.engine) as connection:
                values = {"person_id": person_id, "streams": list(streams)}
                rows = (await connection.execute(_OF, values)).all()
        return {
            (row.stream, row.form): Draft(
                fields=json.loads(row.fields), version=row.version, page_id=row.page_id
            )
            for row in rows
        }

    async def drop(self, person_id: UUID, stream: str, form: str) -> None:
        """Forget a draft: it was sent."""
        with translated():
            async with one_connection(self.engine) as connection:
                values = {"person_id": person_id, "stream": stream, "form": form}
                await connection.execute(_DROP, values)

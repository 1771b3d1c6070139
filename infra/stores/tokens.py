"""Digests of access tokens in PostgreSQL: who reads the table can act as nobody."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.proofs import token_hash
from services.commands.tokens import KeptToken
from services.domain.directory.tokens import Scope
from services.ledger.connections import one_connection
from services.ledger.faults import translated

_PUT = text(
    "INSERT INTO access_tokens (ledger_id, token_sha256, token_id, person_id, scope, ends_on) "
    "VALUES (:ledger_id, :secret, :token_id, :person_id, :scope, :ends_on) "
    "ON CONFLICT (ledger_id, token_id) DO NOTHING"
)
_FIND = text(
    "SELECT token_id, person_id, scope, ends_on FROM access_tokens "
    "WHERE token_sha256 = :secret AND revoked_at IS NULL"
)
_REVOKE = text(
    "UPDATE access_tokens SET revoked_at = clock_timestamp() "
    "WHERE token_id = :token_id AND revoked_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class PostgresTokenStore:
    """See `TokenStore`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine
    ledger_id: str

    async def put(self, secret: str, token: KeptToken) -> None:
        """Keep a token by the digest of its secret; the same id twice is once."""
        values = {
            "ledger_id": self.ledger_id,
            "secret": token_hash(secret),
            "token_id": token.token_id,
            "person_id": token.person_id,
            "scope": token.scope.value,
            "ends_on": token.ends_on,
        }
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(_PUT, values)

    async def find(self, secret: str) -> KeptToken | None:
        """The token of a secret that was not revoked, whatever its day."""
        with translated():
            async with one_connection(self.engine) as connection:
                rows = await connection.execute(_FIND, {"secret": token_hash(secret)})
                row = rows.one_or_none()
        if row is None:
            return None
        return KeptToken(
            token_id=row.token_id,
            person_id=row.person_id,
            scope=Scope(row.scope),
            ends_on=row.ends_on,
        )

    async def revoke(self, token_id: UUID) -> None:
        """The secret opens nothing any more."""
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(_REVOKE, {"token_id": token_id})

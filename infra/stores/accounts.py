"""Password hashes, sessions and one-time links in PostgreSQL: what the ledger must not hold.

Tokens are kept as SHA-256 only: who reads the tables can sign in as nobody.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.ports import Credential, LoginTaken, Session
from services.commands.proofs import token_hash
from services.ledger.connections import one_connection
from services.ledger.faults import translated
from services.ledger.port import StaleVersion

# Every statement is of one ward: row level security adds the rest of the condition.
_PUT_LOGIN = text(
    "INSERT INTO credentials (ledger_id, person_id, login_name, updated_at) "
    "VALUES (:ledger_id, :person_id, :login, clock_timestamp()) "
    "ON CONFLICT (ledger_id, person_id) DO NOTHING"
)
_CREDENTIAL = "SELECT person_id, login_name, password_hash "
_BY_LOGIN = text(_CREDENTIAL + "FROM credentials WHERE lower(login_name) = :login")
_BY_PERSON = text(_CREDENTIAL + "FROM credentials WHERE person_id = :person_id")
_SET_PASSWORD = text(
    "UPDATE credentials SET password_hash = :hash, updated_at = clock_timestamp() "
    "WHERE person_id = :person_id"
)
_RENEW_HASH = text(
    "UPDATE credentials SET password_hash = :hash, updated_at = clock_timestamp() "
    "WHERE person_id = :person_id AND password_hash = :former"
)
_OPEN_SESSION = text(
    "INSERT INTO sessions (ledger_id, token_sha256, session_id, person_id, created_at, "
    "last_seen_at, expires_at, signed_in, browser, address) VALUES (:ledger_id, :token, "
    ":session_id, :person_id, :now, :now, :until, :signed_in, :browser, :address)"
)
# A session that ran out ended by no act: where it was is forgotten with the next sign-in.
_FORGET_PLACES = text(
    "UPDATE sessions SET browser = NULL, address = NULL "
    "WHERE address IS NOT NULL AND expires_at <= :now"
)
_SESSION_COLUMNS = (
    "SELECT session_id, person_id, created_at, last_seen_at, signed_in, browser, address "
)
_SESSION = text(
    _SESSION_COLUMNS + "FROM sessions "
    "WHERE token_sha256 = :token AND ended_at IS NULL AND expires_at > :now "
    "AND last_seen_at > :idle_since"
)
_SESSIONS = text(
    _SESSION_COLUMNS + "FROM sessions "
    "WHERE person_id = :person_id AND ended_at IS NULL AND expires_at > :now "
    "AND last_seen_at > :idle_since ORDER BY created_at DESC, session_id"
)
_REVOKE = text(
    "UPDATE credentials SET password_hash = NULL, updated_at = clock_timestamp() "
    "WHERE person_id = :person_id"
)
# Because a page that polls must not write a row each time, a minute is exact enough.
_SEEN = text(
    "UPDATE sessions SET last_seen_at = :now "
    "WHERE token_sha256 = :token AND last_seen_at < :minute_ago"
)
_END_SESSION = text(
    "UPDATE sessions SET ended_at = clock_timestamp(), browser = NULL, address = NULL "
    "WHERE token_sha256 = :token AND ended_at IS NULL"
)
_END_SESSIONS = text(
    "UPDATE sessions SET ended_at = clock_timestamp(), browser = NULL, address = NULL "
    "WHERE person_id = :person_id AND ended_at IS NULL "
    "AND session_id <> ALL (CAST(:but AS uuid[]))"
)
_DROP_LINKS = text("DELETE FROM links WHERE person_id = :person_id AND used_at IS NULL")
_PUT_LINK = text(
    "INSERT INTO links (ledger_id, token_sha256, person_id, purpose, created_at, expires_at) "
    "VALUES (:ledger_id, :token, :person_id, 'password', clock_timestamp(), :until)"
)
_LINK = text(
    "SELECT person_id FROM links "
    "WHERE token_sha256 = :token AND used_at IS NULL AND expires_at > :now"
)
_USE_LINK = text(
    "UPDATE links SET used_at = :now WHERE token_sha256 = :token AND used_at IS NULL "
    "AND expires_at > :now RETURNING person_id"
)


@dataclass(frozen=True, slots=True)
class PostgresAccountStore:
    """See `AccountStore`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine
    ledger_id: str

    async def put_login(self, person_id: UUID, login: str) -> None:
        """Keep the login name of a new account; raises LoginTaken."""
        try:
            await self._do(_PUT_LOGIN, person_id=person_id, login=login, ward=True)
        except StaleVersion as error:  # the unique login name
            raise LoginTaken(login) from error

    async def by_login(self, login: str) -> Credential | None:
        """Find an account by its login name."""
        if "\x00" in login:  # PostgreSQL has no such character: nobody is called so
            return None
        return _credential(await self._one(_BY_LOGIN, login=login.lower()))

    async def by_person(self, person_id: UUID) -> Credential | None:
        """Find an account by its person."""
        return _credential(await self._one(_BY_PERSON, person_id=person_id))

    async def set_password(self, person_id: UUID, password_hash: str) -> None:
        """Keep a new hash, end all sessions of the person."""
        with translated():
            async with self.engine.begin() as connection:
                values = {"person_id": person_id, "hash": password_hash}
                await connection.execute(_SET_PASSWORD, values)
                await connection.execute(_END_SESSIONS, {"person_id": person_id, "but": []})

    async def renew_hash(self, person_id: UUID, former: str, password_hash: str) -> None:
        """Keep the same password's newer hash where the former one still stands; nothing ends."""
        await self._do(_RENEW_HASH, person_id=person_id, former=former, hash=password_hash)

    async def open_session(self, token: str, session: Session, until: datetime) -> None:
        """Keep a session by the digest of its token."""
        await self._do(
            _OPEN_SESSION,
            ward=True,
            token=token_hash(token),
            session_id=session.session_id,
            person_id=session.person_id,
            now=session.started_at,
            until=until,
            signed_in=session.signed_in,
            browser=session.browser,
            address=session.address,
        )
        await self._do(_FORGET_PLACES, now=session.started_at)

    async def session(
        self, token: str, now: datetime, idle_minutes: int, *, seen: bool = True
    ) -> Session | None:
        """The live session of a token, and note that it was seen."""
        idle_since = now - timedelta(minutes=idle_minutes)
        row = await self._one(_SESSION, token=token_hash(token), now=now, idle_since=idle_since)
        if row is None:
            return None
        minute_ago = now - timedelta(minutes=1)
        if seen and row.last_seen_at < minute_ago:
            await self._do(_SEEN, token=token_hash(token), now=now, minute_ago=minute_ago)
        return _session(row)

    async def sessions(
        self, person_id: UUID, now: datetime, idle_minutes: int
    ) -> Sequence[Session]:
        """The live sessions of a person, the newest first."""
        idle_since = now - timedelta(minutes=idle_minutes)
        values = {"person_id": person_id, "now": now, "idle_since": idle_since}
        with translated():
            async with one_connection(self.engine) as connection:
                rows = (await connection.execute(_SESSIONS, values)).all()
        return [_session(row) for row in rows]

    async def revoke_password(self, person_id: UUID) -> None:
        """Forget the hash, end all sessions: only a link opens the account again."""
        with translated():
            async with self.engine.begin() as connection:
                await connection.execute(_REVOKE, {"person_id": person_id})
                await connection.execute(_END_SESSIONS, {"person_id": person_id, "but": []})

    async def end_session(self, token: str) -> None:
        """Sign out."""
        await self._do(_END_SESSION, token=token_hash(token))

    async def end_sessions(self, person_id: UUID, but: Collection[UUID] = ()) -> None:
        """End every session of a person, but those with these public ids."""
        await self._do(_END_SESSIONS, person_id=person_id, but=list(but))

    async def put_link(self, token: str, person_id: UUID, until: datetime) -> None:
        """Keep a one-time link; earlier ones of the person end."""
        with translated():
            async with self.engine.begin() as connection:
                await connection.execute(_DROP_LINKS, {"person_id": person_id})
                values = {
                    "ledger_id": self.ledger_id,
                    "token": token_hash(token),
                    "person_id": person_id,
                    "until": until,
                }
                await connection.execute(_PUT_LINK, values)

    async def link(self, token: str, now: datetime) -> UUID | None:
        """Whose link this is while it is valid; it is not used up."""
        row = await self._one(_LINK, token=token_hash(token), now=now)
        return None if row is None else row.person_id

    async def use_link(self, token: str, now: datetime) -> UUID | None:
        """Use the link up, once."""
        row = await self._one(_USE_LINK, token=token_hash(token), now=now)
        return None if row is None else row.person_id

    async def _one(self, statement: Any, **values: object) -> Row[Any] | None:
        with translated():
            async with one_connection(self.engine) as connection:
                return (await connection.execute(statement, values)).one_or_none()

    async def _do(self, statement: Any, *, ward: bool = False, **values: object) -> None:
        if ward:
            values["ledger_id"] = self.ledger_id
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(statement, values)


def _session(row: Row[Any]) -> Session:
    return Session(
        session_id=row.session_id,
        person_id=row.person_id,
        started_at=row.created_at,
        last_seen_at=row.last_seen_at,
        signed_in=row.signed_in,
        browser=row.browser,
        address=row.address,
    )


def _credential(row: Row[Any] | None) -> Credential | None:
    if row is None:
        return None
    return Credential(
        person_id=row.person_id,
        login=row.login_name,
        password_hash=row.password_hash,
    )

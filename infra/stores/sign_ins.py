"""Attempts to sign in, and devices that are known, in PostgreSQL; see `SignInStore`."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncEngine

from services.commands.ports import Attempt, AttemptRules, Device
from services.commands.proofs import token_hash
from services.ledger.connections import one_connection
from services.ledger.faults import translated

# Every statement is of one ward: row level security adds the rest of the condition.
#
# One statement counts and judges, so that of many at once no two see the same count. A count
# begins anew after its pause and after a long rest. Counts at rest are let go, a few each time,
# those alone that nobody holds: two sign-ins never wait for each other's.
_TAKE = text(
    "WITH rested AS (SELECT account, origin FROM sign_in_attempts "
    "WHERE last_at <= :forgotten AND (paused_until IS NULL OR paused_until <= :now) "
    "AND (account, origin) <> (:account, :origin) "
    "ORDER BY last_at LIMIT 100 FOR UPDATE SKIP LOCKED), "
    "gone AS (DELETE FROM sign_in_attempts a USING rested r "
    "WHERE a.account = r.account AND a.origin = r.origin) "
    "INSERT INTO sign_in_attempts AS a (account, origin, taken, last_at, paused_until) "
    "VALUES (:account, :origin, 1, :now, "
    "CASE WHEN :limit <= 1 THEN CAST(:until AS timestamptz) END) "
    "ON CONFLICT (ledger_id, account, origin) DO UPDATE SET last_at = :now, "
    "(taken, paused_until) = (SELECT counted.taken, "
    "CASE WHEN counted.taken >= :limit THEN CAST(:until AS timestamptz) END "
    "FROM (SELECT CASE WHEN a.paused_until IS NOT NULL OR a.last_at <= :forgotten "
    "THEN 1 ELSE a.taken + 1 END AS taken) AS counted) "
    "WHERE a.paused_until IS NULL OR a.paused_until <= :now "
    "RETURNING :limit - taken AS remaining"
)
_GIVE_BACK = text(
    "UPDATE sign_in_attempts SET taken = taken - 1, paused_until = NULL "
    "WHERE account = :account AND origin = :origin AND taken > 0"
)
_FORGET = text(
    "DELETE FROM sign_in_attempts WHERE account = :account "
    "AND (CAST(:origin AS text) IS NULL OR origin = :origin)"
)
_DEVICE = text(
    "SELECT device_id, person_id FROM devices "
    "WHERE token_sha256 = :token AND seen_at > :seen_after"
)
_RENEW = text("UPDATE devices SET token_sha256 = :token WHERE device_id = :device")
_KEEP = text(
    "INSERT INTO devices (device_id, person_id, token_sha256, seen_at) "
    "VALUES (:device, :person_id, :token, :now) "
    "ON CONFLICT (ledger_id, device_id, person_id) DO UPDATE SET seen_at = :now"
)
_LET_GO = text("DELETE FROM devices WHERE person_id = :person_id AND seen_at <= :forgotten")


@dataclass(frozen=True, slots=True)
class PostgresSignInStore:
    """See `SignInStore`; raises LedgerUnavailable where the database is away."""

    engine: AsyncEngine

    async def take(self, attempt: Attempt, now: datetime, rules: AttemptRules) -> int | None:
        """Take an attempt before the password is tried; how many are left, None in a pause."""
        values = {
            **_key(attempt.login),
            "origin": attempt.origin,
            "now": now,
            "limit": rules.limit,
            "until": now + rules.pause,
            "forgotten": now - rules.kept,
        }
        rows = await self._all(_TAKE, values)
        return rows[0].remaining if rows else None

    async def give_back(self, attempt: Attempt) -> None:
        """An attempt that was taken and never tried."""
        await self._do(_GIVE_BACK, {**_key(attempt.login), "origin": attempt.origin})

    async def forget(self, login: str, origin: str | None = None) -> None:
        """Forget the attempts on a login name from one origin, or from all."""
        await self._do(_FORGET, {**_key(login), "origin": origin})

    async def device(self, token: str, seen_after: datetime) -> Device | None:
        """The device of a cookie, with those who signed in by it after a moment."""
        rows = await self._all(_DEVICE, {"token": token_hash(token), "seen_after": seen_after})
        if not rows:
            return None
        people = frozenset(row.person_id for row in rows)
        return Device(device_id=rows[0].device_id, people=people)

    async def keep_device(
        self, device: UUID, token: str, person_id: UUID, now: datetime, forgotten: datetime
    ) -> None:
        """The device has a new cookie, and this person signed in with it just now."""
        values = {
            "device": device,
            "token": token_hash(token),
            "person_id": person_id,
            "now": now,
            "forgotten": forgotten,
        }
        with translated():
            async with self.engine.begin() as connection:
                for statement in (_RENEW, _KEEP, _LET_GO):
                    await connection.execute(statement, values)

    async def _all(self, statement: Any, values: dict[str, object]) -> list[Row[Any]]:
        with translated():
            async with one_connection(self.engine) as connection:
                return list((await connection.execute(statement, values)).all())

    async def _do(self, statement: Any, values: dict[str, object]) -> None:
        with translated():
            async with one_connection(self.engine) as connection:
                await connection.execute(statement, values)


def _key(login: str) -> dict[str, object]:
    """Too little of the digest to tell what was typed, which may have been a password."""
    return {"account": hashlib.sha256(login.encode("utf-8", "surrogatepass")).digest()[:4]}

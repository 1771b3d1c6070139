"""Accounts in memory: the store that `tests/commands/test_account_contract.py` keeps honest."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from services.commands.gate import busy
from services.commands.ports import Credential, LoginTaken, Session

MINUTE = timedelta(minutes=1)


@dataclass(slots=True)
class _Open:
    session: Session
    until: datetime


@dataclass(slots=True)
class _Link:
    person_id: UUID
    until: datetime
    used: bool = False


class MemoryAccountStore:
    """See `AccountStore`."""

    def __init__(self) -> None:
        self._credentials: dict[UUID, Credential] = {}
        self._sessions: dict[str, _Open] = {}
        self._links: dict[str, _Link] = {}

    async def put_login(self, person_id: UUID, login: str) -> None:
        if person_id in self._credentials:
            return
        if await self.by_login(login) is not None:
            raise LoginTaken(login)
        self._credentials[person_id] = Credential(
            person_id=person_id, login=login, password_hash=None
        )

    async def by_login(self, login: str) -> Credential | None:
        for credential in self._credentials.values():
            if credential.login.lower() == login.lower():
                return credential
        return None

    async def by_person(self, person_id: UUID) -> Credential | None:
        return self._credentials.get(person_id)

    async def set_password(self, person_id: UUID, password_hash: str) -> None:
        self._change(person_id, password_hash=password_hash)
        await self.end_sessions(person_id)

    async def renew_hash(self, person_id: UUID, former: str, password_hash: str) -> None:
        known = self._credentials.get(person_id)
        if known is not None and known.password_hash == former:
            self._change(person_id, password_hash=password_hash)

    async def open_session(self, token: str, session: Session, until: datetime) -> None:
        self._sessions[token] = _Open(session, until)

    async def session(
        self, token: str, now: datetime, idle_minutes: int, *, seen: bool = True
    ) -> Session | None:
        result = self._sessions.get(token)
        if result is None or result.until <= now:
            return None
        session = result.session
        if session.last_seen_at <= now - MINUTE * idle_minutes:
            return None
        if seen and session.last_seen_at < now - MINUTE:
            result.session = replace(session, last_seen_at=now)
        return session

    async def sessions(
        self, person_id: UUID, now: datetime, idle_minutes: int
    ) -> Sequence[Session]:
        live = [
            session.session
            for session in self._sessions.values()
            if session.session.person_id == person_id
            and session.until > now
            and session.session.last_seen_at > now - MINUTE * idle_minutes
        ]
        return sorted(live, key=lambda each: each.started_at, reverse=True)

    async def revoke_password(self, person_id: UUID) -> None:
        self._change(person_id, password_hash=None)
        await self.end_sessions(person_id)

    async def end_session(self, token: str) -> None:
        self._sessions.pop(token, None)

    async def end_sessions(self, person_id: UUID, but: Collection[UUID] = ()) -> None:
        for token, session in list(self._sessions.items()):
            if session.session.person_id == person_id and session.session.session_id not in but:
                del self._sessions[token]

    async def put_link(self, token: str, person_id: UUID, until: datetime) -> None:
        for known, link in list(self._links.items()):
            if link.person_id == person_id and not link.used:
                del self._links[known]
        self._links[token] = _Link(person_id, until)

    async def link(self, token: str, now: datetime) -> UUID | None:
        result = self._links.get(token)
        return result.person_id if result and not result.used and result.until > now else None

    async def use_link(self, token: str, now: datetime) -> UUID | None:
        person_id = await self.link(token, now)
        if person_id is not None:
            self._links[token].used = True
        return person_id

    def _change(self, person_id: UUID, **values: object) -> None:
        known = self._credentials.get(person_id)
        if known is not None:
            self._credentials[person_id] = replace(known, **values)  # type: ignore[arg-type]


class QuickPasswords:
    """Passwords for tests: real comparison, no argon2; `generation` makes older ones stale.

    `tried` counts the passwords that were compared; `places` is how many may still come, and
    `fills_up` turns the next one away between the question and the place.
    """

    def __init__(self) -> None:
        self.generation = 1
        self.tried = 0
        self.places = 1_000_000
        self.fills_up = False

    async def hash(self, password: str) -> str:
        self._take()
        return self.stored(password)

    def stored(self, password: str) -> str:
        """What `hash` answers."""
        return f"{self.generation}:{hashlib.sha256(password.encode()).hexdigest()}"

    async def verify(self, stored: str, password: str) -> bool:
        self._take()
        self.tried += 1
        return stored.partition(":")[2] == hashlib.sha256(password.encode()).hexdigest()

    def stale(self, stored: str) -> bool:
        return not stored.startswith(f"{self.generation}:")

    def full(self) -> bool:
        return self.places <= 0

    def _take(self) -> None:
        turned_away, self.fills_up = self.full() or self.fills_up, False
        if turned_away:
            raise busy()
        self.places -= 1

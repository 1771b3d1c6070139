"""What commands need beside the ledger: ids, salts, passwords, sessions. None of it is a fact."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from services.domain.roles import Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Randomness:
    """The only source of random ids (UUID v4), salts (32 bytes) and tokens (URL-safe)."""

    new_id: Callable[[], UUID]
    salt: Callable[[], bytes]
    token: Callable[[], str]


class Passwords(Protocol):
    """One way of keeping passwords (argon2id)."""

    async def hash(self, password: str) -> str:
        """The stored form; raises Paused where too many wait."""
        ...

    async def verify(self, stored: str, password: str) -> bool:
        """Whether it is the password, the same time for a wrong one; raises Paused as `hash`."""
        ...

    def full(self) -> bool:
        """Whether another password would be turned away now."""
        ...

    def stale(self, stored: str) -> bool:
        """Whether the stored form should be made again with today's parameters."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """What sign-in needs of an account; never leaves the commands."""

    person_id: UUID
    login: str
    password_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A signed-in person: the public id stands in every act (times in UTC).

    `signed_in` is the version of the fact that began it; None for one of an older release.
    `browser` and `address` say from where it was begun, so long as it lasts.
    """

    session_id: UUID
    person_id: UUID
    started_at: datetime
    last_seen_at: datetime
    signed_in: int | None = None
    browser: str | None = None
    address: str | None = None

    @property
    def read_from(self) -> int:
        """The version from which its account is read whole: the first where that is not known."""
        return self.signed_in or 1


class AccountStore(Protocol):
    """Password hashes, sessions and one-time links: tables that the ledger must not hold."""

    async def put_login(self, person_id: UUID, login: str) -> None:
        """Keep the login name of a new account; raises LoginTaken."""
        ...

    async def by_login(self, login: str) -> Credential | None:
        """Find an account by its login name (case does not matter)."""
        ...

    async def by_person(self, person_id: UUID) -> Credential | None:
        """Find an account by its person."""
        ...

    async def set_password(self, person_id: UUID, password_hash: str) -> None:
        """Keep a new hash, end all sessions of the person."""
        ...

    async def renew_hash(self, person_id: UUID, former: str, password_hash: str) -> None:
        """Keep the same password's newer hash where the former one still stands; nothing ends."""
        ...

    async def open_session(self, token: str, session: Session, until: datetime) -> None:
        """Keep a session by the digest of its token."""
        ...

    async def session(
        self, token: str, now: datetime, idle_minutes: int, *, seen: bool = True
    ) -> Session | None:
        """The live session of a token; None where it has ended.

        Notes that it was `seen`, unless a page only asks by itself whether it is old.
        """
        ...

    async def sessions(
        self, person_id: UUID, now: datetime, idle_minutes: int
    ) -> Sequence[Session]:
        """The live sessions of a person, the newest first."""
        ...

    async def revoke_password(self, person_id: UUID) -> None:
        """Forget the hash, end all sessions: only a link opens the account again."""
        ...

    async def end_session(self, token: str) -> None:
        """Sign out."""
        ...

    async def end_sessions(self, person_id: UUID, but: Collection[UUID] = ()) -> None:
        """End every session of a person, but those with these public ids."""
        ...

    async def put_link(self, token: str, person_id: UUID, until: datetime) -> None:
        """Keep a one-time link by the digest of its token; earlier ones of the person end."""
        ...

    async def link(self, token: str, now: datetime) -> UUID | None:
        """Whose link this is while it is valid; it is not used up."""
        ...

    async def use_link(self, token: str, now: datetime) -> UUID | None:
        """Use the link up, once; None where it was used or has expired."""
        ...


class OfficeIndex(Protocol):
    """Finds people by office in the projections: whom to look at; the facts have the last word."""

    async def holders(self, office: Office) -> Sequence[UUID]:
        """Whoever was ever granted this office."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """Which count a password is tried on: of a login name, known or not, from one origin."""

    login: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptRules:
    """So many wrong passwords in a row, then a pause; what lies further apart does not add up."""

    limit: int
    pause: timedelta
    kept: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A browser that somebody signed in with: its public id, and who did."""

    device_id: UUID
    people: frozenset[UUID]


class SignInStore(Protocol):
    """Attempts that were taken and devices that are known: what makes a pause, and for whom."""

    async def take(self, attempt: Attempt, now: datetime, rules: AttemptRules) -> int | None:
        """Take an attempt before the password is tried, in one statement.

        How many are left before the pause; None during a pause.
        """
        ...

    async def give_back(self, attempt: Attempt) -> None:
        """An attempt that was taken and never tried."""
        ...

    async def forget(self, login: str, origin: str | None = None) -> None:
        """Forget the attempts on a login name from one origin, or from all."""
        ...

    async def device(self, token: str, seen_after: datetime) -> Device | None:
        """The device of a cookie, with those who signed in by it after a moment."""
        ...

    async def keep_device(
        self, device: UUID, token: str, person_id: UUID, now: datetime, forgotten: datetime
    ) -> None:
        """The device has a new cookie, and this person signed in with it just now.

        An earlier cookie of the device is nobody's any more; devices unseen since `forgotten` go.
        """
        ...


class LoginTaken(Exception):
    """Another account has this login name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed and not sent, how often it was saved, and by which page last."""

    fields: Mapping[str, str]
    version: int
    page_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaved:
    """Fields to be kept of a form, and the version of the draft that they were laid beside.

    `over` is that version, 0 where nothing was kept; `page_id` is the page that was typed on.
    """

    fields: Mapping[str, str]
    over: int
    page_id: str


class DraftStore(Protocol):
    """What a person typed for a task and has not sent: kept for that person alone, never a fact.

    `form` says which of the task's forms it was typed into.
    """

    async def save(self, person_id: UUID, drafts: Mapping[tuple[str, str], DraftSaved]) -> bool:
        """Keep the fields of each (stream, form) as its next version, instead of those before.

        All or none: False where another version of one of them was saved meanwhile.
        """
        ...

    async def of(
        self, person_id: UUID, streams: Collection[str]
    ) -> Mapping[tuple[str, str], Draft]:
        """What this person typed for these tasks, by (stream, form)."""
        ...

    async def drop(self, person_id: UUID, stream: str, form: str) -> None:
        """Forget a draft: it was sent."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView:
    """A list as somebody filtered it: the name that they gave it, and its address."""

    name: str
    address: str


class SavedViewStore(Protocol):
    """The views that a person saved: for that person alone, never a fact."""

    async def save(self, person_id: UUID, view: SavedView, most: int) -> bool:
        """Keep the view, instead of one of the same name; False where `most` are kept already."""
        ...

    async def of(self, person_id: UUID) -> Sequence[SavedView]:
        """What this person saved, by name."""
        ...

    async def drop(self, person_id: UUID, name: str) -> None:
        """Forget the view of this name."""
        ...

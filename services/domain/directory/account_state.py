"""An account as its facts make it: by what its person may sign in, and what is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from services.domain.directory.token_events import TokenIssued
from services.domain.facts import Actor, TextRef

# No rule of a ward lets a session last longer: what is older opens nothing.
LONGEST_SESSION: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The one-time link that an account waits for: by which act, from when, until when (UTC).

    `issued` is the version of its fact. `settled` links open at `opens_at` whatever their person
    becomes: a second person agreed, or the set-up or the machine's owner issued them.
    """

    issued: int
    issued_by: Actor
    issued_at: datetime
    command_id: UUID
    opens_at: datetime
    until: datetime
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSession:
    """A session that nothing has ended: when it began (UTC), and the digest that its fact holds.

    `secret_sha256` is that of the stored hash of its token; None where the fact is older.
    """

    begun_at: datetime
    secret_sha256: str | None

    def opened_by(self, secret_sha256: str) -> bool:
        """Whether this secret is the session's own, as far as the facts can tell."""
        return self.secret_sha256 in {None, secret_sha256}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Whether a person may sign in, and by what.

    `link_issued_at` and `password_set_at` are of the last opening; instants are UTC.
    `has_password` is what the facts say; the hash beside the ledger opens nothing against them,
    nor does a link where `awaits_link` is false. `hashes` are the digests of the stored hashes
    that may open it, None where the password is older than such digests. `sessions` by their
    public ids and `tokens` by theirs are what nothing has ended, oldest first.
    """

    person_id: UUID
    login: TextRef
    opened_at: datetime
    link_issued_at: datetime | None = None
    password_set_at: datetime | None = None
    signed_in_at: datetime | None = None
    closed: bool = False
    has_password: bool = False
    hashes: frozenset[str] | None = None
    link: Link | None = None
    sessions: Mapping[UUID, OpenSession] = field(default_factory=dict)
    tokens: Mapping[UUID, TokenIssued] = field(default_factory=dict)

    def opened_by(self, hash_sha256: str) -> bool:
        """Whether the stored hash of this digest opens the account, as far as the facts tell."""
        known = self.hashes is None or hash_sha256 in self.hashes
        return known and self.has_password and not self.closed

    @property
    def awaits_link(self) -> bool:
        """Whether a link was issued and neither used nor ended by a closing."""
        return self.link is not None

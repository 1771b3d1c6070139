"""An account as its facts make it: by what its person may sign in, and what is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar
from uuid import UUID

from services.domain.directory.consent_events import LinkConsented
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    PasswordRevoked,
    PasswordSet,
    SessionsEnded,
    SignedIn,
    SignedOut,
)
from services.domain.directory.sign_in_events import PasswordRehashed
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import Actor, ActorKind, Fact, TextRef

_Kept = TypeVar("_Kept")
# No rule of a ward lets a session last longer: what is older opens nothing.
LONGEST_SESSION: Final = timedelta(days=7)
# After each of these nothing that was open of the account opens it still: no session, no token.
ENDINGS: Final = (AccountClosed, PasswordRevoked, PasswordSet, SessionsEnded)


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


def fold_account(facts: Sequence[Fact]) -> Account | None:
    """The account as all facts of `directory-account.<id>` make it."""
    account: Account | None = None
    for fact in facts:
        account = next_account(account, fact)
    return account


def next_account(account: Account | None, fact: Fact) -> Account | None:
    """The account after one more fact of its stream; None until it is opened."""
    event = fact.event
    if isinstance(event, AccountOpened):
        return Account(person_id=event.person_id, login=event.login, opened_at=fact.occurred_at)
    if account is None:
        return None
    if isinstance(event, ENDINGS):
        account = replace(account, sessions={}, tokens={})
    return _of_account(account, fact)


def _of_account(account: Account, fact: Fact) -> Account:
    event = fact.event
    match event:
        case AccountClosed():
            return replace(account, closed=True, has_password=False, link=None)
        case AccountReopened():
            return replace(account, closed=False, link_issued_at=None, password_set_at=None)
        case LinkIssued():
            return replace(account, link=_link(event, fact), link_issued_at=fact.occurred_at)
        case LinkConsented() if account.link and account.link.issued == event.issued:
            agreed = replace(account.link, opens_at=fact.recorded_at, settled=True)
            return replace(account, link=agreed)
        case PasswordRevoked():
            return replace(account, has_password=False, password_set_at=None)
        case PasswordSet():
            hashes = frozenset({event.hash_sha256}) if event.hash_sha256 else None
            return replace(
                account,
                has_password=True,
                hashes=hashes,
                link=None,
                password_set_at=fact.occurred_at,
            )
        case PasswordRehashed():
            return replace(account, hashes=frozenset({event.former_sha256, event.hash_sha256}))
        case _:
            return _of_doors(account, fact)


def _of_doors(account: Account, fact: Fact) -> Account:
    """What opens the account beside the password: sessions and tokens."""
    event, session_id = fact.event, fact.session_id
    if isinstance(event, SignedIn):
        account = replace(account, signed_in_at=fact.occurred_at)
    match event:
        # Without a password it was overtaken by what took the password.
        case SignedIn() if account.has_password and session_id is not None:
            begun = OpenSession(begun_at=fact.recorded_at, secret_sha256=event.secret_sha256)
            # A page that was left open for weeks never signs out: nothing waits for that here.
            live = {
                key: kept
                for key, kept in account.sessions.items()
                if kept.begun_at + LONGEST_SESSION > begun.begun_at
            }
            return replace(account, sessions={**live, session_id: begun})
        case SignedOut() if session_id is not None:
            return replace(account, sessions=_without(account.sessions, session_id))
        case TokenIssued():
            return replace(account, tokens={**account.tokens, event.token_id: event})
        case TokenRevoked():
            return replace(account, tokens=_without(account.tokens, event.token_id))
        case _:
            return account


def _link(event: LinkIssued, fact: Fact) -> Link:
    opens_at = fact.recorded_at + timedelta(hours=event.opens_after_hours)
    return Link(
        issued=fact.version,
        issued_by=fact.actor,
        issued_at=fact.recorded_at,
        command_id=fact.command_id,
        opens_at=opens_at,
        until=opens_at + timedelta(hours=event.valid_hours),
        settled=event.setting_up or fact.actor.kind is ActorKind.OPERATOR,
    )


def _without(known: Mapping[UUID, _Kept], gone: UUID) -> dict[UUID, _Kept]:
    return {key: kept for key, kept in known.items() if key != gone}

"""Access tokens: a person lets a program act in the own name, within a scope, until a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.domain.directory.account_state import fold_account
from services.domain.directory.rules import NO_OFFICE, NO_TOKEN, TOKEN_DAY, TOKEN_MANY
from services.domain.directory.token_events import TokenIssued, TokenRevoked
from services.domain.facts import Fact, TextRef
from services.domain.instants import day_of
from services.domain.roles import Holder, OfficeHeld

MOST_DAYS = 366  # a token that outlives a year is a password that nobody changes
MOST_TOKENS = 10


class Scope(StrEnum):
    """What a program may do: look, or also act."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueToken:
    """Cấp mã truy cập cho một phần mềm."""

    token_id: UUID
    label: TextRef
    scope: Scope
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeToken:
    """Thu hồi mã truy cập."""

    token_id: UUID


def open_tokens(facts: Sequence[Fact], today: date) -> tuple[TokenIssued, ...]:
    """The tokens of an account that still open the door, oldest first.

    Whatever ends every session of a person ends the tokens that were given before it, too.
    """
    account = fold_account(facts)
    live = account.tokens.values() if account else ()
    return tuple(token for token in live if token.ends_on >= today)


def issue(
    facts: Sequence[Fact],
    command: IssueToken,
    *,
    secret_sha256: str,
    holder: Holder,
    now: datetime,
) -> tuple[OfficeHeld, tuple[TokenIssued, ...]]:
    """The token from now until the end of a day; raises Refusal, NotAllowed.

    `secret_sha256` is the digest of the stored hash of its secret.
    """
    held, today = _held(holder), day_of(now)
    if not 0 <= (command.ends_on - today).days <= MOST_DAYS:
        raise TOKEN_DAY.refuse(most_days=MOST_DAYS)
    if len(open_tokens(facts, today)) >= MOST_TOKENS:
        raise TOKEN_MANY.refuse(most_tokens=MOST_TOKENS)
    event = TokenIssued(
        person_id=holder.person_id,
        token_id=command.token_id,
        label=command.label,
        scope=command.scope.value,
        ends_on=command.ends_on,
        secret_sha256=secret_sha256,
    )
    return held, (event,)


def revoke(
    facts: Sequence[Fact], command: RevokeToken, *, holder: Holder, now: datetime
) -> tuple[OfficeHeld, tuple[TokenRevoked, ...]]:
    """The token ends now; one that has ended needs no fact. Raises NotFound, NotAllowed."""
    held = _held(holder)
    known = {one.event.token_id for one in facts if isinstance(one.event, TokenIssued)}
    if command.token_id not in known:
        raise NO_TOKEN.refuse()
    live = {one.token_id for one in open_tokens(facts, day_of(now))}
    if command.token_id not in live:
        return held, ()
    return held, (TokenRevoked(person_id=holder.person_id, token_id=command.token_id),)


def _held(holder: Holder) -> OfficeHeld:
    if not holder.offices:
        raise NO_OFFICE.refuse()
    return holder.offices[0]

"""Access tokens: facts in the ledger, digests of the secrets beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from services.commands.accounts import AccountCommands
from services.commands.acting import Acting
from services.commands.acts import ActCommands
from services.commands.proofs import secret_sha256
from services.commands.requests import CommandRequest, Sender
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.acts.issue_token import IssueToken
from services.domain.directory.events import account_stream
from services.domain.directory.token_events import TokenIssued
from services.domain.directory.tokens import Scope, open_tokens
from services.domain.instants import day_of
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptToken:
    """Whose token it is, its public id, what it may do, until which day (inclusive)."""

    token_id: UUID
    person_id: UUID
    scope: Scope
    ends_on: date


class TokenStore(Protocol):
    """Digests of access tokens: a table that the ledger must not hold."""

    async def put(self, secret: str, token: KeptToken) -> None:
        """Keep a token by the digest of its secret; the same id twice is once."""
        ...

    async def find(self, secret: str) -> KeptToken | None:
        """The token of a secret that was not revoked, whatever its day."""
        ...

    async def revoke(self, token_id: UUID) -> None:
        """The secret opens nothing any more."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenLine:
    """A token of a person as the page lists it; the secret is known to nobody."""

    token_id: UUID
    label: str
    scope: Scope
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A program that acts for a person: who, and whether it may do more than look."""

    acting: Acting
    scope: Scope


@dataclass(frozen=True, slots=True)
class TokenCommands:
    """Issue, list and recognise access tokens."""

    ledger: Ledger
    acts: ActCommands
    accounts: AccountCommands
    store: TokenStore

    async def issue(self, request: CommandRequest, command: IssueToken, secret: str) -> bool:
        """Keep a new token; False where this very click was done before, with another secret."""
        outcome = await self.acts.handle(request, command)
        facts = (await self.ledger.read([command.stream])).of(command.stream)
        kept = [fact.event for fact in facts if isinstance(fact.event, TokenIssued)]
        if outcome is None or secret_sha256(secret) not in {token.secret_sha256 for token in kept}:
            return False
        token = KeptToken(
            token_id=command.token_id,
            person_id=command.person_id,
            scope=command.scope,
            ends_on=command.ends_on,
        )
        await self.store.put(secret, token)
        return True

    async def of_person(self, person_id: UUID, now: datetime) -> tuple[TokenLine, ...]:
        """The live tokens of a person, oldest first."""
        stream = account_stream(person_id)
        live = open_tokens(await self._account(stream), day_of(now))
        words = await self.ledger.texts([each.label.text_id for each in live])
        return tuple(
            TokenLine(
                token_id=each.token_id,
                label=words.get(each.label.text_id, "(đã xóa)"),
                scope=Scope(each.scope),
                ends_on=each.ends_on,
            )
            for each in live
        )

    async def bearer(self, secret: str) -> Bearer | None:
        """Who a program acts for; None for a secret that opens nothing (any more).

        The facts are asked at each use: what a crash left in the table opens nothing.
        """
        token = await self.store.find(secret)
        if token is None:
            return None
        sender = Sender(person_id=token.person_id, session_id=token.token_id)
        acting = await self.accounts.acting_as(sender)
        if acting is None:
            return None
        stream = account_stream(token.person_id)
        live = open_tokens(await self._account(stream), day_of(acting.now))
        # The fact says what the secret is, what it may do and until when; the row only whose.
        for issued in live:
            own = issued.secret_sha256 in {None, secret_sha256(secret)}
            if issued.token_id == token.token_id and own:
                return Bearer(acting=acting, scope=Scope(issued.scope))
        return None

    async def _account(self, stream: str) -> Account | None:
        return fold_account((await self.ledger.read_account(stream)).of(stream))

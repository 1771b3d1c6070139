"""People and their accounts: one-time links, sessions, and the first administrator."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.commands.acts import ActCommands
from services.commands.directory_effects import put_login
from services.commands.first_people import (
    FirstPerson,
    keep_administrator,
    keep_first,
    keep_link,
)
from services.commands.logins import check_login
from services.commands.ports import AccountStore, Randomness, Session
from services.commands.requests import CommandRequest
from services.domain.context import DecisionContext
from services.domain.directory.account_facts import fold_account
from services.domain.directory.account_state import Account
from services.domain.directory.acts.issue_link import IssueLink, link_until
from services.domain.directory.events import account_stream
from services.domain.directory.rules import NO_LOGIN
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True)
class DirectoryCommands:
    """What the directory needs besides its acts: secrets that are told once."""

    ledger: Ledger
    acts: ActCommands
    accounts: AccountStore
    randomness: Randomness

    async def issue_link(self, request: CommandRequest, command: IssueLink) -> str:
        """The token of a one-time link; the same act draws it anew until it is spent."""
        await self.acts.handle(request, command)

        def own(account: Account | None, context: DecisionContext) -> datetime:
            sender = request.sender.person_id
            return link_until(account, sender, request.command_id, context.now)

        until = await self.acts.judge(request, command, own)
        await self.restore_login(command.person_id)
        return await self._put_link(command.person_id, until)

    async def restore_login(self, person_id: UUID) -> None:
        """Keep the login of somebody whose registration was cut off after its facts."""
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        bodies = await self.ledger.texts([account.login.text_id]) if account else {}
        for login in bodies.values():
            await put_login(self.accounts, person_id, check_login(login))

    async def live_sessions(
        self, person_id: UUID, now: datetime, idle_minutes: int
    ) -> Sequence[Session]:
        """The sessions by which somebody is signed in now, the newest first."""
        stream = account_stream(person_id)
        account = fold_account((await self.ledger.read([stream])).of(stream))
        kept = await self.accounts.sessions(person_id, now, idle_minutes)
        return [live for live in kept if account and live.session_id in account.sessions]

    async def register_first(self, first: FirstPerson) -> UUID:
        """Register a person from the command line, once for each key; the person's id."""
        login = check_login(first.login)
        known = await self.accounts.by_login(login)
        if known is not None:
            return known.person_id
        person_id = await keep_first(self.ledger, self.randomness, first)
        await put_login(self.accounts, person_id, login)
        return person_id

    async def first_link(self, person_id: UUID, hours: int) -> str:
        """A one-time link that the command line prints."""
        await keep_link(self.ledger, person_id, hours)
        now = (await self.ledger.read([])).read_at
        return await self._put_link(person_id, now + timedelta(hours=hours))

    async def restore_administrator(self, login: str) -> str:
        """A one-time link for an administrator, made one again where needed; raises NotFound."""
        known = await self.accounts.by_login(check_login(login))
        if known is None:
            raise NO_LOGIN.refuse(login=login)
        hours = await keep_administrator(self.ledger, known.person_id)
        return await self.first_link(known.person_id, hours)

    async def _put_link(self, person_id: UUID, until: datetime) -> str:
        token = self.randomness.token()
        await self.accounts.put_link(token, person_id, until)
        return token

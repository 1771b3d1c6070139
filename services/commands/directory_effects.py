"""What the acts of the directory mean for the tables of logins, passwords and tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.commands.acts import Effect
from services.commands.logins import check_login, taken
from services.commands.ports import AccountStore, LoginTaken
from services.commands.requests import CommandRequest
from services.commands.tokens import TokenStore
from services.domain.directory.account_facts import fold_account
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.end_sessions import EndSessions
from services.domain.directory.acts.register_person import RegisterPerson
from services.domain.directory.acts.register_unit import RegisterUnit, code_taken
from services.domain.directory.acts.reopen_account import ReopenAccount
from services.domain.directory.acts.revoke_password import RevokePassword
from services.domain.directory.acts.revoke_token import RevokeToken
from services.domain.directory.offering import OfAccount
from services.domain.errors import Refusal
from services.ledger.port import Ledger


def effects(ledger: Ledger, accounts: AccountStore, tokens: TokenStore) -> Mapping[type, Effect]:
    """Each command of the directory that tables beside the ledger follow."""
    follows = AccountFollows(ledger, accounts)
    return {
        RegisterPerson: LoginKept(accounts),
        RegisterUnit: CodeGivenOnce(),
        CloseAccount: follows,
        ReopenAccount: follows,
        EndSessions: follows,
        RevokePassword: follows,
        RevokeToken: SecretForgotten(tokens),
    }


async def put_login(accounts: AccountStore, person_id: UUID, login: str) -> None:
    """Keep under which name somebody signs in; raises Refusal for somebody else's."""
    try:
        await accounts.put_login(person_id, login)
    except LoginTaken:
        raise taken(login) from None


@dataclass(frozen=True, slots=True)
class LoginKept(Effect):
    """A login name is one person's."""

    accounts: AccountStore

    async def before(self, request: CommandRequest, command: RegisterPerson) -> Refusal | None:
        """Whether the name is somebody else's by now."""
        name = _login(request, command)
        holder = await self.accounts.by_login(name)
        other = holder is not None and holder.person_id != command.person_id
        return taken(name) if other else None

    async def after(self, request: CommandRequest, command: RegisterPerson) -> None:
        """The name, behind the facts."""
        await put_login(self.accounts, command.person_id, _login(request, command))


def _login(request: CommandRequest, command: RegisterPerson) -> str:
    bodies = {text.text_id: text.body for text in request.texts}
    return check_login(bodies[command.login.text_id])


class CodeGivenOnce(Effect):
    """The plan may have written the code of a unit with other capitals."""

    def name_taken(self, command: RegisterUnit) -> Refusal:
        """A code is given once for ever."""
        return code_taken(command.code)


@dataclass(frozen=True, slots=True)
class AccountFollows(Effect):
    """Sessions and passwords end with the facts.

    A form that is sent again takes nothing that began, or was chosen, since its first time.
    """

    ledger: Ledger
    accounts: AccountStore

    async def after(self, _request: CommandRequest, command: OfAccount) -> None:
        """Bring the tables to what the facts say now."""
        facts = (await self.ledger.read([command.stream])).of(command.stream)
        account = fold_account(facts)
        if account is None:
            return
        if not account.has_password:
            await self.accounts.revoke_password(command.person_id)
        await self.accounts.end_sessions(command.person_id, but=account.sessions)


@dataclass(frozen=True, slots=True)
class SecretForgotten(Effect):
    """A token's secret opens nothing any more."""

    tokens: TokenStore

    async def after(self, _request: CommandRequest, command: RevokeToken) -> None:
        """Take its row away."""
        await self.tokens.revoke(command.token_id)

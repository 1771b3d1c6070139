"""What ends the sessions of a person ends the tokens too, whatever crashed in between."""

from collections.abc import Callable, Collection
from datetime import timedelta
from uuid import UUID

import pytest

from services.commands.accounts import NewSession
from services.commands.proofs import secret_sha256
from services.commands.requests import TypedTexts
from services.commands.tokens import TokenCommands
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.end_sessions import EndSessions
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.acts.issue_token import IssueToken
from services.domain.directory.acts.revoke_password import RevokePassword
from services.domain.directory.tokens import Scope
from services.domain.errors import Refusal
from services.domain.roles import Office
from services.ledger.port import LedgerUnavailable
from tests.commands.directory_kit import PASSWORD, TODAY, DirectoryKit, Registered
from tests.commands.task_kit import finished
from tests.givens import HERE
from tests.memory_accounts import MemoryAccountStore

ANOTHER = "mat-khau-khac-han"
End = Callable[[DirectoryKit, Registered], object]


class CutStore(MemoryAccountStore):
    """The database goes away once the fact is kept: no table is changed any more."""

    cut = False

    async def put_login(self, person_id: UUID, login: str) -> None:
        self._lost()
        await super().put_login(person_id, login)

    async def set_password(self, person_id: UUID, password_hash: str) -> None:
        self._lost()
        await super().set_password(person_id, password_hash)

    async def revoke_password(self, person_id: UUID) -> None:
        self._lost()
        await super().revoke_password(person_id)

    async def end_sessions(self, person_id: UUID, but: Collection[UUID] = ()) -> None:
        self._lost()
        await super().end_sessions(person_id, but)

    def _lost(self) -> None:
        if self.cut:
            raise LedgerUnavailable("the connection was lost")


class TokenKit(DirectoryKit):
    """The directory's desk with tokens, over tables that may be cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.tables = CutStore()
        self.tables.__dict__.update(self.store.__dict__)
        self.store = self.tables
        self.directory = self.directory_commands()
        self.accounts = self.account_commands()
        self.tokens = TokenCommands(self.ledger, self.directory.acts, self.accounts, self.secrets)

    def token(self, who: Registered) -> str:
        """The secret of a token that somebody gave to a program."""
        words = TypedTexts(randomness=self.randomness, limit=200)
        secret = self.randomness.token()
        command = IssueToken(
            person_id=who.person_id,
            token_id=self.new_id(),
            secret_sha256=secret_sha256(secret),
            label=words.need("phần mềm", label="Tên"),
            scope=Scope.READ,
            ends_on=TODAY + timedelta(days=30),
        )
        request = self.request(who, "issue-token", 1, words)
        assert finished(self.tokens.issue(request, command, secret))
        return secret

    def signed_in(self, who: Registered, password: str = PASSWORD) -> NewSession:
        return finished(self.accounts.sign_in(who.login, password, HERE))

    def opens(self, session: NewSession) -> bool:
        return finished(self.accounts.acting(session.token)) is not None

    def answers(self, secret: str) -> bool:
        return finished(self.tokens.bearer(secret)) is not None


@pytest.fixture
def kit() -> TokenKit:
    return TokenKit()


@pytest.fixture
def chair(kit: TokenKit) -> Registered:
    return kit.first("chutich", Office.CHAIR, None)


def signed_out(kit: DirectoryKit, who: Registered) -> object:
    request = kit.request(kit.administrator, "end-sessions", 1)
    return finished(kit.directory.acts.handle(request, EndSessions(person_id=who.person_id)))


def revoked(kit: DirectoryKit, who: Registered) -> object:
    request = kit.request(kit.administrator, "revoke-password", 1)
    return finished(kit.directory.acts.handle(request, RevokePassword(person_id=who.person_id)))


def closed(kit: DirectoryKit, who: Registered) -> object:
    request = kit.request(kit.administrator, "close-account", 1)
    return finished(kit.directory.acts.handle(request, CloseAccount(person_id=who.person_id)))


def set_anew(kit: DirectoryKit, who: Registered) -> object:
    return finished(kit.accounts.set_password(who.person_id, ANOTHER))


EVERY = pytest.mark.parametrize("end", [signed_out, revoked, closed, set_anew])


@EVERY
def test_it_ends_sessions_and_tokens_of_this_person_alone(
    kit: TokenKit, chair: Registered, end: End
) -> None:
    other = kit.first("khac", Office.INSPECTOR, None)
    session, secret = kit.signed_in(chair), kit.token(chair)
    others = kit.signed_in(other), kit.token(other)
    assert kit.opens(session)
    assert kit.answers(secret)
    end(kit, chair)
    assert not kit.opens(session)
    assert not kit.answers(secret)
    assert finished(kit.tokens.of_person(chair.person_id, kit.now)) == ()
    assert kit.opens(others[0])
    assert kit.answers(others[1])


@EVERY
def test_a_crash_between_the_fact_and_the_tables_leaves_nothing_open(
    kit: TokenKit, chair: Registered, end: End
) -> None:
    session, secret = kit.signed_in(chair), kit.token(chair)
    kit.tables.cut = True
    with pytest.raises(LedgerUnavailable):
        end(kit, chair)
    kit.tables.cut = False
    assert not kit.opens(session)
    assert not kit.answers(secret)
    assert finished(kit.directory.live_sessions(chair.person_id, kit.now, 120)) == []


@pytest.mark.parametrize("end", [revoked, closed])
def test_a_password_that_was_taken_opens_nothing_even_where_its_hash_was_left(
    kit: TokenKit, chair: Registered, end: End
) -> None:
    kit.tables.cut = True
    with pytest.raises(LedgerUnavailable):
        end(kit, chair)
    kit.tables.cut = False
    with pytest.raises(Refusal):
        kit.signed_in(chair)


def test_a_token_of_afterwards_works(kit: TokenKit, chair: Registered) -> None:
    signed_out(kit, chair)
    session, secret = kit.signed_in(chair), kit.token(chair)
    assert kit.opens(session)
    assert kit.answers(secret)


@pytest.mark.parametrize("sent", [EndSessions, RevokePassword])
def test_a_form_that_is_sent_twice_spares_what_began_in_between(
    kit: TokenKit, chair: Registered, sent: type[EndSessions | RevokePassword]
) -> None:
    request = kit.request(kit.administrator, sent.__name__, 1)
    command = sent(person_id=chair.person_id)
    finished(kit.directory.acts.handle(request, command))
    finished(kit.accounts.set_password(chair.person_id, ANOTHER))
    session, secret = kit.signed_in(chair, ANOTHER), kit.token(chair)
    finished(kit.directory.acts.handle(request, command))
    assert kit.opens(session)
    assert kit.answers(secret)


def test_a_login_that_a_crash_lost_is_kept_again_with_the_link(kit: TokenKit) -> None:
    request, command = kit.registration("Nguyễn Thị Hoa", "hoa")
    kit.tables.cut = True
    with pytest.raises(LedgerUnavailable):
        finished(kit.directory.acts.handle(request, command))
    kit.tables.cut = False
    assert finished(kit.store.by_login("hoa")) is None
    asked = kit.request(kit.administrator, "issue-link", 1)
    link = finished(kit.directory.issue_link(asked, IssueLink(person_id=command.person_id)))
    finished(kit.accounts.set_password_by_link(link, PASSWORD))
    assert kit.opens(finished(kit.accounts.sign_in("hoa", PASSWORD, HERE)))

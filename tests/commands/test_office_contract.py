"""Sessions ended, passwords revoked, findings settled: the same facts before either ledger."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from infra.clocks.ward_clock import MovedLedger
from infra.randomness import RANDOMNESS
from infra.stores.access_log import PostgresAccessLog
from infra.stores.accounts import PostgresAccountStore
from infra.stores.sign_ins import PostgresSignInStore
from infra.wiring import CODEC
from services.commands.requests import CommandRequest, TypedTexts
from services.domain.assignment.events import assignment_stream
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.end_sessions import EndSessions
from services.domain.directory.acts.issue_link import IssueLink
from services.domain.directory.acts.revoke_password import RevokePassword
from services.domain.directory.events import PasswordRevoked, SessionsEnded, account_stream
from services.domain.errors import NotAllowed, NotFound, Refusal
from services.domain.facts import Fact
from services.domain.plan.acts.settle_plan_finding import PlanFindingSettled, SettlePlanFinding
from services.domain.plan.events import plan_stream
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from services.ledger.port import CommandReused
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_outbox import PostgresAgendas
from tests.commands.contract_ward import PASSWORD, ContractWard
from tests.givens import HERE
from tests.ledger.databases import LedgerDatabase
from tests.memory_accounts import MemoryAccountStore
from tests.memory_sign_ins import MemoryAccessLog, MemorySignInStore
from tests.moment import MOMENT, TickingClock

PLAN = plan_stream("cho-san")


@pytest.fixture
async def remembered() -> ContractWard:
    clock = TickingClock(MOMENT)
    ledger = MemoryLedger("demo-11003-aaaaaaaa", CODEC, lambda: clock.now(MOMENT))
    ward = ContractWard(
        ledger,
        MemoryAgendas(ledger, list),
        MemoryAccountStore(),
        MemorySignInStore(),
        MemoryAccessLog(),
    )
    await ward.fill()
    return ward


@pytest.fixture
async def kept(account_database: LedgerDatabase) -> AsyncIterator[ContractWard]:
    logins = account_database.neighbour
    engine = make_engine(logins.app)
    stored = PostgresLedger(engine, logins.ledger_id, CODEC)
    ledger = MovedLedger(stored, TickingClock(MOMENT))
    ward = ContractWard(
        ledger,
        PostgresAgendas(engine, logins.ledger_id),
        PostgresAccountStore(engine, logins.ledger_id),
        PostgresSignInStore(engine),
        PostgresAccessLog(engine),
    )
    await ward.fill()
    yield ward
    await engine.dispose()


@pytest.fixture(params=["remembered", pytest.param("kept", marks=pytest.mark.postgres)])
def ward(request: pytest.FixtureRequest) -> ContractWard:
    """Either store: every test that asks for it runs twice."""
    contract_ward: ContractWard = request.getfixturevalue(request.param)
    return contract_ward


async def signed_in(ward: ContractWard, login: str) -> str:
    return (await ward.accounts.sign_in(login, PASSWORD, HERE)).token


async def ended(ward: ContractWard, kind: type, whom: str) -> list[Fact]:
    facts = await ward.facts(account_stream(ward.ids[whom]))
    return [fact for fact in facts if isinstance(fact.event, kind)]


async def test_an_administrator_signs_somebody_out_everywhere_and_nobody_else(
    ward: ContractWard,
) -> None:
    tokens = [await signed_in(ward, login) for login in ("hoa", "hoa", "minh")]
    click = ward.click("quantri", "end-sessions", "hoa")
    await ward.directory.acts.handle(click, EndSessions(person_id=ward.ids["hoa"]))
    alive = [await ward.accounts.acting(token) is not None for token in tokens]
    assert alive == [False, False, True]
    (fact,) = await ended(ward, SessionsEnded, "hoa")
    assert fact.actor.person_id == ward.ids["quantri"]
    assert fact.event == SessionsEnded(person_id=ward.ids["hoa"])
    assert await ward.accounts.acting(await signed_in(ward, "hoa")) is not None


async def test_the_same_click_twice_is_one_fact(ward: ContractWard) -> None:
    for name, command, kind in (
        ("end-sessions", EndSessions, SessionsEnded),
        ("revoke-password", RevokePassword, PasswordRevoked),
    ):
        click, sent = ward.click("quantri", name, "hoa"), command(person_id=ward.ids["hoa"])
        first = await ward.acts.handle(click, sent)
        assert await ward.acts.handle(click, sent) == first
        assert len(await ended(ward, kind, "hoa")) == 1


@pytest.mark.parametrize("login", ["chanhvp", "hoa"])
async def test_only_an_administrator_touches_an_account(ward: ContractWard, login: str) -> None:
    token = await signed_in(ward, "minh")
    for name, command in (("end-sessions", EndSessions), ("revoke-password", RevokePassword)):
        click = ward.click(login, name, "minh")
        with pytest.raises(NotAllowed):
            await ward.acts.handle(click, command(person_id=ward.ids["minh"]))
    assert await ward.refusals(login) == ["not-administrator"] * 2
    assert await ward.accounts.acting(token) is not None
    assert await signed_in(ward, "minh")
    assert await ended(ward, SessionsEnded, "minh") == []
    assert await ended(ward, PasswordRevoked, "minh") == []


async def test_a_closed_or_missing_account_is_refused(ward: ContractWard) -> None:
    await ward.directory.acts.handle(
        ward.click("quantri", "close-account", "minh"), CloseAccount(person_id=ward.ids["minh"])
    )
    nobody = UUID(int=7)
    for command in (EndSessions, RevokePassword):
        click = ward.click("quantri", "again", "minh")
        with pytest.raises(Refusal, match="Tài khoản đã khóa"):
            await ward.acts.handle(click, command(person_id=ward.ids["minh"]))
        with pytest.raises(NotFound):
            await ward.acts.handle(click, command(person_id=nobody))
    assert await ward.refusals("quantri") == ["account-closed", "no-account"] * 2


async def test_a_revoked_password_opens_nothing_until_a_link_gives_a_new_one(
    ward: ContractWard,
) -> None:
    token, click = await signed_in(ward, "hoa"), ward.click("quantri", "revoke-password", "hoa")
    await ward.directory.acts.handle(click, RevokePassword(person_id=ward.ids["hoa"]))
    assert await ward.accounts.acting(token) is None
    assert not await ward.accounts.has_password(ward.ids["hoa"])
    with pytest.raises(Refusal):
        await ward.accounts.sign_in("hoa", PASSWORD, HERE)
    assert await signed_in(ward, "minh")
    link = await ward.directory.issue_link(
        ward.click("quantri", "issue-link", "hoa"), IssueLink(person_id=ward.ids["hoa"])
    )
    await ward.accounts.set_password_by_link(link, "mat-khau-moi-cua-hoa")
    # The form of before is sent again: what was chosen since stays.
    await ward.directory.acts.handle(click, RevokePassword(person_id=ward.ids["hoa"]))
    assert (await ward.accounts.sign_in("hoa", "mat-khau-moi-cua-hoa", HERE)).token
    (fact,) = await ended(ward, PasswordRevoked, "hoa")
    assert fact.actor.person_id == ward.ids["quantri"]


def settling(
    ward: ContractWard, login: str, finding: str, item: str | None, said: str
) -> tuple[CommandRequest, SettlePlanFinding]:
    words = TypedTexts(randomness=RANDOMNESS, limit=1000)
    command = SettlePlanFinding(
        stream=PLAN,
        item=assignment_stream(item) if item else None,
        finding=finding,
        decision=words.need(said, label="Quyết định"),
    )
    return ward.request(login, "settle-plan-finding", {"said": said}, words), command


async def settled(ward: ContractWard) -> list[tuple[str, str]]:
    """Each decision with its words."""
    collected = []
    for fact in await ward.facts(PLAN):
        if isinstance(fact.event, PlanFindingSettled):
            texts = await ward.ledger.texts([fact.event.decision.text_id])
            collected.append((fact.event.finding, texts[fact.event.decision.text_id]))
    return collected


async def test_each_decision_on_a_finding_is_kept_with_its_words(ward: ContractWard) -> None:
    for said in ("Chờ Chủ tịch.", "Giao KTHTDT."):
        await ward.acts.handle(*settling(ward, "chanhvp", "D-51-08", "51-08", said))
    await ward.acts.handle(*settling(ward, "chanhvp", "D-CHUNG", None, "Đồng ý."))
    assert await settled(ward) == [
        ("D-51-08", "Chờ Chủ tịch."),
        ("D-51-08", "Giao KTHTDT."),
        ("D-CHUNG", "Đồng ý."),
    ]


async def test_the_same_decision_twice_is_one_fact_and_its_id_takes_no_other(
    ward: ContractWard,
) -> None:
    click, command = settling(ward, "chanhvp", "D-51-08", "51-08", "Đồng ý.")
    first = await ward.acts.handle(click, command)
    assert await ward.acts.handle(click, command) == first
    other, changed = settling(ward, "chanhvp", "D-51-08", "51-08", "Không.")
    reused = CommandRequest(
        sender=other.sender,
        command_id=click.command_id,
        name=other.name,
        sent=other.sent,
        texts=other.texts,
    )
    with pytest.raises(CommandReused):
        await ward.acts.handle(reused, changed)
    assert await settled(ward) == [("D-51-08", "Đồng ý.")]


@pytest.mark.parametrize(
    ("login", "finding", "item", "rule"),
    [
        ("kiemtra", "D-51-08", "51-08", "not-settling-plan"),
        ("hoa", "D-51-08", "51-08", "not-settling-plan"),
        ("quantri", "D-CHUNG", None, "not-settling-plan"),
        ("chanhvp", "D-LA", "51-08", "no-finding"),
        ("chanhvp", "D-51-08", "CT10", "no-finding"),
        ("chanhvp", "D-51-08", None, "no-finding"),
        ("chanhvp", "D-51-08", "LA-1", "no-assignment"),
        ("chanhvp", "D-MAT", "58-01", "finding-restricted"),
    ],
)
async def test_what_is_refused_leaves_an_attempt_and_no_words(
    ward: ContractWard, login: str, finding: str, item: str | None, rule: str
) -> None:
    click, command = settling(ward, login, finding, item, "Lời không được giữ.")
    with pytest.raises(Refusal) as refused:
        await ward.acts.handle(click, command)
    assert refused.value.code == rule
    assert await settled(ward) == []
    assert await ward.ledger.texts([command.decision.text_id]) == {}
    assert await ward.refusals(login) == [rule]

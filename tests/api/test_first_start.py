"""The first administrator's link at each start: offered until a password was ever chosen."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest

from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.randomness import RANDOMNESS
from infra.simulation.office_index import FactOfficeIndex
from infra.supervise.first_start import FIRST_LOGIN, first_administrator, open_ward
from infra.wiring import Ward, make_ward
from services.commands.first_people import FirstPerson
from services.commands.operator import OperatorAct, keep
from services.commands.requests import CommandRequest, Sender
from services.commands.runner import on_stream
from services.domain.directory.acts.close_account import CloseAccount
from services.domain.directory.acts.reopen_account import ReopenAccount
from services.domain.directory.acts.revoke_password import RevokePassword
from services.domain.directory.events import PasswordSet, account_stream
from services.domain.instants import day_of
from services.domain.roles import Office, OfficeHeld
from services.ledger.engine import make_engine
from tests import givens
from tests.api.ward import PASSWORD
from tests.givens import HERE
from tests.ledger.databases import make_database
from tests.moment import MOMENT

pytestmark = pytest.mark.postgres


@pytest.fixture
async def ward(postgres: PostgresEngine, tmp_path: Path) -> AsyncIterator[Ward]:
    """A ward at its very first start."""
    logins = make_database(
        postgres.admin_dsn(), f"start_{RANDOMNESS.new_id().hex}", tmp_path
    ).neighbour
    engine = make_engine(logins.app, pool_size=2)
    result = make_ward(engine, logins.ledger_id, WardClock(MOMENT))
    await open_ward(result)
    yield result
    await engine.dispose()


async def the_first(ward: Ward) -> UUID:
    credential = await ward.directory.accounts.by_login(FIRST_LOGIN)
    assert credential is not None
    return credential.person_id


async def successor(ward: Ward) -> UUID:
    held = OfficeHeld(
        office=Office.ADMINISTRATOR,
        unit=None,
        from_on=day_of((await ward.ledger.read([])).read_at),
    )
    first = FirstPerson(key="sau", name="Người sau", login="sau", offices=(held,))
    person_id = await ward.directory.register_first(first)
    await ward.accounts.set_password(person_id, PASSWORD)
    return person_id


def click(who: UUID) -> CommandRequest:
    return CommandRequest(
        sender=Sender(person_id=who, session_id=givens.person("session")),
        command_id=RANDOMNESS.new_id(),
        name="account",
        sent={},
    )


async def test_each_start_offers_a_link_until_a_password_was_chosen_and_none_ever_after(
    ward: Ward,
) -> None:
    early = await first_administrator(ward)
    link = await first_administrator(ward)
    assert early is not None
    assert link is not None
    assert await ward.accounts.link_owner(early) is None
    await ward.accounts.set_password_by_link(link, PASSWORD)
    assert await first_administrator(ward) is None
    other, first = await successor(ward), await the_first(ward)
    for command in (RevokePassword, CloseAccount, ReopenAccount):
        await ward.acts.handle(click(other), command(person_id=first))
        assert await first_administrator(ward) is None, command


async def test_an_account_that_was_closed_before_any_password_stops_no_start(ward: Ward) -> None:
    assert await first_administrator(ward) is not None
    await ward.directory.acts.handle(
        click(await successor(ward)), CloseAccount(person_id=await the_first(ward))
    )
    assert await first_administrator(ward) is None


async def test_a_password_whose_hash_a_crash_lost_is_chosen_again(ward: Ward) -> None:
    await first_administrator(ward)
    person_id = await the_first(ward)
    stream = account_stream(person_id)
    fact = on_stream(stream, [PasswordSet(person_id=person_id, hash_sha256=None)])
    act = OperatorAct(action="cut-off", decision=fact)
    await keep(ward.ledger, await ward.ledger.read([stream]), act)
    link = await first_administrator(ward)
    assert link is not None
    await ward.accounts.set_password_by_link(link, PASSWORD)
    assert await first_administrator(ward) is None


async def test_the_rows_find_the_same_administrators_as_the_facts(ward: Ward) -> None:
    """`OfficeIndex`: one contract for the rows of PostgreSQL and for the facts of the tests."""
    await first_administrator(ward)
    await successor(ward)
    for office in Office:
        kept = await ward.directory.acts.index.holders(office)
        assert sorted(kept) == sorted(await FactOfficeIndex(ward.ledger).holders(office))
    assert len(await ward.directory.acts.index.holders(Office.ADMINISTRATOR)) == 2


async def test_the_machine_s_owner_lets_a_closed_administrator_in_again(ward: Ward) -> None:
    await first_administrator(ward)
    other, first = await successor(ward), await the_first(ward)
    await ward.directory.acts.handle(click(other), CloseAccount(person_id=first))
    link = await ward.directory.restore_administrator(FIRST_LOGIN)
    await ward.accounts.set_password_by_link(link, PASSWORD)
    assert (await ward.accounts.sign_in(FIRST_LOGIN, PASSWORD, HERE)).session.person_id == first

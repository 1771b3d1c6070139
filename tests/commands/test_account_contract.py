"""What both account stores promise: the memory one and the PostgreSQL one answer alike."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid5

import pytest

from services.commands.ports import AccountStore, Credential, LoginTaken, Session
from tests.givens import SPACE, person

LAN, MINH = person("lan"), person("minh")
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
IDLE = 120


def session(key: str, who: object = LAN, at: datetime = NOW) -> Session:
    assert who in {LAN, MINH}
    return Session(
        session_id=uuid5(SPACE, f"session/{key}"),
        person_id=LAN if who == LAN else MINH,
        started_at=at,
        last_seen_at=at,
    )


async def test_a_new_account_has_a_login_and_no_password(accounts: AccountStore) -> None:
    await accounts.put_login(LAN, "lan")
    expected = Credential(person_id=LAN, login="lan", password_hash=None)
    assert await accounts.by_login("lan") == expected
    assert await accounts.by_person(LAN) == expected
    assert await accounts.by_login("minh") is None
    assert await accounts.by_person(MINH) is None


async def test_capitals_do_not_make_another_login(accounts: AccountStore) -> None:
    await accounts.put_login(LAN, "lan.nt")
    credential = await accounts.by_login("Lan.NT")
    assert credential is not None
    assert credential.person_id == LAN
    with pytest.raises(LoginTaken):
        await accounts.put_login(MINH, "LAN.nt")
    assert await accounts.by_person(MINH) is None


async def test_a_login_that_is_put_twice_is_there_once(accounts: AccountStore) -> None:
    await accounts.put_login(LAN, "lan")
    await accounts.put_login(LAN, "lan")
    await accounts.put_login(LAN, "another")
    credential = await accounts.by_person(LAN)
    assert credential is not None
    assert credential.login == "lan"
    assert await accounts.by_login("another") is None


@pytest.mark.parametrize("login", ["", "\x00", "lan\x00", "đặng", "' OR 1=1 --", "x" * 5000])
async def test_no_strange_login_is_anybody_s(accounts: AccountStore, login: str) -> None:
    await accounts.put_login(LAN, "lan")
    assert await accounts.by_login(login) is None


async def test_a_new_password_ends_the_person_s_sessions(
    accounts: AccountStore,
) -> None:
    await accounts.put_login(LAN, "lan")
    await accounts.open_session("a", session("a"), NOW + 60 * MINUTE)
    await accounts.open_session("b", session("b", MINH), NOW + 60 * MINUTE)
    await accounts.set_password(LAN, "kept")
    credential = await accounts.by_person(LAN)
    assert credential is not None
    assert credential.password_hash == "kept"
    assert await accounts.session("a", NOW, IDLE) is None
    assert await accounts.session("b", NOW, IDLE) is not None


async def test_a_newer_hash_replaces_the_one_it_was_made_from_and_ends_nothing(
    accounts: AccountStore,
) -> None:
    await accounts.put_login(LAN, "lan")
    await accounts.set_password(LAN, "kept")
    await accounts.open_session("a", session("a"), NOW + 60 * MINUTE)
    await accounts.renew_hash(LAN, "another", "lost")
    await accounts.renew_hash(MINH, "kept", "lost")
    credential = await accounts.by_person(LAN)
    assert credential is not None
    assert credential.password_hash == "kept"
    await accounts.renew_hash(LAN, "kept", "newer")
    credential = await accounts.by_person(LAN)
    assert credential is not None
    assert credential.password_hash == "newer"
    assert await accounts.session("a", NOW, IDLE) is not None


async def test_what_concerns_nobody_changes_nothing(accounts: AccountStore) -> None:
    await accounts.set_password(MINH, "kept")
    await accounts.end_session("no such token")
    await accounts.end_sessions(MINH)
    assert await accounts.by_person(MINH) is None


async def test_a_session_lives_until_its_end(accounts: AccountStore) -> None:
    begun = session("a")
    await accounts.open_session("token", begun, NOW + 30 * MINUTE)
    assert await accounts.session("token", NOW, IDLE) == begun
    assert await accounts.session("other", NOW, IDLE) is None
    last = NOW + 30 * MINUTE
    assert await accounts.session("token", last - MINUTE / 60, IDLE) is not None
    assert await accounts.session("token", last, IDLE) is None


async def test_a_session_that_nobody_uses_ends_and_one_that_is_used_goes_on(
    accounts: AccountStore,
) -> None:
    await accounts.open_session("token", session("a"), NOW + 600 * MINUTE)
    seen = await accounts.session("token", NOW + 20 * MINUTE, 30)
    assert seen is not None
    seen = await accounts.session("token", NOW + 45 * MINUTE, 30)
    assert seen is not None
    assert seen.last_seen_at == NOW + 20 * MINUTE
    assert seen.started_at == NOW
    assert await accounts.session("token", NOW + 75 * MINUTE, 30) is None


async def test_looking_again_within_a_minute_writes_nothing(accounts: AccountStore) -> None:
    await accounts.open_session("token", session("a"), NOW + 600 * MINUTE)
    await accounts.session("token", NOW + MINUTE, IDLE)
    seen = await accounts.session("token", NOW + 2 * MINUTE, IDLE)
    assert seen is not None
    assert seen.last_seen_at == NOW


async def test_signing_out_ends_one_session_and_closing_ends_all(accounts: AccountStore) -> None:
    for token in ("a", "b", "c"):
        await accounts.open_session(token, session(token), NOW + 60 * MINUTE)
    await accounts.end_session("a")
    assert await accounts.session("a", NOW, IDLE) is None
    assert await accounts.session("b", NOW, IDLE) is not None
    await accounts.end_sessions(LAN)
    assert await accounts.session("b", NOW, IDLE) is None
    assert await accounts.session("c", NOW, IDLE) is None


async def test_a_link_is_used_once(accounts: AccountStore) -> None:
    await accounts.put_link("token", LAN, NOW + 60 * MINUTE)
    assert await accounts.link("token", NOW) == LAN
    assert await accounts.link("token", NOW) == LAN
    assert await accounts.use_link("token", NOW) == LAN
    assert await accounts.use_link("token", NOW) is None
    assert await accounts.link("token", NOW) is None


async def test_a_link_ends_with_its_time(accounts: AccountStore) -> None:
    await accounts.put_link("token", LAN, NOW + 60 * MINUTE)
    assert await accounts.link("token", NOW + 60 * MINUTE) is None
    assert await accounts.use_link("token", NOW + 60 * MINUTE) is None
    assert await accounts.use_link("other", NOW) is None


async def test_a_new_link_ends_the_person_s_earlier_one(accounts: AccountStore) -> None:
    await accounts.put_link("first", LAN, NOW + 60 * MINUTE)
    await accounts.put_link("other", MINH, NOW + 60 * MINUTE)
    await accounts.put_link("second", LAN, NOW + 60 * MINUTE)
    assert await accounts.link("first", NOW) is None
    assert await accounts.link("second", NOW) == LAN
    assert await accounts.link("other", NOW) == MINH


async def test_of_two_who_use_a_link_at_once_one_has_it(accounts: AccountStore) -> None:
    await accounts.put_link("token", LAN, NOW + 60 * MINUTE)
    answers = await asyncio.gather(*(accounts.use_link("token", NOW) for _ in range(8)))
    assert sorted(str(answer) for answer in answers) == sorted([str(LAN), *["None"] * 7])


async def test_the_live_sessions_of_a_person_are_listed_newest_first(
    accounts: AccountStore,
) -> None:
    await accounts.put_login(LAN, "lan")
    await accounts.put_login(MINH, "minh")
    later = NOW + MINUTE
    await accounts.open_session("a", session("a"), NOW + 60 * MINUTE)
    await accounts.open_session("b", session("b", at=later), NOW + 60 * MINUTE)
    await accounts.open_session("c", session("c", MINH), NOW + 60 * MINUTE)
    await accounts.open_session("d", session("d"), NOW + MINUTE)
    sessions = await accounts.sessions(LAN, NOW + 2 * MINUTE, IDLE)
    assert [each.session_id for each in sessions] == [
        session("b").session_id,
        session("a").session_id,
    ]
    assert list(await accounts.sessions(LAN, NOW + 2 * MINUTE, 1)) == []


async def test_a_revoked_password_is_gone_with_every_session(accounts: AccountStore) -> None:
    await accounts.put_login(LAN, "lan")
    await accounts.set_password(LAN, "hash")
    await accounts.open_session("a", session("a"), NOW + 60 * MINUTE)
    await accounts.revoke_password(LAN)
    credential = await accounts.by_login("lan")
    assert credential is not None
    assert credential.password_hash is None
    assert await accounts.session("a", NOW, IDLE) is None


async def test_ending_all_sessions_spares_those_that_are_named(accounts: AccountStore) -> None:
    for token in ("a", "b"):
        await accounts.open_session(token, session(token), NOW + 60 * MINUTE)
    await accounts.end_sessions(LAN, but=[session("b").session_id])
    assert await accounts.session("a", NOW, IDLE) is None
    assert await accounts.session("b", NOW, IDLE) is not None

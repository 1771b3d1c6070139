"""What both stores beside the sign-in promise: attempts, devices and the access log."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from infra.stores.access_log import PostgresAccessLog
from infra.stores.sign_ins import PostgresSignInStore
from services.commands.access import AccessKind, AccessLine, AccessLog
from services.commands.ports import Attempt, AttemptRules, Device, SignInStore
from services.ledger.engine import make_engine
from tests.givens import person
from tests.ledger.databases import LedgerDatabase, plain
from tests.memory_sign_ins import MemoryAccessLog, MemorySignInStore

LAN, MINH = person("lan"), person("minh")
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
RULES = AttemptRules(limit=3, pause=15 * MINUTE, kept=24 * HOUR)
AT_LAN = Attempt(login="lan", origin="address-10.0.0.1")
PHONE, TABLET = person("phone"), person("tablet")
TOKEN_OF_ANOTHER = "another"


@pytest.fixture
async def in_rows(
    account_database: LedgerDatabase,
) -> AsyncIterator[tuple[SignInStore, AccessLog]]:
    engine = make_engine(account_database.ward.app, pool_size=8)
    yield PostgresSignInStore(engine), PostgresAccessLog(engine)
    await engine.dispose()


@pytest.fixture
def in_mind() -> tuple[SignInStore, AccessLog]:
    return MemorySignInStore(), MemoryAccessLog()


@pytest.fixture(params=["in_mind", pytest.param("in_rows", marks=pytest.mark.postgres)])
def both(request: pytest.FixtureRequest) -> tuple[SignInStore, AccessLog]:
    """Either pair: every test that asks for one of them runs twice."""
    collected: tuple[SignInStore, AccessLog] = request.getfixturevalue(request.param)
    return collected


@pytest.fixture
def sign_ins(both: tuple[SignInStore, AccessLog]) -> SignInStore:
    return both[0]


@pytest.fixture
def access(both: tuple[SignInStore, AccessLog]) -> AccessLog:
    return both[1]


async def taken(store: SignInStore, times: int, attempt: Attempt = AT_LAN) -> list[int | None]:
    return [await store.take(attempt, NOW, RULES) for _ in range(times)]


async def test_attempts_are_counted_down_and_then_paused(sign_ins: SignInStore) -> None:
    assert await taken(sign_ins, 5) == [2, 1, 0, None, None]
    assert await sign_ins.take(AT_LAN, NOW + RULES.pause - MINUTE, RULES) is None
    assert await sign_ins.take(AT_LAN, NOW + RULES.pause, RULES) == 2


async def test_of_many_at_once_no_more_than_the_limit_are_taken(sign_ins: SignInStore) -> None:
    answers = await asyncio.gather(*(sign_ins.take(AT_LAN, NOW, RULES) for _ in range(30)))
    assert sorted(answer for answer in answers if answer is not None) == [0, 1, 2]


async def test_each_login_and_each_origin_has_a_count_of_its_own(sign_ins: SignInStore) -> None:
    await taken(sign_ins, 3)
    for other in (
        Attempt(login="lan", origin="address-10.0.0.2"),
        Attempt(login="minh", origin="address-10.0.0.1"),
    ):
        assert await taken(sign_ins, 1, other) == [2]
    assert await taken(sign_ins, 1) == [None]


async def test_what_was_taken_and_never_tried_is_given_back(sign_ins: SignInStore) -> None:
    await taken(sign_ins, 3)
    await sign_ins.give_back(AT_LAN)
    assert await taken(sign_ins, 2) == [0, None]
    await sign_ins.give_back(Attempt(login="nobody", origin="address-10.0.0.1"))
    for _ in range(5):
        await sign_ins.give_back(AT_LAN)
    assert await taken(sign_ins, 1) == [2]


async def test_a_count_is_forgotten_of_one_origin_or_of_all(sign_ins: SignInStore) -> None:
    elsewhere = Attempt(login="lan", origin="address-10.0.0.2")
    for attempt in (AT_LAN, elsewhere):
        await taken(sign_ins, 3, attempt)
    await sign_ins.forget("lan", AT_LAN.origin)
    assert await taken(sign_ins, 1) == [2]
    assert await taken(sign_ins, 1, elsewhere) == [None]
    await sign_ins.forget("lan")
    assert await taken(sign_ins, 1, elsewhere) == [2]


async def test_what_lies_far_apart_does_not_add_up(sign_ins: SignInStore) -> None:
    await taken(sign_ins, 2)
    assert await sign_ins.take(AT_LAN, NOW + RULES.kept, RULES) == 2
    assert await sign_ins.take(AT_LAN, NOW + 2 * RULES.kept - MINUTE, RULES) == 1


async def test_a_limit_of_one_pauses_at_once(sign_ins: SignInStore) -> None:
    rules = AttemptRules(limit=1, pause=RULES.pause, kept=RULES.kept)
    answers = [await sign_ins.take(AT_LAN, NOW, rules) for _ in range(2)]
    assert answers == [0, None]


@pytest.mark.parametrize("login", ["", "\x00", "đặng", "' OR 1=1 --", "x" * 200, "\ud800"])
async def test_whatever_was_typed_is_counted(sign_ins: SignInStore, login: str) -> None:
    attempt = Attempt(login=login, origin="address-10.0.0.1")
    assert await taken(sign_ins, 4, attempt) == [2, 1, 0, None]


async def test_a_device_is_known_for_those_who_signed_in_with_it(sign_ins: SignInStore) -> None:
    assert await sign_ins.device("first", NOW - DAY) is None
    await sign_ins.keep_device(PHONE, "first", LAN, NOW, NOW - 180 * DAY)
    known = Device(device_id=PHONE, people=frozenset({LAN}))
    assert await sign_ins.device("first", NOW - DAY) == known
    assert await sign_ins.device(TOKEN_OF_ANOTHER, NOW - DAY) is None
    await sign_ins.keep_device(PHONE, "second", MINH, NOW, NOW - 180 * DAY)
    assert await sign_ins.device("first", NOW - DAY) is None
    device = await sign_ins.device("second", NOW - DAY)
    assert device == Device(device_id=PHONE, people=frozenset({LAN, MINH}))


async def test_a_device_that_nobody_used_for_long_is_forgotten(sign_ins: SignInStore) -> None:
    await sign_ins.keep_device(PHONE, "phone", LAN, NOW, NOW - 180 * DAY)
    assert await sign_ins.device("phone", NOW) is None
    later = NOW + 200 * DAY
    await sign_ins.keep_device(TABLET, "tablet", LAN, later, later - 180 * DAY)
    assert await sign_ins.device("phone", NOW - DAY) is None
    assert await sign_ins.device("tablet", later - DAY) is not None


def line(kind: AccessKind, at: datetime, who: UUID | None = LAN) -> AccessLine:
    return AccessLine(at=at, kind=kind, person_id=who, session_id=None, origin="address-10.0.0.1")


async def test_wrong_passwords_of_a_person_are_read_newest_first(access: AccessLog) -> None:
    wrong = [line(AccessKind.WRONG_PASSWORD, NOW + number * MINUTE) for number in range(3)]
    for each in (
        *wrong,
        line(AccessKind.FILE_READ, NOW),
        line(AccessKind.WRONG_PASSWORD, NOW, MINH),
    ):
        await access.note(each, 365)
    await access.note(line(AccessKind.WRONG_PASSWORD, NOW, None), 365)
    assert await access.wrong_passwords(LAN, NOW - MINUTE) == tuple(reversed(wrong))
    assert await access.wrong_passwords(LAN, NOW) == tuple(reversed(wrong[1:]))


async def test_a_line_that_comes_in_floods_is_kept_once_in_a_while(access: AccessLog) -> None:
    for seconds in (0, 10, 59, 60):
        each = line(AccessKind.WRONG_PASSWORD, NOW + timedelta(seconds=seconds))
        await access.note(each, 365, not_again_for=MINUTE)
    access_lines = await access.wrong_passwords(LAN, NOW - DAY)
    assert [each.at - NOW for each in access_lines] == [MINUTE, timedelta(0)]


async def test_old_lines_go_when_a_new_one_comes(access: AccessLog) -> None:
    for days in (0, 10, 70):
        await access.note(line(AccessKind.WRONG_PASSWORD, NOW - (100 - days) * DAY), 365)
    await access.note(line(AccessKind.FILE_READ, NOW), 95)
    access_lines = await access.wrong_passwords(LAN, NOW - 1000 * DAY)
    assert [(NOW - each.at).days for each in access_lines] == [30, 90]


@pytest.mark.postgres
async def test_the_application_takes_no_young_line_away_and_changes_none(
    account_database: LedgerDatabase,
) -> None:
    with psycopg.connect(plain(account_database.ward.app), autocommit=True) as app:
        app.execute(
            "INSERT INTO access_log (at, kind, origin) VALUES (clock_timestamp(), 'x', 'y')"
        )
        assert app.execute("DELETE FROM access_log").rowcount == 0
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("UPDATE access_log SET origin = 'z'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("INSERT INTO access_log VALUES ('demo-1-aaaaaaaa', now(), 'x')")
    with psycopg.connect(plain(account_database.neighbour.app), autocommit=True) as neighbour:
        assert neighbour.execute("SELECT count(*) FROM access_log").fetchone() == (0,)

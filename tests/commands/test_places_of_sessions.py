"""From where a session was begun is known while it lasts, and forgotten with it."""

from dataclasses import replace
from datetime import timedelta

import psycopg
import pytest

from services.commands.ports import AccountStore, Session
from tests.commands.test_account_contract import IDLE, LAN, MINH, MINUTE, NOW, session
from tests.ledger.databases import LedgerDatabase

pytestmark = pytest.mark.postgres
HOUR = timedelta(hours=1)


def placed(key: str, who: object = LAN) -> Session:
    return replace(session(key, who), browser="Chrome trên Android", address="10.0.0.9")


def places(database: LedgerDatabase) -> list[tuple[str | None, str | None]]:
    with psycopg.connect(database.admin) as connection:
        rows = connection.execute("SELECT browser, address FROM sessions ORDER BY created_at")
        return [(browser, address) for browser, address in rows]


async def test_a_session_says_from_where_it_was_begun(accounts: AccountStore) -> None:
    await accounts.open_session("a", placed("a"), NOW + HOUR)
    await accounts.open_session("b", session("b", LAN, NOW + MINUTE), NOW + HOUR)
    kept = await accounts.sessions(LAN, NOW + MINUTE, IDLE)
    assert [(each.browser, each.address) for each in kept] == [
        (None, None),
        ("Chrome trên Android", "10.0.0.9"),
    ]
    live = await accounts.session("a", NOW + MINUTE, IDLE)
    assert live is not None
    assert live.address == "10.0.0.9"


@pytest.mark.parametrize("way", ["signed out", "all ended", "password set", "revoked"])
async def test_what_ended_is_at_no_place(
    in_postgres: AccountStore, account_database: LedgerDatabase, way: str
) -> None:
    await in_postgres.put_login(LAN, "lan")
    await in_postgres.open_session("a", placed("a"), NOW + HOUR)
    assert places(account_database) == [("Chrome trên Android", "10.0.0.9")]
    match way:
        case "signed out":
            await in_postgres.end_session("a")
        case "all ended":
            await in_postgres.end_sessions(LAN)
        case "password set":
            await in_postgres.set_password(LAN, "kept")
        case _:
            await in_postgres.revoke_password(LAN)
    assert places(account_database) == [(None, None)]


async def test_what_ran_out_is_forgotten_with_the_next_sign_in_of_anybody(
    in_postgres: AccountStore, account_database: LedgerDatabase
) -> None:
    await in_postgres.open_session("a", placed("a"), NOW + HOUR)
    later = replace(placed("b", MINH), started_at=NOW + HOUR, last_seen_at=NOW + HOUR)
    await in_postgres.open_session("b", later, NOW + 2 * HOUR)
    assert places(account_database) == [(None, None), ("Chrome trên Android", "10.0.0.9")]

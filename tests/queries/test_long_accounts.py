"""A request costs the same after ten thousand sign-ins as after the first."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid5

import psycopg
import pytest
from psycopg.rows import dict_row

from infra.randomness import RANDOMNESS
from services.commands.access import Visitor
from services.commands.runner import on_stream
from services.domain.directory.account_state import LONGEST_SESSION
from services.domain.directory.events import SignedIn, account_stream
from services.domain.facts import ANONYMOUS
from services.ledger.port import Command, Context
from services.ledger.statements import statement
from tests import givens
from tests.api.fixtures import filled, web
from tests.api.ward import PASSWORD, WebWard
from tests.ledger.databases import plain

__all__ = ["filled", "web"]
pytestmark = pytest.mark.postgres
MANY = 10_000


async def signed_in_often(web: WebWard, login: str) -> str:
    """Ten thousand sign-ins, and weeks without one; its account's stream."""
    person_id = await web.person_id(login)
    stream, ledger = account_stream(person_id), web.ward.ledger
    known = await ledger.read([stream])
    command_id = RANDOMNESS.new_id()
    event = SignedIn(person_id=person_id, secret_sha256=None)
    then = known.read_at
    await ledger.append(
        Command(actor_key=str(person_id), command_id=command_id, name="given", body=None),
        Context(
            actor=ANONYMOUS,
            occurred_at=then,
            recorded_at=then,
            correlation_id=command_id,
            session_id=uuid5(givens.SPACE, "an old session"),
        ),
        on_stream(stream, [event] * MANY),
        known=known,
        expected={stream: known.version(stream)},
    )
    web.clock.at = then + LONGEST_SESSION + timedelta(days=30)
    return stream


def rows_touched(plan: Any) -> Iterator[int]:
    """How many rows each step of a plan gave on, or threw away."""
    if isinstance(plan, list):
        for each in plan:
            yield from rows_touched(each)
    elif isinstance(plan, dict):
        loops = plan.get("Actual Loops", 1)
        yield int((plan.get("Actual Rows", 0) + plan.get("Rows Removed by Filter", 0)) * loops)
        for inside in ("Plan", "Plans"):
            yield from rows_touched(plan.get(inside, []))


def plan_of(web: WebWard, stream: str, since: int) -> int:
    """The most rows that a step of the statement touches, as the application asks it."""
    values = {
        "ledger_id": web.ward.ledger.ledger_id,
        "stream": stream,
        "key": stream,
        "since": since,
        "with_state": False,
    }
    with psycopg.connect(plain(web.logins.app), row_factory=dict_row) as connection:
        asked = f"EXPLAIN (ANALYZE, FORMAT JSON) {statement('read_account')}"
        row = connection.execute(asked.encode(), values).fetchone()
    assert row is not None
    return max(rows_touched(row["QUERY PLAN"]))


async def test_an_account_with_ten_thousand_sign_ins_costs_a_request_no_more_rows(
    web: WebWard,
) -> None:
    often = await signed_in_often(web, "chuyenvien")
    seldom = account_stream(await web.person_id("truongphong"))
    accounts, ledger = web.ward.accounts, web.ward.ledger
    read: dict[str, tuple[int, int]] = {}
    for login, stream in (("chuyenvien", often), ("truongphong", seldom)):
        begun = await accounts.sign_in(login, PASSWORD, Visitor(address="192.0.2.1"))
        acting = await accounts.acting(begun.token)
        assert acting is not None
        assert begun.session.signed_in == (await ledger.read([stream])).version(stream)
        facts = (await ledger.read_account(stream, begun.session.signed_in)).of(stream)
        assert facts[-1].session_id == begun.session.session_id
        with web.database.superuser() as admin:
            admin.execute("ANALYZE events")
        read[login] = len(facts), plan_of(web, stream, begun.session.signed_in)
    assert read["chuyenvien"] == read["truongphong"]


async def test_the_row_of_an_account_forgets_sessions_that_no_rule_keeps_open(
    web: WebWard,
) -> None:
    await signed_in_often(web, "chuyenvien")
    begun = await web.ward.accounts.sign_in("chuyenvien", PASSWORD, Visitor(address="192.0.2.1"))
    with psycopg.connect(plain(web.logins.app)) as connection:
        row = connection.execute(
            "SELECT state FROM accounts WHERE person_id = %s", [begun.session.person_id]
        ).fetchone()
    assert row is not None
    assert [key for key, _ in row[0]["sessions"]] == [str(begun.session.session_id)]

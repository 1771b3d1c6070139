"""A simulated year of the ward: every fact of its work is reached, and its ledger is sound."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

import pytest

from infra.bench.simulator import FIRST_DAY, Simulated, last_day, simulate
from infra.wiring import CODEC
from services.domain.attempts import CommandRefused
from services.domain.directory.events import (
    AccountOpened,
    OfficeGranted,
    PasswordSet,
    PersonRegistered,
    SignedIn,
    SignedOut,
    UnitOverseerNamed,
    account_stream,
)
from services.domain.facts import Event
from services.domain.nouns import ITEM, TASK
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.terms import RETURN_GROUNDS
from services.ledger.command_audit import check_commands
from services.ledger.rows import StoredRow
from services.ledger.verify import verify

OF_PEOPLE = (
    *(AccountOpened, OfficeGranted, PasswordSet, PersonRegistered, SignedIn, SignedOut),
    *(UnitOverseerNamed, CommandRefused),
)


@pytest.fixture(scope="module")
async def year() -> Simulated:
    """One year that every test here looks at."""
    return await simulate(last_day(1))


def kinds(year: Simulated) -> Counter[str]:
    return Counter(row.type for row in year.ward.ledger.stored)


def named(events: Iterable[type[Event]]) -> set[str]:
    return {event.TYPE for event in events}


async def test_every_kind_of_fact_of_the_ward_s_work_is_reached(year: Simulated) -> None:
    reached = kinds(year)
    wanted = named((*(k.event for noun in (TASK, ITEM) for k in noun.facts), *OF_PEOPLE))
    assert {kind for kind in wanted if not reached[kind]} == set()
    assert reached["task-issued"] > 400
    assert reached["submission-confirmed"] > 300
    assert reached["command-refused"] >= 5


async def test_reports_are_returned_on_every_ground(year: Simulated) -> None:
    returned = [
        fact.event.ground
        for fact in await year.ward.ledger.tail(0, len(year.ward.ledger.stored))
        if isinstance(fact.event, SubmissionReturned)
    ]
    assert set(returned) == set(RETURN_GROUNDS)


async def test_whoever_chases_signs_in_on_every_working_day(year: Simulated) -> None:
    busy = account_stream(year.roster.workers["vanphong"].person_id)
    signed_in = sum(
        row.stream == busy and row.type == SignedIn.TYPE for row in year.ward.ledger.stored
    )
    assert signed_in > 480, "2.500 in five years"


async def test_the_ledger_of_the_year_is_sound(year: Simulated) -> None:
    report = await verify(year.ward.ledger)
    assert (await check_commands(year.ward.ledger)).problems == ()
    assert report.problems == ()
    assert report.size == len(year.ward.ledger.stored) > 4000
    assert report.texts > 400


async def test_the_heap_has_forgotten_no_clock(year: Simulated) -> None:
    """Asked one by one, no open stream has anything to do that the simulation left undone."""
    ward = year.ward
    open_streams = await ward.agendas.open_streams()
    assert {stream for stream, task in ward.tasks.items() if not task.ending} <= {*open_streams}
    for stream in open_streams:
        noted = ward.agendas.noted[stream]
        planned = await ward.due_actions.plan_next(stream, year.at)
        assert planned.agenda.due == ()
        assert noted == (planned.version, planned.agenda.next_at)


async def test_what_is_seldom_in_one_year_is_lived_through_in_two() -> None:
    """The figures live through five, and a command that is refused would end them."""
    second = await simulate(last_day(2))
    assert len(second.ward.tasks) > 800
    coded = b'"reason_code":"'
    returned = [row for row in second.ward.ledger.stored if row.type == "contribution-returned"]
    assert any(coded in (row.payload or b"") for row in returned), "of restricted work too"


async def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_ward() -> None:
    until = FIRST_DAY + timedelta(days=40)
    first, second, other = [
        (await simulate(until, seed=seed)).ward.ledger.stored for seed in ("one", "one", "two")
    ]
    assert bytes_of(first) == bytes_of(second)
    assert bytes_of(first) != bytes_of(other)
    assert len({row.salt for row in first}) == len(first)
    assert CODEC.fact(1, first[0].record, first[0].payload).event.TYPE == "ledger-opened"


def bytes_of(rows: list[StoredRow]) -> list[tuple[bytes, bytes | None, bytes | None]]:
    return [(row.record, row.salt, row.payload) for row in rows]

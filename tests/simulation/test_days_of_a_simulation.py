"""Days of simulated months: the last fact of each, and the rows that the facts up to it make."""

from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.simulation.loading import load
from infra.simulation.simulator import FIRST_DAY, simulate
from infra.wiring import CODEC
from services.domain.instants import end_of, start_of
from services.ledger.connections import one_connection, one_snapshot
from services.ledger.engine import make_engine
from services.ledger.postgres import PostgresLedger
from services.projections import STATE_ROWS
from services.projections.past import build
from services.projections.past_places import path_to, taken
from services.projections.rebuild import rebuild
from services.queries.past import PastDays, PastLedger
from tests.ledger.databases import make_database
from tests.projections.test_past import rows

pytestmark = pytest.mark.postgres
LIVED = timedelta(days=80)
ASKED = (0, 40, 79)  # days after the first


async def test_each_day_is_what_the_facts_up_to_its_end_make(
    postgres: PostgresEngine, tmp_path: Path
) -> None:
    database = make_database(postgres.admin_dsn(), "simulated_days", tmp_path)
    logins = database.neighbour
    until = FIRST_DAY + LIVED
    ward = (await simulate(until, ledger_id=logins.ledger_id)).ward
    with database.superuser() as owner:
        load(owner, ward)
    engine = make_engine(logins.app)
    ledger = PostgresLedger(engine, logins.ledger_id, CODEC)
    days = PastDays(engine, ledger, partial(build, engine, ledger))
    facts = await ledger.tail(0, len(ward.ledger.stored))
    now = start_of(until + timedelta(days=1)).astimezone(UTC)
    known = []
    for number in ASKED:
        day = FIRST_DAY + timedelta(days=number)
        position = await days.last_position(day, now)
        over = end_of(day)
        assert position == max(fact.position for fact in facts if fact.recorded_at < over)
        known.append(position)
        await build(engine, ledger, position)
        await rebuild(engine, PastLedger(ledger, position, now), STATE_ROWS)
        async with one_connection(engine) as connection:
            place = await taken(connection, position)
            live = await rows(connection)
        assert place is not None
        async with one_snapshot(engine, path_to(place)) as connection:
            assert await rows(connection) == live, day
    assert known == sorted(set(known)), "something happened between them"
    await engine.dispose()

"""The whole ward over a year on real engines; the same year, Temporal lost in its course."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date

import pytest

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from infra.migrations.migrate import Logins
from infra.wiring import CODEC
from services.domain.assignment.events import PeriodIssued
from services.domain.instants import start_of
from services.ledger.command_audit import check_commands
from services.ledger.engine import make_engine
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_source import postgres_source
from services.ledger.verify import verify
from services.projections import STATE_ROWS
from services.projections.rebuild import rebuild
from tests.journeys.year import YearWard, open_ward, year_ward
from tests.ledger.databases import cloned, make_database
from tests.projections.test_rebuild import rows

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(1800)]

START, LOST, END = date(2026, 11, 23), date(2027, 10, 15), date(2027, 11, 23)
STEP = 30  # days; what falls between two steps is caught up with at the next

Reported = dict[str, list[tuple[object, ...]]]


async def until_the_loss(logins: Logins, temporal: TemporalEngine) -> None:
    async with year_ward(logins, temporal, start_of(START, 9).astimezone(UTC)) as year:
        await open_ward(year.ward)
        await year.start_clocks()
        await year.settle()
        await year.people_act()
        await year.advance(LOST, STEP)


async def last_weeks(logins: Logins, temporal: TemporalEngine, *, lost: bool) -> Reported:
    async with year_ward(logins, temporal, start_of(LOST, 9).astimezone(UTC)) as year:
        if lost:
            await year.rebuild_clocks()
        else:
            await year.start_clocks()
        await year.advance(END, STEP)
        await every_period_was_issued_once(year)
        return await year.reported()


async def every_period_was_issued_once(year: YearWard) -> None:
    facts = (await year.ward.ledger.read_category("assignment")).facts
    issued = Counter(
        (stream, fact.event.deliverable, fact.event.period)
        for stream, rows in facts.items()
        for fact in rows
        if isinstance(fact.event, PeriodIssued)
    )
    assert set(issued.values()) == {1}
    quarters = {period for stream, _, period in issued if stream == "assignment-51-01"}
    assert quarters == {"2026-Q4", "2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One year, told twice: as it went on, and with Temporal lost before its last weeks."""

    logins: Logins
    kept: Reported
    lost: Reported


@pytest.fixture(scope="module")
async def lived(
    postgres: PostgresEngine, temporal: TemporalEngine, tmp_path_factory: pytest.TempPathFactory
) -> Lived:
    """The year that every test here looks at."""
    folder = tmp_path_factory.mktemp("year")
    installation = make_database(postgres.admin_dsn(), "year_kept", folder)
    logins = installation.neighbour
    await until_the_loss(logins, temporal)
    with cloned(installation, "year_lost") as other:
        kept = await last_weeks(logins, temporal, lost=False)
        lost = await last_weeks(other.neighbour, temporal, lost=True)
    return Lived(logins=logins, kept=kept, lost=lost)


async def test_losing_temporal_within_a_year_changes_no_fact(lived: Lived) -> None:
    assert lived.kept.keys() == lived.lost.keys()
    for stream in lived.kept:
        assert lived.kept[stream] == lived.lost[stream], stream
    types = Counter(row[0] for rows in lived.kept.values() for row in rows)
    assert types["submission-confirmed"] > 300, "the diligent and the late were confirmed"
    assert types["deadline-missed"] > 20, "the silent and the late missed their dates"
    assert types["reminder-sent"] > 100


async def test_the_ledger_of_a_year_is_whole_and_its_rows_are_what_a_rebuild_makes(
    lived: Lived,
) -> None:
    engine = make_engine(lived.logins.app)
    ledger = PostgresLedger(engine, lived.logins.ledger_id, CODEC)
    auditor = make_engine(lived.logins.auditor)
    async with postgres_source(auditor, lived.logins.ledger_id) as source:
        assert (await verify(source)).ok
        assert (await check_commands(source)).ok
    async with engine.connect() as connection:
        before = await rows(connection)
    assert await rebuild(engine, ledger, STATE_ROWS) > 3000
    async with engine.connect() as connection:
        assert await rows(connection) == before
    await engine.dispose()
    await auditor.dispose()

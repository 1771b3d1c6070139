"""The whole ward over a year on real engines; the same year with Temporal lost in its middle."""

from collections import Counter
from datetime import UTC, date
from pathlib import Path

import psycopg
import pytest

from infra.engines.postgres import PostgresEngine
from infra.engines.temporal import TemporalEngine
from infra.migrate import Logins
from services.domain.assignment.events import PeriodIssued
from services.domain.instants import start_of
from tests.journeys.year import YearWard, open_ward, year_ward
from tests.ledger.databases import make_house, moved

pytestmark = [pytest.mark.temporal, pytest.mark.timeout(1800)]

START, MIDDLE, END = date(2026, 11, 23), date(2027, 5, 20), date(2027, 11, 23)
STEP = 9  # days; what falls between two steps is caught up with at the next

Told = dict[str, list[tuple[object, ...]]]


async def first_half(logins: Logins, temporal: TemporalEngine) -> None:
    async with year_ward(logins, temporal, start_of(START, 9).astimezone(UTC)) as year:
        await open_ward(year.ward)
        await year.start_clocks()
        await year.settle()
        await year.people_act()
        await year.advance(MIDDLE, STEP)


async def second_half(logins: Logins, temporal: TemporalEngine, *, lost: bool) -> Told:
    async with year_ward(logins, temporal, start_of(MIDDLE, 9).astimezone(UTC)) as year:
        if lost:
            await year.rebuild_clocks()
        else:
            await year.start_clocks()
        await year.advance(END, STEP)
        await every_period_was_issued_once(year)
        return await year.told()


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


async def test_losing_temporal_in_the_middle_of_a_year_changes_no_fact(
    postgres: PostgresEngine, temporal: TemporalEngine, tmp_path: Path
) -> None:
    kept_logins = make_house(postgres.admin_dsn(), "year_kept", tmp_path).neighbour
    await first_half(kept_logins, temporal)
    with psycopg.connect(postgres.admin_dsn(), autocommit=True) as admin:
        admin.execute("CREATE DATABASE year_lost TEMPLATE year_kept")
    kept = await second_half(kept_logins, temporal, lost=False)
    lost = await second_half(moved(kept_logins, "year_lost"), temporal, lost=True)
    assert kept.keys() == lost.keys()
    for stream in kept:
        assert kept[stream] == lost[stream], stream
    types = Counter(row[0] for rows in kept.values() for row in rows)
    assert types["submission-confirmed"] > 300, "the diligent and the late were confirmed"
    assert types["deadline-missed"] > 20, "the silent and the late missed their dates"
    assert types["reminder-sent"] > 100

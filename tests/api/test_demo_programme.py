"""The demonstration has a programme that units have registered for, from its first day on."""

from datetime import timedelta
from pathlib import Path

import pytest

from infra.clocks.ward_clock import WardClock
from infra.engines.postgres.engine import PostgresEngine
from infra.supervise.demo_directives import enter_directives
from infra.supervise.demo_programme import demo_rows, enter_programmes
from services.domain.instants import day_of
from services.domain.programme.evolving import fold
from services.domain.programme.periods import ProgrammeKind, period_on
from services.domain.programme.state import Programme
from services.domain.streams import Category
from tests.api.test_demo_directives import Demonstration, started
from tests.moment import hanoi

pytestmark = pytest.mark.postgres


async def programmes(demonstration: Demonstration) -> dict[str, Programme]:
    known = await demonstration.ward.ledger.read_category(Category.PROGRAMME)
    folded = (fold(facts) for facts in known.facts.values())
    return {each.code: each for each in folded if each is not None}


@pytest.mark.parametrize(
    "moment",
    ["2026-11-23T09:00:00", "2026-12-19T23:30:00", "2026-12-31T08:00:00", "2026-08-31T10:00:00"],
    ids=["a Monday", "a Saturday night", "the last day of a year", "a swapped day"],
)
async def test_every_row_of_the_file_is_registered_on_whatever_day_it_starts(
    postgres: PostgresEngine, tmp_path: Path, moment: str
) -> None:
    async with started(postgres, tmp_path, WardClock(hanoi(moment))) as demonstration:
        ward, accounts = demonstration.ward, demonstration.accounts
        await enter_directives(ward, accounts)
        await enter_programmes(ward, accounts)
        month = period_on(ProgrammeKind.MONTH, day_of(hanoi(moment))).following
        known = await programmes(demonstration)
        assert set(known) == {month.code, f"{month.first_on:%Y}", quarter_of(month.code)}
        rows = known[month.code].rows
        assert len(rows) == len(demo_rows())
        assert set(known[month.code].silent_units) < {each.unit for each in accounts if each.unit}
        before = {code: programme.version for code, programme in known.items()}
        demonstration.clock.at += timedelta(days=1)
        await enter_programmes(ward, accounts)
        known = await programmes(demonstration)
        assert {code: programme.version for code, programme in known.items()} == before


def quarter_of(month: str) -> str:
    """The quarter that a month lies in."""
    year, number = month.split("-M")
    return f"{year}-Q{(int(number) + 2) // 3}"

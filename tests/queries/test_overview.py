"""Tổng quan: each number is the rows it opens, the boxes add up, restricted work has no figure."""

from datetime import date, timedelta
from itertools import product

import pytest

from services.domain.task.lateness import OfficialStatus
from services.queries.counted import counted, of_places
from services.queries.overview import overview
from services.queries.overview_views import (
    CountedYear,
    CountFilter,
    Overview,
    OverviewFilter,
    Quarter,
    Within,
)
from services.queries.reading import reading
from tests.api.ward import WebWard
from tests.due_days import due_day
from tests.moment import today
from tests.projections.lives import live
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres


async def seen(web: WebWard, on: date | None = None, within: Within = None) -> Overview:
    viewing = await viewing_of(web, "chanhvp", on)
    async with reading(web.engine) as connection:
        return await overview(connection, web.ward.ledger, viewing, within=within)


async def listed(web: WebWard, which: OverviewFilter, on: date | None = None) -> list[str]:
    viewing = await viewing_of(web, "chanhvp", on)
    async with reading(web.engine) as connection:
        rows = await counted(connection, web.logins.ledger_id, viewing, which)
        shown = await of_places(connection, web.logins.ledger_id, viewing, rows)
    assert [row.task.stream for row in shown] == [place.stream for place in rows]
    return [place.stream for place in rows]


@pytest.mark.parametrize("days", [0, 60])
async def test_every_number_is_the_number_of_the_rows_that_it_opens(
    web: WebWard, days: int
) -> None:
    await live(web)
    on = today() + timedelta(days=days)
    due_in = Quarter.of(due_day((await seen(web, on)).latest[0].task)) if days else None
    for within in (None, CountedYear(on.year), due_in):
        shown = await seen(web, on, within)
        rows = [(row, within) for row in (shown.ward, *shown.by_unit)]
        rows += [(row, row.quarter) for row in shown.trend]
        for (row, of), standing in product(rows, [None, *CountFilter]):
            which = OverviewFilter(unit=row.unit, within=of, standing=standing)
            amount = row.total if standing is None else row.of(standing)
            assert len(await listed(web, which, on)) == amount, which


async def test_a_period_counts_what_is_due_in_it_and_hides_nothing_that_is_late(
    web: WebWard,
) -> None:
    await live(web)
    on = today() + timedelta(days=500)
    whole, later = await seen(web, on), await seen(web, on, CountedYear(on.year))
    assert whole.ward.total == 4
    assert later.ward.total == 0
    assert whole.late == later.late == 2
    assert [row.task.stream for row in later.latest] == [row.task.stream for row in whole.latest]
    assert later.before is not None
    assert later.first_year == min(due_day(row.task) for row in whole.latest).year


async def test_units_stand_by_their_share_of_late_work(web: WebWard) -> None:
    await live(web)
    shares = [row.late_share for row in (await seen(web, today() + timedelta(days=120))).by_unit]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > shares[-1]


async def test_the_boxes_are_disjoint_and_the_units_add_up_to_the_ward(web: WebWard) -> None:
    await live(web)
    texts = await seen(web, today() + timedelta(days=120))  # longer than any quarter
    assert texts.ward.total == 4
    for each in OfficialStatus:
        assert sum(row.counts[each] for row in texts.by_unit) == texts.ward.counts[each]
    assert texts.ward.counts[OfficialStatus.DONE_IN_TIME] == 1
    assert texts.ward.counts[OfficialStatus.RUNNING_IN_TIME] == 1, (
        "signed in time, waits for the Office"
    )
    assert texts.ward.of(CountFilter.RUNNING_LATE) == 2
    assert {row.task.stream for row in texts.latest} == {
        web.task(code) for code in ("CT10", "54-02")
    }
    calendar = (await viewing_of(web, "chanhvp", texts.today)).calendar
    for row in texts.latest:
        assert row.days_late == calendar.working_days_between(due_day(row.task), texts.today)
        assert row.days_late != (texts.today - due_day(row.task)).days, (
            "working days, as elsewhere"
        )
    days = [due_day(row.task) for row in texts.latest]
    assert days == sorted(days)


async def issue_due(web: WebWard, stream: str, days: int = 0) -> None:
    """What an item's clock does so many days from now."""
    later = today() + timedelta(days=days)
    now = (await web.ward.ledger.read([])).read_at + timedelta(days=days)
    planned = await web.ward.due_actions.plan_next(stream, now)
    assert planned.agenda.due, later
    for due in planned.agenda.due:
        await web.ward.due_actions.run_action(stream, due.id, now)


async def test_restricted_work_is_counted_and_shows_no_figure(web: WebWard) -> None:
    await live(web)
    texts = await seen(web)
    (police,) = (row for row in texts.by_unit if row.unit == "CAP")
    assert police.total == 1
    assert [row.code for row in texts.indicators] == ["CT10"]


def test_quarters_follow_each_other_over_the_years() -> None:
    last = Quarter.of(date(2026, 12, 31))
    assert last == Quarter(2026, 4)
    assert last.moved(1) == Quarter(2027, 1)
    assert last.moved(-4) == Quarter(2025, 4)

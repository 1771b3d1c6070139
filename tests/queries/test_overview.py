"""Tổng quan: each number is the rows it opens, the boxes add up, restricted work has no figure."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from services.domain.assignment.evolving import fold
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.lateness import OfficialStatus
from services.queries.counted import counted, of_places
from services.queries.overview import overview
from services.queries.overview_views import CountFilter, Overview, OverviewFilter, Quarter
from services.queries.reading import reading
from tests.api.ward import WebWard
from tests.due_days import due_day
from tests.moment import today
from tests.projections.lives import act, approval, figures, live, tell
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres


async def seen(web: WebWard, on: date | None = None) -> Overview:
    viewing = await viewing_of(web, "chanhvp", on)
    async with reading(web.engine) as connection:
        return await overview(connection, web.ward.ledger, viewing)


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
    texts = await seen(web, on)
    for row, standing in product((texts.ward, *texts.by_unit, *texts.trend), [None, *CountFilter]):
        which = OverviewFilter(unit=row.unit, quarter=row.quarter, standing=standing)
        amount = row.total if standing is None else row.of(standing)
        assert len(await listed(web, which, on)) == amount, which


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


async def test_an_indicator_stands_with_its_last_confirmed_figure_beside_the_target(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    before = await seen(web)
    assert [line.measure.code for line in before.indicators] == ["CT10.1", "CT10.2", "CT10.3"]
    assert {line.value for line in before.indicators} == {None}
    await act(web, "chuyenvien", figures(rate, value="96.50"))
    await act(web, "truongphong", approval(rate, 1))
    waiting = await seen(web)
    assert {line.value for line in waiting.indicators} == {None}, "not yet confirmed"
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=1))
    assert (await seen(web)).indicators == (), "no open task asks for it any more"
    await _ask_again(web)
    collected = {line.measure.code: line for line in (await seen(web)).indicators}
    assert collected["CT10.1"].value == Decimal("96.50")
    assert collected["CT10.1"].period == rate.rsplit(".", 1)[1]
    assert collected["CT10.1"].measure.target_2030 == Decimal("97.45")
    assert collected["CT10.2"].value is None, "a nil is no figure"
    assert collected["CT10.3"].value == Decimal(1)


async def _ask_again(web: WebWard) -> None:
    """The clock of the next quarter issues the next task."""
    await issue_due(web, "assignment-CT10", days=100)


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
    assert not any("58-01" in line.stream for line in texts.indicators)


def test_quarters_follow_each_other_over_the_years() -> None:
    last = Quarter.of(date(2026, 12, 31))
    assert last == Quarter(2026, 4)
    assert last.moved(1) == Quarter(2027, 1)
    assert last.moved(-4) == Quarter(2025, 4)


async def test_a_measure_of_several_units_is_shown_for_each_unit_and_never_as_the_ward_s(
    web: WebWard,
) -> None:
    """CT15 is reported by eight units; the plan gives no rule that makes one figure of theirs."""
    ledger = web.ward.ledger
    opened = fold((await ledger.read(["assignment-CT10"])).of("assignment-CT10"))
    assert opened is not None
    for unit in ("VHXH", "VP"):
        twin = replace(
            opened.opened,
            code=f"CT10.{unit}",
            lead_unit=unit,
            supporting_units=(),
        )
        await tell(ledger, f"assignment-CT10.{unit}", twin, name=unit)
        await issue_due(web, f"assignment-CT10.{unit}")
    rate = web.task("CT10")
    await act(web, "chuyenvien", figures(rate, value="96.50"))
    await act(web, "truongphong", approval(rate, 1))
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=1))
    await _ask_again(web)
    lines = [line for line in (await seen(web)).indicators if line.measure.code == "CT10.1"]
    assert {line.lead_unit: line.value for line in lines} == {
        "KTHTDT": Decimal("96.50"),
        "VHXH": None,
        "VP": None,
    }

"""Results: what was confirmed counts, by unit where several report, nothing of secret work."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.domain.assignment.evolving import fold
from services.domain.assignment.state import Assignment
from services.domain.results.series import Attainment
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.queries.reading import reading
from services.queries.results import IndicatorRow, indicator_rows, reports_of, results_of
from tests.api.ward import WebWard
from tests.projections.lives import act, approval, figures, tell
from tests.queries.people import viewing_of

pytestmark = pytest.mark.postgres


async def item_of(web: WebWard, code: str) -> Assignment:
    stream = f"assignment-{code}"
    item = fold((await web.ward.ledger.read([stream])).of(stream))
    assert item is not None
    return item


async def rows_of(web: WebWard, login: str = "chanhvp") -> tuple[IndicatorRow, ...]:
    viewing = await viewing_of(web, login)
    async with reading(web.engine) as connection:
        return await indicator_rows(connection, web.logins.ledger_id, viewing)


async def confirmed(web: WebWard, value: str) -> str:
    rate = web.task("CT10")
    await act(web, "chuyenvien", figures(rate, value=value))
    await act(web, "truongphong", approval(rate, 1))
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=1))
    return rate


async def test_a_figure_counts_once_it_is_confirmed_and_is_judged_by_the_plan(
    web: WebWard,
) -> None:
    rate = web.task("CT10")
    await act(web, "chuyenvien", figures(rate, value="96.50"))
    await act(web, "truongphong", approval(rate, 1))
    (waiting,) = await rows_of(web)
    assert waiting.attainment is Attainment.NO_FIGURE
    await act(web, "chanhvp", lambda _: ConfirmSubmission(stream=rate, submission=1))
    (row,) = await rows_of(web)
    share, stations, checked = row.items[0].series
    assert [each.figure.value for each in share.points] == [Decimal("96.50")]
    assert share.standing.outcome is Attainment.MISSED
    assert stations.points[0].figure.value is None
    assert stations.standing.outcome is Attainment.NO_FIGURE
    assert checked.standing.outcome is Attainment.REACHED
    assert row.attainment is Attainment.MISSED
    shown = row.shown
    assert shown is not None
    assert shown[1].measure.code == "CT10.1", "what misses its target says most"


async def test_who_reported_and_why_there_is_no_figure_stand_with_it(web: WebWard) -> None:
    rate = await confirmed(web, "98")
    viewing = await viewing_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        results = await results_of(
            connection, web.logins.ledger_id, viewing, [await item_of(web, "CT10")]
        )
        points = [point for series in results["CT10"].series for point in series.points]
        reports = await reports_of(connection, web.ward.ledger, viewing, points)
    report = reports[rate]
    assert report.reported_by == "Nguyễn Thị Hoa"
    assert report.task.submission == 1
    assert set(report.nil_words) == {"CT10.2"}


async def test_units_that_lead_one_row_keep_their_own_figures(web: WebWard) -> None:
    opened = (await item_of(web, "CT10")).opened
    for unit in ("VHXH", "VP"):
        twin = replace(opened, code=f"CT10.{unit}", lead_unit=unit, supporting_units=())
        await tell(web.ward.ledger, f"assignment-CT10.{unit}", twin, name=unit)
    await confirmed(web, "98")
    (row,) = await rows_of(web)
    assert [each.item.opened.code for each in row.items] == ["CT10", "CT10.VHXH", "CT10.VP"]
    assert (row.reached, len(row.required)) == (2, 9)
    assert row.attainment is Attainment.UNDECIDED


async def test_a_restricted_row_has_a_number_and_no_figure(web: WebWard) -> None:
    opened = (await item_of(web, "CT10")).opened
    secret = replace(opened, code="CT13", item_code="CT13", lead_unit="CAP", restricted=True)
    await tell(web.ward.ledger, "assignment-CT13", secret, name="secret")
    rows = {row.code: row for row in await rows_of(web)}
    assert rows["CT13"].restricted
    assert rows["CT13"].required == ()
    assert rows["CT13"].shown is None
    assert not rows["CT10"].restricted

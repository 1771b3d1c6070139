"""The range of a measure from the plan to the figure: stored, shown, judged by."""

from dataclasses import replace
from decimal import Decimal

import pytest

from api.task.answers import measure_of
from services.commands.plans import Activation
from services.domain.assignment.events import AssignmentOpened, Measure, assignment_stream
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.ranges import COUNT, MeasureRange
from services.domain.directory.tokens import Scope
from services.domain.plan.draft import PlanDraft
from tests.api.programs import key, problem, program
from tests.api.reading import alert, form_of, read, send
from tests.api.ward import WebWard, current_task, plan, run_clock
from tests.ledger.golden_rows import sample_of
from tests.moment import today

pytestmark = pytest.mark.postgres
ITEM = "/ke-hoach/CT10"
SET_BY_HAND = MeasureRange(low=Decimal(0), high=Decimal(300), whole=False)


async def said(web: WebWard, login: str, address: str) -> str:
    async with web.browser(login) as browser:
        return " ".join(" ".join(read(await browser.get(address)).text).split())


def by_hand(draft: PlanDraft) -> PlanDraft:
    """The ward's plan with its share of 0 to 100 % set to 0 to 300 by hand."""
    return replace(
        draft,
        items=tuple(
            replace(
                item,
                measures=tuple(
                    replace(measure, possible=SET_BY_HAND) if measure.code == "CT10.1" else measure
                    for measure in item.measures
                ),
            )
            for item in draft.items
        ),
    )


async def test_an_item_shows_the_range_of_each_measure_page_and_api(web: WebWard) -> None:
    reported = await said(web, "kiemtra", ITEM)
    assert "Số liệu: từ 0 đến 100" in reported
    assert "Số liệu: số nguyên từ 0 trở lên" in reported
    assert reported.count("Số liệu:") == 2  # nothing of what is only reached or not
    async with program(web, "kiemtra", Scope.READ) as client:
        measures = (await client.get("/plan/items/CT10")).json()["item"]["measures"]
        asked = (await client.get(f"/tasks/{web.task('CT10')}")).json()["measures"]
    ranges = [
        {"low": "0", "high": "100", "whole": False},
        {"low": "0", "high": None, "whole": True},
        None,
    ]
    assert [measure["range"] for measure in measures] == ranges
    assert [each["range"] for each in asked] == ranges


async def test_a_form_says_which_figures_can_be(web: WebWard) -> None:
    for address in (f"/viec/{web.task('CT10')}", f"/phieu/{web.task('CT10').rpartition('.')[2]}"):
        reported = await said(web, "chuyenvien", address)
        assert "Dấu phẩy thập phân, ví dụ 97,45; từ 0 đến 100" in reported
        assert "Số nguyên từ 0 trở lên" in reported


async def test_a_range_set_by_hand_is_stored_and_judges_instead_of_the_words(
    unplanned: WebWard,
) -> None:
    draft = by_hand(plan(today().year))
    await unplanned.ward.plans.activate(
        Activation(draft=draft, source="plan", active_from=None, backfill_from=None)
    )
    item, task = assignment_stream("CT10"), current_task("CT10")
    await run_clock(unplanned.ward, item)
    facts = await unplanned.ward.ledger.read([item, task])
    opened, issued = facts.of(item)[0].event, facts.of(task)[0].event
    assert isinstance(opened, AssignmentOpened)
    assert isinstance(issued, TaskIssued)
    for measures in (opened.measures, issued.measures):
        assert [measure.possible for measure in measures] == [SET_BY_HAND, COUNT, None]
    assert "Số liệu: từ 0 đến 300" in await said(unplanned, "kiemtra", ITEM)
    async with program(unplanned, "chuyenvien") as specialist:
        figures = [
            {"measure": "CT10.1", "value": "301", "kind": "estimate"},
            {"measure": "CT10.2", "value": "3", "kind": "estimate"},
            {"measure": "CT10.3", "value": "1"},
        ]
        body = {"after_submission": 0, "figures": figures}
        answer = await specialist.post(f"/tasks/{task}/report", json=body, headers=key())
        problem(answer, 409, "figure-out-of-range")
        assert "phải từ 0 đến 300 (tính bằng %), không thể là 301" in answer.text
    async with unplanned.browser("chuyenvien") as specialist:
        typed = {"figure.CT10.1": "301", "figure.CT10.2": "3", "figure.CT10.3": "dat"}
        refused = await send(specialist, f"/viec/{task}", "/bao-cao", typed)
        assert "phải từ 0 đến 300 (tính bằng %), không thể là 301" in alert(refused)
        kept = form_of(refused, "/bao-cao").fields | {"figure.CT10.1": "250"}
        sent = await specialist.post(f"/viec/{task}/bao-cao", data=kept)
        assert sent.status_code == 303, alert(sent)


def test_of_restricted_work_no_range_is_shown() -> None:
    measure = sample_of(Measure)
    assert measure_of(measure).range is not None
    assert measure_of(measure, untold=True).range is None

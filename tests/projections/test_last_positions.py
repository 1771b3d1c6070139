"""Which fact was the last of a day: to the second around midnight in Asia/Ho_Chi_Minh."""

from datetime import UTC, timedelta

import pytest

from services.domain.errors import Refusal
from services.domain.instants import day_of, end_of
from services.queries.past import PastDays
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, approval, report

pytestmark = pytest.mark.postgres


async def test_midnight_parts_the_days_and_a_day_without_facts_ends_as_the_one_before(
    web: WebWard,
) -> None:
    duty, first = web.task("51-08"), today()
    midnight = end_of(first).astimezone(UTC)
    web.clock.at = midnight - timedelta(seconds=1)
    await act(web, "chuyenvien", report(duty, 0))
    before = await web.size()
    web.clock.at = midnight
    await act(web, "truongphong", approval(duty, 1))
    after = await web.size()
    assert after > before
    now = midnight + timedelta(days=3)
    days: PastDays = web.app.state.past_days
    positions = [
        await days.last_position(first + timedelta(days=number), now) for number in (0, 1)
    ]
    assert positions == [before, after]
    assert await days.last_position(first + timedelta(days=2), now) == after
    facts = await web.ward.ledger.tail(0, after)
    assert {day_of(fact.recorded_at) for fact in facts[:before]} == {first}


@pytest.mark.parametrize(("number", "code"), [(-1, "before-the-ledger"), (3, "day-to-come")])
async def test_today_and_a_day_before_the_first_fact_are_no_past(
    web: WebWard, number: int, code: str
) -> None:
    days: PastDays = web.app.state.past_days
    now = end_of(today()).astimezone(UTC) + timedelta(days=2)
    with pytest.raises(Refusal) as refused:
        await days.last_position(today() + timedelta(days=number), now)
    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")

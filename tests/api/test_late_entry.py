"""Ghi sau: both days of what was recorded after it happened, and the order of recording alone."""

from datetime import date, timedelta

import pytest

from services.domain.directive.events import DirectiveRegistered
from services.domain.facts import Event
from services.domain.instants import written_day
from services.domain.papers import Paper
from services.domain.stated_days import late_entry, stated_on
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.rescheduling import TaskRescheduled
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.ward import WebWard
from tests.moment import MOMENT, today
from tests.projections.lives import clock

NINE = today() - timedelta(days=9)


def moved(dated_on: date | None) -> TaskRescheduled:
    return TaskRescheduled(
        programme="2026-M11",
        row=1,
        was_due_on=today(),
        due_on=today() + timedelta(days=9),
        paper=Paper(number="12/QĐ-UBND", dated_on=dated_on) if dated_on else None,
    )


def test_a_paper_of_an_earlier_day_says_when_it_happened_and_one_of_today_does_not() -> None:
    late = late_entry(moved(NINE), MOMENT)
    assert late is not None
    assert (late.happened_on, late.recorded_on, late.days) == (NINE, today(), 9)
    for event in (moved(today()), moved(None)):
        assert late_entry(event, MOMENT) is None


@pytest.mark.parametrize("kind", [DirectiveRegistered, ChaseSent, CauseClaimed])
def test_what_states_a_day_is_a_fact_of_the_office(kind: type[Event]) -> None:
    """Fields of these names are what `stated_on` reads; a renamed one would be silent."""
    fields = set(kind.__dataclass_fields__)
    assert fields & {"paper", "basis", "arrived_on", "ordered_by"}


def test_the_paper_of_a_claimed_cause_dates_nothing() -> None:
    claimed = object.__new__(CauseClaimed)
    assert stated_on(claimed) is None


@pytest.mark.postgres
async def test_log_timeline_and_task_show_both_days_in_the_order_of_recording(
    web: WebWard,
) -> None:
    stream = web.task("51-08")
    await clock(web, stream, moved(today()), name="first")
    await clock(web, stream, moved(NINE), name="second")
    shown = (
        f"Xảy ra ngày {written_day(NINE)}, ghi sổ ngày {written_day(today())} "
        "(ghi sau 9 ngày theo lịch)."
    )
    async with web.browser("thanhtra") as inspector:
        for address in (f"/viec/{stream}", f"/thanh-tra/viec/{stream}", "/nhat-ky"):
            assert said(await inspector.get(address)).count(shown) == 1, address
        log = said(await inspector.get("/nhat-ky?thu-tu=cu-truoc&muc=51-08"))
        first, second = (log.index(f"ngày {written_day(day)}.") for day in (today(), NINE))
        assert first < second, "recorded first, whatever day the second one claims"
        late = said(await inspector.get("/nhat-ky?ghi-sau=1"))
        assert "12/QĐ-UBND" in late
        assert late.count("Điều chỉnh hạn") == 1
        assert "Ghi sau ngày xảy ra" in late
    async with program(web, "thanhtra") as caller:
        (line,) = (await caller.get("/log?late=true")).json()["lines"]
        assert line["happened_on"] == NINE.isoformat()
        trail = (await caller.get(f"/tasks/{stream}")).json()["trail"]
        assert [each["happened_on"] for each in trail if each["event"] == "task-rescheduled"] == [
            NINE.isoformat(),
            None,
        ]

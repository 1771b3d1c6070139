"""Vì sao a task counts as late in Nghị định 335: the days of the evidence, both dates, causes."""

from datetime import UTC, date

import pytest

from api.labels import why_words
from services.domain.act import Names
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.instants import start_of
from services.domain.task.appraisal import product_of
from services.domain.task.why import explanations
from services.domain.task.why_appraised import appraised
from services.domain.task.why_parts import Explanation, WhyTopic
from tests import givens
from tests.domain.appraised_lives import (
    answered,
    asked,
    claimed,
    confirmed,
    extended,
    issued,
    passed,
    reported,
    task_of,
)
from tests.domain.day_by_day import CALENDAR

NAMES = Names(units={"KTHTDT": "Phòng Kinh tế"})
LATER = date(2026, 12, 21)


def why(story: givens.Story, today: date = LATER) -> Explanation:
    """The explanation, of which the days are those of the evidence."""
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=start_of(today, 9).astimezone(UTC),
        calendar=CALENDAR,
    )
    every = explanations(task_of(story), story.facts, context, NAMES)
    status = next(each for each in every if each.topic is WhyTopic.STATUS)
    made = appraised(story.facts, context, NAMES, status)
    assert made is not None
    product = product_of(story.facts, CALENDAR, today)
    assert product is not None
    if product.lateness is not None:
        assert made.days is not None
        assert made.days.working_days == product.lateness.working_days
    return made


def test_a_late_report_says_its_working_days_its_unit_and_that_no_cause_was_claimed() -> None:
    story = passed(issued())
    reported(story, date(2026, 12, 17))
    made = why(story)
    assert made.sentence == (
        "Tính là chậm 2 ngày làm việc theo Nghị định 335 và 233 cho Phòng Kinh tế: sau hạn "
        "15/12/2026, tính đến hết 17/12/2026. Không có nguyên nhân khách quan nào được đề nghị "
        "xác nhận."
    )
    kinds = {fact.event.TYPE for fact in story.facts if fact.version in made.facts}
    assert "deadline-missed" in kinds


@pytest.mark.parametrize("confirms", [True, False])
def test_the_cause_and_its_answer_are_said_with_their_facts(confirms: bool) -> None:
    story = passed(issued())
    reported(story, date(2026, 12, 17))
    claimed(story, date(2026, 12, 18))
    assert "đã đề nghị, chưa được trả lời" in why(story).sentence
    answered(story, LATER, confirms=confirms)
    made = why(story)
    assert ("nhưng không bị trừ" in made.sentence) is confirms
    assert ("không được xác nhận ngày 21/12/2026" in made.sentence) is not confirms
    kinds = {fact.event.TYPE for fact in story.facts if fact.version in made.facts}
    assert {"cause-claimed", "cause-confirmed" if confirms else "cause-rejected"} < kinds


def test_rest_days_in_the_span_are_named() -> None:
    story = passed(issued(at=date(2026, 12, 14), due_on=date(2026, 12, 30)))
    reported(story, date(2027, 1, 5))
    days = why(story, date(2027, 1, 6)).days
    assert days is not None
    assert [rest.on for rest in days.rest_days] == [date(2027, 1, 1)]
    assert days.working_days == 3  # 31/12, 4/1, 5/1


def test_what_is_done_in_time_does_not_count_and_says_why() -> None:
    story = issued()
    reported(story, date(2026, 12, 10))
    confirmed(story, date(2026, 12, 11))
    made = why(story)
    assert made.sentence == (
        "Không tính là chậm theo Nghị định 335 và 233. Bản được xác nhận đã được đơn vị ký ngày "
        "10/12/2026, không sau hạn 15/12/2026."
    )
    assert made.days is None


def test_after_an_extension_both_dates_are_said() -> None:
    story = issued()
    extended(story, date(2026, 12, 10), date(2026, 12, 22), date(2026, 12, 11))
    reported(story, date(2026, 12, 18))
    confirmed(story, LATER)
    said = why(story).sentence
    assert "Hạn hiện hành 22/12/2026; theo hạn gốc 15/12/2026 cũng chậm." in said
    assert said.startswith("Không tính là chậm")


def test_while_an_extension_waits_nothing_counts() -> None:
    story = issued()
    asked(story, date(2026, 12, 14), date(2026, 12, 22))
    passed(story)
    assert "đang chờ trả lời nên quá hạn chưa được ghi" in why(story, date(2026, 12, 17)).sentence


def test_what_is_late_says_so_also_where_a_year_has_no_calendar() -> None:
    known = Calendar(years=tuple(each for each in CALENDAR.years if each.year < 2027))
    story = passed(issued())
    context = DecisionContext(
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=start_of(date(2027, 3, 1), 9).astimezone(UTC),
        calendar=known,
    )
    made = appraised(story.facts, context, NAMES, None)
    assert made is not None
    assert made.sentence.startswith("Tính là chậm theo Nghị định 335 và 233 cho Phòng Kinh tế")
    assert made.days is None
    assert why_words.appraised(made) == "Có ngày chậm"
    assert why_words.appraised(why(issued(), date(2026, 12, 1))) == "Không tính chậm"

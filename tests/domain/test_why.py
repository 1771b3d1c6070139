"""Vì sao: every derived state with the sentence of its rule, its facts and its days."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from services.domain.act import Names
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.counted_days import count_days
from services.domain.instants import start_of
from services.domain.roles import Holder, Office
from services.domain.task.acts import ACTS
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.events import DeadlineMissed, Ground, OverdueEscalated
from services.domain.task.state import Task
from services.domain.task.why import Barred, barred, explanations
from services.domain.task.why_parts import Explanation, WhyTopic
from tests import givens
from tests.domain import task_world

CALENDAR = Calendar(years=task_world.calendars())
DUE_ON = date(2026, 12, 15)  # a Tuesday
LATE = date(2027, 2, 25)
NAMES = Names(units={"KTHTDT": "Phòng Kinh tế"})


def reported(number: int = 1) -> ReportSubmitted:
    return ReportSubmitted(
        submission=number,
        text=givens.words("Đã làm."),
        figures=(),
        paper=None,
        files=(),
        early_reason=None,
        jump_reason=None,
        changed_after_formal=(),
        chain=None,
    )


def signed(number: int = 1) -> SubmissionApproved:
    return SubmissionApproved(
        submission=number, rung="unit_head", correction=None, counted_on=None
    )


def context(today: date, who: Holder = givens.CHIEF) -> DecisionContext:
    return DecisionContext(
        holder=who,
        policy=givens.policy(),
        now=start_of(today, 9).astimezone(UTC),
        calendar=CALENDAR,
    )


def why(story: givens.Story, today: date) -> dict[WhyTopic, Explanation]:
    assert story.task is not None
    every = explanations(story.task, story.facts, context(today), NAMES)
    return {each.topic: each for each in every}


def refused(task: Task, given: DecisionContext) -> tuple[Barred, ...]:
    """What the acts refuse this person, as a page is told it."""
    return barred(task, given.policy, [(act, act.answer(task, given)) for act in ACTS])


def issued() -> givens.Story:
    story = givens.Story()
    story.tell([givens.issued()])
    return story


def on(story: givens.Story, day: date) -> givens.Story:
    story.at = start_of(day, 10).astimezone(UTC)
    return story


def test_a_due_date_has_the_day_and_the_rule_that_it_was_counted_from() -> None:
    due = why(issued(), date(2026, 12, 1))[WhyTopic.DUE]
    assert due.sentence == (
        "Hạn 15/12/2026 là ngày làm việc đầu tiên sau ngày chốt số liệu 14/12/2026 "
        "(Nghị định 09/2019/NĐ-CP, Điều 8)."
    )
    assert due.facts == (1,)
    assert due.days is not None
    assert (due.days.after_on, due.days.until_on) == (date(2026, 12, 14), DUE_ON)
    assert due.days.working_days == 1


def test_a_date_that_the_calendar_of_today_would_count_otherwise_stands_as_recorded() -> None:
    story = givens.Story()
    story.tell([givens.issued(due_on=date(2026, 12, 18))])
    due = why(story, date(2026, 12, 20))[WhyTopic.DUE]
    assert due.sentence == "Hạn 18/12/2026 giữ như đã ghi; lịch nghỉ đổi sau đó không dời hạn này."
    assert due.days is None


def test_lateness_names_the_rest_days_that_were_not_counted() -> None:
    status = why(issued(), LATE)[WhyTopic.STATUS]
    assert status.sentence == (
        "Đã qua hết ngày hạn 15/12/2026 mà chưa có báo cáo nào được đơn vị ký trong hạn."
    )
    assert status.days is not None
    assert status.days.working_days == CALENDAR.working_days_between(DUE_ON, LATE)
    named = {rest.on for rest in status.days.rest_days}
    assert date(2027, 1, 1) in named
    assert date(2027, 2, 8) in named, "Tết"
    assert all(rest.on.weekday() < 5 for rest in status.days.rest_days)


def test_each_day_that_judges_a_task_has_its_sentence() -> None:
    story = on(issued(), date(2026, 12, 14))
    assert "chưa qua hết ngày hạn" in why(story, DUE_ON)[WhyTopic.STATUS].sentence
    story.tell([reported(), signed()], givens.actor(givens.HEAD))
    waiting = why(story, LATE)[WhyTopic.STATUS]
    assert "đã ký báo cáo ngày 14/12/2026, không sau hạn 15/12/2026" in waiting.sentence
    assert waiting.facts == (3,)
    returned = SubmissionReturned(
        submission=1,
        rung="office",
        ground=Ground.FORMAL_GAP,
        reason=givens.words("Thiếu dấu."),
        reason_code=None,
        correct_by=date(2026, 12, 24),
        to_step=None,
    )
    on(story, date(2026, 12, 18)).tell([returned], givens.actor(givens.CHIEF))
    correcting = why(story, date(2026, 12, 20))[WhyTopic.STATUS]
    assert "còn thời gian hoàn chỉnh" in correcting.sentence
    assert correcting.facts == (4,)
    missed = DeadlineMissed(due_on=DUE_ON, cause="due_day_ended")
    on(story, date(2026, 12, 25)).tell([missed])
    recorded = why(story, LATE)[WhyTopic.STATUS]
    assert recorded.sentence == (
        "Quá hạn 15/12/2026 đã được ghi nhận; điều đã ghi không xóa được."
    )
    assert recorded.facts == (5,)
    on(story, LATE).tell([reported(2), signed(2)], givens.actor(givens.HEAD))
    confirmed = SubmissionConfirmed(submission=2, rung="office", counted_on=LATE, correction=None)
    story.tell([confirmed], givens.actor(givens.CHIEF))
    done = why(story, date(2027, 3, 1))
    assert (
        "đã được đơn vị ký ngày 25/02/2027, sau hạn 15/12/2026" in done[WhyTopic.STATUS].sentence
    )
    assert WhyTopic.WAITS not in done


def test_whom_a_task_waits_for_stands_beside_the_fact_that_made_it_so() -> None:
    story = on(issued(), date(2026, 12, 1))
    assert why(story, date(2026, 12, 1))[WhyTopic.WAITS].sentence == (
        "Chờ Phòng Kinh tế vì chưa có báo cáo nào đang chờ."
    )
    story.tell([reported()], givens.actor(givens.SPECIALIST))
    waits = why(story, date(2026, 12, 2))[WhyTopic.WAITS]
    assert waits.sentence == (
        "Chờ Trưởng phòng Kinh tế ở bước thủ trưởng đơn vị vì báo cáo bản 1 đã gửi "
        "và chưa ai duyệt; trình tự duyệt theo quy tắc của phường."
    )
    assert (waits.facts, waits.by_policy) == ((2,), True)
    story.tell([signed()], givens.actor(givens.HEAD))
    assert "ở bước Văn phòng" in why(story, date(2026, 12, 2))[WhyTopic.WAITS].sentence


def test_a_missed_date_that_climbed_names_its_step_the_days_and_the_rest_days() -> None:
    story = on(issued(), date(2026, 12, 16))
    story.tell([DeadlineMissed(due_on=DUE_ON, cause="due_day_ended")])
    on(story, date(2027, 1, 5))
    step = OverdueEscalated(
        due_on=DUE_ON,
        after_working_days=10,
        overdue_working_days=14,
        to=(Office.VICE_CHAIR,),
        unit=None,
        person_id=givens.VICE_CHAIR.person_id,
        as_request=False,
    )
    story.tell([step])
    climbed = why(story, LATE)[WhyTopic.CLIMBED]
    assert climbed.sentence == (
        "Báo cáo Phó Chủ tịch vì hạn 15/12/2026 đã qua 14 ngày làm việc mà đơn vị chưa ký báo "
        "cáo; quy tắc của phường là báo cáo bước này từ ngày làm việc thứ 10 sau hạn."
    )
    assert (climbed.facts, climbed.by_policy, climbed.by_calendar) == ((2, 3), True, True)
    assert climbed.days is not None
    assert (climbed.days.after_on, climbed.days.until_on) == (DUE_ON, date(2027, 1, 5))
    assert climbed.days.working_days == 14
    assert [rest.on for rest in climbed.days.rest_days] == [date(2027, 1, 1)]
    story.tell([replace(step, after_working_days=15, to=(Office.CHAIR,), as_request=True)])
    asked = why(story, LATE)[WhyTopic.CLIMBED]
    assert asked.sentence.startswith("Chủ tịch đề nghị đơn vị báo cáo vì hạn 15/12/2026")
    story.tell([reported(), signed()], givens.actor(givens.HEAD))
    assert WhyTopic.CLIMBED not in why(story, LATE)


def test_what_somebody_cannot_do_has_the_rules_own_sentence() -> None:
    story = on(issued(), date(2026, 12, 1))
    story.tell([reported()], givens.actor(givens.HEAD))
    task = story.task
    assert task is not None
    reasons = {
        act: each.sentence
        for each in refused(task, context(date(2026, 12, 2), givens.HEAD))
        for act in each.acts
    }
    assert reasons["duyệt báo cáo"].startswith("Một người không được xử lý hai bước")
    assert reasons["gửi báo cáo"].startswith("Báo cáo đã gửi và đang chờ quyết định.")
    chief = refused(task, context(date(2026, 12, 2)))
    assert any("Thủ trưởng đơn vị chưa duyệt" in each.sentence for each in chief)


def test_where_nothing_was_sent_no_page_says_that_somebody_decided_before() -> None:
    task = issued().task
    assert task is not None
    day = date(2026, 12, 1)
    assert refused(task, context(day, givens.SPECIALIST)) == ()
    (too_late,) = refused(task, context(day, givens.HEAD))
    assert too_late.acts == ("từ chối tiếp nhận",), too_late
    (chase,) = refused(task, context(day, givens.CHIEF))
    assert chase.acts == ("đôn đốc",)


def test_what_was_suspended_or_withdrawn_stands_beside_the_statuses_by_the_decision() -> None:
    story = on(issued(), date(2026, 12, 1))
    story.tell([TaskSuspended(reason=givens.words("Chờ."), reason_code=None, paper=None)])
    status = why(story, date(2026, 12, 20))[WhyTopic.STATUS]
    assert "từ ngày 01/12/2026 việc không tính trong năm nhóm" in status.sentence
    assert status.facts == (2,)


def test_a_year_without_a_calendar_leaves_the_sentence_and_no_days() -> None:
    story = issued()
    assert story.task is not None
    unknown = replace(context(date(2026, 12, 20)), calendar=Calendar(years=()))
    status = explanations(story.task, story.facts, unknown, NAMES)[1]
    assert status.topic is WhyTopic.STATUS
    assert (status.days, status.by_calendar) == (None, False)


@pytest.mark.parametrize(
    ("after_on", "until_on"),
    [
        (date(2026, 2, 10), date(2026, 2, 28)),  # Tết
        (date(2026, 4, 28), date(2026, 5, 5)),
        (date(2026, 8, 20), date(2026, 9, 5)),  # a make-up Saturday among them
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 12, 29), date(2027, 1, 5)),
    ],
)
def test_working_days_rest_days_and_weekends_add_up_to_the_span(
    after_on: date, until_on: date
) -> None:
    counted = count_days(CALENDAR, after_on, until_on)
    span = [after_on + timedelta(days=number + 1) for number in range((until_on - after_on).days)]
    weekends = [day for day in span if day.weekday() >= 5]
    assert counted.weekend_days == len(weekends) - len(counted.make_up_days)
    rest = len(counted.rest_days) + counted.weekend_days
    assert counted.working_days + rest == (until_on - after_on).days

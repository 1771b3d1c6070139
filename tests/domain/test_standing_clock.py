"""What a suspension takes from nobody: days late, the record, rest days, answers; by hand."""

from dataclasses import replace
from datetime import date

import pytest

from api.labels import why_words
from services.domain.act import Names
from services.domain.calendar import Calendar, RestDay
from services.domain.context import DecisionContext
from services.domain.instants import end_of, start_of
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import ResumeTask, TaskResumed
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.agenda import Rules
from services.domain.task.appraisal import product_of
from services.domain.task.events import (
    DeadlineMissed,
    DelayCause,
    OverdueEscalated,
    ReminderSent,
)
from services.domain.task.standing import days_late
from services.domain.task.why import explanations
from services.domain.task.why_appraised import appraised
from services.domain.task.why_parts import WhyTopic
from tests import givens
from tests.domain.day_by_day import CALENDAR, RULES, clock
from tests.domain.deciding import decide

DUE = date(2026, 12, 15)
SUSPENDED = TaskSuspended(reason=None, reason_code="by-paper", paper=None)
WITHDRAWN = TaskWithdrawn(unjudged=None, reason=None, reason_code="by-paper", paper=None)


def _begun() -> givens.Story:
    """A task due on 15/12/2026, taken on the day of its issue."""
    story = givens.Story()
    story.tell([givens.issued(supporting_units=())])
    return story


def _resumed(story: givens.Story, on: date, calendar: Calendar = CALENDAR) -> TaskResumed:
    assert story.task is not None
    story.go(on)
    command = ResumeTask(
        stream=story.task.stream, reason=givens.words("go"), reason_code=None, paper=None
    )
    (event,) = decide(
        story.task,
        command,
        holder=givens.CHIEF,
        policy=RULES.policy,
        now=story.at,
        calendar=calendar,
    ).events
    assert isinstance(event, TaskResumed)
    story.tell([event])
    return event


def _late_and_suspended() -> givens.Story:
    """Missed on 15/12, suspended on 17/12: two working days late."""
    story = _begun()
    clock(story, end_of(DUE))
    story.go(date(2026, 12, 17))
    story.tell([SUSPENDED])
    return story


def _appraised(story: givens.Story, today: date) -> int | None:
    product = product_of(story.facts, CALENDAR, today)
    assert product is not None
    assert product.lateness is not None
    return product.lateness.working_days


def test_days_late_are_those_on_which_the_clock_ran() -> None:
    """16 and 17/12, then 19/1 after the resume on 18/1/2027: three, not twenty-four."""
    story = _late_and_suspended()
    assert _appraised(story, date(2027, 1, 12)) == 2
    _resumed(story, date(2027, 1, 18))
    assert story.task is not None
    today = date(2027, 1, 19)
    assert CALENDAR.working_days_between(DUE, today) == 24
    assert days_late(story.task, CALENDAR, today) == 3
    assert _appraised(story, today) == 3


def test_every_explanation_says_which_days_do_not_count() -> None:
    """Twenty-four working days until 19/1/2027, of which twenty-one were of the suspension."""
    story = _late_and_suspended()
    _resumed(story, date(2027, 1, 18))
    clock(story, start_of(date(2027, 1, 19), 9))
    assert story.task is not None
    given = DecisionContext(
        holder=givens.CHIEF, policy=RULES.policy, now=story.at, calendar=CALENDAR
    )
    names = Names(units={"KTHTDT": "Phòng Kinh tế"}, person=None)
    said = (
        *explanations(story.task, story.facts, given, names),
        appraised(story.facts, given, names, None),
    )
    counted = {each.topic: each.days for each in said if each is not None}
    for topic in (WhyTopic.STATUS, WhyTopic.APPRAISED):
        days = counted[topic]
        assert days is not None
        assert (days.working_days, days.suspended_days) == (24, 21)
        assert "trong đó 21 ngày làm việc tạm dừng không tính" in why_words.days(days)


def test_days_late_of_two_suspensions_over_the_end_of_the_year_and_tet() -> None:
    """Two before 17/12, two before 20/1 (19 and 20/1), one on 12/2 after the resume on 11/2."""
    story = _late_and_suspended()
    _resumed(story, date(2027, 1, 18))
    story.go(date(2027, 1, 20))
    story.tell([SUSPENDED])
    _resumed(story, date(2027, 2, 11))
    assert _appraised(story, date(2027, 2, 12)) == 5


def test_what_was_missed_and_ends_in_a_suspension_counts_until_the_suspension() -> None:
    story = _late_and_suspended()
    story.go(date(2027, 1, 18))
    story.tell([WITHDRAWN])
    assert _appraised(story, date(2027, 3, 1)) == 2


def test_each_ladder_says_and_counts_the_same_days() -> None:
    """The fifth day after the due date is 21/1: 16 and 17/12, then 19, 20 and 21/1."""
    story = _late_and_suspended()
    _resumed(story, date(2027, 1, 18))
    for day in (date(2027, 1, 20), date(2027, 1, 21), date(2027, 1, 22)):
        clock(story, start_of(day, 17))
    sent = [f for f in story.facts if isinstance(f.event, OverdueEscalated | ReminderSent)]
    since = [(f.event, f.occurred_at) for f in sent if f.occurred_at > end_of(DUE)]
    fifth = start_of(date(2027, 1, 21), 17)
    reminded = [at for event, at in since if isinstance(event, ReminderSent)]
    escalated = [
        (event.after_working_days, event.overdue_working_days, at)
        for event, at in since
        if isinstance(event, OverdueEscalated)
    ]
    assert reminded == [fifth]
    assert (5, 5, fifth) in escalated


def _asked_on_the_due_day() -> givens.Story:
    story = _begun()
    story.go(DUE)
    story.tell(
        [
            ExtensionRequested(
                request=1,
                due_on=DUE,
                until_on=date(2026, 12, 30),
                cause=DelayCause.OBJECTIVE,
                reason=givens.words("Chờ số liệu."),
                reason_code=None,
                done_so_far=givens.words("Đã có 9/12 tổ."),
            )
        ],
        givens.actor(givens.SPECIALIST),
    )
    return story


def test_a_waiting_extension_holds_the_record_for_ten_days_on_which_somebody_could_answer() -> (
    None
):
    """16/12 before the suspension; then nine from 19/1 on: the last one is 29/1/2027."""
    story = _asked_on_the_due_day()
    story.go(date(2026, 12, 16))
    story.tell([SUSPENDED])
    _resumed(story, date(2027, 1, 18))
    clock(story, end_of(date(2027, 1, 28)))
    assert story.task is not None
    assert not story.task.missed
    clock(story, end_of(date(2027, 1, 29)))
    (missed,) = [f.event for f in story.facts if isinstance(f.event, DeadlineMissed)]
    assert missed.cause == "extension_undecided"


def _with_rest_days(*days: date) -> Calendar:
    """The calendar after the ward was sent of more rest days."""
    rest = tuple(RestDay(on=day, name="nghỉ bù", decision="given") for day in days)
    return Calendar(
        years=tuple(
            replace(year, rest_days=(*year.rest_days, *rest)) if year.year == DUE.year else year
            for year in CALENDAR.years
        )
    )


@pytest.mark.parametrize(
    ("suspended_on", "resumed_on", "due_on"),
    [
        # Six days were left (8 to 11, 14 and 17/12): 12 to 15, 18 and 19/1.
        (date(2026, 12, 7), date(2027, 1, 11), date(2027, 1, 19)),
        # Within a weekend nothing is lost: the clock itself moves the day to 17/12.
        (date(2026, 12, 12), date(2026, 12, 13), None),
        # On the due day, which is none any more, until the evening of it.
        (date(2026, 12, 15), date(2026, 12, 15), None),
    ],
)
def test_rest_days_decided_meanwhile_cost_the_unit_no_day(
    suspended_on: date, resumed_on: date, due_on: date | None
) -> None:
    """15 and 16/12 become rest days: by the rule the due day is 17/12 then."""
    calendar = _with_rest_days(DUE, date(2026, 12, 16))
    story = _begun()
    story.go(suspended_on, hour=8)
    story.tell([SUSPENDED])
    event = _resumed(story, resumed_on, calendar)
    assert event.due_on == due_on
    rules = Rules(policy=RULES.policy, calendar=calendar, calendar_version="calendar-2026@2")
    clock(story, story.at, rules)
    assert story.task is not None
    assert not story.task.missed
    on = due_on or date(2026, 12, 17)
    assert story.task.due_on == on
    assert calendar.working_days_between(resumed_on, on) == calendar.working_days_between(
        suspended_on, date(2026, 12, 17)
    )

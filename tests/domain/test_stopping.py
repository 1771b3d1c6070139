"""By how much a due day moves when a suspended task goes on, counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.domain.assignment.issuing import ContributionsDue
from services.domain.calendar import Calendar
from services.domain.facts import Event
from services.domain.instants import day_of, end_of, start_of
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.resume_task import ResumeTask, TaskResumed
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.agenda import Rules, agenda
from services.domain.task.appraisal import product_of
from services.domain.task.contributing import contribution_due_on, missing_units
from services.domain.task.events import DeadlineMissed
from services.domain.task.lateness import OfficialStatus, box, miss_moment
from services.domain.task.running_days import last_day_of
from services.domain.task.state import Ending
from services.domain.task.values import Grace
from tests import givens
from tests.domain.day_by_day import clock
from tests.domain.deciding import decide
from tests.domain.task_world import calendars
from tests.due_days import due_of

CALENDAR = Calendar(years=calendars())
RULES = Rules(policy=givens.policy(), calendar=CALENDAR, calendar_version="given@1")
SUSPENDED = TaskSuspended(reason=None, reason_code="by-paper", paper=None)
WITHDRAWN = TaskWithdrawn(unjudged=None, reason=None, reason_code="by-paper", paper=None)
BEGUN = date(2026, 7, 1)


def suspended(due_on: date, on: date) -> givens.Story:
    """A task that was suspended on a day."""
    story = givens.Story()
    story.at = story.at.replace(year=BEGUN.year, month=BEGUN.month, day=BEGUN.day)
    cutoff_on = CALENDAR.add_working_days(due_on, -1)  # as the rule counts the due day
    begun = {"issued_on": BEGUN, "acknowledge_by": BEGUN}
    story.tell([givens.issued(due_on=due_on, cutoff_on=cutoff_on, **begun)])
    story.go(on)
    story.tell([SUSPENDED])
    return story


def resumed(story: givens.Story, on: date, calendar: Calendar = CALENDAR) -> TaskResumed:
    """What its going on makes true on a day."""
    assert story.task is not None
    story.go(on, hour=10)
    command = ResumeTask(
        stream=story.task.stream,
        reason=givens.words("Đã có ý kiến."),
        reason_code=None,
        paper=None,
    )
    (event,) = decide(
        story.task,
        command,
        holder=givens.CHIEF,
        policy=givens.policy(),
        now=story.at,
        calendar=calendar,
    ).events
    assert isinstance(event, TaskResumed)
    story.tell([event])
    return event


@pytest.mark.parametrize(
    ("due_on", "suspended_on", "resumed_on", "days", "later"),
    [
        # Tết: of 2 to 11 February only 2, 3 and 11 are worked.
        (date(2027, 2, 12), date(2027, 2, 1), date(2027, 2, 11), 3, date(2027, 2, 17)),
        # 30/4 is a Friday, 3/5 is given for 1/5.
        (date(2027, 4, 29), date(2027, 4, 28), date(2027, 5, 4), 2, date(2027, 5, 5)),
        # Saturday 22/8 is worked for 31/8.
        (date(2026, 8, 24), date(2026, 8, 21), date(2026, 8, 22), 1, date(2026, 8, 25)),
        # 31/8, 1/9 and 2/9 are not worked.
        (date(2026, 9, 3), date(2026, 8, 28), date(2026, 9, 3), 1, date(2026, 9, 4)),
        # Nor is 24/11, since 2026.
        (date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 25), 1, date(2026, 11, 26)),
        # Over the end of the year.
        (date(2026, 12, 31), date(2026, 12, 30), date(2027, 1, 4), 2, date(2027, 1, 5)),
        # On the due day itself, which has not ended.
        (date(2026, 12, 15), date(2026, 12, 15), date(2026, 12, 17), 2, date(2026, 12, 17)),
        # On the due day, a Friday, until the Sunday after it, and until the one after that.
        (date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 20), 0, date(2026, 12, 21)),
        (date(2026, 12, 18), date(2026, 12, 18), date(2026, 12, 27), 5, date(2026, 12, 28)),
        # Over Tết, from the last day before it: 12 February is the next one that is worked.
        (date(2027, 2, 3), date(2027, 2, 3), date(2027, 2, 8), 0, date(2027, 2, 11)),
    ],
)
def test_a_due_day_moves_by_the_working_days_of_the_suspension(
    due_on: date, suspended_on: date, resumed_on: date, days: int, later: date
) -> None:
    story = suspended(due_on, suspended_on)
    event = resumed(story, resumed_on)
    assert (event.working_days, event.due_on) == (days, later)
    assert story.task is not None
    assert story.task.due_on == later
    assert due_of(story.task).original == due_on, "the original day stays known"


@pytest.mark.parametrize(
    ("suspended_on", "resumed_on"),
    [
        (date(2026, 12, 10), date(2026, 12, 10)),  # within one day
        (date(2026, 12, 12), date(2026, 12, 13)),  # within a weekend
        (date(2026, 12, 16), date(2026, 12, 21)),  # after its day had ended
    ],
)
def test_a_due_day_stays_where_no_day_of_it_was_lost(suspended_on: date, resumed_on: date) -> None:
    story = suspended(date(2026, 12, 15), suspended_on)
    assert resumed(story, resumed_on).due_on is None
    assert story.task is not None
    assert story.task.due_on == date(2026, 12, 15)


def test_no_other_day_ends_while_the_clock_stands() -> None:
    """Suspended on a Friday on which silence becomes acceptance and a correction is due."""
    friday, sunday, monday = date(2026, 12, 18), date(2026, 12, 20), date(2026, 12, 21)
    story = givens.Story()
    story.tell([givens.issued(acknowledge_by=friday)])
    story.go(friday)
    task = story.tell([SUSPENDED])
    assert resumed(story, sunday).acknowledge_by == monday
    grace = Grace(counted_on=date(2026, 12, 15), correct_by=friday)
    story.task = replace(task, returned=True, correct_by=friday, grace=grace)
    event = resumed(story, sunday)
    assert (event.correct_by, event.grace_until) == (monday, monday)
    assert story.task is not None
    assert miss_moment(story.task) == end_of(monday)


def test_a_supporting_units_day_does_not_end_while_the_clock_stands_nor_go_back() -> None:
    """Its day is Friday 11/12; the task is suspended on it and goes on at the Sunday after."""
    story = givens.Story()
    due = ContributionsDue(on=date(2026, 12, 11), before_lead_working_days=3)
    story.tell([givens.issued(due_on=date(2026, 12, 16), contributions=due)])
    story.go(date(2026, 12, 11))
    story.tell([SUSPENDED])
    resumed(story, date(2026, 12, 13))
    assert story.task is not None
    assert missing_units(story.task) == (), "also before the clock has moved it"
    clock(story, story.at)
    clock(story, end_of(date(2026, 12, 14)) - timedelta(seconds=1))
    assert story.task is not None
    assert contribution_due_on(story.task) == date(2026, 12, 14)
    assert not story.task.contributions.late
    clock(story, end_of(date(2026, 12, 14)))
    assert [late.due_on for late in story.task.contributions.late] == [date(2026, 12, 14)]


def test_the_days_in_which_a_task_is_declined_do_not_end_while_the_clock_stands() -> None:
    """Given on Wednesday 16/12, until Friday 18/12; suspended on that Friday until Sunday."""
    story = givens.Story()
    story.at = start_of(date(2026, 12, 16), 8)
    story.tell([givens.issued(due_on=date(2027, 1, 15), issued_on=date(2026, 12, 16))])
    story.go(date(2026, 12, 18))
    story.tell([SUSPENDED])
    resumed(story, date(2026, 12, 20))
    assert story.task is not None
    days = RULES.policy.requests.decline_within_working_days
    assert days == 2
    given = story.task.given_on
    assert last_day_of(story.task, given, days, CALENDAR) == date(2026, 12, 21)


def test_the_clock_of_a_suspended_task_stands() -> None:
    story = suspended(date(2026, 12, 15), date(2026, 12, 14))
    story.go(date(2027, 3, 1))
    assert story.task is not None
    planned = agenda(story.task, RULES, story.at)
    assert planned.due == ()
    assert planned.coming is None
    assert not planned.closed
    assert box(story.task, day_of(story.at)) is OfficialStatus.SUSPENDED


def test_a_day_that_had_ended_before_is_missed_all_the_same() -> None:
    """The clock was away when it ended: to suspend a task afterwards hides nothing."""
    story = suspended(date(2026, 12, 15), date(2026, 12, 17))
    assert story.task is not None
    (due,) = agenda(story.task, RULES, story.at).due
    assert due.KIND == "miss"
    story.tell([DeadlineMissed(due_on=date(2026, 12, 15), cause="due_day_ended")])
    assert resumed(story, date(2026, 12, 21)).due_on is None
    assert box(story.task, date(2026, 12, 21)) is OfficialStatus.RUNNING_LATE


def test_what_was_taken_back_before_its_day_is_never_missed() -> None:
    story = suspended(date(2026, 12, 15), date(2026, 12, 14))
    task = story.tell([WITHDRAWN])
    story.go(date(2027, 3, 1))
    assert task.ending is Ending.WITHDRAWN
    assert agenda(task, RULES, story.at).closed
    assert box(task, day_of(story.at)) is OfficialStatus.WITHDRAWN


REPLACED = TaskReplaced(
    successor="task-51-09.report.2026-Q4",
    unjudged=None,
    reason=None,
    reason_code="by-paper",
    paper=None,
)


@pytest.mark.parametrize("end", [WITHDRAWN, REPLACED])
def test_what_ends_while_it_is_suspended_misses_no_day_that_came_meanwhile(end: Event) -> None:
    """Suspended on 8/12, before the supporting units' day (10/12) and the lead's (15/12)."""
    story = givens.Story()
    due = ContributionsDue(on=date(2026, 12, 10), before_lead_working_days=3)
    story.tell([givens.issued(contributions=due)])
    story.go(date(2026, 12, 8))
    story.tell([SUSPENDED])
    story.go(date(2026, 12, 21))
    task = story.tell([end])
    assert agenda(task, RULES, story.at).closed
    product = product_of(story.facts, CALENDAR, date(2026, 12, 22))
    assert product is not None
    assert (product.lateness, product.contributions) == (None, ())


def test_what_was_missed_before_a_suspension_is_recorded_after_an_end_in_it() -> None:
    """Missed on 15/12 while the clock was away, suspended on 17/12, taken back on 21/12."""
    story = suspended(date(2026, 12, 15), date(2026, 12, 17))
    story.go(date(2026, 12, 21))
    task = story.tell([WITHDRAWN])
    (due,) = agenda(task, RULES, story.at).due
    assert due.KIND == "miss"

"""How long a step may take, counted by hand around Tết, 30/4, 2/9, 24/11 and the year's end."""

from dataclasses import replace
from datetime import date

import pytest

from services.domain.calendar import Calendar
from services.domain.instants import day_of, end_of
from services.domain.roles import Holder, Office
from services.domain.task import agenda as clock
from services.domain.task.actions import ExpireStep
from services.domain.task.events import Ground, StepTimeExpired
from services.domain.task.step_limits import expired_shown_to, next_offices, step_due_on
from tests import givens
from tests.domain import task_world
from tests.domain.test_approval_chains import (
    LAST,
    LEADER,
    OFFICE,
    UNIT_HEAD,
    approve,
    back,
    confirm,
    report,
    ruled,
    send,
)
from tests.givens import CHAIR, CHIEF, HEAD, SPECIALIST, VICE_CHAIR, Story, issued

CALENDAR = Calendar(years=task_world.calendars())
LIMITED = ruled(
    replace(UNIT_HEAD, within_working_days=2),
    replace(OFFICE, within_working_days=3),
    replace(LEADER, within_working_days=3),
    LAST,
)


def rules() -> clock.Rules:
    return clock.Rules(policy=LIMITED, calendar=CALENDAR, calendar_version="calendar-2027@1")


def sent_on(day: date) -> Story:
    story = Story()
    story.tell([issued(due_on=date(2027, 10, 15))])
    story.go(day)
    send(story, SPECIALIST, report(), LIMITED)
    return story


def due(story: Story) -> date | None:
    assert story.task is not None
    return step_due_on(story.task, LIMITED, CALENDAR)


@pytest.mark.parametrize(
    ("arrived", "head_by", "office_by"),
    [
        (date(2026, 12, 14), date(2026, 12, 16), date(2026, 12, 17)),  # an ordinary week
        (date(2026, 12, 18), date(2026, 12, 22), date(2026, 12, 23)),  # over a weekend
        (date(2026, 2, 13), date(2026, 2, 24), date(2026, 2, 25)),  # Tết, 16 to 20 February
        (date(2026, 4, 29), date(2026, 5, 5), date(2026, 5, 6)),  # 30/4 and 1/5, a weekend
        (date(2026, 8, 21), date(2026, 8, 24), date(2026, 8, 25)),  # Saturday 22/8 is made up
        (date(2026, 8, 28), date(2026, 9, 4), date(2026, 9, 7)),  # 31/8 to 2/9
        (date(2026, 11, 23), date(2026, 11, 26), date(2026, 11, 27)),  # 24/11
        (date(2026, 12, 31), date(2027, 1, 5), date(2027, 1, 6)),  # 1/1, a weekend
    ],
)
def test_each_step_has_its_working_days_from_the_day_of_arrival(
    arrived: date, head_by: date, office_by: date
) -> None:
    story = sent_on(date(2026, 9, 15))
    assert story.task is not None
    task = replace(story.task, arrived_on=arrived)
    assert step_due_on(task, LIMITED, CALENDAR) == head_by
    task = replace(send(story, HEAD, approve(), LIMITED), arrived_on=arrived)
    assert step_due_on(task, LIMITED, CALENDAR) == office_by


def expiries(story: Story) -> list[ExpireStep]:
    assert story.task is not None
    planned = clock.agenda(story.task, rules(), story.at)
    return [action for action in planned.due if isinstance(action, ExpireStep)]


def test_a_time_that_ran_out_is_recorded_once_for_the_next_step() -> None:
    story = sent_on(date(2026, 12, 14))
    story.go(date(2026, 12, 16), 23)
    assert expiries(story) == []
    story.go(date(2026, 12, 17), 0)
    (action,) = expiries(story)
    assert action.id == "expire-step/1/unit_head/2026-12-14"
    assert action.at == end_of(date(2026, 12, 16))
    assert story.task is not None
    story.tell(clock.act(story.task, rules(), story.at, action))
    assert story.facts[-1].event == StepTimeExpired(
        submission=1,
        rung="unit_head",
        arrived_on=date(2026, 12, 14),
        due_on=date(2026, 12, 16),
        to=(Office.CHIEF_OF_OFFICE,),
    )
    assert expiries(story) == []
    assert who_knows(story) == [CHIEF]
    task = send(story, HEAD, approve(), LIMITED)
    assert (task.step_expired, task.arrived_on) == (False, day_of(story.at))
    assert who_knows(story) == []


def who_knows(story: Story) -> list[Holder]:
    """Those who find in their work that the step that waits had its time."""
    assert story.task is not None
    people = (SPECIALIST, HEAD, CHIEF, VICE_CHAIR, CHAIR)
    return [who for who in people if expired_shown_to(story.task, LIMITED, who)]


def test_after_the_last_step_those_of_the_rules_know_that_its_time_ran_out() -> None:
    story = sent_on(date(2026, 12, 14))
    for who in (HEAD, CHIEF, VICE_CHAIR):
        send(story, who, approve(), LIMITED)
    assert story.task is not None
    story.task = replace(story.task, step_expired=True)
    assert who_knows(story) == [VICE_CHAIR, CHAIR]


def test_back_at_a_step_its_time_begins_anew_and_a_decision_in_time_ends_it() -> None:
    story = sent_on(date(2026, 12, 14))
    send(story, HEAD, approve(), LIMITED)
    send(story, CHIEF, approve(), LIMITED)
    story.go(date(2026, 12, 16))
    send(story, VICE_CHAIR, back(Ground.SUPPLEMENT, "office"), LIMITED)
    assert due(story) == date(2026, 12, 21)
    send(story, CHIEF, approve(), LIMITED)
    assert due(story) == date(2026, 12, 21), "now the leader's"
    send(story, VICE_CHAIR, approve(), LIMITED)
    assert due(story) is None, "the chair promised no time"
    send(story, CHAIR, confirm(), LIMITED)
    story.go(date(2027, 3, 1))
    assert expiries(story) == []


def test_after_the_last_step_it_goes_to_those_of_the_rules() -> None:
    story = sent_on(date(2026, 12, 14))
    for who in (HEAD, CHIEF, VICE_CHAIR):
        send(story, who, approve(), LIMITED)
    assert story.task is not None
    assert next_offices(story.task, LIMITED) == givens.policy().requests.escalate_to

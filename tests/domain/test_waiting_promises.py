"""Steps of a chain and requests that wait are promised their time, beside what was recorded."""

from datetime import date, datetime, timedelta
from typing import Final

import pytest

from services.domain.facts import Event
from services.domain.instants import end_of, start_of
from services.domain.task.events import RequestEscalated, StepTimeExpired
from services.domain.task.promised_ladders import PromiseKind
from services.domain.task.reminder_promises import (
    PromiseOutcome,
    ReminderPromise,
    reminder_promises,
)
from services.domain.task.rules_in_time import RulesSince
from tests import givens
from tests.domain import act_states
from tests.domain.act_states import LivedTask
from tests.domain.day_by_day import CALENDAR, RULES, clock

SINCE = (RulesSince(since=start_of(givens.LONG_AGO), rules=RULES, policy_version="policy-ward@1"),)
WAITING: Final[dict[PromiseKind, tuple[str, type[Event]]]] = {
    PromiseKind.STEP: ("signed by the unit, waits for the next step", StepTimeExpired),
    PromiseKind.REQUEST: ("declined, not answered", RequestEscalated),
}
# The report came to the Office on a Thursday, the refusal was made on a Wednesday.
BEGAN = {PromiseKind.STEP: date(2026, 10, 1), PromiseKind.REQUEST: date(2026, 9, 16)}


def lived(kind: PromiseKind) -> givens.Story:
    """A task that waits for a step, or for an answer."""
    story = givens.Story()
    story.at = act_states.ISSUED_AT
    story.tell([givens.issued()])
    own = LivedTask(story=story, lead=givens.SPECIALIST, head=givens.HEAD, last=givens.CHIEF)
    act_states.STATES[WAITING[kind][0]](own)
    return story


def due(kind: PromiseKind) -> datetime:
    """The end of the last working day for it, by the rules that ship."""
    days = RULES.policy.requests.answer_within_working_days
    if kind is PromiseKind.STEP:
        chain = RULES.policy.chain_for("KTHTDT", "duty", "51-08")
        (within,) = (each.within_working_days for each in chain.rungs if each.name == "office")
        assert within is not None
        days = within
    return end_of(CALENDAR.add_working_days(BEGAN[kind], days))


def promised(story: givens.Story, kind: PromiseKind, until: datetime) -> list[ReminderPromise]:
    return [each for each in reminder_promises(story.facts, SINCE, until) if each.kind is kind]


@pytest.mark.parametrize("kind", WAITING)
def test_what_a_running_clock_recorded_was_in_time(kind: PromiseKind) -> None:
    story, at = lived(kind), due(kind)
    clock(story, at + timedelta(seconds=3))
    (promise,) = promised(story, kind, at + timedelta(days=3))
    assert promise.outcome is PromiseOutcome.IN_TIME
    assert (promise.promised_at, promise.units) == (at, ("KTHTDT",))
    assert end_of(promise.due_on) == at
    assert promise.about == {PromiseKind.STEP: "office", PromiseKind.REQUEST: "decline"}[kind]
    assert promise.number == 1


@pytest.mark.parametrize("kind", WAITING)
def test_after_an_outage_it_is_late(kind: PromiseKind) -> None:
    story, at = lived(kind), due(kind)
    clock(story, at + timedelta(days=4))
    (promise,) = promised(story, kind, at + timedelta(days=5))
    assert (promise.outcome, promise.late_by) == (PromiseOutcome.LATE, timedelta(days=4))


@pytest.mark.parametrize("kind", WAITING)
def test_what_left_no_trace_is_missing(kind: PromiseKind) -> None:
    story, at = lived(kind), due(kind)
    clock(story, at + timedelta(seconds=3))
    recorded = WAITING[kind][1]
    story.facts = [fact for fact in story.facts if not isinstance(fact.event, recorded)]
    (promise,) = promised(story, kind, at + timedelta(days=3))
    assert promise.outcome is PromiseOutcome.MISSING


@pytest.mark.parametrize("kind", WAITING)
def test_before_its_time_is_over_nothing_is_promised(kind: PromiseKind) -> None:
    assert promised(lived(kind), kind, due(kind)) == []

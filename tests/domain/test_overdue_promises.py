"""The steps of the overdue ladder are promised by the rules, beside what was recorded."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from services.domain.instants import start_of
from services.domain.task.events import OverdueEscalated
from services.domain.task.overdue_facts import SKIPPED_STEPS
from services.domain.task.reminder_promises import (
    PromiseOutcome,
    ReminderPromise,
    reminder_promises,
)
from services.domain.task.rules_in_time import RulesSince
from tests import givens
from tests.domain.overdue_story import (
    DUE,
    RULES,
    STEPS,
    daily,
    morning,
    report,
    run,
    sign,
    story,
)
from tests.givens import CHIEF, Story

SINCE = (RulesSince(since=start_of(givens.LONG_AGO), rules=RULES, policy_version="policy-ward@1"),)
IN_TIME, LATE = PromiseOutcome.IN_TIME, PromiseOutcome.LATE
SKIPPED, MISSING = PromiseOutcome.SKIPPED, PromiseOutcome.MISSING


def promised(given: Story, until: datetime) -> dict[int, ReminderPromise]:
    """What was promised of the overdue ladder, by its steps."""
    promises = reminder_promises(given.facts, SINCE, until)
    return {each.offset_working_days: each for each in promises if each.escalates}


def outcomes(promises: dict[int, ReminderPromise]) -> dict[int, PromiseOutcome]:
    return {step: each.outcome for step, each in promises.items()}


def noon(day: date) -> datetime:
    return start_of(day, 12)


def test_what_a_running_clock_escalated_was_in_time() -> None:
    given = story()
    daily(given, STEPS[10])
    promises = promised(given, noon(STEPS[10]))
    assert outcomes(promises) == dict.fromkeys((1, 5, 10), IN_TIME)
    assert {step: each.promised_at for step, each in promises.items()} == {
        step: morning(STEPS[step]) for step in (1, 5, 10)
    }
    assert {(each.due_on, each.units) for each in promises.values()} == {(DUE, ("KTHTDT",))}


def test_after_an_outage_over_several_steps_they_are_late_or_skipped_late() -> None:
    """Also of a miss that was itself recorded late: the steps were promised all the same."""
    given = story()
    run(given, morning(date(2026, 12, 14)))
    run(given, morning(date(2026, 12, 23)))
    promises = promised(given, noon(date(2026, 12, 23)))
    assert outcomes(promises) == {1: SKIPPED, 5: LATE}
    assert promises[1].skip_reason in SKIPPED_STEPS
    assert promises[1].late_by == timedelta(days=7)
    assert promises[5].late_by == timedelta(days=1)


def test_a_step_that_left_no_trace_is_missing() -> None:
    given = story()
    daily(given, STEPS[5])
    given.facts = [
        fact
        for fact in given.facts
        if not isinstance(fact.event, OverdueEscalated) or fact.event.after_working_days != 1
    ]
    assert outcomes(promised(given, noon(STEPS[5]))) == {1: MISSING, 5: IN_TIME}


def test_a_clock_that_was_never_there_has_broken_each_promise() -> None:
    assert outcomes(promised(story(), noon(STEPS[15]))) == dict.fromkeys(STEPS, MISSING)


def test_nothing_was_promised_after_the_signature_or_of_a_partner() -> None:
    given = story()
    daily(given, STEPS[1])
    given.wait(hours=1)
    report(given)
    sign(given)
    assert outcomes(promised(given, noon(STEPS[15]))) == {1: IN_TIME}
    for partner in RULES.policy.chasing.not_escalated_units:
        assert promised(story(lead=partner), noon(STEPS[15])) == {}


@pytest.mark.parametrize("recorded", [True, False])
def test_rules_that_said_nothing_of_it_promised_nothing(recorded: bool) -> None:
    given = story()
    if recorded:
        daily(given, STEPS[5])
    silent = replace(RULES.policy, overdue=replace(RULES.policy.overdue, steps=()))
    rules = replace(SINCE[0], rules=replace(RULES, policy=silent))
    promises = reminder_promises(given.facts, (rules,), noon(STEPS[5]))
    assert not any(each.escalates for each in promises)


def test_who_is_named_changes_no_promise() -> None:
    given = story()
    daily(given, STEPS[5], CHIEF)
    assert outcomes(promised(given, noon(STEPS[5]))) == {1: IN_TIME, 5: IN_TIME}

"""What the rules promised is compared with what was recorded: late, left out, or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.domain.calendar import Calendar
from services.domain.calendar_facts import CalendarAdopted
from services.domain.facts import SYSTEM, Event, Fact
from services.domain.instants import start_of
from services.domain.policy import PolicyAdopted, ReminderLadder
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.agenda import SUPERSEDED, Rules, act, agenda
from services.domain.task.events import ReminderSent
from services.domain.task.promised_ladders import PromiseKind
from services.domain.task.reminder_promises import (
    PromiseOutcome,
    ReminderPromise,
    reminder_promises,
)
from services.domain.task.rules_in_time import RulesSince, rules_in_time
from tests import givens
from tests.domain.exploring import explore
from tests.domain.punctual_machine import PunctualTaskMachine
from tests.domain.pure_kit import resting
from tests.givens import Story, actor, issued

DUE = date(2026, 12, 15)
# Ten, five, three and one working days before the due date, on it, five and ten days after it.
DAYS = {
    -10: date(2026, 12, 1),
    -5: date(2026, 12, 8),
    -3: date(2026, 12, 10),
    -1: date(2026, 12, 14),
    0: DUE,
    5: date(2026, 12, 22),
    10: date(2026, 12, 29),
}
IN_TIME, LATE = PromiseOutcome.IN_TIME, PromiseOutcome.LATE
SKIPPED, MISSING = PromiseOutcome.SKIPPED, PromiseOutcome.MISSING
SUSPENDED = TaskSuspended(reason=givens.words(), reason_code=None, paper=None)


def since(rules: Rules, at: datetime, version: str = "policy-ward@1") -> RulesSince:
    return RulesSince(since=at, rules=rules, policy_version=version)


RULES = (since(givens.rules(), start_of(givens.LONG_AGO)),)


@pytest.fixture
def story() -> Story:
    reported = Story()
    reported.tell([issued()])
    return reported


def moment(day: date, hour: int = 8) -> datetime:
    return start_of(day, hour).astimezone(UTC)


def run(story: Story, at: datetime, rules: Rules | None = None) -> None:
    """The clock does all that is due at a moment."""
    story.at = at
    given = rules or givens.rules()
    while story.task is not None and (due := agenda(story.task, given, at).due):
        story.tell(act(story.task, given, at, due[0]))


def run_until(story: Story, last: int, first: int = -10) -> None:
    """The clock wakes at each step of the ladder and at the end of the due day."""
    for offset, day in DAYS.items():
        if first <= offset <= last:
            run(story, moment(day) + timedelta(seconds=3))


def promised(
    story: Story, day: date, rules: tuple[RulesSince, ...] = RULES
) -> dict[int, ReminderPromise]:
    """What was promised until noon of a day, by the steps of the present due date's ladder."""
    promises = reminder_promises(story.facts, rules, moment(day, 12))
    return {
        each.offset_working_days: each for each in promises if each.kind is PromiseKind.REMINDER
    }


def outcomes(promises: dict[int, ReminderPromise]) -> dict[int, PromiseOutcome]:
    return {offset: each.outcome for offset, each in promises.items()}


def test_what_a_running_clock_sent_was_in_time_and_says_when_and_to_whom(story: Story) -> None:
    run_until(story, 5)
    promises = promised(story, DAYS[5])
    assert outcomes(promises) == dict.fromkeys([-10, -5, -3, -1, 0, 5], IN_TIME)
    assert promises[-5].promised_at == moment(DAYS[-5])
    assert promises[-5].recorded_at == moment(DAYS[-5]) + timedelta(seconds=3)
    assert promises[-5].units == ("KTHTDT", "VHXH")
    assert promises[-5].policy_version == "policy-ward@1"


def test_an_outage_of_nine_days_over_the_due_date_is_late_and_superseded(story: Story) -> None:
    run_until(story, -5)
    run(story, moment(date(2026, 12, 18), 9))
    promises = promised(story, date(2026, 12, 18))
    assert outcomes(promises) == {
        **dict.fromkeys([-10, -5], IN_TIME),
        **dict.fromkeys([-3, -1], SKIPPED),
        0: LATE,
    }
    assert [promises[offset].skip_reason for offset in (-3, -1)] == [SUPERSEDED] * 2
    assert promises[-3].late_by == timedelta(days=8, hours=1)
    assert promises[0].late_by == timedelta(days=3, hours=1)


def test_a_reminder_that_left_no_trace_is_missing_whatever_else_was_sent(story: Story) -> None:
    run_until(story, 0)
    story.facts = [
        fact
        for fact in story.facts
        if not isinstance(fact.event, ReminderSent) or fact.event.offset_working_days != -3
    ]
    promises = promised(story, DUE)
    assert outcomes(promises) == {**dict.fromkeys([-10, -5, -1, 0], IN_TIME), -3: MISSING}
    assert promises[-3].units == ("KTHTDT", "VHXH")


def test_within_minutes_nothing_is_missing_yet(story: Story) -> None:
    run_until(story, -5)
    at = moment(DAYS[-3])
    for minutes, known in ((11, False), (12, True)):
        until = at + timedelta(minutes=minutes)
        promises = reminder_promises(story.facts, RULES, until)
        assert any(each.outcome is MISSING for each in promises) is known


def test_a_calendar_moves_what_is_promised_from_the_day_on_which_it_was_decided(
    story: Story,
) -> None:
    year = next(each for each in givens.calendar().years if each.year == 2026)
    others = tuple(each for each in givens.calendar().years if each.year != 2026)
    moved = Calendar(years=(*others, resting(year, DUE, given=True)))
    later = replace(givens.rules(), calendar=moved, calendar_version="calendar-2026@2")
    rules = (*RULES, since(later, moment(date(2026, 12, 9))))
    run_until(story, -5)
    # The clock was away when the calendar was decided; its first word comes a day late.
    run(story, moment(date(2026, 12, 12)), later)
    by_due = {
        (each.due_on.day, each.offset_working_days): each.outcome
        for each in reminder_promises(story.facts, rules, moment(date(2026, 12, 12), 12))
    }
    assert by_due == {
        (15, -10): IN_TIME,
        (15, -5): IN_TIME,
        (16, -10): SKIPPED,
        (16, -5): SKIPPED,
        (16, -3): LATE,
    }


def test_an_extension_promises_what_its_own_date_asks_for(story: Story) -> None:
    run_until(story, -5)
    story.go(date(2026, 12, 9))
    granted = ExtensionGranted(request=1, due_on=DUE, until_on=date(2026, 12, 25), note=None)
    story.tell([granted], actor(givens.CHIEF))
    run(story, story.at)
    run(story, moment(date(2026, 12, 11)))
    promises = reminder_promises(story.facts, RULES, moment(date(2026, 12, 16), 12))
    assert [(each.due_on.day, each.offset_working_days) for each in promises] == [
        (15, -10),
        (15, -5),
        (25, -10),
    ]
    assert {each.outcome for each in promises} == {IN_TIME}
    missed = reminder_promises(story.facts, RULES, moment(date(2026, 12, 18), 12))
    assert [(each.due_on.day, each.outcome) for each in missed[3:]] == [(25, MISSING)]


@pytest.mark.parametrize(
    "event",
    [
        SUSPENDED,
        SubmissionConfirmed(
            submission=1, rung="office", counted_on=date(2026, 12, 9), correction=None
        ),
    ],
    ids=["suspended", "confirmed"],
)
def test_what_stopped_before_its_reminder_was_promised_none(story: Story, event: Event) -> None:
    run_until(story, -5)
    story.go(date(2026, 12, 9))
    story.tell([event], actor(givens.CHIEF))
    assert outcomes(promised(story, DAYS[5])) == {-10: IN_TIME, -5: IN_TIME}


def test_what_stopped_while_the_clock_was_away_was_promised_and_never_sent(story: Story) -> None:
    run_until(story, -5)
    story.go(date(2026, 12, 11))
    story.tell([SUSPENDED], actor(givens.CHIEF))
    assert outcomes(promised(story, DAYS[5])) == {-10: IN_TIME, -5: IN_TIME, -3: MISSING}


@pytest.mark.parametrize(("minutes", "known"), [(11, False), (12, True)])
def test_what_stopped_within_minutes_was_never_owed(
    story: Story, minutes: int, known: bool
) -> None:
    run_until(story, -5)
    story.at = moment(DAYS[-3]) + timedelta(minutes=minutes)
    story.tell([SUSPENDED], actor(givens.CHIEF))
    assert (-3 in promised(story, DAYS[5])) is known


def _facts(recorded: list[tuple[Event, datetime, int]]) -> list[Fact]:
    return [
        Fact(
            event=event,
            stream="policy-ward" if isinstance(event, PolicyAdopted) else "calendar-given",
            version=version,
            position=position,
            actor=SYSTEM,
            behalf=None,
            occurred_at=at,
            recorded_at=at,
            command_id=givens.person(f"adopted/{position}"),
            session_id=None,
        )
        for position, (event, at, version) in enumerate(recorded, 1)
    ]


def test_rules_that_change_promise_by_their_ladder_from_their_day_on(story: Story) -> None:
    first = givens.policy()
    ladder = ReminderLadder(
        before_working_days=(4, 0), after_every_working_days=3, after_at_most=2, hour=10
    )
    second = replace(first, effective_on=date(2026, 12, 9), ladder=ladder)
    begun = start_of(givens.LONG_AGO)
    policies = _facts(
        [
            (PolicyAdopted(policy=first), begun, 1),
            (PolicyAdopted(policy=second), moment(date(2026, 12, 3)), 2),
        ]
    )
    calendars = _facts(
        [(CalendarAdopted(calendar=year), begun, 1) for year in givens.calendar().years]
    )
    rules = rules_in_time(policies, calendars, moment(DUE, 12))
    assert [each.policy_version for each in rules][-2:] == ["policy-ward@1", "policy-ward@2"]
    run_until(story, -5)
    run(story, moment(date(2026, 12, 9), 10) + timedelta(minutes=1), rules[-1].rules)
    promises = promised(story, DUE, rules)
    assert outcomes(promises) == {-10: IN_TIME, -5: IN_TIME, -4: IN_TIME, 0: MISSING}
    assert promises[-4].policy_version == "policy-ward@2"
    assert promises[0].promised_at == moment(DUE, 10)


def test_before_the_first_rules_nothing_is_promised(story: Story) -> None:
    calendars = _facts([(CalendarAdopted(calendar=givens.calendar().years[0]), story.at, 1)])
    rules = rules_in_time([], calendars, moment(DUE))
    assert rules == ()
    assert reminder_promises(story.facts, rules, moment(DUE, 12)) == ()
    assert reminder_promises([], RULES, moment(DUE, 12)) == ()


def test_a_year_without_a_calendar_hides_no_promise_of_the_year_before(story: Story) -> None:
    years = tuple(each for each in givens.calendar().years if each.year < 2027)
    known = replace(givens.rules(), calendar=Calendar(years=years))
    rules = (since(known, start_of(givens.LONG_AGO)),)
    run_until(story, -5)
    promises = reminder_promises(story.facts, rules, moment(date(2027, 3, 1)))
    assert {each.promised_at.year for each in promises} == {2026}
    assert [each.offset_working_days for each in promises][:7] == [-10, -5, -3, -1, 0, 5, 10]


def test_a_clock_that_is_never_away_keeps_every_promise() -> None:
    worlds = ["duty", "indicator", "office", "assigned", "assigned-undated"]
    reached = explore(PunctualTaskMachine, examples=10, steps=25, worlds=worlds)
    assert reached["promise in_time"]
    assert reached["promise skipped"]
    for kind in PromiseKind:
        assert reached[f"{kind} promised"], kind

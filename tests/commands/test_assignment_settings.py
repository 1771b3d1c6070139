"""The Office sets frequencies and due dates: the clock follows, and no period is issued twice."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.act import Verdict
from services.domain.assignment.acts import set_due_rule, set_frequency
from services.domain.assignment.acts.set_due_rule import SetDueRule
from services.domain.assignment.acts.set_frequency import SetFrequency
from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import (
    AssignmentConcluded,
    Deliverable,
    DueRule,
    PeriodIssued,
    task_stream,
)
from services.domain.assignment.evolving import fold
from services.domain.assignment.falling_due import falling_due
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.state import Assignment
from services.domain.calendar import Calendar, Frequency
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed, Refusal
from services.domain.roles import Holder
from tests import givens
from tests.commands.item_kit import LAST, ONE_OFF, STREAM, ItemKit, ItemLife, items
from tests.commands.task_kit import finished
from tests.domain import task_world

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
YEARLY = replace(
    ONE_OFF,
    deliverables=(Deliverable(name="report", frequency=Frequency.YEAR.value, due=None),),
    ends_on=date(2027, 12, 31),
    active_from=date(2026, 11, 24),
)
NEXT_YEAR = DueRule(after_month=12, after_day=31, working_days_after_issue=0)
JANUARY = DueRule(after_month=1, after_day=31, working_days_after_issue=20)
CALENDAR = Calendar(years=tuple(task_world.calendars()))
RULES = IssueRules(policy=givens.policy(), calendar=CALENDAR)
POLICY = givens.policy()


def frequency_set(item: Assignment, command: SetFrequency, who: Holder, now: datetime) -> Verdict:
    context = DecisionContext(holder=who, policy=POLICY, now=now)
    return set_frequency.decide(item, command, context)


def due_rule_set(item: Assignment, command: SetDueRule, who: Holder) -> Verdict:
    context = DecisionContext(holder=who, policy=POLICY, now=NOW, calendar=CALENDAR)
    return set_due_rule.decide(item, command, context)


def item_of(kit: ItemKit) -> Assignment:
    state = fold(kit.facts())
    assert state is not None
    return state


def due_on(kit: ItemKit, period: str) -> date:
    (opening,) = kit.facts(task_stream("G-1", "report", period))
    assert isinstance(opening.event, TaskIssued)
    return opening.event.due_on


def test_a_yearly_duty_set_to_quarters_issues_the_current_quarter() -> None:
    kit = ItemKit(YEARLY)
    kit.ring("once")
    assert kit.issued() == ["2026"]
    kit.set_frequency("quarter")
    kit.ring("once")
    assert kit.issued() == ["2026", "2026-Q4"]
    kit.go(datetime(2026, 12, 16, 3, tzinfo=UTC))
    kit.ring("once")
    assert kit.issued() == ["2026", "2026-Q4", "2027-Q1"]


def test_the_same_frequency_again_is_no_fact() -> None:
    kit = ItemKit(YEARLY)
    before = len(kit.facts())
    kit.set_frequency("year", "year")
    kit.set_due_rule("year", None)
    assert len(kit.facts()) == before


def test_set_there_and_back_the_period_that_was_issued_is_not_issued_again() -> None:
    kit = ItemKit(YEARLY)
    kit.ring("once")
    kit.set_frequency("quarter")
    kit.set_frequency("year")
    kit.ring("stale")
    assert kit.issued() == ["2026"]


def test_a_due_rule_is_for_tasks_that_are_issued_from_now_on() -> None:
    kit = ItemKit(YEARLY)
    kit.ring("once")
    issued_before = due_on(kit, "2026")
    kit.set_due_rule("year", NEXT_YEAR)
    kit.go(datetime(2026, 12, 16, 3, tzinfo=UTC))
    kit.ring("once")
    assert due_on(kit, "2026") == issued_before
    assert due_on(kit, "2027") == date(2028, 1, 4)


def test_a_frequency_that_stays_keeps_its_due_rule() -> None:
    kit = ItemKit(YEARLY)
    kit.set_due_rule("year", NEXT_YEAR)
    kit.set_frequency("year", "quarter")
    assert {
        deliverable.frequency: deliverable.due for deliverable in item_of(kit).deliverables
    } == {
        "year": NEXT_YEAR,
        "quarter": None,
    }


def test_an_item_without_a_lead_is_set_and_issues_nothing() -> None:
    kit = ItemKit(replace(YEARLY, lead_after_days=5))
    kit.set_frequency("month")
    kit.ring("once")
    assert kit.issued() == []
    kit.name_lead()
    kit.ring("once")
    assert kit.issued() == ["2026-M12"]


@pytest.mark.parametrize(
    ("name", "frequencies", "code"),
    [
        ("plan", ("year",), "deliverable-unknown"),
        ("report", (), "frequency-none"),
        ("report", ("daily",), "frequency-unknown"),
    ],
)
def test_a_frequency_that_makes_no_sense_is_refused(
    name: str, frequencies: tuple[str, ...], code: str
) -> None:
    command = SetFrequency(stream=STREAM, deliverable=name, frequencies=frequencies)
    with pytest.raises(Refusal) as caught:
        frequency_set(item_of(ItemKit(YEARLY)), command, givens.CHIEF, NOW)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (replace(JANUARY, after_month=2, after_day=29), "due-rule-day"),
        (replace(JANUARY, after_month=13), "due-rule-day"),
        (replace(JANUARY, working_days_after_issue=-1), "due-rule-days"),
        (replace(JANUARY, working_days_after_issue=10_000), "due-rule-days"),
    ],
)
def test_a_due_rule_that_makes_no_sense_is_refused(due: DueRule, code: str) -> None:
    command = SetDueRule(stream=STREAM, deliverable="report", frequency="year", due=due)
    with pytest.raises(Refusal) as caught:
        due_rule_set(item_of(ItemKit(YEARLY)), command, givens.CHIEF)
    assert caught.value.code == code


def asked_each(frequency: str, name: str = "report") -> Assignment:
    asked = (Deliverable(name=name, frequency=frequency, due=None),)
    return item_of(ItemKit(replace(YEARLY, deliverables=asked)))


@pytest.mark.parametrize(
    ("rule", "code", "shown"),
    [
        ((31, 1, 0), "due-rule-early", "kỳ 15/12/2026 – 14/03/2027 đến hạn 01/02/2027"),
        ((31, 12, 0), "due-rule-same-day", "kỳ 15/03/2027 – 14/06/2027 đến hạn 04/01/2028"),
    ],
)
def test_a_fixed_day_for_quarters_is_refused_with_the_days_that_would_come_out(
    rule: tuple[int, int, int], code: str, shown: str
) -> None:
    day, month, days = rule
    due = DueRule(after_month=month, after_day=day, working_days_after_issue=days)
    command = SetDueRule(stream=STREAM, deliverable="report", frequency="quarter", due=due)
    item = asked_each("quarter")
    with pytest.raises(Refusal) as caught:
        due_rule_set(item, command, givens.CHIEF)
    assert caught.value.code == code
    assert shown in caught.value.sentence


def test_a_year_s_plan_may_be_due_while_its_year_begins() -> None:
    command = SetDueRule(stream=STREAM, deliverable="plan", frequency="year", due=JANUARY)
    item = asked_each("year", "plan")
    (event,) = due_rule_set(item, command, givens.CHIEF).events
    assert isinstance(event, set_due_rule.DueRuleSet)
    assert event.due == JANUARY


@given(
    frequency=st.sampled_from([each.value for each in Frequency]),
    day=st.integers(1, 28),
    month=st.integers(1, 12),
    days=st.integers(0, 250),
)
@settings(max_examples=60, deadline=None)
def test_what_is_taken_is_due_after_its_cut_off_and_each_period_on_a_day_of_its_own(
    frequency: str, day: int, month: int, days: int
) -> None:
    due = DueRule(after_month=month, after_day=day, working_days_after_issue=days)
    command = SetDueRule(stream=STREAM, deliverable="report", frequency=frequency, due=due)
    item = asked_each(frequency)
    with suppress(Refusal):
        due_rule_set(item, command, givens.CHIEF)
        falling_dues = falling_due(item, command.asked, RULES, NOW)
        assert all(each.due_on > each.period.cutoff for each in falling_dues)
        assert len({each.due_on for each in falling_dues}) == len(falling_dues)


def test_a_rule_for_a_frequency_that_is_not_asked_is_refused() -> None:
    command = SetDueRule(stream=STREAM, deliverable="report", frequency="month", due=None)
    with pytest.raises(Refusal) as caught:
        due_rule_set(item_of(ItemKit(YEARLY)), command, givens.CHIEF)
    assert caught.value.code == "deliverable-unknown"


def test_once_is_refused_where_the_item_s_time_is_over() -> None:
    item = item_of(ItemKit(YEARLY))
    command = SetFrequency(stream=STREAM, deliverable="report", frequencies=("once",))
    over = datetime(2028, 1, 5, tzinfo=UTC)
    with pytest.raises(Refusal) as caught:
        frequency_set(item, command, givens.CHIEF, over)
    assert caught.value.code == "once-over"


def test_nothing_is_set_on_an_item_that_is_closed() -> None:
    item = replace(item_of(ItemKit(YEARLY)), closed=True)
    command = SetFrequency(stream=STREAM, deliverable="report", frequencies=("month",))
    with pytest.raises(Refusal) as caught:
        frequency_set(item, command, givens.CHIEF, NOW)
    assert caught.value.code == "item-closed"


@pytest.mark.parametrize(
    "who", [givens.CHECKER, givens.HEAD, givens.INSPECTOR, givens.ADMINISTRATOR, givens.OTHER]
)
def test_only_the_chief_and_the_leaders_arrange_an_item(who: Holder) -> None:
    item = item_of(ItemKit(YEARLY))
    frequency = SetFrequency(stream=STREAM, deliverable="report", frequencies=("month",))
    rule = SetDueRule(stream=STREAM, deliverable="report", frequency="year", due=JANUARY)
    with pytest.raises(NotAllowed):
        frequency_set(item, frequency, who, NOW)
    with pytest.raises(NotAllowed):
        due_rule_set(item, rule, who)


acts = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 1, 7, 40, 100]),  # days since the last one
        st.sets(st.sampled_from([each.value for each in Frequency]), min_size=1, max_size=3),
        st.sampled_from(["none", "once", "twice", "backwards", "first only", "stale"]),
    ),
    max_size=10,
)


@given(item=items(), chosen=acts)
@settings(max_examples=100)
def test_no_period_is_ever_issued_twice_whatever_is_set_when(
    item: ItemLife, chosen: list[tuple[int, set[str], str]]
) -> None:
    kit = ItemKit(replace(item, lead_after_days=0))
    name = item.deliverables[0].name
    closed = False
    for days, frequencies, how in chosen:
        kit.go(kit.now + timedelta(days=days))
        if how != "none":
            closed = kit.ring(how)
        with suppress(Refusal):  # closed, or asked once after its time
            kit.set_frequency(*sorted(frequencies), name=name)
    for _ in range(((LAST - item.active_from).days + 800) // 33):
        closed = closed or kit.ring("once")
        kit.go(kit.now + timedelta(days=33))
    facts = kit.facts()
    seen = Counter(
        (f.event.deliverable, f.event.period) for f in facts if isinstance(f.event, PeriodIssued)
    )
    assert all(times == 1 for times in seen.values())
    assert closed
    assert isinstance(facts[-1].event, AssignmentConcluded)
    assert finished(kit.clock.plan_next(STREAM, kit.now)).agenda.closed

"""The Office sets the days by which deliverables are due; what was given keeps its day."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.assignment.acts import set_due_rule
from services.domain.assignment.acts.set_due_rule import SetDueRule
from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import AssignmentConcluded, Deliverable, task_stream
from services.domain.assignment.evolving import fold
from services.domain.assignment.falling_due import falling_due, require_due_rules
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.own_days import require_fitting
from services.domain.calendar import Calendar, Frequency
from services.domain.context import DecisionContext
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.errors import Refusal
from tests import givens
from tests.commands.item_kit import STREAM, ItemKit, ItemLife, own_days
from tests.domain import task_world

CALENDAR = Calendar(years=tuple(task_world.calendars()))
NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
YEARLY = ItemLife(
    deliverables=(Deliverable(name="report", frequency="year", due=None),),
    starts_on=date(2025, 12, 15),
    ends_on=date(2028, 1, 1),
    active_from=date(2026, 11, 23),
    backfill_from=None,
    lead_after_days=0,
    cutoff_day=14,
    school_year=(6, 1),
    rest_days=(),
)
ONCE = replace(YEARLY, deliverables=(Deliverable(name="report", frequency="once", due=None),))


def places(*days: tuple[int, int]) -> DueDays:
    """Days of a period, each by its day and its month in the period."""
    return DueDays(in_period=tuple(DayInPeriod(month=month, day=day) for day, month in days))


def by(*days: date) -> DueDays:
    return DueDays(on=days)


def issued(kit: ItemKit) -> dict[str, date]:
    """Each period that was issued with its due date."""
    kit.ring("once")
    tasks = {}
    for period in kit.issued():
        (opening,) = kit.facts(task_stream("G-1", "report", period))
        assert isinstance(opening.event, TaskIssued)
        tasks[period] = opening.event.due_on
    return tasks


def test_days_are_for_tasks_that_are_issued_from_now_on() -> None:
    kit = ItemKit(YEARLY)
    before = issued(kit)
    kit.set_due_rule("year", places((15, 11)))
    kit.go(datetime(2026, 12, 16, 3, tzinfo=UTC))
    assert issued(kit) == {**before, "2027": date(2027, 11, 15)}


def test_days_and_back_to_the_ordinary_rule() -> None:
    kit = ItemKit(YEARLY)
    kit.set_due_rule("year", places((15, 11)))
    kit.set_due_rule("year", None)
    kit.go(datetime(2026, 12, 16, 3, tzinfo=UTC))
    assert issued(kit)["2027"] == date(2027, 12, 15)


def test_one_task_is_given_for_each_day_and_another_day_gives_another_one() -> None:
    kit = ItemKit(replace(ONCE, lead_after_days=None))
    kit.set_due_rule("once", by(date(2027, 3, 1)))
    kit.name_lead()
    assert issued(kit) == {"once-2027-03-01": date(2027, 3, 1)}
    kit.set_due_rule("once", by(date(2027, 3, 1), date(2027, 10, 1)))
    assert set(issued(kit)) == {"once-2027-03-01", "once-2027-10-01"}


def test_an_item_is_over_when_its_last_day_of_one_off_work_has_passed() -> None:
    item = replace(ONCE, ends_on=date(2027, 3, 1), lead_after_days=None)
    kit = ItemKit(item)
    kit.set_due_rule("once", by(date(2027, 5, 4)))
    kit.name_lead()
    issued(kit)
    kit.go(datetime(2027, 5, 4, 3, tzinfo=UTC))
    assert not kit.ring("once")
    kit.go(datetime(2027, 5, 5, 3, tzinfo=UTC))
    kit.ring("once")
    end = kit.facts()[-1].event
    assert isinstance(end, AssignmentConcluded)
    assert end.last_period_on == date(2027, 5, 4)


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("month", places((18, 3))),
        ("month", places((0, 1))),
        ("month", places((32, 1))),
        ("quarter", places((20, 0))),
        ("quarter", places((20, 3), (20, 3))),
        ("half_year", places((20, 9), (1, 1))),
        ("year", places((20, 16))),
        ("year", by(date(2027, 9, 30))),
        ("once", places((20, 1))),
        ("once", by()),
        ("once", by(date(2028, 1, 3), date(2027, 1, 4))),
        ("once", by(date(2028, 1, 3), date(2028, 1, 3))),
    ],
)
def test_days_that_a_frequency_cannot_have_are_refused(frequency: str, days: DueDays) -> None:
    with pytest.raises(Refusal, match="Hãy nhập") as refused:
        require_fitting(frequency, days)
    assert refused.value.code == "due-days-misfit"


def decided(kit: ItemKit, days: DueDays | None) -> None:
    command = SetDueRule(stream=STREAM, deliverable="report", frequency="once", due=days)
    context = DecisionContext(
        holder=givens.CHIEF, policy=kit.item.policy, now=NOW, calendar=CALENDAR
    )
    set_due_rule.decide(fold(kit.facts()), command, context)


def test_a_day_that_has_passed_is_refused() -> None:
    with pytest.raises(Refusal, match="Ngày 02/11/2026 đã qua"):
        decided(ItemKit(ONCE), by(date(2026, 11, 2)))


def test_a_day_of_a_task_that_was_given_stays() -> None:
    kit = ItemKit(replace(ONCE, lead_after_days=None))
    kit.set_due_rule("once", by(date(2027, 3, 1)))
    kit.name_lead()
    issued(kit)
    for days in (by(date(2027, 4, 1)), None):
        with pytest.raises(Refusal, match="bên cạnh 01/03/2027"):
            decided(kit, days)


def test_two_days_that_rest_until_the_same_day_are_refused() -> None:
    weekend = by(date(2027, 3, 6), date(2027, 3, 7))
    with pytest.raises(Refusal, match="nhiều kỳ đến hạn cùng một ngày"):
        decided(ItemKit(replace(ONCE, lead_after_days=None)), weekend)


def test_a_plan_with_days_that_do_not_fit_is_refused_by_its_item() -> None:
    wrong = Deliverable(name="report", frequency="month", due=None, days=places((18, 9)))
    item = fold(ItemKit(replace(YEARLY, deliverables=(wrong,))).facts())
    assert item is not None
    rules = IssueRules(policy=YEARLY.policy, calendar=CALENDAR)
    with pytest.raises(Refusal, match=r"^Mục .*Ngày đến hạn không khớp"):
        require_due_rules(item, rules, NOW)


@given(st.data(), st.sampled_from([each.value for each in Frequency]))
def test_coming_periods_are_due_in_order_and_never_on_a_day_of_rest(
    data: st.DataObject, frequency: str
) -> None:
    days = data.draw(own_days(frequency))
    asked = Deliverable(name="report", frequency=frequency, due=None, days=days)
    item = fold(ItemKit(replace(YEARLY, deliverables=(asked,))).facts())
    assert item is not None
    dues = falling_due(item, asked, IssueRules(policy=YEARLY.policy, calendar=CALENDAR), NOW)
    require_fitting(frequency, days)
    assert all(CALENDAR.is_working_day(each.due_on) for each in dues)
    assert all(each.due_on >= each.period.first_day for each in dues)
    assert [each.due_on for each in dues] == sorted(each.due_on for each in dues)

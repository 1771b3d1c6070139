"""A recurring order: no occurrence is lost, none is given twice, rest days give way."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.agenda import Idle
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.directive.acts.stop_order import StopOrder
from services.domain.directive.events import ClauseTasksAssigned, OccurrenceSkipped
from services.domain.directive.rhythm import OrderRhythm, named_days, written_rhythm
from services.domain.directive.terms import (
    ClauseOutcome,
    OccurrenceSkipReason,
    OrderRhythmKind,
)
from services.domain.due_days import day_of_month
from services.domain.errors import Refusal
from tests import givens
from tests.domain.directive.directive_life import (
    BEGIN,
    CLERK,
    CODE,
    STREAM,
    DirectiveLife,
    laying,
    registering,
    repeating,
    secret,
    settling,
)
from tests.domain.directive.test_clauses import TEXT

YEAR = date(2027, 5, 31)
WHY = givens.words("why")


def running(**changes: Any) -> DirectiveLife:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, repeating(**changes))
    return life


def refused(life: DirectiveLife, command: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        life.send(CLERK, command)
    return refusal.value


def stopping(order: int = 1, **changes: Any) -> StopOrder:
    return StopOrder(**{"stream": STREAM, "order": order, "reason": WHY, **changes})


def live(life: DirectiveLife, until: date) -> None:
    """Day by day, as a clock that wakes when it planned to."""
    while life.today < until:
        next_at = life.agenda().next_at
        if next_at is None:
            return
        life.now = max(life.now, next_at)
        assert life.tick(), "what was planned is due then"


def test_each_occurrence_is_assigned_so_many_working_days_before_its_due_day() -> None:
    life = running()
    # Five working days before Friday 5 June is 29 May: that one is assigned at once.
    assert life.tick() == ["issue-occurrence/all/2026-06-05"]
    assert life.agenda().why == "issue-occurrence/all/2026-06-12"
    live(life, date(2026, 7, 31))
    made = sorted(life.tasks.values(), key=lambda each: each.number)
    assert [each.due_on for each in made] == [date(2026, 6, day) for day in (5, 12, 19, 26)]
    assert [each.occurrence_on for each in made] == [each.due_on for each in made]
    assert [each.assigned_on for each in made] == [
        BEGIN,
        *(date(2026, 6, day) for day in (5, 12, 19)),
    ]
    assert life.agenda().idle is Idle.WAITING
    assert life.directive.running == ()


def test_a_year_with_holidays_gives_every_week_once() -> None:
    life = running(until_on=YEAR)
    live(life, YEAR)
    made = sorted(life.tasks.values(), key=lambda each: each.number)
    fridays = [BEGIN + timedelta(days=4 + 7 * week) for week in range(52)]
    assert [each.occurrence_on for each in made] == [day for day in fridays if day <= YEAR]
    # New Year's Day 2027 is a Friday: the work of that week is due on the Monday.
    moved = [each for each in made if each.due_on != each.occurrence_on]
    assert [(each.occurrence_on, each.due_on) for each in moved] == [
        (date(2027, 1, 1), date(2027, 1, 4))
    ]
    for each in made:
        assert each.due_on is not None
        assert givens.calendar().working_days_between(each.assigned_on, each.due_on) <= 5


def test_after_an_outage_what_can_still_be_done_is_assigned_and_the_rest_is_recorded() -> None:
    life = running()
    life.go(date(2026, 6, 17))
    assert len(life.tick()) == 3
    skipped = [each.event for each in life.facts if isinstance(each.event, OccurrenceSkipped)]
    assert [each.occurrence_on for each in skipped] == [date(2026, 6, 5), date(2026, 6, 12)]
    assert {each.reason for each in skipped} == {OccurrenceSkipReason.DAY_PASSED}
    assert [each.due_on for each in life.tasks.values()] == [date(2026, 6, 19)]
    assert life.tick() == []


def test_on_its_due_day_an_occurrence_is_still_assigned() -> None:
    life = running()
    life.go(date(2026, 6, 5), hour=23)
    life.tick()
    assert date(2026, 6, 5) in [each.due_on for each in life.tasks.values()]


def test_several_units_have_a_task_each_in_each_occurrence() -> None:
    life = running(lead_units=("KTHTDT", "VP"))
    life.tick()
    assert sorted(life.tasks) == [f"task-{CODE}.1", f"task-{CODE}.2"]
    fact = life.facts[-1].event
    assert isinstance(fact, ClauseTasksAssigned)
    assert (fact.order, fact.occurrence_on) == (1, date(2026, 6, 5))


def test_a_clause_that_recurs_is_decided_by_who_ordered_it() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, laying(TEXT))
    life.send(CLERK, repeating(clause="k2", asks_figure=True))
    life.go(date(2026, 6, 2))
    assert life.tick() == ["issue-occurrence/k2/2026-06-05"]
    clause = life.directive.clauses[1]
    assert clause.outcome is ClauseOutcome.FIGURE
    assert (clause.decided_by, clause.decided_on) == (CLERK.person_id, BEGIN)
    assert clause.tasks == (1,)


def test_a_touched_clause_is_not_decided_anew_by_its_clock() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, laying(TEXT))
    life.send(CLERK, settling("k1", "k3"))
    life.send(CLERK, repeating(clause="k2"))
    changed = TEXT.replace("hộ nghèo", "hộ cận nghèo")
    life.send(CLERK, laying(changed, TEXT))
    life.tick()
    assert [each.id for each in life.directive.undecided] == ["k2"]
    assert life.directive.clauses[1].tasks == (1,)


def test_an_order_goes_on_where_its_clause_was_left_out_until_somebody_stops_it() -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    life.send(CLERK, laying(TEXT))
    life.send(CLERK, repeating(clause="k3"))
    life.send(CLERK, laying(TEXT[: TEXT.index("3.")].strip(), TEXT))
    life.tick()
    assert [(each.id, each.tasks) for each in life.directive.gone] == [("k3", (1,))]
    assert len(life.directive.running) == 1


def test_a_stopped_order_gives_nothing_more_and_its_days_never_come_twice() -> None:
    life = running()
    life.tick()
    life.send(CLERK, stopping())
    assert life.agenda().idle is Idle.WAITING
    assert life.agenda().due == ()
    life.send(CLERK, repeating())
    life.go(date(2026, 6, 10))
    assert life.tick() == ["issue-occurrence/all/2026-06-12"]
    assert [each.due_on for each in life.tasks.values()] == [
        date(2026, 6, 5),
        date(2026, 6, 12),
    ]


def test_only_a_running_order_is_stopped_and_with_a_reason() -> None:
    life = running()
    assert refused(life, stopping(2)).code == "no-running-order"
    assert refused(life, stopping(reason=None)).code == "reason-missing"
    life.send(CLERK, stopping())
    assert refused(life, stopping()).code == "no-running-order"


def test_a_clause_has_one_running_order() -> None:
    life = running()
    refusal = refused(life, repeating(rhythm=OrderRhythmKind.MONTHLY, rhythm_day=20))
    assert (refusal.code, refusal.field) == ("order-running", "clause")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"rhythm_day": 0}, "rhythm-day", "rhythm_day"),
        ({"rhythm_day": 8}, "rhythm-day", "rhythm_day"),
        ({"rhythm_month": 1}, "rhythm-day", "rhythm_day"),
        ({"rhythm": OrderRhythmKind.MONTHLY, "rhythm_day": 32}, "rhythm-day", "rhythm_day"),
        ({"rhythm": OrderRhythmKind.QUARTERLY}, "rhythm-day", "rhythm_day"),
        (
            {"rhythm": OrderRhythmKind.QUARTERLY, "rhythm_month": 4},
            "rhythm-day",
            "rhythm_day",
        ),
        ({"from_on": date(2026, 5, 31)}, "order-from-past", "from_on"),
        ({"until_on": date(2026, 6, 4)}, "order-days", "until_on"),
        ({"until_on": date(2026, 5, 1)}, "order-days", "until_on"),
        ({"until_on": date(2031, 12, 31)}, "order-days", "until_on"),
        ({"issue_before_working_days": 61}, "issue-before", "issue_before_working_days"),
        ({"lead_units": ("MTTQ",)}, "lead-outside", "lead_units"),
        ({"orderer": None}, "orderer-missing", "orderer"),
    ],
)
def test_a_rhythm_has_days_and_everything_else_is_checked_as_work_given_by_hand(
    changes: dict[str, Any], code: str, field: str
) -> None:
    life = DirectiveLife()
    life.send(CLERK, registering())
    refusal = refused(life, repeating(**changes))
    assert (refusal.code, refusal.field) == (code, field)


def test_a_secret_order_recurs_without_words() -> None:
    life = DirectiveLife()
    life.send(CLERK, secret())
    assert refused(life, repeating()).code == "directive-secret"
    life.send(CLERK, repeating(title=None, product=None))
    life.tick()
    assert [(each.title, each.restricted) for each in life.tasks.values()] == [(None, True)]
    assert refused(life, stopping()).code == "directive-secret"
    life.send(CLERK, stopping(reason=None))
    assert life.directive.running == ()


def test_how_early_an_occurrence_is_assigned_is_a_rule_of_the_ward_unless_it_is_said() -> None:
    assert running().directive.orders[0].issue_before_working_days == 5
    said = running(issue_before_working_days=0)
    assert said.directive.orders[0].issue_before_working_days == 0
    assert said.agenda().due == ()


def test_years_without_a_calendar_are_asked_for_only_when_their_time_comes() -> None:
    life = running(until_on=YEAR)
    years = givens.calendar().years
    life.calendar = Calendar(years=tuple(each for each in years if each.year <= 2026))
    live(life, date(2026, 12, 11))
    assert _last(life) == date(2026, 12, 18)
    life.go(date(2026, 12, 18))
    with pytest.raises(CalendarMissing):
        life.tick()
    assert _last(life) == date(2026, 12, 25), "what is due does not wait for the next year"
    life.calendar = givens.calendar()
    life.tick()
    assert life.agenda().why == "issue-occurrence/all/2027-01-01"


def _last(life: DirectiveLife) -> date:
    return max(each.occurrence_on or BEGIN for each in life.tasks.values())


RHYTHMS = st.one_of(
    st.builds(
        OrderRhythm,
        kind=st.just(OrderRhythmKind.WEEKLY),
        day=st.integers(1, 7),
        month=st.none(),
    ),
    st.builds(
        OrderRhythm,
        kind=st.just(OrderRhythmKind.MONTHLY),
        day=st.integers(1, 31),
        month=st.none(),
    ),
    st.builds(
        OrderRhythm,
        kind=st.just(OrderRhythmKind.QUARTERLY),
        day=st.integers(1, 31),
        month=st.integers(1, 3),
    ),
)


def _is_named(rhythm: OrderRhythm, day: date) -> bool:
    """The same by looking at a day alone."""
    if rhythm.kind is OrderRhythmKind.WEEKLY:
        return day.isoweekday() == rhythm.day
    of_month = day_of_month(day.year, day.month, rhythm.day) == day
    return of_month and (rhythm.month is None or (day.month - 1) % 3 + 1 == rhythm.month)


@given(
    rhythm=RHYTHMS,
    from_on=st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    days=st.integers(-3, 800),
)
def test_named_days_are_all_days_of_the_rhythm_between_both(
    rhythm: OrderRhythm, from_on: date, days: int
) -> None:
    between = [from_on + timedelta(days=number) for number in range(days + 1)]
    until_on = from_on + timedelta(days=days)
    assert rhythm.is_possible
    assert list(named_days(rhythm, from_on, until_on)) == [
        day for day in between if _is_named(rhythm, day)
    ]


@pytest.mark.parametrize(
    ("kind", "day", "month", "said"),
    [
        (OrderRhythmKind.WEEKLY, 5, None, "thứ Sáu hằng tuần"),
        (OrderRhythmKind.MONTHLY, 5, None, "ngày 05 hằng tháng"),
        (OrderRhythmKind.MONTHLY, 31, None, "ngày cuối hằng tháng"),
        (OrderRhythmKind.QUARTERLY, 20, 3, "ngày 20 tháng cuối quý, hằng quý"),
    ],
)
def test_a_rhythm_is_said_as_the_office_says_it(
    kind: OrderRhythmKind, day: int, month: int | None, said: str
) -> None:
    assert written_rhythm(OrderRhythm(kind=kind, day=day, month=month)) == said

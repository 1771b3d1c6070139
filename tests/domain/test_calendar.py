"""Working days and reporting periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.calendar import (
    Calendar,
    CalendarMissing,
    CalendarStatus,
    CalendarYear,
    Frequency,
    MakeUpDay,
    PeriodRules,
    RestDay,
    next_period,
    one_off,
    period_containing,
    periods_between,
)

DAY = timedelta(days=1)
RULES = PeriodRules()
RECURRING = [each for each in Frequency if each is not Frequency.ONCE]

# The first two months of 2026 as they were decided: 2/1 was exchanged for Saturday 10/1.
REST = ["2026-01-01", "2026-01-02", *(f"2026-02-{day}" for day in range(16, 21))]


def year(number: int, rest: list[str], made_up: list[str]) -> CalendarYear:
    return CalendarYear(
        year=number,
        status=CalendarStatus.OFFICIAL,
        decision="",
        rest_days=tuple(RestDay(on=date.fromisoformat(d), name="", decision="") for d in rest),
        make_up_days=tuple(
            MakeUpDay(on=date.fromisoformat(d), instead_of=date(number, 1, 1), decision="")
            for d in made_up
        ),
    )


CALENDAR = Calendar(years=(year(2025, [], []), year(2026, REST, ["2026-01-10"])))
PLAIN = Calendar(years=tuple(year(number, [], []) for number in range(2024, 2034)))

days = st.dates(date(2025, 1, 1), date(2032, 12, 31))
rules = st.builds(
    PeriodRules,
    cutoff_day=st.integers(1, 28),
    school_year_starts=st.tuples(st.integers(1, 12), st.integers(1, 28)),
)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-02", False),  # exchanged
        ("2026-01-09", True),
        ("2026-01-10", True),  # the Saturday that makes up for it
        ("2026-01-11", False),
        ("2026-02-13", True),  # the Friday before Tết
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-21", False),
        ("2026-02-23", True),
    ],
)
def test_tet_rests_and_an_exchanged_saturday_works(day: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2025-12-31", 1, "2026-01-05"),
        ("2026-01-08", 2, "2026-01-10"),
        ("2026-01-08", 3, "2026-01-12"),
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-14", 1, "2026-02-23"),
        ("2026-02-23", -1, "2026-02-13"),
        ("2026-01-12", -2, "2026-01-09"),
        ("2026-02-17", 0, "2026-02-17"),
    ],
)
def test_working_days_are_counted_over_tet_and_exchanged_days(
    start: str, count: int, end: str
) -> None:
    first = date.fromisoformat(start)
    assert CALENDAR.add_working_days(first, count) == date.fromisoformat(end)


def test_the_days_between_leave_out_the_first_and_count_the_last() -> None:
    assert CALENDAR.working_days_between(date(2026, 2, 13), date(2026, 2, 23)) == 1
    assert CALENDAR.working_days_between(date(2026, 2, 23), date(2026, 2, 13)) == -1
    assert CALENDAR.working_days_between(date(2026, 2, 13), date(2026, 2, 13)) == 0


def test_a_year_that_nobody_entered_is_refused_in_words() -> None:
    with pytest.raises(CalendarMissing, match="năm 2027") as caught:
        CALENDAR.next_working_day(date(2026, 12, 31))
    assert caught.value.code == "calendar-missing"
    assert caught.value.year == 2027
    with pytest.raises(CalendarMissing):
        CALENDAR.is_working_day(date(2024, 6, 1))


@given(days, st.integers(-90, 90))
def test_going_forth_and_back_by_working_days_returns_to_the_same_day(day: date, n: int) -> None:
    start = PLAIN.next_working_day(day)
    assert PLAIN.add_working_days(PLAIN.add_working_days(start, n), -n) == start


@given(days, st.integers(1, 120))
def test_as_many_working_days_lie_between_as_were_added(day: date, n: int) -> None:
    end = PLAIN.add_working_days(day, n)
    assert PLAIN.is_working_day(end)
    assert PLAIN.working_days_between(day, end) == n


@given(days, st.integers(0, 800))
def test_a_span_is_counted_as_if_each_of_its_days_were_asked(day: date, length: int) -> None:
    span = [day + timedelta(days=n) for n in range(1, length + 1)]
    unknown = [
        each.year for each in span if each.year not in {year.year for year in CALENDAR.years}
    ]
    last = day + timedelta(days=length)
    if unknown:
        with pytest.raises(CalendarMissing) as caught:
            CALENDAR.working_days_between(day, last)
        assert caught.value.year == unknown[0]
        return
    asked = sum(CALENDAR.is_working_day(each) for each in span)
    assert CALENDAR.working_days_between(day, last) == asked
    assert CALENDAR.working_days_between(last, day) == -asked


@pytest.mark.parametrize(
    ("frequency", "day", "code", "first_day", "cutoff"),
    [
        ("month", "2026-11-14", "2026-M11", "2026-10-15", "2026-11-14"),
        ("month", "2026-11-23", "2026-M12", "2026-11-15", "2026-12-14"),
        ("month", "2026-12-15", "2027-M01", "2026-12-15", "2027-01-14"),
        ("quarter", "2025-12-15", "2026-Q1", "2025-12-15", "2026-03-14"),
        ("quarter", "2026-03-14", "2026-Q1", "2025-12-15", "2026-03-14"),
        ("quarter", "2026-03-15", "2026-Q2", "2026-03-15", "2026-06-14"),
        ("quarter", "2026-11-23", "2026-Q4", "2026-09-15", "2026-12-14"),
        ("half_year", "2026-06-14", "2026-H1", "2025-12-15", "2026-06-14"),
        ("half_year", "2026-06-15", "2026-H2", "2026-06-15", "2026-12-14"),
        ("year", "2026-12-14", "2026", "2025-12-15", "2026-12-14"),
        ("year", "2026-12-15", "2027", "2026-12-15", "2027-12-14"),
        ("school_year", "2026-05-31", "2025-SY", "2025-06-01", "2026-05-31"),
        ("school_year", "2026-06-01", "2026-SY", "2026-06-01", "2027-05-31"),
    ],
)
def test_a_period_closes_on_the_fourteenth(
    frequency: str, day: str, code: str, first_day: str, cutoff: str
) -> None:
    period = period_containing(frequency, date.fromisoformat(day), RULES)
    assert period.code == code
    assert (period.first_day.isoformat(), period.cutoff.isoformat()) == (first_day, cutoff)


@given(st.sampled_from(RECURRING), days, rules)
def test_every_day_lies_in_exactly_one_period(
    frequency: Frequency, day: date, rules: PeriodRules
) -> None:
    period = period_containing(frequency, day, rules)
    assert period.first_day <= day <= period.cutoff
    for inside in (period.first_day, period.cutoff):
        assert period_containing(frequency, inside, rules) == period
    after = next_period(period, rules)
    assert after is not None
    assert after.first_day == period.cutoff + DAY
    assert after.code != period.code
    before = period_containing(frequency, period.first_day - DAY, rules)
    assert before.cutoff == period.first_day - DAY


@given(st.sampled_from(RECURRING), days, st.integers(0, 900), rules)
def test_periods_tile_the_years_without_a_gap(
    frequency: Frequency, first: date, length: int, rules: PeriodRules
) -> None:
    last = first + DAY * length
    periods = list(periods_between(frequency, first, last, rules))
    assert periods[0].first_day <= first
    assert periods[-1].first_day <= last <= periods[-1].cutoff
    assert len({each.code for each in periods}) == len(periods)
    for each, two in pairwise(periods):
        assert two.first_day == each.cutoff + DAY


def test_a_year_holds_twelve_months_four_quarters_two_halves() -> None:
    whole = period_containing("year", date(2026, 5, 5), RULES)
    for frequency, count in (("month", 12), ("quarter", 4), ("half_year", 2)):
        parts = list(periods_between(frequency, whole.first_day, whole.cutoff, RULES))
        assert len(parts) == count
        assert (parts[0].first_day, parts[-1].cutoff) == (whole.first_day, whole.cutoff)


def test_no_period_lies_in_an_empty_span() -> None:
    assert not list(periods_between("month", date(2026, 2, 1), date(2026, 1, 1), RULES))


def test_a_one_off_has_its_own_dates_and_no_next_period() -> None:
    once = one_off(date(2026, 1, 5), date(2026, 3, 15))
    assert (once.code, once.cutoff) == ("once", date(2026, 3, 15))
    assert next_period(once, RULES) is None
    with pytest.raises(ValueError, match="dates of its own"):
        period_containing("once", date(2026, 1, 5), RULES)
    with pytest.raises(ValueError, match="weekly"):
        period_containing("weekly", date(2026, 1, 5), RULES)


@pytest.mark.parametrize(
    "wrong", [{"cutoff_day": 0}, {"cutoff_day": 29}, {"school_year_starts": (2, 29)}]
)
def test_a_cut_off_must_exist_in_every_month(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"cutoff_day|school_year_starts"):
        PeriodRules(**wrong)  # type: ignore[arg-type]  # the point is the refusal of odd values

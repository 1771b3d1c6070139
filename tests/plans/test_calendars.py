"""The calendars that are shipped: what is decided, and what is an estimate."""

from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest

from services.domain.calendar import Calendar, CalendarStatus
from services.planyaml.yaml_plan import read_calendars

PLANS = Path(__file__).parents[2] / "infra" / "plans"
CALENDAR = Calendar(years=read_calendars((PLANS / "calendars.yaml").read_bytes(), "calendars"))


def working_days(year: int) -> set[date]:
    first = date(year, 1, 1)
    days = (first + timedelta(days=n) for n in range(366))
    return {day for day in days if day.year == year and CALENDAR.is_working_day(day)}


def test_the_years_of_the_plan_and_one_more_on_each_side_are_known() -> None:
    assert [year.year for year in CALENDAR.years] == list(range(2025, 2032))
    official = [year.year for year in CALENDAR.years if year.status is CalendarStatus.OFFICIAL]
    assert official == [2025, 2026]


def test_every_day_names_its_decision_and_an_estimate_says_so() -> None:
    for year in CALENDAR.years:
        decisions = {day.decision for day in year.rest_days}
        decisions |= {day.decision for day in year.make_up_days}
        if year.status is CalendarStatus.ESTIMATED:
            assert {year.decision, *decisions} == {"dự kiến"}
        else:
            assert "dự kiến" not in {year.decision, *decisions}


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-02", False),
        ("2026-01-10", True),
        ("2026-02-16", False),
        ("2026-02-20", False),
        ("2026-02-23", True),
        ("2026-04-27", False),
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2026-09-01", False),
        ("2026-09-02", False),
        ("2026-09-03", True),
        ("2025-11-24", True),
        ("2026-11-24", False),
        ("2027-11-24", False),
        ("2029-11-26", False),
        ("2030-02-04", False),  # Tết 2030 is a day earlier than in China
        ("2030-11-25", False),
    ],
)
def test_the_days_that_are_easily_wrong_are_right(day: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize("year", range(2025, 2032))
def test_only_the_exchange_of_january_2026_differs_from_a_second_source(year: int) -> None:
    other = holidays.country_holidays("VN", years=[year], language="vi")
    made_up: set[date] = getattr(other, "weekend_workdays", set())
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366)]
    theirs = {
        day
        for day in days
        if day.year == year and (day in made_up or (day.weekday() < 5 and day not in other))
    }
    known = {date(2026, 1, 2), date(2026, 1, 10)} if year == 2026 else set()
    assert working_days(year) ^ theirs == known


def test_an_exchange_adds_as_many_days_as_it_takes() -> None:
    for year in CALENDAR.years:
        rest = {day.on for day in year.rest_days}
        assert all(day.instead_of in rest for day in year.make_up_days)

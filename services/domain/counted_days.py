"""The days of a span as the ward's calendar counts them, so that a page can name them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.calendar import Calendar, CalendarYear, MakeUpDay, RestDay


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDays:
    """The days after `after_on` up to and with `until_on`.

    `working_days` is their number by the calendar; `rest_days` are the weekdays among them on
    which nobody works, `make_up_days` the weekend days that are worked, `weekend_days` how many
    of the others are Saturdays and Sundays.
    """

    after_on: date
    until_on: date
    working_days: int
    rest_days: tuple[RestDay, ...]
    make_up_days: tuple[MakeUpDay, ...]
    weekend_days: int


def count_days(calendar: Calendar, after_on: date, until_on: date) -> CountedDays:
    """Count a span, and name what was left out. Raises CalendarMissing."""
    working_days = calendar.working_days_between(after_on, until_on)
    rest_days = [
        day for year in _years(calendar) for day in year.rest_days if after_on < day.on <= until_on
    ]
    made_up = [
        day
        for year in _years(calendar)
        for day in year.make_up_days
        if after_on < day.on <= until_on
    ]
    weekends = sum(
        (after_on + timedelta(days=number)).weekday() >= _SATURDAY
        for number in range(1, (until_on - after_on).days + 1)
    )
    return CountedDays(
        after_on=after_on,
        until_on=until_on,
        working_days=working_days,
        rest_days=tuple(day for day in rest_days if day.on.weekday() < _SATURDAY),
        make_up_days=tuple(made_up),
        weekend_days=weekends - len(made_up),
    )


_SATURDAY = 5


def _years(calendar: Calendar) -> Iterator[CalendarYear]:
    """Each year once, as the calendar itself takes it: of two, the first."""
    known: set[int] = set()
    for year in sorted(calendar.years, key=lambda each: each.year):
        if year.year not in known:
            known.add(year.year)
            yield year

"""The days of a span as the ward's calendar counts them, so that a page can name them. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.calendar import Calendar, MakeUpDay, RestDay

_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDays:
    """The days after `after_on` up to and with `until_on`.

    `working_days` is their number by the calendar; `rest_days` are the weekdays among them on
    which nobody works, `make_up_days` the weekend days that are worked, `weekend_days` how many
    of the others are Saturdays and Sundays. Of the working days `suspended_days` do not count: the
    clock stood.
    """

    after_on: date
    until_on: date
    working_days: int
    rest_days: tuple[RestDay, ...]
    make_up_days: tuple[MakeUpDay, ...]
    weekend_days: int
    suspended_days: int = 0


def count_days(calendar: Calendar, after_on: date, until_on: date) -> CountedDays:
    """Count a span, and name what was left out. Raises CalendarMissing."""
    working_days = calendar.working_days_between(after_on, until_on)
    years = calendar.known_years
    rest_days = tuple(
        day
        for year in years
        for day in year.rest_days
        if after_on < day.on <= until_on and day.on.weekday() < _SATURDAY
    )
    return CountedDays(
        after_on=after_on,
        until_on=until_on,
        working_days=working_days,
        rest_days=rest_days,
        make_up_days=tuple(
            day for year in years for day in year.make_up_days if after_on < day.on <= until_on
        ),
        weekend_days=(until_on - after_on).days - working_days - len(rest_days),
    )

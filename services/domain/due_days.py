"""A day by which something is due, said by its place in the period: so it holds year for year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInPeriod:
    """Ngày trong kỳ: a day of a month of a period.

    `month` counts the months of the period from 1, so 13 of a year is the January behind it;
    `day` is 1 to 31 and means the month's last day where the month has no such day.
    """

    month: int
    day: int

    def on(self, year: int, first_month: int) -> date:
        """The calendar day, for a period whose first month is `first_month` of `year`."""
        months = year * _MONTHS + first_month - 1 + self.month - 1
        return day_of_month(months // _MONTHS, months % _MONTHS + 1, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDays:
    """Ngày đến hạn của sản phẩm: the days that a plan names, or that the Office sets.

    What recurs has `in_period`: one day that holds for each period, or one for each period of
    the year. What is done once has `on`: calendar days in their order, one task for each.
    """

    in_period: tuple[DayInPeriod, ...] = ()
    on: tuple[date, ...] = ()


def day_of_month(year: int, month: int, day: int) -> date:
    """The day of a month, or the month's last day where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))

"""A day by which something is due, said by its place in the period: so it holds year for year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = 12
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInPeriod:
    """Ngày trong kỳ: a day of a month of a period.

    `month` counts the months of the period from 1, so 13 of a year is the January behind it;
    `day` is 1 to 31 and means the month's last day where the month has no such day.
    """

    month: int
    day: int

    def __post_init__(self) -> None:
        """Refuse what is no place in a period or shortly behind one."""
        if not 1 <= self.month <= 2 * _MONTHS:
            raise ValueError(f"month {self.month} of a period")
        if not 1 <= self.day <= _LONGEST_MONTH:
            raise ValueError(f"day {self.day} of a month")

    def on(self, year: int, first_month: int) -> date:
        """The calendar day, for a period whose first month is `first_month` of `year`."""
        months = year * _MONTHS + first_month - 1 + self.month - 1
        return day_of_month(months // _MONTHS, months % _MONTHS + 1, self.day)


def day_of_month(year: int, month: int, day: int) -> date:
    """The day of a month, or the month's last day where it has no such day."""
    return date(year, month, min(day, monthrange(year, month)[1]))

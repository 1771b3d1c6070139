"""Where a reporting period ends on the axis of years."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = 12
_SCHOOL_YEAR_ENDS = 5
_SPANS = {"M": 1, "Q": 3, "H": 6}


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The month that a period ends in; of two that end together the longer one comes last."""

    year: int
    month: int
    months: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Its order among others."""
        return self.year, self.month, self.months

    @property
    def closes_the_year(self) -> bool:
        """Whether the year's figure is known with it: a school year is one of its own."""
        return self.month == _MONTHS or self.months >= _MONTHS

    @property
    def on_axis(self) -> float:
        """Where it lies among the years: its middle, within the year that it counts in."""
        middle = max(self.month - self.months / 2, self.month / 2)
        return self.year + middle / _MONTHS


@lru_cache(maxsize=1024)
def end_of(period: str, due_on: date) -> PeriodEnd:
    """The end of a period by its code; what is done once ends with its due day.

    A school year belongs to the year in which it ends: năm học 2029 - 2030 is the plan's last.
    """
    year, _, part = period.partition("-")
    if year == "once":
        return PeriodEnd(due_on.year, due_on.month, _MONTHS)
    if not part:
        return PeriodEnd(int(year), _MONTHS, _MONTHS)
    if part == "SY":
        return PeriodEnd(int(year) + 1, _SCHOOL_YEAR_ENDS, _MONTHS)
    span = _SPANS[part[0]]
    return PeriodEnd(int(year), span * int(part[1:]), span)

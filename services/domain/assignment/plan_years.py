"""The years of the plan that an item belongs to."""

from dataclasses import dataclass

from services.domain.assignment.state import Assignment
from services.domain.calendar import Frequency, PeriodRules, period_containing


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The years that a plan is for."""

    first: int
    last: int

    @property
    def before(self) -> int:
        """The year whose figures are the baseline."""
        return self.first - 1


def years_of(item: Assignment) -> Years:
    """The years of the plan that the item belongs to: a year's data begin in the December before.

    Nghị định 09/2019/NĐ-CP closes every period on the 14th; a ward that closes earlier or later
    in the month has the same years.
    """
    first, last = (
        period_containing(Frequency.YEAR, day, PeriodRules()).code
        for day in (item.opened.starts_on, item.opened.ends_on)
    )
    return Years(first=int(first), last=int(last))

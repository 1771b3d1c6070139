"""What the ward states about a measure beside the plan: where it began, and targets of years."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyTarget:
    """Mục tiêu của một năm, as the ward set it in a paper of its own."""

    year: int
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedTargets:
    """Số gốc và mục tiêu từng năm: the figure of the year before the plan, and years of it."""

    baseline: Decimal | None = None
    years: tuple[YearlyTarget, ...] = ()

    def of(self, year: int) -> Decimal | None:
        """The target that the ward set for that year; None where it set none."""
        return next((each.value for each in self.years if each.year == year), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureTargets:
    """What is stated of one measure."""

    measure: str
    stated: StatedTargets


NOTHING_STATED: Final = StatedTargets()

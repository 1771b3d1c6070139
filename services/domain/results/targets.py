"""What the plan wants of a measure in one year, by the plan's rule and what the ward stated."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from services.domain.assignment.events import Measure
from services.domain.assignment.plan_years import Years
from services.domain.assignment.stated import StatedTargets
from services.domain.numerals import rounded
from services.domain.plan.draft import Operator, Polarity, YearlyRule

_AT_THE_END: Final = frozenset({YearlyRule.GLIDE, YearlyRule.MILESTONE, YearlyRule.STEP})
_COMPARED: Final[Mapping[Operator, Callable[[Decimal, Decimal], bool]]] = {
    Operator.AT_LEAST: operator.ge,
    Operator.AT_MOST: operator.le,
    Operator.MORE_THAN: operator.gt,
    Operator.LESS_THAN: operator.lt,
    Operator.EQUALS: operator.eq,
}
_POLARITIES: Final = {
    Operator.AT_LEAST: Polarity.HIGHER,
    Operator.MORE_THAN: Polarity.HIGHER,
    Operator.AT_MOST: Polarity.LOWER,
    Operator.LESS_THAN: Polarity.LOWER,
    Operator.BETWEEN: Polarity.RANGE,
}


class TargetSource(StrEnum):
    """Where a year's target comes from: plan, its last year, the ward's paper, a straight line."""

    PLAN = "plan"
    LAST_YEAR = "last_year"
    WARD = "ward"
    LINE = "line"


class Unknown(StrEnum):
    """Why nothing can be said of a year."""

    NO_FIGURE = "no_figure"
    NO_NUMBER = "no_number"
    NO_BASELINE = "no_baseline"
    NO_YEAR = "no_year"
    NOT_DUE = "not_due"
    YEAR_RUNS = "year_runs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A figure to compare with; `high` only where the plan gives a range."""

    operator: Operator
    value: Decimal
    high: Decimal | None
    source: TargetSource

    def met_by(self, figure: Decimal) -> bool:
        """Whether a figure satisfies it."""
        compared = _COMPARED.get(self.operator)
        if compared is not None:
            return compared(figure, self.value)
        within = self.value <= figure and (self.high is None or figure <= self.high)
        return self.operator is Operator.BETWEEN and within


def polarity(measure: Measure) -> Polarity | None:
    """Which way is better; None where the plan compares with nothing."""
    if measure.is_yes_no:
        return Polarity.REACHED
    compared = Operator(measure.operator)
    if compared is Operator.NONE:
        return None
    if compared in _POLARITIES:
        return _POLARITIES[compared]
    end = measure.target_2030 if measure.target_2030 is not None else measure.target_average
    # “bằng 0” is what must vanish, “bằng 100” what must become whole.
    return Polarity.LOWER if end is not None and not end else Polarity.HIGHER


def judged_at_year_end(measure: Measure) -> bool:
    """Whether a period inside a year can only be reached early, never missed."""
    rules = {*_AT_THE_END, YearlyRule.ACHIEVED_EACH_YEAR}
    return measure.runs_over_the_year or measure.rule in rules


def final_target(measure: Measure) -> Target | None:
    """What the plan wants at its end; None where it states no number for it."""
    if measure.target_2030 is None:
        return None
    return _target(measure, measure.target_2030, measure.target_2030_high, TargetSource.LAST_YEAR)


def yearly_target(measure: Measure) -> Target | None:
    """What the plan wants of each of its years alike; None where it states no such number."""
    value, high = measure.target_average, measure.target_average_high
    if value is None and measure.rule == YearlyRule.SAME_EACH_YEAR:
        value, high = measure.target_2030, measure.target_2030_high
    return None if value is None else _target(measure, value, high, TargetSource.PLAN)


def target_of(
    measure: Measure, year: int, years: Years, stated: StatedTargets
) -> Target | Unknown:
    """The target of a year of the plan, or why there is none. What the ward set comes first."""
    own = stated.of(year)
    if own is not None and not measure.is_yes_no:
        return Target(
            operator=_on_the_way(measure), value=own, high=None, source=TargetSource.WARD
        )
    match YearlyRule(measure.rule):
        case YearlyRule.SAME_EACH_YEAR | YearlyRule.GROWTH | YearlyRule.CUMULATIVE:
            return yearly_target(measure) or Unknown.NO_NUMBER
        case YearlyRule.ACHIEVED_EACH_YEAR:
            return Unknown.NO_NUMBER
        case YearlyRule.GLIDE:
            return _gliding(measure, year, years.last, years, stated)
        case YearlyRule.STEP:
            last = measure.reach_by.year if measure.reach_by else years.last
            return _gliding(measure, year, last, years, stated)
        case YearlyRule.MILESTONE:
            return _milestone(measure, year)


def _milestone(measure: Measure, year: int) -> Target | Unknown:
    if measure.reach_by is None:
        return Unknown.NO_YEAR
    if year < measure.reach_by.year:
        return Unknown.NOT_DUE
    return final_target(measure) or Unknown.NO_NUMBER


def _gliding(
    measure: Measure, year: int, last: int, years: Years, stated: StatedTargets
) -> Target | Unknown:
    """A straight line from the baseline to the plan's figure, which holds from `last` on."""
    final = final_target(measure)
    if final is None:
        return Unknown.NO_NUMBER
    if year >= last:
        return final
    if stated.baseline is None:
        return Unknown.NO_BASELINE
    share = Decimal(max(year - years.before, 0)) / Decimal(last - years.before)
    value = stated.baseline + (final.value - stated.baseline) * share
    return Target(
        operator=_on_the_way(measure),
        value=rounded(value),
        high=None,
        source=TargetSource.LINE,
    )


def _on_the_way(measure: Measure) -> Operator:
    """Before the end “bằng 100” is not asked for: being ahead of the line is no failure."""
    lower = polarity(measure) is Polarity.LOWER
    compared = Operator(measure.operator)
    if compared in {Operator.MORE_THAN, Operator.LESS_THAN}:
        return compared
    return Operator.AT_MOST if lower else Operator.AT_LEAST


def _target(
    measure: Measure, value: Decimal, high: Decimal | None, source: TargetSource
) -> Target:
    """Of what adds up the low end of a range is wanted: more than the high one is no failure."""
    compared = Operator(measure.operator)
    if compared is Operator.BETWEEN and measure.rule == YearlyRule.CUMULATIVE:
        compared = Operator.AT_LEAST
    return Target(operator=compared, value=value, high=high, source=source)

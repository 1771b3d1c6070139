"""What follows from the figures of several years: averages, sums, growth; each with a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Final

from services.domain.numerals import rounded, written
from services.domain.plan.draft import YearlyRule
from services.domain.results.series import Attainment, Point, Series
from services.domain.results.targets import Target, final_target, yearly_target

_HUNDRED: Final = Decimal(100)
_PRECISION: Final = 28
_SEVERAL: Final = 2


class Computation(StrEnum):
    """How several years become one figure."""

    MEAN = "mean"
    MEAN_GROWTH = "mean_growth"
    SUM = "sum"
    GROWTH_SINCE = "growth_since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A figure over some years, rounded to two decimals, and the sentence that shows how.

    `outcome` is judged against the plan's figure; undecided where it has none, or where the years
    are not over and more is still to come.
    """

    computation: Computation
    first_year: int
    last_year: int
    value: Decimal
    formula: str
    target: Target | None
    outcome: Attainment


def over_the_years(series: Series) -> Computed | None:
    """What the measure's rule makes of its years; None where there is nothing to compute.

    A figure of a year counts once the year is over; the sum takes what there is.
    """
    measure = series.measure
    if measure.is_yes_no:
        return None
    closed = [each for each in series.by_year if each.end.closes_the_year]
    match YearlyRule(measure.rule):
        case YearlyRule.CUMULATIVE:
            return _sum(series, series.by_year)
        case YearlyRule.GROWTH:
            return _mean_growth(series, closed)
        case YearlyRule.SAME_EACH_YEAR if measure.target_average is not None:
            return _mean(series, closed)
        case YearlyRule.GLIDE | YearlyRule.STEP if "%" not in measure.unit:
            return _growth_since(series, closed)
        case _:
            return None


def _mean(series: Series, points: Sequence[Point]) -> Computed | None:
    values = _values(points)
    if len(values) < _SEVERAL:
        return None
    value = rounded(sum(values, Decimal(0)) / len(values))
    formula = f"({' + '.join(map(written, values))}) : {len(values)} = {_said(value, series)}"
    said = f"Bình quân {_span(points)} = {formula}"
    target = yearly_target(series.measure)
    return _computed(Computation.MEAN, points, value, said, target, judged=_met(target, value))


def _mean_growth(series: Series, points: Sequence[Point]) -> Computed | None:
    values = _values(points)
    factors = [1 + value / _HUNDRED for value in values]
    if len(values) < _SEVERAL or min(factors) <= 0:  # nothing is left to grow
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        product = Decimal(1)
        for factor in factors:
            product *= factor
        value = rounded((product ** (Decimal(1) / len(factors)) - 1) * _HUNDRED)
    inside = " × ".join(f"(1 + {written(each)}%)" for each in values)
    said = f"Tăng bình quân {_span(points)} = ({inside})^(1/{len(values)}) − 1 = {written(value)}%"
    target = yearly_target(series.measure)
    return _computed(
        Computation.MEAN_GROWTH, points, value, said, target, judged=_met(target, value)
    )


def _sum(series: Series, points: Sequence[Point]) -> Computed | None:
    values = _values(points)
    if not values:
        return None
    value = sum(values, Decimal(0))
    said = f"Cộng dồn {_span(points)} = {' + '.join(map(written, values))}"
    said += f" = {_said(value, series)}" if len(values) > 1 else f" {series.measure.unit}"
    target = final_target(series.measure)
    judged = _met(target, value)
    newest = points[-1].end
    over = newest.year >= series.years.last and newest.closes_the_year
    if judged is Attainment.MISSED and not over:
        judged = Attainment.UNDECIDED
    return _computed(Computation.SUM, points, value, said, target, judged=judged)


def _growth_since(series: Series, points: Sequence[Point]) -> Computed | None:
    baseline = series.stated.baseline
    if baseline is None or baseline <= 0 or not points:
        return None
    newest = points[-1]
    value, count = newest.figure.value, newest.end.year - series.years.before
    if value is None or value <= 0 or count < 1:
        return None
    with localcontext() as context:
        context.prec = _PRECISION
        grown = rounded(((value / baseline) ** (Decimal(1) / count) - 1) * _HUNDRED)
    said = (
        f"Tăng bình quân hằng năm {series.years.before} - {newest.end.year} = "
        f"({written(value)} : {written(baseline)})^(1/{count}) − 1 = {written(grown)}%"
    )
    return _computed(
        Computation.GROWTH_SINCE, points, grown, said, None, judged=Attainment.UNDECIDED
    )


def _computed(
    computation: Computation,
    points: Sequence[Point],
    value: Decimal,
    formula: str,
    target: Target | None,
    *,
    judged: Attainment,
) -> Computed:
    return Computed(
        computation=computation,
        first_year=points[0].end.year,
        last_year=points[-1].end.year,
        value=value,
        formula=formula,
        target=target,
        outcome=judged,
    )


def _met(target: Target | None, value: Decimal) -> Attainment:
    if target is None:
        return Attainment.UNDECIDED
    return Attainment.REACHED if target.met_by(value) else Attainment.MISSED


def _values(points: Sequence[Point]) -> list[Decimal]:
    return [each.figure.value for each in points if each.figure.value is not None]


def _span(points: Sequence[Point]) -> str:
    first, last = points[0].end.year, points[-1].end.year
    return f"năm {first}" if first == last else f"{len(points)} năm {first} - {last}"


def _said(value: Decimal, series: Series) -> str:
    unit = series.measure.unit
    return f"{written(value)}{unit}" if unit.startswith("%") else f"{written(value)} {unit}"

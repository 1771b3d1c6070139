"""The series of a measure as a chart, and as a line beside its name."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from api.labels import result_words, words
from api.web.charts import (
    Chart,
    ChartFigure,
    ChartLine,
    ChartTarget,
    Spark,
    SparkFigure,
    chart,
    spark,
)
from api.web.dot_rows import DotRows, dot_rows
from services.domain.answers import Answer
from services.domain.assignment.events import Measure
from services.domain.numerals import rounded, written
from services.domain.results.series import Attainment, Point, Series

# What the lines of a measure are called that is reported by periods of several lengths.
_LENGTHS: Final[Mapping[int, str]] = {1: "tháng", 3: "quý", 6: "6 tháng", 12: "năm"}


def chart_of(series: Series) -> Chart | None:
    """The chart of a measure; none of what is only reached or not, and none of no figure."""
    lines = _lines(series)
    if series.measure.is_yes_no or not lines:
        return None
    targets = series.targets
    label = f"Mục tiêu {written(targets[-1][1].value)}" if targets else ""
    return chart(lines, _targets(series), _years(series), _tick, label)


def dots_of(series: Series) -> DotRows | None:
    """The answers to what is only reached or not, period by period; none where there is none."""
    lines = _lines(series)
    if not series.measure.is_yes_no or not lines:
        return None
    return dot_rows(lines, _years(series))


def spark_of(series: Series) -> Spark | None:
    """The chart in small, without its words; none where there is no figure."""
    by_length: dict[int, list[SparkFigure]] = {}
    for point in series.points:
        if point.figure.value is not None:
            figure = SparkFigure(
                at=point.end.on_axis,
                value=float(point.figure.value),
                missed=_is_missed(series.measure, point, point.figure.value),
            )
            by_length.setdefault(point.end.months, []).append(figure)
    lines = [figures for _, figures in sorted(by_length.items())]
    return spark(lines, _targets(series), _years(series)) if lines else None


def _years(series: Series) -> tuple[int, int]:
    """The plan's years, and those of figures beyond them."""
    seen = [point.end.year for point in series.points]
    return min([series.years.first, *seen]), max([series.years.last, *seen])


def _lines(series: Series) -> list[ChartLine]:
    """One line for each length of period: what a quarter says follows no month."""
    by_length: dict[int, list[ChartFigure]] = {}
    for point in series.points:
        if point.figure.value is not None:
            figure = _figure(series.measure, point, point.figure.value)
            by_length.setdefault(point.end.months, []).append(figure)
    several = len(by_length) > 1 or series.measure.is_yes_no
    return [
        ChartLine(figures=figures, name=_LENGTHS[months] if several else "")
        for months, figures in sorted(by_length.items())
    ]


def _figure(measure: Measure, point: Point, value: Decimal) -> ChartFigure:
    """A point with its words."""
    return ChartFigure(
        at=point.end.on_axis,
        value=float(value),
        short=written(value),
        label=f"{result_words.figure(measure, point)} ({words.period(point.figure.period)})",
        missed=_is_missed(measure, point, value),
    )


def _is_missed(measure: Measure, point: Point, value: Decimal) -> bool:
    """Of what is only reached or not a point is missed where the answer was no."""
    is_no = measure.is_yes_no and Answer.of(value) is Answer.NOT_REACHED
    return is_no or point.outcome is Attainment.MISSED


def _targets(series: Series) -> list[ChartTarget]:
    return [
        ChartTarget(
            year=year,
            value=float(target.value),
            high=None if target.high is None else float(target.high),
        )
        for year, target in series.targets
    ]


def _tick(value: float) -> str:
    return written(rounded(Decimal(str(value))))

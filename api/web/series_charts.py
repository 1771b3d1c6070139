"""The series of a measure as a chart, and as a line beside its name."""

from decimal import Decimal

from api.labels import result_words, words
from api.web.charts import Chart, ChartFigure, ChartTarget, Spark, chart, spark
from services.domain.numerals import rounded, written
from services.domain.results.series import Attainment, Series


def chart_of(series: Series) -> Chart | None:
    """The chart of a measure; none of what is only reached or not, and none of no figure."""
    figures = _figures(series)
    if series.measure.is_yes_no or not figures:
        return None
    targets = series.targets
    label = f"Mục tiêu {written(targets[-1][1].value)}" if targets else ""
    return chart(figures, _targets(series), _years(series), _tick, label)


def spark_of(series: Series) -> Spark | None:
    """The same in small; none where there is no figure."""
    figures = _figures(series)
    return spark(figures, _targets(series), _years(series)) if figures else None


def _years(series: Series) -> tuple[int, int]:
    """The plan's years, and those of figures beyond them."""
    seen = [point.end.year for point in series.points]
    return min([series.years.first, *seen]), max([series.years.last, *seen])


def _figures(series: Series) -> list[ChartFigure]:
    return [
        ChartFigure(
            at=point.end.on_axis,
            value=float(point.figure.value),
            short=written(point.figure.value),
            label=(
                f"{result_words.figure(series.measure, point)} "
                f"({words.period(point.figure.period)})"
            ),
            missed=point.outcome is Attainment.MISSED,
        )
        for point in series.points
        if point.figure.value is not None
    ]


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

"""What is drawn of a measure: a line for each length of period, dots of what is yes or no."""

from api.web.series_charts import chart_of, dots_of, spark_of
from services.domain.answers import MeasureKind
from tests.domain.results.samples import measure, series


def test_what_is_reported_monthly_and_quarterly_is_two_lines() -> None:
    asked = measure("R1", target_average=10)
    months = [(f"2026-M{month:02}", month) for month in range(1, 7)]
    drawn = chart_of(series(asked, *months, ("2026-Q1", 30), ("2026-Q2", 60)))
    assert drawn is not None
    assert [line.count(",") for line in drawn.lines] == [6, 2]
    assert [label.label for label in drawn.labels[-2:]] == ["6 (tháng)", "60 (quý)"]


def test_one_length_alone_is_one_line_without_a_name() -> None:
    asked = measure("R1", target_average=10)
    own = series(asked, ("2026-Q1", 30), ("2026-Q2", 60))
    drawn, small = chart_of(own), spark_of(own)
    assert drawn is not None
    assert small is not None
    assert (len(drawn.lines), len(small.lines)) == (1, 1)
    assert drawn.labels[-1].label == "60"
    assert dots_of(own) is None


def test_what_is_only_reached_or_not_is_a_filled_or_an_empty_dot_for_each_period() -> None:
    asked = measure("R1", kind=MeasureKind.YES_NO)
    own = series(asked, ("2026-Q1", 0), ("2026-Q2", 1), ("2026", 1))
    drawn = dots_of(own)
    assert chart_of(own) is None
    assert drawn is not None
    assert [point.missed for point in drawn.points] == [True, False, False]
    assert [row.label for row in drawn.rows] == ["quý", "năm"]
    assert drawn.points[0].label == "Chưa đạt (quý I/2026)"


def test_without_a_figure_nothing_is_drawn() -> None:
    for asked in (measure("R1"), measure("R1", kind=MeasureKind.YES_NO)):
        own = series(asked)
        assert (chart_of(own), dots_of(own), spark_of(own)) == (None, None, None)

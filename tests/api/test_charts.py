"""Charts: everything lies within the picture, in order of time; higher values are higher."""

from hypothesis import given
from hypothesis import strategies as st

from api.web.charts import (
    HEIGHT,
    WIDTH,
    ChartFigure,
    ChartLine,
    ChartTarget,
    chart,
    spark,
)
from api.web.dot_rows import dot_rows

VALUES = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 2))
FIGURES = st.lists(st.tuples(st.floats(2026, 2030.9), VALUES), min_size=1, max_size=20)
TARGETS = st.dictionaries(st.integers(2026, 2030), VALUES, max_size=5)
YEARS = (2026, 2030)


def figures_of(pairs: list[tuple[float, float]]) -> list[ChartFigure]:
    return [
        ChartFigure(at=at, value=value, short="", label=f"{value}", missed=value < 0)
        for at, value in sorted(pairs)
    ]


def one_line(pairs: list[tuple[float, float]]) -> list[ChartLine]:
    return [ChartLine(figures=figures_of(pairs))]


def targets_of(wanted: dict[int, float]) -> list[ChartTarget]:
    return [
        ChartTarget(year=year, value=value, high=None) for year, value in sorted(wanted.items())
    ]


@given(FIGURES, TARGETS)
def test_every_point_and_number_lies_in_the_picture(
    pairs: list[tuple[float, float]], wanted: dict[int, float]
) -> None:
    drawn = chart(one_line(pairs), targets_of(wanted), YEARS, str, "Mục tiêu")
    assert len(drawn.points) == len(pairs)
    for mark in (*drawn.points, *drawn.rows, *drawn.years):
        assert 0 <= mark.x <= WIDTH
        assert 0 <= mark.y <= HEIGHT
    assert [mark.x for mark in drawn.points] == sorted(mark.x for mark in drawn.points)
    heights = [mark.y for mark in drawn.rows]
    assert heights == sorted(heights, reverse=True)
    assert 2 <= len(drawn.rows) <= 8
    assert sum(line.count(",") for line in drawn.targets) == 2 * len(wanted)


@given(st.lists(VALUES, min_size=2, max_size=9))
def test_a_higher_value_is_never_drawn_lower(values: list[float]) -> None:
    pairs = [(2026 + place / 4, value) for place, value in enumerate(values)]
    points = chart(one_line(pairs), [], YEARS, str, "").points
    ordered = sorted(zip(values, points, strict=True), key=lambda pair: pair[0])
    heights = [mark.y for _, mark in ordered]
    assert heights == sorted(heights, reverse=True)


def test_labels_keep_apart_and_a_range_is_a_band() -> None:
    drawn = chart(
        one_line([(2030.9, 95.0)]),
        [ChartTarget(year=2030, value=95.2, high=96.0)],
        YEARS,
        str,
        "Mục tiêu 95,2",
    )
    first, second = (label.y for label in drawn.labels)
    assert abs(first - second) >= 14
    (band,) = drawn.bands
    assert band.height > 0


def test_a_spark_has_the_newest_point_alone_and_none_of_nothing() -> None:
    assert spark([], [], YEARS).last is None
    small = spark([figures_of([(2026.5, 1.0), (2027.5, -3.0)])], [], YEARS)
    assert small.last is not None
    assert small.last.missed
    (line,) = small.lines
    assert line.count(",") == 2


@given(FIGURES, FIGURES)
def test_lines_of_several_lengths_keep_their_own_points_and_their_names_apart(
    monthly: list[tuple[float, float]], quarterly: list[tuple[float, float]]
) -> None:
    lines = [
        ChartLine(figures=figures_of(monthly), name="tháng"),
        ChartLine(figures=figures_of(quarterly), name="quý"),
    ]
    drawn = chart(lines, [], YEARS, str, "")
    assert [line.count(",") for line in drawn.lines] == [len(monthly), len(quarterly)]
    assert len(drawn.points) == len(monthly) + len(quarterly)
    first, second = drawn.labels
    assert (first.label, second.label) == (" (tháng)", " (quý)")
    assert abs(first.x - second.x) >= 96 or abs(first.y - second.y) >= 14
    newest = max(monthly + quarterly)[0]
    small = spark([line.figures for line in lines], [], YEARS)
    assert small.last is not None
    alone = spark([figures_of([(newest, 1)])], [], YEARS).last
    assert alone is not None
    assert small.last.x == alone.x


@given(FIGURES, FIGURES)
def test_answers_are_dots_one_row_for_each_length_of_period(
    monthly: list[tuple[float, float]], yearly: list[tuple[float, float]]
) -> None:
    rows = [
        ChartLine(figures=figures_of(monthly), name="tháng"),
        ChartLine(figures=figures_of(yearly), name="năm"),
    ]
    drawn = dot_rows(rows, YEARS)
    above, below = drawn.rows
    assert above.y < below.y < drawn.height
    assert {point.y for point in drawn.points} == {above.y, below.y}
    assert [point.missed for point in drawn.points[: len(monthly)]] == [
        value < 0 for _, value in sorted(monthly)
    ]
    assert all(0 <= point.x <= WIDTH for point in drawn.points)

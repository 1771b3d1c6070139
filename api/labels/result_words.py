"""Results of measures in words: figures, targets of a year, whether they are reached."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from api.labels import figure_words, words
from api.labels.figure_words import ANSWERS
from services.domain.answers import Answer
from services.domain.assignment.acts.state_targets import said_of
from services.domain.assignment.events import Measure
from services.domain.assignment.stated import NOTHING_STATED
from services.domain.numerals import written
from services.domain.plan.draft import Operator
from services.domain.results.averages import Computed, over_the_years
from services.domain.results.series import Attainment, Point, Series, Standing
from services.domain.results.targets import Target, TargetSource, Unknown
from services.queries.results import FormerFigure

ATTAINMENTS: Final[Mapping[Attainment, str]] = {
    Attainment.REACHED: "Đạt",
    Attainment.MISSED: "Chưa đạt",
    Attainment.UNDECIDED: "Chưa đủ căn cứ",
    Attainment.NO_FIGURE: "Chưa có số",
}
# How a row of the scorecard stands: what has missed its target is behind.
STANDINGS: Final[Mapping[Attainment, str]] = {**ATTAINMENTS, Attainment.MISSED: "Chậm"}
TONES: Final[Mapping[Attainment, str]] = {
    Attainment.REACHED: "done",
    Attainment.MISSED: "late",
    Attainment.UNDECIDED: "none",
    Attainment.NO_FIGURE: "stopped",
}
_UNKNOWN: Final[Mapping[Unknown, str]] = {
    Unknown.NO_FIGURE: "không có số liệu",
    Unknown.NO_NUMBER: "kế hoạch không nêu số của năm",
    Unknown.NO_BASELINE: "chưa có số năm {before} để tính mục tiêu của năm",
    Unknown.NO_YEAR: "kế hoạch không nêu năm phải đạt",
    Unknown.NOT_DUE: "chưa đến năm phải đạt",
    Unknown.YEAR_RUNS: "chưa hết năm",
}
_SOURCES: Final[Mapping[TargetSource, str]] = {
    TargetSource.PLAN: "",
    TargetSource.LAST_YEAR: "",
    TargetSource.WARD: "phường giao",
    TargetSource.LINE: "tính đều từ số năm {before}",
}
_BEFORE: Final[Mapping[Operator, str]] = {
    Operator.AT_LEAST: "≥ ",
    Operator.AT_MOST: "≤ ",
    Operator.MORE_THAN: "> ",
    Operator.LESS_THAN: "< ",
}


def amount(measure: Measure, value: Decimal) -> str:
    """A figure with its unit: 97,45%; 490 doanh nghiệp; đạt."""
    if measure.is_yes_no:
        return ANSWERS[Answer.of(value)]
    return f"{written(value)}{'' if measure.unit.startswith('%') else ' '}{measure.unit}"


def figure(measure: Measure, point: Point) -> str:
    """What was confirmed for a period."""
    value = point.figure.value
    return "Không có số" if value is None else amount(measure, value)


def target(measure: Measure, wanted: Target | None) -> str:
    """The target of a year; blank where there is none."""
    if wanted is None:
        return ""
    if wanted.high is not None:
        return f"{written(wanted.value)} - {amount(measure, wanted.high)}"
    return f"{_BEFORE.get(wanted.operator, '')}{amount(measure, wanted.value)}"


def newest_target(series: Series) -> str:
    """The target beside the newest figure: of its year, else what the plan says."""
    point = series.last
    if point is not None and point.target is not None:
        return target(series.measure, point.target)
    return figure_words.target(series.measure)


def source(series: Series, wanted: Target | None) -> str:
    """Where a year's target comes from, if not from the plan's own words."""
    return _SOURCES[wanted.source].format(before=series.years.before) if wanted else ""


def why(series: Series, point: Point) -> str:
    """Why nothing is decided about a figure; that it is more than wanted, where it is."""
    if point.unknown is not None:
        return _UNKNOWN[point.unknown].format(before=series.years.before)
    return "đạt cả mức phấn đấu" if point.beyond else ""


def since(standing: Standing) -> str:
    """Since which period a measure stands as it does; blank where nothing is decided."""
    return f"từ {words.period(standing.since.figure.period)}" if standing.since else ""


def stated(series: Series) -> str:
    """What the ward states beside the plan: its baseline, targets of single years."""
    return said_of(series.stated) if series.stated != NOTHING_STATED else ""


def version(measure: Measure, former: FormerFigure) -> str:
    """A figure that counts no longer: what it was, who corrected it and when."""
    value = former.corrected.before.value
    was = "không có số" if value is None else amount(measure, value)
    return (
        f"Trước đính chính: {was} ({former.by or 'không rõ'}, {words.moment(former.corrected.at)})"
    )


def last(series: Series) -> str:
    """The newest figure with its period."""
    point = series.last
    if point is None:
        return "chưa có số"
    return f"{figure(series.measure, point)} ({words.period(point.figure.period)})"


def computed(series: Series) -> Computed | None:
    """What its years give together, with the formula."""
    return over_the_years(series)


def spoken(series: Series) -> str:
    """A chart for those who hear it: each figure and whether it is reached."""
    said = [
        f"{words.period(point.figure.period)}: {figure(series.measure, point)}, "
        f"{ATTAINMENTS[point.outcome].lower()}"
        for point in series.points
    ]
    return "; ".join(said) or "chưa có số liệu nào được xác nhận"

"""Charts that the server draws: where each line, point and label lies. The template writes SVG.

A chart is never alone: a table behind it says the same.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 640
HEIGHT: Final = 220
LEFT: Final = 56
RIGHT: Final = 96
TOP: Final = 16
BOTTOM: Final = 28
SPARK_WIDTH: Final = 96
SPARK_HEIGHT: Final = 24
_SPARK_MARGIN: Final = 4
_TICKS: Final = 4
_LABEL_HEIGHT: Final = 14
_NICE: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigure:
    """A value at a place on the axis of years, its words, and whether it misses its target.

    `short` is what stands beside the point, `label` what is said of it in full.
    """

    at: float
    value: float
    short: str
    label: str
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTarget:
    """What is wanted in one year; `high` only where a range is."""

    year: int
    value: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a point at its place."""

    x: float
    y: float
    label: str
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its corner and size."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One measure over the years of its plan, in units of the view box."""

    line: str
    targets: tuple[str, ...]
    bands: tuple[Box, ...]
    points: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    rows: tuple[Mark, ...]
    years: tuple[Mark, ...]
    year_lines: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """The same in the height of a line of text, with the newest point alone."""

    line: str
    targets: tuple[str, ...]
    last: Mark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Years to the right, values upwards."""

    first: float
    last: float
    low: float
    high: float
    box: Box

    def x(self, at: float) -> float:
        share = (at - self.first) / (self.last - self.first)
        return round(self.box.x + share * self.box.width, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.box.y + (1 - share) * self.box.height, 1)


def chart(
    figures: Sequence[ChartFigure],
    targets: Sequence[ChartTarget],
    years: tuple[int, int],
    written: Callable[[float], str],
    target_label: str,
) -> Chart:
    """Line, points, target and labels of one measure; `written` says a value on the axis."""
    ticks = _ticks(figures, targets)
    scale = _Scale(
        first=years[0],
        last=years[1] + 1,
        low=ticks[0],
        high=ticks[-1],
        box=Box(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM),
    )
    shown = range(years[0], years[1] + 1)
    return Chart(
        line=_line(figures, scale),
        targets=_steps(targets, scale),
        bands=_bands(targets, scale),
        points=tuple(Mark(scale.x(f.at), scale.y(f.value), f.label, f.missed) for f in figures),
        labels=_labels(figures, targets, scale, target_label),
        rows=tuple(Mark(LEFT - 6, scale.y(tick), written(tick)) for tick in ticks),
        years=tuple(Mark(scale.x(year + 0.5), HEIGHT - 8, str(year)) for year in shown),
        year_lines=tuple(scale.x(year) for year in (*shown, years[1] + 1)),
    )


def spark(
    figures: Sequence[ChartFigure], targets: Sequence[ChartTarget], years: tuple[int, int]
) -> Spark:
    """The figures of some years in small; of none there is no line."""
    low, high = _bounds(figures, targets)
    margin = _SPARK_MARGIN
    scale = _Scale(
        first=years[0],
        last=years[1] + 1,
        low=low,
        high=high,
        box=Box(margin, margin, SPARK_WIDTH - 2 * margin, SPARK_HEIGHT - 2 * margin),
    )
    last = None
    if figures:
        newest = figures[-1]
        last = Mark(scale.x(newest.at), scale.y(newest.value), newest.label, newest.missed)
    return Spark(line=_line(figures, scale), targets=_steps(targets, scale), last=last)


def _line(figures: Sequence[ChartFigure], scale: _Scale) -> str:
    return " ".join(f"{scale.x(each.at)},{scale.y(each.value)}" for each in figures)


def _steps(targets: Sequence[ChartTarget], scale: _Scale) -> tuple[str, ...]:
    """The target of each year as a level; years that follow each other are one line."""
    lines: list[list[str]] = []
    before: int | None = None
    for each in targets:
        if before is None or each.year != before + 1:
            lines.append([])
        y = scale.y(each.value)
        lines[-1] += [f"{scale.x(each.year)},{y}", f"{scale.x(each.year + 1)},{y}"]
        before = each.year
    return tuple(" ".join(line) for line in lines)


def _bands(targets: Sequence[ChartTarget], scale: _Scale) -> tuple[Box, ...]:
    return tuple(
        Box(
            scale.x(each.year),
            scale.y(each.high),
            round(scale.x(each.year + 1) - scale.x(each.year), 1),
            round(scale.y(each.value) - scale.y(each.high), 1),
        )
        for each in targets
        if each.high is not None
    )


def _labels(
    figures: Sequence[ChartFigure],
    targets: Sequence[ChartTarget],
    scale: _Scale,
    target_label: str,
) -> tuple[Mark, ...]:
    """The newest figure beside its point, the last target at the edge; never one on the other."""
    labels: list[Mark] = []
    edge = WIDTH - RIGHT + 6
    if targets:
        labels.append(Mark(edge, scale.y(targets[-1].value) + 4, target_label))
    if figures:
        newest = figures[-1]
        x, y = scale.x(newest.at) + 8, scale.y(newest.value) + 4
        for each in labels:
            if abs(each.y - y) < _LABEL_HEIGHT and x + RIGHT > each.x:
                y = each.y + (_LABEL_HEIGHT if y >= each.y else -_LABEL_HEIGHT)
        labels.append(Mark(x, y, newest.short, newest.missed))
    return tuple(labels)


def _bounds(figures: Sequence[ChartFigure], targets: Sequence[ChartTarget]) -> tuple[float, float]:
    """The lowest and highest value with some room, at least one unit apart."""
    values = [each.value for each in figures]
    values += [value for each in targets for value in (each.value, each.high) if value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    if high == low:
        return low - 0.5, high + 0.5
    return low, high


def _ticks(figures: Sequence[ChartFigure], targets: Sequence[ChartTarget]) -> list[float]:
    """Round numbers around all values."""
    low, high = _bounds(figures, targets)
    rough = (high - low) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in _NICE if power * nice >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(number * step, 6) for number in range(first, last + 1)]

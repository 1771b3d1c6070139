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
class SparkFigure:
    """A value at a place on the axis of years, and whether it misses its target."""

    at: float
    value: float
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigure(SparkFigure):
    """The same in words: `short` is what stands beside the point, `label` says it in full."""

    short: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLine:
    """Values that follow each other, oldest first; a name only where there are several lines."""

    figures: Sequence[ChartFigure]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTarget:
    """What is wanted in one year; `high` only where a range is."""

    year: int
    value: float
    high: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A text or a point at its place; `other` is a point of a line that is not the first."""

    x: float
    y: float
    label: str
    missed: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class SparkMark:
    """The newest point of a small line."""

    x: float
    y: float
    missed: bool


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

    lines: tuple[str, ...]
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

    lines: tuple[str, ...]
    targets: tuple[str, ...]
    last: SparkMark | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Years to the right, values upwards."""

    first: float
    last: float
    low: float
    high: float
    box: Box

    def x(self, at: float) -> float:
        """The place of a moment."""
        share = (at - self.first) / (self.last - self.first)
        return round(self.box.x + share * self.box.width, 1)

    def y(self, value: float) -> float:
        """The height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.box.y + (1 - share) * self.box.height, 1)


def chart(
    lines: Sequence[ChartLine],
    targets: Sequence[ChartTarget],
    years: tuple[int, int],
    written: Callable[[float], str],
    target_label: str,
) -> Chart:
    """Lines, points, target and labels of one measure; `written` says a value on the axis."""
    figures = _all_figures(lines)
    ticks = _ticks(figures, targets)
    scale = Scale(
        first=years[0],
        last=years[1] + 1,
        low=ticks[0],
        high=ticks[-1],
        box=Box(LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM),
    )
    return Chart(
        lines=tuple(_line(line.figures, scale) for line in lines),
        targets=_steps(targets, scale),
        bands=_bands(targets, scale),
        points=tuple(
            Mark(
                scale.x(each.at),
                scale.y(each.value),
                each.label,
                each.missed,
                line is not lines[0],
            )
            for line in lines
            for each in line.figures
        ),
        labels=_labels(lines, targets, scale, target_label),
        rows=tuple(Mark(LEFT - 6, scale.y(tick), written(tick)) for tick in ticks),
        years=year_marks(years, scale, HEIGHT),
        year_lines=year_lines(years, scale),
    )


def spark(
    lines: Sequence[Sequence[SparkFigure]], targets: Sequence[ChartTarget], years: tuple[int, int]
) -> Spark:
    """The figures of some years in small; of none there is no line."""
    figures = [each for line in lines for each in line]
    low, high = _bounds(figures, targets)
    margin = _SPARK_MARGIN
    scale = Scale(
        first=years[0],
        last=years[1] + 1,
        low=low,
        high=high,
        box=Box(margin, margin, SPARK_WIDTH - 2 * margin, SPARK_HEIGHT - 2 * margin),
    )
    last = None
    if figures:
        newest = max(figures, key=lambda each: each.at)
        last = SparkMark(scale.x(newest.at), scale.y(newest.value), newest.missed)
    drawn = tuple(_line(line, scale) for line in lines)
    return Spark(lines=drawn, targets=_steps(targets, scale), last=last)


def _all_figures(lines: Sequence[ChartLine]) -> list[ChartFigure]:
    return [each for line in lines for each in line.figures]


def year_marks(years: tuple[int, int], scale: Scale, height: int) -> tuple[Mark, ...]:
    """The names of the years at the foot."""
    shown = range(years[0], years[1] + 1)
    return tuple(Mark(scale.x(year + 0.5), height - 8, str(year)) for year in shown)


def year_lines(years: tuple[int, int], scale: Scale) -> tuple[float, ...]:
    """Where each year begins, and the last one ends."""
    return tuple(scale.x(year) for year in range(years[0], years[1] + 2))


def _line(figures: Sequence[SparkFigure], scale: Scale) -> str:
    return " ".join(f"{scale.x(each.at)},{scale.y(each.value)}" for each in figures)


def _steps(targets: Sequence[ChartTarget], scale: Scale) -> tuple[str, ...]:
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


def _bands(targets: Sequence[ChartTarget], scale: Scale) -> tuple[Box, ...]:
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
    lines: Sequence[ChartLine],
    targets: Sequence[ChartTarget],
    scale: Scale,
    target_label: str,
) -> tuple[Mark, ...]:
    """The newest figure beside the end of its line, the last target at the edge, apart."""
    labels: list[Mark] = []
    if targets:
        edge = WIDTH - RIGHT + 6
        labels.append(Mark(edge, scale.y(targets[-1].value) + 4, target_label))
    for line in lines:
        newest = line.figures[-1]
        label = f"{newest.short} ({line.name})" if line.name else newest.short
        x, y = scale.x(newest.at) + 8, scale.y(newest.value) + 4
        labels.append(Mark(x, _free(x, y, labels), label, newest.missed))
    return tuple(labels)


def _free(x: float, y: float, labels: Sequence[Mark]) -> float:
    """The nearest height at which no label stands beside this place yet."""
    beside = [each.y for each in labels if abs(each.x - x) < RIGHT]
    shifts = (step * sign * _LABEL_HEIGHT for step in range(len(beside) + 2) for sign in (1, -1))
    free = (
        y + shift for shift in shifts if all(abs(y + shift - at) >= _LABEL_HEIGHT for at in beside)
    )
    return next(free, y)


def _bounds(figures: Sequence[SparkFigure], targets: Sequence[ChartTarget]) -> tuple[float, float]:
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

"""A chart of what is only reached or not: a dot for each period. The template writes SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from api.web.charts import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    WIDTH,
    Box,
    ChartLine,
    Mark,
    Scale,
    year_lines,
    year_marks,
)

ROW: Final = 24  # the height of one length of period


@dataclass(frozen=True, slots=True, kw_only=True)
class DotRows:
    """What is only reached or not: a dot for each period, a row for each length of period.

    `missed` of a point says that the answer was no.
    """

    height: int
    points: tuple[Mark, ...]
    rows: tuple[Mark, ...]
    years: tuple[Mark, ...]
    year_lines: tuple[float, ...]


def dot_rows(rows: Sequence[ChartLine], years: tuple[int, int]) -> DotRows:
    """A dot for each answer under its year, the rows one below the other."""
    height = TOP + len(rows) * ROW + BOTTOM
    box = Box(LEFT, TOP, WIDTH - LEFT - RIGHT, len(rows) * ROW)
    scale = Scale(first=years[0], last=years[1] + 1, low=0, high=1, box=box)
    middles = [TOP + ROW * (place + 0.5) for place in range(len(rows))]
    return DotRows(
        height=height,
        points=tuple(
            Mark(scale.x(each.at), middle, each.label, each.missed)
            for row, middle in zip(rows, middles, strict=True)
            for each in row.figures
        ),
        rows=tuple(
            Mark(LEFT - 6, middle, row.name) for row, middle in zip(rows, middles, strict=True)
        ),
        years=year_marks(years, scale, height),
        year_lines=year_lines(years, scale),
    )

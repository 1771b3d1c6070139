"""Measures and confirmed figures as the plan of a ward has them."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from services.domain.assignment.events import Measure
from services.domain.assignment.plan_years import Years
from services.domain.assignment.stated import NOTHING_STATED, StatedTargets
from services.domain.results.series import ConfirmedFigure, Series, series_of
from services.domain.task.events import FigureKind

YEARS: Final = Years(first=2026, last=2030)


def measure(rule: str, operator: str = "at_least", **changed: Any) -> Measure:
    """A measure of the plan under one yearly rule; everything else may be said."""
    said: dict[str, Any] = {
        "code": "CT",
        "title": "Tỷ lệ",
        "unit": "%",
        "kind": "number",
        "target_2030": None,
        "target_2030_high": None,
        "target_average": None,
        "target_average_high": None,
        "reach_by": None,
        "stretch": False,
        "stretch_target": None,
        "in_annex": True,
        "frequencies": ("year",),
        "possible": None,
    }
    said |= {
        name: Decimal(str(value)) if isinstance(value, int | float) and name[0] in "ts" else value
        for name, value in changed.items()
    }
    return Measure(rule=rule, operator=operator, **said)


def figure(period: str, value: float | str | Decimal | None) -> ConfirmedFigure:
    """What was confirmed for one period, on a day that follows from it."""
    year = int(period[:4])
    return ConfirmedFigure(
        stream=f"task-CT.report.{period}",
        measure="CT",
        period=period,
        due_on=date(year, 12, 15),
        counted_on=date(year, 12, 10),
        value=None if value is None else Decimal(str(value)),
        kind=FigureKind.OFFICIAL,
    )


def series(
    asked: Measure, *figures: tuple[str, Any], stated: StatedTargets = NOTHING_STATED
) -> Series:
    """The series of a measure from periods and values."""
    return series_of(asked, [figure(period, value) for period, value in figures], YEARS, stated)

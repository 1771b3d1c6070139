"""The confirmed figures of one measure by period, each judged against the target of its year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.domain.answers import Answer
from services.domain.assignment.events import Measure
from services.domain.assignment.period_ends import PeriodEnd, end_of
from services.domain.assignment.plan_years import Years
from services.domain.assignment.stated import NOTHING_STATED, StatedTargets
from services.domain.plan.draft import YearlyRule
from services.domain.results.targets import (
    Target,
    Unknown,
    final_target,
    judged_at_year_end,
    target_of,
)
from services.domain.task.events import FigureKind


class Attainment(StrEnum):
    """Đạt, chưa đạt, chưa đủ căn cứ; or no figure at all."""

    REACHED = "reached"
    MISSED = "missed"
    UNDECIDED = "undecided"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedFigure:
    """What was confirmed of one measure for one period; `value` None is a nil with a reason.

    `stream` is its task, `counted_on` the day from which the report counts.
    """

    stream: str
    measure: str
    period: str
    due_on: date
    counted_on: date
    value: Decimal | None
    kind: FigureKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure, the target of its year and what follows; `unknown` says why nothing does.

    `beyond` tells whether the higher figure that is only striven for is reached too; None where
    the plan has none.
    """

    figure: ConfirmedFigure
    end: PeriodEnd
    target: Target | None
    outcome: Attainment
    unknown: Unknown | None
    beyond: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a measure stands: by which figure, and the first one since which nothing changed."""

    outcome: Attainment
    by: Point | None
    since: Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A measure with its points, oldest first."""

    measure: Measure
    years: Years
    stated: StatedTargets
    points: tuple[Point, ...]

    @property
    def targets(self) -> tuple[tuple[int, Target], ...]:
        """The target of each year of the plan that has one."""
        shown = range(self.years.first, self.years.last + 1)
        every = ((year, target_of(self.measure, year, self.years, self.stated)) for year in shown)
        return tuple((year, each) for year, each in every if isinstance(each, Target))

    @property
    def last(self) -> Point | None:
        """The newest point that has a figure."""
        return next((each for each in reversed(self.points) if _value(each) is not None), None)

    @property
    def by_year(self) -> tuple[Point, ...]:
        """The last figure of each year; periods of a year are taken to count from its start."""
        newest = {each.end.year: each for each in self.points if _value(each) is not None}
        return tuple(newest.values())

    @property
    def standing(self) -> Standing:
        """By the newest figure that decides anything, and since when it has been so."""
        newest = since = None
        for each in reversed(self.points):  # as far back as it has been so, not all the years
            if each.outcome is not Attainment.REACHED and each.outcome is not Attainment.MISSED:
                continue
            newest = newest or each
            if each.outcome is not newest.outcome:
                break
            since = each
        if newest is None:
            last = self.last
            outcome = Attainment.NO_FIGURE if last is None else Attainment.UNDECIDED
            return Standing(outcome=outcome, by=last, since=None)
        return Standing(outcome=newest.outcome, by=newest, since=since)


def series_of(
    measure: Measure,
    figures: Iterable[ConfirmedFigure],
    years: Years,
    stated: StatedTargets = NOTHING_STATED,
) -> Series:
    """The series of a measure from what was confirmed of it, in whatever order it comes."""
    own = [each for each in figures if each.measure == measure.code]
    ended = sorted(
        ((end_of(each.period, each.due_on), each) for each in own),
        key=lambda pair: (pair[0].place, pair[1].due_on, pair[1].stream),
    )
    targets = {
        year: target_of(measure, year, years, stated) for year in {end.year for end, _ in ended}
    }
    points = tuple(_point(measure, figure, end, targets[end.year]) for end, figure in ended)
    return Series(measure=measure, years=years, stated=stated, points=points)


def worst(standings: Sequence[Standing]) -> Attainment:
    """How a row of several measures stands: missed before all, reached only where all are."""
    outcomes = {each.outcome for each in standings}
    if Attainment.MISSED in outcomes:
        return Attainment.MISSED
    if outcomes <= {Attainment.NO_FIGURE}:
        return Attainment.NO_FIGURE
    return Attainment.REACHED if outcomes == {Attainment.REACHED} else Attainment.UNDECIDED


def _point(
    measure: Measure, figure: ConfirmedFigure, end: PeriodEnd, target: Target | Unknown
) -> Point:
    judged = _judged(measure, figure.value, end, target)
    value, striven = figure.value, measure.stretch_target
    return Point(
        figure=figure,
        end=end,
        target=target if isinstance(target, Target) else None,
        outcome=judged if isinstance(judged, Attainment) else Attainment.UNDECIDED,
        unknown=judged if isinstance(judged, Unknown) else None,
        beyond=None if value is None or striven is None else value >= striven,
    )


def _judged(
    measure: Measure, value: Decimal | None, end: PeriodEnd, target: Target | Unknown
) -> Attainment | Unknown:
    """Reached, missed, or why neither can be said."""
    if value is None:
        return Unknown.NO_FIGURE
    if measure.is_yes_no:
        return _answered(measure, Answer.of(value), end)
    if isinstance(target, Unknown):
        final = final_target(measure)
        # Who is there already needs no line to compare with.
        ahead = final is not None and final.met_by(value)
        return Attainment.REACHED if ahead else target
    if target.met_by(value):
        return Attainment.REACHED
    if judged_at_year_end(measure) and not end.closes_the_year:
        return Unknown.YEAR_RUNS
    return Attainment.MISSED


def _answered(measure: Measure, answer: Answer, end: PeriodEnd) -> Attainment | Unknown:
    if answer is Answer.REACHED:
        return Attainment.REACHED
    if measure.rule == YearlyRule.MILESTONE:
        if measure.reach_by is None:
            return Unknown.NO_YEAR
        if end.year < measure.reach_by.year:
            return Unknown.NOT_DUE
    return Attainment.MISSED if end.closes_the_year else Unknown.YEAR_RUNS


def _value(point: Point) -> Decimal | None:
    return point.figure.value

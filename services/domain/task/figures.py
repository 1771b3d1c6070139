"""The figures of a report against what its task asks for."""

from datetime import date, datetime

from services.domain.answers import Answer
from services.domain.assignment.events import MeasureAsked
from services.domain.assignment.ranges import MeasureRange
from services.domain.instants import day_of
from services.domain.numerals import written
from services.domain.policy import FigureRules
from services.domain.task.commands import SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.rules import (
    FIGURE_MISSING,
    FIGURE_OR_REASON,
    FIGURE_OUT_OF_RANGE,
    FIGURE_UNKNOWN,
    FIGURE_YES_NO,
    OFFICIAL_TOO_EARLY,
)
from services.domain.task.state import Task


def check_figures(task: Task, command: SubmitReport) -> None:
    """Every measure that is asked has a number or a reason; raises Refusal naming the field."""
    asked = {measure.code: measure for measure in task.measures}
    answered = [figure.measure for figure in command.figures]
    missing = {code: one.title for code, one in asked.items() if code not in answered}
    if missing:
        raise FIGURE_MISSING.refuse(
            measures="; ".join(missing.values()), field=f"figure.{next(iter(missing))}"
        )
    if len(answered) != len(set(answered)) or set(answered) - set(asked):
        raise FIGURE_UNKNOWN.refuse()
    for figure in command.figures:
        if (figure.value is None) == (figure.nil_reason is None):
            raise FIGURE_OR_REASON.refuse(
                title=asked[figure.measure].title, field=f"figure.{figure.measure}"
            )
        _check_value(asked[figure.measure], figure)


def early_officials(task: Task, command: SubmitReport, now: datetime) -> tuple[str, ...]:
    """The measures whose official figure comes before the day on which the period's data close."""
    if day_of(now) >= task.cutoff_on:
        return ()
    counted = {one.code for one in task.measures if not one.is_yes_no}
    return tuple(
        figure.measure
        for figure in command.figures
        if figure.measure in counted and figure.kind is FigureKind.OFFICIAL
    )


def check_early(task: Task, command: SubmitReport, rules: FigureRules, now: datetime) -> None:
    """An official figure before the cut-off says why it is one already; raises Refusal."""
    early = early_officials(task, command, now)
    if early and rules.official_before_cutoff_needs_reason and command.early_reason is None:
        titles = {one.code: one.title for one in task.measures}
        raise OFFICIAL_TOO_EARLY.refuse(measure=titles[early[0]], cutoff_on=task.cutoff_on)


def default_kind(task: Task, today: date) -> FigureKind:
    """The kind that forms propose: an estimate until the day on which the period's data close."""
    return FigureKind.ESTIMATE if today < task.cutoff_on else FigureKind.OFFICIAL


def _check_value(measure: MeasureAsked, figure: Figure) -> None:
    value = figure.value
    if value is None:
        return
    if measure.is_yes_no:
        if not Answer.is_one(value):
            raise FIGURE_YES_NO.refuse(title=measure.title, field=f"figure.{measure.code}")
        return
    possible = measure.possible
    if possible is not None and not possible.holds(value):
        being = "phải là" if possible.whole else "phải"
        raise FIGURE_OUT_OF_RANGE.refuse(
            title=measure.title,
            being=being,
            range=said(possible),
            unit=measure.unit,
            value=written(value),
            field=f"figure.{measure.code}",
        )


def said(possible: MeasureRange) -> str:
    """A range in a short phrase: “từ 0 đến 100”, “số nguyên từ 0 trở lên”."""
    low, high = possible.low, possible.high
    words = ["số nguyên"] if possible.whole else []
    if low is not None:
        words.append(f"từ {written(low)}")
        words.append("trở lên" if high is None else f"đến {written(high)}")
    elif high is not None:
        words.append(f"không quá {written(high)}")
    return " ".join(words)

"""A figure that jumps: far from what was reported before; the ward's rules say how far. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from services.domain.act import Rule
from services.domain.assignment.events import Measure, assignment_stream, task_stream
from services.domain.assignment.evolving import fold
from services.domain.assignment.period_ends import PeriodEnd, end_of
from services.domain.assignment.plan_years import years_of
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.numerals import of_unit, written
from services.domain.task.events import Figure
from services.domain.task.state import Task

FIGURE_JUMPS: Final = Rule(
    code="figure-jumps",
    sentence=(
        "{measure}: kỳ này là {value}, {formerly} là {former}, thay đổi trên {percent}%. "
        "Nếu nhập nhầm, hãy sửa số; nếu số đúng, hãy ghi lý do số thay đổi nhiều."
    ),
    brief="số liệu thay đổi nhiều mà chưa ghi lý do",
    fields=("jump_reason",),
)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The figure that a new one is compared with, and how its period is called in a sentence."""

    value: Decimal
    called: str


def formers_read(task: Task, _command: object, context: DecisionContext) -> tuple[str, ...]:
    """The item of the task, and what was reported for it in the periods to compare with.

    Nothing where the ward's rules do not ask, or where the task has no number of the plan.
    """
    terms = task.periodic
    numbered = any(not measure.is_yes_no for measure in task.measures)
    if context.policy.figures.jump_percent is None or terms is None or not numbered:
        return ()
    stream = assignment_stream(terms.assignment)
    item = fold(context.of(stream))
    compared = sorted(set(_compared(item, task).values())) if item else []
    return (stream, *compared)


def check_jumps(
    task: Task, figures: Sequence[Figure], context: DecisionContext, *, explained: bool
) -> None:
    """A figure that jumps says why; raises Refusal that names the first of them."""
    percent = context.policy.figures.jump_percent
    if percent is None or explained or task.periodic is None:
        return
    item = fold(context.of(assignment_stream(task.periodic.assignment)))
    if item is None:
        return
    former = dict(_formers(item, task, context))
    asked = {measure.code: measure for measure in task.measures}
    for figure in figures:
        before = former.get(figure.measure)
        if before is None or figure.value is None or not _jumps(before, figure.value, percent):
            continue
        measure = asked[figure.measure]
        raise FIGURE_JUMPS.refuse(
            measure=measure.title,
            value=of_unit(written(figure.value), measure.unit),
            formerly=before.called,
            former=of_unit(written(before.value), measure.unit),
            percent=percent,
        )


def _jumps(before: Former, value: Decimal, percent: int) -> bool:
    """Of nothing no share can be taken: what began at zero is not asked about."""
    far = abs(before.value) * percent / _HUNDRED
    return bool(before.value) and abs(value - before.value) > far


def _formers(
    item: Assignment, task: Task, context: DecisionContext
) -> Iterator[tuple[str, Former]]:
    compared = _compared(item, task)
    for measure in _numbered(item, task):
        stream = compared.get(measure.code)
        before: Task | None = context.fold_task(context.of(stream)) if stream else None
        value = _reported(before, measure.code)
        if value is not None:
            called = "cùng kỳ năm trước" if measure.runs_over_the_year else "kỳ trước"
            yield measure.code, Former(value=value, called=called)
            continue
        baseline = item.stated_of(measure.code).baseline
        end = _end(task)
        if stream is None and baseline is not None and end and end.closes_the_year:
            called = f"số gốc năm {years_of(item).before}"
            yield measure.code, Former(value=baseline, called=called)


def _reported(task: Task | None, measure: str) -> Decimal | None:
    figures = task.figures if task is not None else ()
    return next((each.value for each in figures if each.measure == measure), None)


def _numbered(item: Assignment, task: Task) -> Iterator[Measure]:
    asked = {measure.code for measure in task.measures if not measure.is_yes_no}
    return (measure for measure in item.measures if measure.code in asked)


def _compared(item: Assignment, task: Task) -> dict[str, str]:
    """The task of before for each measure, by its code; none for the first that is reported.

    What adds up over the year is compared with the same part of the year before, anything else
    with the period before.
    """
    own, terms = _end(task), task.periodic
    if own is None or terms is None:
        return {}
    ends = {
        end_of(each.period, task.issued_on): each.period
        for each in item.issued
        if each.deliverable == terms.deliverable and _is_recurring(each.period)
    }
    alike = [end for end in ends if end.place < own.place and end.months == own.months]
    last_year = PeriodEnd(own.year - 1, own.month, own.months)
    compared: dict[str, str] = {}
    for measure in _numbered(item, task):
        same = (
            last_year
            if measure.runs_over_the_year
            else max(alike, key=lambda end: end.place, default=None)
        )
        if same in ends and same is not None:
            period = ends[same]
            compared[measure.code] = task_stream(terms.assignment, terms.deliverable, period)
    return compared


def _end(task: Task) -> PeriodEnd | None:
    terms = task.periodic
    if terms is None or not _is_recurring(terms.period):
        return None
    return end_of(terms.period, task.issued_on)


def _is_recurring(period: str) -> bool:
    return not period.startswith("once")

"""Kết quả chỉ tiêu: the confirmed figures of plan items, judged; and who reported each of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.plan_years import years_of
from services.domain.assignment.state import Assignment
from services.domain.facts import TextRef
from services.domain.results.series import (
    Attainment,
    ConfirmedFigure,
    Point,
    Series,
    series_of,
    worst,
)
from services.domain.results.targets import polarity
from services.domain.task.authority import sees_texts
from services.domain.task.events import FigureKind
from services.domain.task.state import Task
from services.domain.task.values import CorrectedFigure
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.colleagues import names_of
from services.queries.task_rows import select_tasks, task_of
from services.queries.viewing import Viewing
from services.queries.visibility import visible, within_scopes

_FIGURE_KINDS: Final = {kind.value: kind for kind in FigureKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResults:
    """An item of the plan with the series of each of its measures; a restricted one has none."""

    item: Assignment
    series: tuple[Series, ...]

    @property
    def required(self) -> tuple[Series, ...]:
        """What must be reached: not what is only striven for, nor compared with nothing."""
        return tuple(
            each
            for each in self.series
            if not each.measure.stretch and polarity(each.measure) is not None
        )

    @property
    def attainment(self) -> Attainment:
        """How the item stands as one."""
        return worst([each.standing for each in self.required])


@dataclass(frozen=True, kw_only=True)
class IndicatorRow:
    """One row of the plan's annex: the item of each unit that leads it, most rows only one.

    The plan gives no rule by which the figures of several units would make one of the ward. A page
    asks several times how a row stands and by what: that is worked out once.
    """

    code: str
    items: tuple[ItemResults, ...]

    @property
    def restricted(self) -> bool:
        """Whether nothing of it is shown but its number: no unit reports on it openly."""
        return all(each.item.restricted for each in self.items)

    @cached_property
    def required(self) -> tuple[Series, ...]:
        """The series of all its units that must be reached."""
        return tuple(series for each in self.items for series in each.required)

    @cached_property
    def attainment(self) -> Attainment:
        """How the row stands: missed where one of its units misses."""
        return worst([each.standing for each in self.required])

    @cached_property
    def shown(self) -> tuple[Assignment, Series] | None:
        """The series that says most about the row: the first that stands as the row does."""
        every = [(each.item, series) for each in self.items for series in each.required]
        of_row = self.attainment
        alike = (pair for pair in every if pair[1].standing.outcome is of_row)
        with_figure = (pair for pair in every if pair[1].last is not None)
        return next(alike, None) or next(with_figure, None) or next(iter(every), None)

    @property
    def reached(self) -> int:
        """How many of its required series are reached."""
        return sum(each.standing.outcome is Attainment.REACHED for each in self.required)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFigure:
    """A version of a confirmed figure that was corrected: by whom, in which words."""

    corrected: CorrectedFigure
    by: str | None
    words: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportOfFigure:
    """The task of a figure, who sent the report that counts, the words of a nil by measure.

    `versions` are the figures of a measure that count no longer, the newest first.
    """

    task: Task
    reported_by: str | None
    nil_words: Mapping[str, str]
    versions: Mapping[str, tuple[FormerFigure, ...]]


async def results_of(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, items: Sequence[Assignment]
) -> Mapping[str, ItemResults]:
    """The series of some items by their codes, from the confirmed figures alone."""
    open_items = [item for item in items if not item.restricted and item.measures]
    codes = [item.opened.code for item in open_items]
    figures = await _figures(connection, ledger_id, viewing, codes)
    return {
        item.opened.code: ItemResults(item=item, series=_series(item, figures)) for item in items
    }


def _series(
    item: Assignment, figures: Mapping[str, Sequence[ConfirmedFigure]]
) -> tuple[Series, ...]:
    if item.restricted:
        return ()
    own, years = figures.get(item.opened.code, ()), years_of(item)
    return tuple(
        series_of(measure, own, years, item.stated_of(measure.code)) for measure in item.measures
    )


async def indicator_rows(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[IndicatorRow, ...]:
    """The indicators of the plan, one row for each line of its annex, in their order."""
    statement = (
        select(assignments.c.state)
        .where(assignments.c.ledger_id == ledger_id, assignments.c.kind == "indicator")
        .where(visible(assignments, viewing.policy, viewing.holder))
        .order_by(assignments.c.code)
    )
    items = [ASSIGNMENTS.read(state) for (state,) in await connection.execute(statement)]
    return await rows_of(connection, ledger_id, viewing, items)


async def rows_of(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, items: Sequence[Assignment]
) -> tuple[IndicatorRow, ...]:
    """Some indicators by the lines of the annex, in the order in which they come."""
    results = await results_of(connection, ledger_id, viewing, items)
    rows: dict[str, list[ItemResults]] = {}
    for item in items:
        rows.setdefault(item.opened.item_code, []).append(results[item.opened.code])
    return tuple(IndicatorRow(code=code, items=tuple(each)) for code, each in rows.items())


async def reports_of(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, points: Iterable[Point]
) -> Mapping[str, ReportOfFigure]:
    """Who reported some figures and how, by their tasks. Raises LedgerUnavailable."""
    wanted = sorted({point.figure.stream for point in points})
    statement = select_tasks(ledger.ledger_id).where(tasks.c.stream.in_(wanted))
    reported = [task_of(row) for row in await connection.execute(statement)]
    names = await names_of(connection, ledger, _people(reported))
    refs = {ref.text_id for task in reported for ref in _texts(task)}
    readable = bool(refs) and sees_texts(viewing.holder)
    bodies = await ledger.texts(refs) if readable else {}
    return {task.stream: _report(task, names, bodies) for task in reported}


def _people(reported: Sequence[Task]) -> set[UUID]:
    senders = (task.submitted_by for task in reported)
    correctors = (each.by for task in reported for each in task.corrected_figures)
    return {person for person in (*senders, *correctors) if person is not None}


def _texts(task: Task) -> Iterator[TextRef]:
    yield from (each.nil_reason for each in task.figures if each.nil_reason is not None)
    yield from (each.reason for each in task.corrected_figures)


def _report(task: Task, names: Mapping[UUID, str], bodies: Mapping[UUID, str]) -> ReportOfFigure:
    versions: dict[str, list[FormerFigure]] = {}
    for each in reversed(task.corrected_figures):
        former = FormerFigure(
            corrected=each,
            by=names.get(each.by) if each.by else None,
            words=bodies.get(each.reason.text_id),
        )
        versions.setdefault(each.before.measure, []).append(former)
    return ReportOfFigure(
        task=task,
        reported_by=names.get(task.submitted_by) if task.submitted_by else None,
        nil_words={
            each.measure: bodies[each.nil_reason.text_id]
            for each in task.figures
            if each.nil_reason is not None and each.nil_reason.text_id in bodies
        },
        versions={measure: tuple(formers) for measure, formers in versions.items()},
    )


async def _figures(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, codes: Collection[str]
) -> Mapping[str, Sequence[ConfirmedFigure]]:
    """What was confirmed of these items: some hundred light rows after five years, no task."""
    measured = measure_values.c
    statement = select(
        measured.assignment,
        measured.stream,
        measured.measure,
        measured.period,
        measured.original_due_on,
        measured.counted_on,
        measured.value,
        measured.kind,
    ).where(
        measured.ledger_id == ledger_id,
        measured.assignment.in_(codes),
        measured.counted_on.is_not(None),
    )
    if viewing.holder.scopes:
        known = select(tasks.c.stream).where(
            tasks.c.ledger_id == ledger_id, within_scopes(tasks, viewing.policy, viewing.holder)
        )
        statement = statement.where(measured.stream.in_(known))
    collected: dict[str, list[ConfirmedFigure]] = {}
    rows = await connection.execute(statement)
    for assignment, stream, measure, period, due_on, counted_on, value, kind in rows:
        figure = ConfirmedFigure(
            stream=stream,
            measure=measure,
            period=period,
            due_on=due_on,
            counted_on=counted_on,
            value=value,
            kind=_FIGURE_KINDS[kind] if kind else None,
        )
        collected.setdefault(assignment, []).append(figure)
    return collected

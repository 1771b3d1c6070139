"""Kết quả chỉ tiêu: the confirmed figures of plan items, judged; and who reported each of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.state import Assignment
from services.domain.calendar import Frequency, PeriodRules, period_containing
from services.domain.results.series import (
    Attainment,
    ConfirmedFigure,
    Point,
    Series,
    series_of,
    worst,
)
from services.domain.results.targets import Years, polarity
from services.domain.task.authority import sees_texts
from services.domain.task.events import FigureKind
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import assignments, measure_values, tasks
from services.projections.work import ASSIGNMENTS
from services.queries.colleagues import names_of
from services.queries.task_rows import select_tasks, task_of
from services.queries.viewing import Viewing
from services.queries.visibility import visible


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


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One row of the plan's annex: the item of each unit that leads it, most rows only one.

    The plan gives no rule by which the figures of several units would make one of the ward.
    """

    code: str
    items: tuple[ItemResults, ...]

    @property
    def restricted(self) -> bool:
        """Whether nothing of it is shown but its number: no unit reports on it openly."""
        return all(each.item.restricted for each in self.items)

    @property
    def required(self) -> tuple[Series, ...]:
        """The series of all its units that must be reached."""
        return tuple(series for each in self.items for series in each.required)

    @property
    def attainment(self) -> Attainment:
        """How the row stands: missed where one of its units misses."""
        return worst([each.standing for each in self.required])

    @property
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
class ReportOfFigure:
    """The task of a figure, who sent the report that counts, the words of a nil by measure."""

    task: Task
    reported_by: str | None
    nil_words: Mapping[str, str]


def years_of(item: Assignment) -> Years:
    """The years of the plan that the item belongs to: a year's data begin in the December before.

    Nghị định 09/2019/NĐ-CP closes every period on the 14th; a ward that closes earlier or later
    in the month has the same years.
    """
    first, last = (
        period_containing(Frequency.YEAR, day, PeriodRules()).code
        for day in (item.opened.starts_on, item.opened.ends_on)
    )
    return Years(first=int(first), last=int(last))


async def results_of(
    connection: AsyncConnection, ledger_id: str, items: Sequence[Assignment]
) -> Mapping[str, ItemResults]:
    """The series of some items by their codes, from the confirmed figures alone."""
    open_items = [item for item in items if not item.restricted and item.measures]
    figures = await _figures(connection, ledger_id, [item.opened.code for item in open_items])
    return {
        item.opened.code: ItemResults(item=item, series=_series(item, figures)) for item in items
    }


def _series(
    item: Assignment, figures: Mapping[str, Sequence[ConfirmedFigure]]
) -> tuple[Series, ...]:
    if item.restricted:
        return ()
    own, years = figures.get(item.opened.code, ()), years_of(item)
    return tuple(series_of(measure, own, years) for measure in item.measures)


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
    return await rows_of(connection, ledger_id, items)


async def rows_of(
    connection: AsyncConnection, ledger_id: str, items: Sequence[Assignment]
) -> tuple[IndicatorRow, ...]:
    """Some indicators by the lines of the annex, in the order in which they come."""
    results = await results_of(connection, ledger_id, items)
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
    senders = {task.submitted_by for task in reported if task.submitted_by is not None}
    names = await names_of(connection, ledger, senders)
    nils = {
        (task.stream, figure.measure): figure.nil_reason.text_id
        for task in reported
        for figure in task.figures
        if figure.nil_reason is not None
    }
    readable = bool(nils) and sees_texts(viewing.holder)
    bodies = await ledger.texts(set(nils.values())) if readable else {}
    return {
        task.stream: ReportOfFigure(
            task=task,
            reported_by=names.get(task.submitted_by) if task.submitted_by else None,
            nil_words={
                measure: bodies[text]
                for (stream, measure), text in nils.items()
                if stream == task.stream and text in bodies
            },
        )
        for task in reported
    }


async def _figures(
    connection: AsyncConnection, ledger_id: str, codes: Collection[str]
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
    collected: dict[str, list[ConfirmedFigure]] = {}
    for row in await connection.execute(statement):
        figure = ConfirmedFigure(
            stream=row.stream,
            measure=row.measure,
            period=row.period,
            due_on=row.original_due_on,
            counted_on=row.counted_on,
            value=row.value,
            kind=FigureKind(row.kind) if row.kind else None,
        )
        collected.setdefault(row.assignment, []).append(figure)
    return collected

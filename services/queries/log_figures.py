"""The figures of the reports in the log, with the measures that they answer."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.facts import Fact
from services.domain.task.acts.submit_report import ReportSubmitted
from services.projections.tables import tasks
from services.queries.log_views import LogFigure
from services.queries.task_rows import select_tasks, task_of
from services.queries.views import FigureLine


async def figures_of(
    connection: AsyncConnection,
    ledger_id: str,
    readable: Sequence[Fact],
    bodies: Mapping[UUID, str],
) -> Mapping[int, tuple[LogFigure, ...]]:
    """By position of a report, its figures; `readable` are facts whose words may be read."""
    reports = {
        fact.position: (fact.stream, fact.event.figures)
        for fact in readable
        if isinstance(fact.event, ReportSubmitted) and fact.event.figures
    }
    if not reports:
        return {}
    streams = {stream for stream, _ in reports.values()}
    rows = await connection.execute(select_tasks(ledger_id).where(tasks.c.stream.in_(streams)))
    measures = {
        (row.stream, measure.code): measure for row in rows for measure in task_of(row).measures
    }
    return {
        position: tuple(
            LogFigure(
                asked=measures[stream, figure.measure],
                given=FigureLine(
                    figure=figure,
                    nil_words=bodies.get(figure.nil_reason.text_id) if figure.nil_reason else None,
                ),
            )
            for figure in figures
            if (stream, figure.measure) in measures
        )
        for position, (stream, figures) in reports.items()
    }

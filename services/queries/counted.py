"""The tasks behind a number of the overview: exactly those that it counts, page by page."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.state import Task
from services.projections.tables import tasks
from services.queries.overview_views import BoxedTask, OverviewFilter, Place
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing, days_late_in_all_or_none
from services.queries.visibility import visible


async def running_tasks(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Sequence[BoxedTask]:
    """Every task that has not ended, oldest due date first: only these change by themselves."""
    return await _boxed(
        connection, select_tasks(ledger_id).where(tasks.c.ending.is_(None)), viewing
    )


async def counted(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, which: OverviewFilter
) -> tuple[Place, ...]:
    """Exactly the tasks that a count of the overview counts, oldest due date first.

    Their places only: `of_places` reads those that a page shows.
    """
    running = await running_tasks(connection, ledger_id, viewing)
    places = [
        Place(due_on=row.task.by_due_day, stream=row.task.stream, lead=row.task.lead)
        for row in running
        if which.holds(row.task.lead, row.box, row.task.listed_on, row.task.count_group)
    ]
    statement = (
        select(
            tasks.c.stream,
            tasks.c.due_on,
            tasks.c.listed_on,
            tasks.c.lead_unit,
            tasks.c.final_status,
        )
        .where(tasks.c.ledger_id == ledger_id, tasks.c.ending.is_not(None))
        .where(tasks.c.count_group == which.group.value)
        .where(visible(tasks, viewing.policy, viewing.holder))
    )
    places += [
        Place(due_on=row.due_on or date.max, stream=row.stream, lead=row.lead_unit)
        for row in await connection.execute(statement)
        if which.holds(row.lead_unit, OfficialStatus(row.final_status), row.listed_on, which.group)
    ]
    return tuple(sorted(places, key=_oldest_first))


async def of_places(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, places: Sequence[Place]
) -> tuple[BoxedTask, ...]:
    """The tasks of some places, in their order."""
    wanted = [place.stream for place in places]
    statement = select_tasks(ledger_id).where(tasks.c.stream.in_(wanted))
    boxed = {row.task.stream: row for row in await _boxed(connection, statement, viewing)}
    return tuple(boxed[stream] for stream in wanted if stream in boxed)


async def _boxed(
    connection: AsyncConnection, statement: Select[tuple[object, ...]], viewing: Viewing
) -> list[BoxedTask]:
    ordered = statement.where(visible(tasks, viewing.policy, viewing.holder)).order_by(
        tasks.c.due_on.nulls_last(), tasks.c.stream
    )
    rows = await connection.execute(ordered)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return [_row(task, viewing) for task in seen if task is not None]


def _row(task: Task, viewing: Viewing) -> BoxedTask:
    return BoxedTask(
        task=task, box=box(task, viewing.today), days_late=days_late_in_all_or_none(task, viewing)
    )


def _oldest_first(place: Place) -> tuple[date, str]:
    return place.due_on, place.stream

"""Chờ cấp trên công nhận: what the ward finished and the upper body has not answered yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.calendar import CalendarMissing
from services.domain.task.chasing import chasing_office
from services.domain.task.state import Task
from services.projections.tables import tasks
from services.queries.my_work import unit_names
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognitionPlace:
    """Where a task stands in the list: the day that counts as ours, then its stream."""

    finished_on: date
    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRecognition:
    """A finished task whose upper body has not answered.

    `finished_on` is the day that counts as ours, `superior_due_on` the upper body's. `waited` are
    the working days since we finished it; None where a year in between has no calendar yet.
    """

    task: Task
    finished_on: date
    superior_due_on: date
    waited: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AwaitedRecognitions:
    """Some of these tasks in their order; `may_record` says whether the viewer records answers."""

    rows: tuple[AwaitedRecognition, ...]
    units: Mapping[str, str]
    may_record: bool


async def awaiting_places(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> tuple[RecognitionPlace, ...]:
    """Every task that waits for its upper body and exists for the viewer, oldest first."""
    # A finished task keeps the day in its state: the column is of this list alone.
    finished_on = func.jsonb_extract_path_text(tasks.c.state, "counted_on")
    statement = (
        select(tasks.c.stream, finished_on.label("finished_on"))
        .where(tasks.c.ledger_id == ledger_id, tasks.c.awaits_superior)
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(finished_on, tasks.c.stream)
    )
    return tuple(
        RecognitionPlace(finished_on=date.fromisoformat(row.finished_on), stream=row.stream)
        for row in await connection.execute(statement)
    )


async def awaited_recognitions(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    places: Sequence[RecognitionPlace],
) -> AwaitedRecognitions:
    """The tasks of some places, in their order. For those who oversee: the caller has asked."""
    wanted = [place.stream for place in places]
    rows = await connection.execute(
        select_tasks(ledger_id).where(
            tasks.c.stream.in_(wanted), visible(tasks, viewing.policy, viewing.holder)
        )
    )
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    by_stream = {task.stream: task for task in seen if task is not None}
    made = (_row(by_stream[stream], viewing) for stream in wanted if stream in by_stream)
    return AwaitedRecognitions(
        rows=tuple(row for row in made if row is not None),
        units=await unit_names(connection, ledger_id),
        may_record=chasing_office(viewing.policy, viewing.holder) is not None,
    )


def _row(task: Task, viewing: Viewing) -> AwaitedRecognition | None:
    terms, finished_on = task.assigned, task.counted_on
    if terms is None or terms.superior_due_on is None or finished_on is None:
        return None
    return AwaitedRecognition(
        task=task,
        finished_on=finished_on,
        superior_due_on=terms.superior_due_on,
        waited=_waited(finished_on, viewing),
    )


def _waited(finished_on: date, viewing: Viewing) -> int | None:
    try:
        return max(0, viewing.calendar.working_days_between(finished_on, viewing.today))
    except CalendarMissing:  # a list that everybody opens says no number then, and stays open
        return None

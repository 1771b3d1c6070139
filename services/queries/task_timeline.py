"""Dòng thời gian của một việc: every fact of a task, refused requests among them, and promises."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.reminder_promises import ReminderPromise
from services.domain.task.rules import NO_TASK
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.log import acts_that
from services.queries.log_rights import Reader, about_these
from services.queries.log_views import LogLine
from services.queries.reminder_promises import promises_of_task
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing

FACTS_A_PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTimeline:
    """A page of the facts of a task, the oldest first; `after` is where the next one begins.

    `promises` are all reminders that the rules promised until now, the oldest first.
    """

    task: Task
    status: OfficialStatus
    lines: tuple[LogLine, ...]
    after: int | None
    promises: Sequence[ReminderPromise]


async def task_named(connection: AsyncConnection, reader: Reader, stream: str) -> Task | None:
    """The task of this stream as the reader may see it; None where it does not exist for them."""
    statement = select_tasks(reader.ledger_id).where(tasks.c.stream == stream)
    row = (await connection.execute(statement)).first()
    return seen_task(row, reader.policy, reader.holder) if row is not None else None


async def task_timeline(
    connection: AsyncConnection,
    ledger: Ledger,
    reader: Reader,
    viewing: Viewing,
    stream: str,
    *,
    after: int | None = None,
) -> TaskTimeline:
    """The facts of one task behind a position; raises NotFound for what is not this reader's."""
    task = await task_named(connection, reader, stream)
    if task is None:
        raise NO_TASK.refuse()
    asked = [about_these([stream])]
    lines = await acts_that(connection, ledger, reader, asked, FACTS_A_PAGE + 1, after=after)
    shown = lines[:FACTS_A_PAGE]
    return TaskTimeline(
        task=task,
        status=box(task, viewing.today),
        lines=shown,
        after=shown[-1].fact.position if len(lines) > FACTS_A_PAGE else None,
        promises=await promises_of_task(ledger, viewing, task),
    )

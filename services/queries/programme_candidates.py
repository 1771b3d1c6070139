"""Việc đã có mà chương trình có thể nêu: open work due in a period that no row is about yet."""

from collections.abc import Collection
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.state import Task
from services.projections.tables import tasks
from services.queries.programme_views import ProgrammePage
from services.queries.task_rows import seen_task, select_tasks

AT_MOST: Final = 100


async def work_to_register(
    connection: AsyncConnection,
    ledger_id: str,
    shown: ProgrammePage,
    policy: Policy,
    holder: Holder,
    *,
    units: Collection[str],
) -> tuple[Task, ...]:
    """The open tasks of these units that are due in the period, at most 100, as far as seen.

    Ordered by unit and day; those that a row of the programme, or of one of its parts, is about
    are left out.
    """
    period = shown.programme.period
    lines = (line for lines in (shown.rows, *shown.parts.values()) for line in lines)
    named = {line.row.work for line in lines if line.row.work is not None}
    statement = (
        select_tasks(ledger_id)
        .where(tasks.c.ending.is_(None))
        .where(tasks.c.due_on.between(period.first_on, period.last_on))
        .where(tasks.c.lead_unit.in_(units))
        .where(tasks.c.stream.not_in(named))
        .order_by(tasks.c.lead_unit, tasks.c.due_on, tasks.c.stream)
        .limit(AT_MOST)
    )
    rows = await connection.execute(statement)
    seen = (seen_task(row, policy, holder) for row in rows)
    return tuple(task for task in seen if task is not None)

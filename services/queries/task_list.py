"""Tasks page by page for programs: what this person may see, oldest due date first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.projections.tables import tasks
from services.queries.my_work import work_rows
from services.queries.task_rows import select_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible
from services.queries.work_views import WorkRow

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListFilter:
    """Which tasks: of a lead unit, at a stage, still open or closed; behind which one."""

    unit: str | None = None
    stage: str | None = None
    closed: bool | None = None
    after: tuple[date | None, str] | None = None
    limit: int = 50


async def task_list(
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    wanted: TaskListFilter,
) -> tuple[tuple[WorkRow, ...], bool]:
    """At most `limit` tasks behind the given one, and whether more follow."""
    statement = (
        select_tasks(ledger_id)
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.due_on.nulls_last(), tasks.c.stream)
        .limit(min(wanted.limit, MOST) + 1)
    )
    if wanted.unit is not None:
        statement = statement.where(tasks.c.lead_unit == wanted.unit)
    if wanted.stage is not None:
        statement = statement.where(tasks.c.stage == wanted.stage)
    if wanted.closed is not None:
        statement = statement.where(tasks.c.ending.is_not(None) == wanted.closed)
    if wanted.after is not None:
        statement = statement.where(_behind(*wanted.after))
    rows = (await connection.execute(statement)).all()
    more = len(rows) > wanted.limit
    return tuple(work_rows(rows[: wanted.limit], viewing)), more


def _behind(day: date | None, stream: str) -> ColumnElement[bool]:
    """What comes after a task in the order of due days: those without one come last."""
    alike = and_(tasks.c.due_on.is_not_distinct_from(day), tasks.c.stream > stream)
    if day is None:
        return alike
    return or_(tasks.c.due_on > day, alike, tasks.c.due_on.is_(None))

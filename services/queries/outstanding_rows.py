"""Rows of tasks as outstanding ones: what each lacks, who is in charge, who is meant by name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.colleagues import names_of
from services.queries.leaders import in_charge_of
from services.queries.outstanding import OutstandingTask, outstanding
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible


async def outstanding_tasks(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, which: ColumnElement[bool]
) -> list[OutstandingTask]:
    """The tasks of a condition that exist for the viewer, oldest due date first."""
    statement = (
        select_tasks(ledger.ledger_id)
        .where(which)
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.due_on.nulls_last(), tasks.c.stream)
    )
    rows = (await connection.execute(statement)).all()
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    collected = [task for task in seen if task is not None]
    in_charge = await in_charge_of(ledger, {task.lead for task in collected}, viewing.today)
    return [outstanding(task, viewing, in_charge) for task in collected]


async def with_names(
    connection: AsyncConnection, ledger: Ledger, rows: Sequence[OutstandingTask]
) -> list[OutstandingTask]:
    """The same rows with the names of those whose turn it is in person."""
    meant = {each.deciding.person_id for each in rows if each.deciding is not None}
    names = await names_of(connection, ledger, {each for each in meant if each is not None})
    return [replace(each, person=_name(each, names)) for each in rows]


def _name(row: OutstandingTask, names: Mapping[UUID, str]) -> str | None:
    person_id = row.deciding.person_id if row.deciding is not None else None
    return names.get(person_id) if person_id is not None else None

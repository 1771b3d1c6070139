"""Rows of `tasks` as the tasks that the domain's rules judge."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, Text, Uuid, column, select, table

from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import Holder
from services.domain.task.state import Task
from services.projections.tables import tasks
from services.projections.work import TASKS
from services.queries.past_reader import seen_task_of

# The ledger's own table, as far as a list's titles need it; it belongs to no projection.
texts: Final = table(
    "texts", column("ledger_id", Text), column("text_id", Uuid), column("body", Text)
)


def select_tasks(ledger_id: str) -> Select[Any]:
    """The whole state of each task of a ward."""
    return select_titled(ledger_id, tasks.c.stream, tasks.c.state)


def select_titled(ledger_id: str, *columns: ColumnElement[Any]) -> Select[Any]:
    """Some columns of the tasks, with the words of those titles that somebody typed."""
    # Looked up row by row: for a join the planner reads every text of the ward.
    typed = (
        select(texts.c.body)
        .where(texts.c.ledger_id == tasks.c.ledger_id)
        .where(texts.c.text_id == tasks.c.title_text_id)
        .scalar_subquery()
    )
    return select(*columns, typed.label("typed_title")).where(tasks.c.ledger_id == ledger_id)


def task_of(row: Row[Any]) -> Task:
    """The whole state of a row of `select_tasks`: what its own facts make of the task."""
    task = TASKS.state_of(row)
    return task if row.typed_title is None else replace(task, title=row.typed_title)


def seen_task(row: Row[Any], policy: Policy, holder: Holder) -> Task | None:
    """The row as this person may read it; None where the task does not exist for them."""
    return seen_task_of(task_of(row), policy, holder)

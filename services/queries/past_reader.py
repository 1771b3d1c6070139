"""Who reads a past day: by today's rights, and nothing behind the last fact of that day.

Whoever may read something today may read its past, and who may not, may not. The rows and facts of
a past day say what the work was then; a scope, a unit or a chain is never held against that, but
against what the work is today, by today's rules.

It stands beside the connection that a request reads on (`services.ledger.connections`), and not
among what each list is given: a list that forgot it would be a leak.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, MetaData, Table, TableClause, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.assignment.events import assignment_stream
from services.domain.assignment.state import Assignment
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.sight import Sight, Work, as_shown, sight, work_of, work_of_item
from services.domain.task.state import Task
from services.projections.tables import assignments, tasks
from services.queries.work_of_rows import work_of_row

# A reader of the past has its own rows before these on the path: they are named in full.
_OF_TODAY: Final = {
    table.name: table.to_metadata(MetaData(), schema="public") for table in (tasks, assignments)
}
_OF_WORK: Final = ("lead_unit", "supporting_units", "restricted")
_OF_TASKS: Final = (*_OF_WORK, "assignment", "spans_from", "spans_until")
_OF_ITEMS: Final = (*_OF_WORK, "code")


@dataclass(frozen=True, slots=True, kw_only=True)
class PastReader:
    """The last fact of the day, today's rules, and what is other work today than on the day."""

    position: int
    policy: Policy
    works: Mapping[str, Work]


_READER: Final[ContextVar[PastReader | None]] = ContextVar("past_reader", default=None)


@contextmanager
def reading_as(reader: PastReader) -> Iterator[None]:
    """Whoever reads meanwhile reads as this one."""
    mark = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(mark)


async def past_reader(connection: AsyncConnection, position: int, policy: Policy) -> PastReader:
    """A reader who stands in the place of that fact, by the rules of today."""
    works: dict[str, Work] = {}
    for then, judged in ((tasks, _OF_TASKS), (assignments, _OF_ITEMS)):
        now = _OF_TODAY[then.name]
        same = (now.c.ledger_id == then.c.ledger_id) & (now.c.stream == then.c.stream)
        other = or_(*(now.c[name].is_distinct_from(then.c[name]) for name in judged))
        columns = (now.c[name] for name in ("stream", *judged))
        for row in await connection.execute(select(*columns).join(then, same).where(other)):
            works[row.stream] = work_of_row(row)
    return PastReader(position=position, policy=policy, works=works)


def known_then(events: TableClause) -> ColumnElement[bool]:
    """The facts that a reader knows who asks the ledger's own table for them."""
    reader = _READER.get()
    return true() if reader is None else events.c.position <= reader.position


def rules_of_rights(policy: Policy) -> Policy:
    """The rules that say who may read: today's, whatever day is read."""
    reader = _READER.get()
    return policy if reader is None else reader.policy


def rows_of_rights(rows: Table) -> Table | None:
    """The rows by which it is decided who sees these; None where it is by themselves."""
    return None if _READER.get() is None else _OF_TODAY[rows.name]


def sight_of_task(task: Task, policy: Policy, holder: Holder) -> Sight:
    """How much of a task this person sees, on whatever day it is read."""
    return _sight(task.stream, work_of(task), policy, holder)


def seen_task_of(task: Task, policy: Policy, holder: Holder) -> Task | None:
    """The task with what this person may read of it; None where it does not exist for them."""
    return as_shown(task, sight_of_task(task, policy, holder))


def sight_of_item(item: Assignment, policy: Policy, holder: Holder) -> Sight:
    """The same of an item of the plan."""
    code = item.opened.code
    work = work_of_item(code, item.lead_unit, item.supporting_units, restricted=item.restricted)
    return _sight(assignment_stream(code), work, policy, holder)


def _sight(stream: str, work: Work, policy: Policy, holder: Holder) -> Sight:
    reader = _READER.get()
    if reader is None:
        return sight(work, policy, holder)
    return sight(reader.works.get(stream, work), reader.policy, holder)

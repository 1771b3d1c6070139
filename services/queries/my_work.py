"""The list "Việc của tôi": what waits for this person, and what waits elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.instants import day_of, start_of
from services.domain.policy import Policy
from services.domain.roles import LEADING, SIGNING, WORKING, Holder, Office, OfficeHeld
from services.domain.task.authority import (
    barred_by_two_rungs,
    is_stopped,
    may_decide,
    may_return_for_form,
)
from services.domain.task.awaiting import awaited
from services.domain.task.chasing import reported
from services.domain.task.contributing import (
    asked_of,
    contribution_due_on,
    owes,
    to_sign,
    unsigned_of,
)
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.overdue import overdue_shown_to
from services.domain.task.requests import may_answer
from services.domain.task.specialists import waits_for_naming
from services.domain.task.state import Stage, Task
from services.domain.task.step_limits import expired_shown_to
from services.domain.task.values import LastReminder
from services.projections.directory import UNITS
from services.projections.tables import offices, tasks, units
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing, days_late_or_none, days_left_or_none
from services.queries.visibility import visible
from services.queries.work_views import Group, MyWork, Part, WorkGroup, WorkRow

_RUNNING = frozenset({Stage.ISSUED, Stage.ACKNOWLEDGED})
_DECIDING: Final = frozenset({Part.DECIDE, Part.CHECK})


async def my_work(connection: AsyncConnection, ledger_id: str, viewing: Viewing) -> MyWork:
    """Every task that this person may see, each in exactly one group, least time left first.

    What the person may not see is not in the rows. An administrator without another office gets
    none.
    """
    holder, policy, today = viewing.holder, viewing.policy, viewing.today
    rows = await _visible(connection, ledger_id, viewing)
    holders = await leading_and_signing(connection, ledger_id, today)
    leaders = {each.person_id for each in holders if each.find(LEADING)}
    work = [
        replace(
            row,
            reported=reported(row.task, holder, leaders),
            overdue=overdue_shown_to(row.task, holder, holders),
        )
        for row in work_rows(rows, viewing)
        if row.part is not Part.WATCH or _is_current(row.task, viewing)
    ]
    work.sort(key=lambda row: (answer_by(row) or date.max, row.task.by_due_day, row.task.stream))
    names = await unit_names(connection, ledger_id)
    groups = tuple(
        WorkGroup(
            group=group,
            rows=tuple(row for row in work if _group(row, policy, today) is group),
        )
        for group in Group
    )
    return MyWork(groups=groups, units=names)


async def waiting_for(connection: AsyncConnection, ledger_id: str, viewing: Viewing) -> int:
    """How many tasks wait for a decision of this person: the first group of the list."""
    statement = (
        select_tasks(ledger_id)
        .where(or_(tasks.c.ending.is_(None), tasks.c.clock_runs))
        .where(visible(tasks, viewing.policy, viewing.holder))
    )
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    parts = (part_of(task, viewing.holder, viewing.policy) for task in seen if task is not None)
    return sum(part in _DECIDING for part in parts)


async def unit_names(connection: AsyncConnection, ledger_id: str) -> dict[str, str]:
    """The official name of each unit by its code, with the titles of its head and deputies."""
    rows = await connection.execute(
        select(units.c.code, units.c.state)
        .where(units.c.ledger_id == ledger_id)
        .order_by(units.c.stream)
    )
    return {row.code: UNITS.read(row.state).called for row in rows}


async def leading_and_signing(
    connection: AsyncConnection, ledger_id: str, today: date
) -> tuple[Holder, ...]:
    """Who leads the ward or signs for a unit on that day, each with these offices."""
    statement = select(offices).where(
        held_on(ledger_id, today), offices.c.office.in_(sorted(LEADING | SIGNING))
    )
    held: dict[UUID, list[OfficeHeld]] = {}
    for row in await connection.execute(statement):
        office = OfficeHeld(
            office=Office(row.office), unit=row.unit, from_on=row.from_on, until_on=row.until_on
        )
        held.setdefault(row.person_id, []).append(office)
    return tuple(
        Holder(person_id=person, offices=tuple(of_person)) for person, of_person in held.items()
    )


def held_on(ledger_id: str, day: date) -> ColumnElement[bool]:
    """The offices of the ward that somebody holds on a day, its first and last day among them."""
    return and_(
        offices.c.ledger_id == ledger_id,
        offices.c.from_on <= day,
        or_(offices.c.until_on.is_(None), offices.c.until_on >= day),
    )


async def _visible(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> Sequence[Row[Any]]:
    lately = _lately(viewing)
    statement = (
        select_tasks(ledger_id)
        .where(
            # Of one that has ended the clock runs while a request of its unit waits.
            or_(tasks.c.ending.is_(None), tasks.c.clock_runs, tasks.c.last_act_at >= lately)
        )
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.due_on.nulls_last(), tasks.c.stream)
    )
    return list(await connection.execute(statement))


def _lately(viewing: Viewing) -> datetime:
    """Since when what has ended is still shown."""
    return start_of(viewing.today - timedelta(days=viewing.policy.board.finished_shown_days))


def _is_current(task: Task, viewing: Viewing) -> bool:
    """Whether a task is shown to who has nothing to do with it: it runs, or ended lately."""
    return task.ending is None or task.last_act_at >= _lately(viewing)


def work_rows(rows: Iterable[Row[Any]], viewing: Viewing) -> list[WorkRow]:
    """The rows that this person may see, as the lists show them."""
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return [_work_row(task, viewing) for task in seen if task is not None]


def _work_row(task: Task, viewing: Viewing) -> WorkRow:
    """Its box, whose turn it is, what the viewer has to do."""
    part = part_of(task, viewing.holder, viewing.policy)
    until = _due_on(task, part)
    return WorkRow(
        task=task,
        box=box(task, viewing.today),
        part=part,
        awaited=awaited(task, viewing.policy, viewing.calendar),
        calendar_days_left=(until - viewing.today).days if until else None,
        days_left=days_left_or_none(until, viewing) if until else None,
        days_late=days_late_or_none(task, viewing),
        unnamed=waits_for_naming(task, viewing.holder),
        contribution_asked_by=_asked_by(task, viewing.holder),
        reminded=_reminded(task, viewing),
        two_rungs=barred_by_two_rungs(task, viewing.policy, viewing.holder),
        step_expired=expired_shown_to(task, viewing.policy, viewing.holder),
    )


def _due_on(task: Task, part: Part) -> date | None:
    """The last day of what the viewer has to do: a contribution has its own; None without one."""
    return contribution_due_on(task) if part is Part.CONTRIBUTE else task.due_on


def _asked_by(task: Task, holder: Holder) -> date | None:
    """The first day by which the lead asked a unit of this person for its contribution."""
    units = (unit for unit in task.supporting if holder.find(WORKING, unit) is not None)
    asked = (asked_of(task, unit) for unit in units)
    return min((each.by_on for each in asked if each is not None), default=None)


def _reminded(task: Task, viewing: Viewing) -> LastReminder | None:
    """What reminded a unit of this person on this day, by its recorded time."""
    last = task.last_reminder
    if last is None or day_of(last.recorded_at) != viewing.today:
        return None
    works = any(viewing.holder.find(WORKING, unit) is not None for unit in last.units)
    return last if works else None


def part_of(task: Task, holder: Holder, policy: Policy) -> Part:
    """What this person has to do with the task now."""
    answers = may_answer(task, policy, holder)
    if is_stopped(task) and not answers:  # a cause is answered after the confirmation as well
        return Part.WATCH
    if answers or may_decide(task, policy, holder) or to_sign(task, holder):
        return Part.DECIDE
    if may_return_for_form(task, policy, holder):
        return Part.CHECK
    if task.stage in _RUNNING:
        if holder.find(WORKING, task.lead) is not None:
            return Part.WORK
        owing = (unit for unit in task.supporting if owes(task, unit))
        waiting = (unit for unit in owing if unsigned_of(task, unit) is None)
        if any(holder.find(WORKING, unit) is not None for unit in waiting):
            return Part.CONTRIBUTE
    return Part.WATCH


def answer_by(row: WorkRow) -> date | None:
    """The day until which whoever's turn it is should act; None where the work has no day.

    Of a returned report it is its own, and so it is of a contribution.
    """
    task = row.task
    if row.part is not Part.CONTRIBUTE and task.returned and task.correct_by is not None:
        return task.correct_by
    return _due_on(task, row.part)


_STOPPED: Final = {
    OfficialStatus.SUSPENDED: Group.SUSPENDED,
    OfficialStatus.WITHDRAWN: Group.WITHDRAWN,
    OfficialStatus.DONE_IN_TIME: Group.DONE,
    OfficialStatus.DONE_LATE: Group.DONE,
}


def _group(row: WorkRow, policy: Policy, today: date) -> Group:
    if row.part in _DECIDING:
        return Group.DECIDE
    if row.box in _STOPPED:
        return _STOPPED[row.box]
    if row.part is Part.WATCH or row.reported:
        climbed = row.reported or row.step_expired or row.overdue is not None
        return Group.ESCALATED if climbed else Group.ELSEWHERE
    if row.task.returned and row.part is Part.WORK:
        return Group.RETURNED
    until = _due_on(row.task, row.part)
    contributes_late = row.part is Part.CONTRIBUTE and until is not None and until < today
    if row.box is OfficialStatus.RUNNING_LATE or contributes_late:
        return Group.LATE
    near = until is not None and until <= today + timedelta(days=policy.chasing.near_days)
    return Group.SOON if near else Group.REST

"""Bảng đôn đốc: units down, states across; what each cell counts is what its address opens."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.agenda import Idle
from services.domain.calendar import CalendarMissing
from services.domain.task.acts.send_chase import chase_refusal
from services.domain.task.agenda import Rules, agenda
from services.domain.task.authority import is_stopped, may_decide, may_return_for_form
from services.domain.task.awaiting import awaited
from services.domain.task.births import CountGroup
from services.domain.task.chasing import chasing_office
from services.domain.task.overdue import left_the_unit, standing_escalations
from services.domain.task.requests import is_asked
from services.domain.task.standing import (
    LATE_STANDINGS,
    BoardColumn,
    days_late,
    is_silent,
    silent_for,
    standing,
)
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.board_views import (
    BESIDE,
    Board,
    BoardFilter,
    BoardLine,
    BoardList,
    BoardRow,
    NextStep,
    OpenTask,
)
from services.queries.colleagues import names_of
from services.queries.count_groups import first_group
from services.queries.my_work import unit_names
from services.queries.reachable import unreached
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import seen_task, select_tasks
from services.queries.task_search import Said, is_found
from services.queries.viewing import Viewing
from services.queries.visibility import visible


async def chase_board(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: BoardFilter,
    said: Said,
    *,
    stretch: Stretch = WHOLE,
) -> Board:
    """The whole board and a page of the list that the address asks for, oldest due date first.

    For those who oversee the ward: the caller has asked. `said` names a task as the page does.
    Raises CalendarMissing.
    """
    rules = Rules(
        policy=viewing.policy,
        calendar=viewing.calendar,
        calendar_version=viewing.working_days.version,
    )
    names = await unit_names(connection, ledger.ledger_id)
    every = await _open_tasks(connection, ledger.ledger_id, viewing)
    tally = Counter(each.task.count_group for each in every)
    asked = replace(asked, group=asked.group or first_group(tally))
    everything = [each for each in every if each.task.count_group is asked.group]
    shown = [each for each in everything if _is_narrowed(each, asked, names, said)]
    collected = [each for each in shown if each.is_sought(asked)]
    chosen = stretch.of(collected)
    to_confirm = [each for each in shown if each.standing is BoardColumn.TO_CONFIRM]
    waiting = to_confirm[: stretch.length]
    reported = await _reported_by_name(connection, ledger, [*chosen, *waiting])
    made = {
        each.task.stream: _row(each, _next_step(each.task, rules, viewing.now), viewing, reported)
        for each in [*chosen, *waiting]
    }
    units = sorted({each.task.lead for each in shown}, key=lambda unit: names.get(unit, unit))
    owing = sorted({each.task.lead for each in everything})
    return Board(
        asked=asked,
        groups={group: tally[group] for group in CountGroup},
        lines=tuple(_line(unit, shown) for unit in units),
        totals=_line("", shown),
        counts=_counts(shown),
        rows=tuple(made[each.task.stream] for each in chosen),
        found=len(collected),
        to_confirm=tuple(made[each.task.stream] for each in waiting),
        waiting=len(to_confirm),
        units=names,
        unreached=await unreached(connection, ledger.ledger_id, owing, viewing.today),
        may_chase=chasing_office(viewing.policy, viewing.holder) is not None,
        today=viewing.today,
    )


async def tasks_of(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing, streams: Collection[str]
) -> Mapping[str, Task]:
    """Each of these tasks that exists for this person, open or closed."""
    statement = select_tasks(ledger_id).where(tasks.c.stream.in_(streams))
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return {task.stream: task for task in seen if task is not None}


async def _open_tasks(
    connection: AsyncConnection, ledger_id: str, viewing: Viewing
) -> list[OpenTask]:
    statement = (
        select_tasks(ledger_id)
        .where(tasks.c.ending.is_(None))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.due_on.nulls_last(), tasks.c.stream)
    )
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return [_open(task, viewing) for task in seen if task is not None]


def _open(task: Task, viewing: Viewing) -> OpenTask:
    policy, calendar, today = viewing.policy, viewing.calendar, viewing.today
    column = standing(task, policy, calendar, today)
    in_list = {
        BoardList.ALL: True,
        BoardList.LATE: column in LATE_STANDINGS,
        BoardList.SILENT: is_silent(task, policy, calendar, today),
        BoardList.ESCALATED: (task.escalated_at is not None and not is_stopped(task))
        or left_the_unit(task),
        BoardList.ASKED: is_asked(task),
    }
    return OpenTask(
        task=task,
        standing=column,
        days_late=days_late(task, calendar, today),
        silent_for=silent_for(task, calendar, today),
        awaited=awaited(task, policy, calendar),
        lists=frozenset(each for each in BoardList if in_list[each]),
    )


def _is_narrowed(
    open_task: OpenTask, asked: BoardFilter, names: Mapping[str, str], said: Said
) -> bool:
    if asked.kind and open_task.task.kind != asked.kind:
        return False
    unit = names.get(open_task.task.lead, "")
    return is_found(asked.wanted, open_task.task, said, [unit])


def _line(unit: str, shown: Sequence[OpenTask]) -> BoardLine:
    own = [each for each in shown if not unit or each.task.lead == unit]
    counter = Counter(each.standing for each in own)
    return BoardLine(
        unit=unit,
        counts={column: counter[column] for column in BoardColumn},
        total=len(own),
        beside={each: sum(each in task.lists for task in own) for each in BESIDE},
    )


def _counts(shown: Sequence[OpenTask]) -> Mapping[BoardList | BoardColumn, int]:
    wanted: list[BoardList | BoardColumn] = [
        BoardList.LATE,
        BoardColumn.NEAR,
        BoardList.SILENT,
        BoardList.ESCALATED,
        BoardList.ASKED,
        BoardColumn.TO_CONFIRM,
        BoardColumn.SUSPENDED,
        BoardList.ALL,
    ]
    return {
        sought: sum(each.is_sought(BoardFilter(sought=sought)) for each in shown)
        for sought in wanted
    }


def _next_step(task: Task, rules: Rules, now: datetime) -> NextStep:
    try:
        planned = agenda(task, rules, now)
    except CalendarMissing:  # a year that nobody has decided yet spoils no board
        return NextStep(step=Idle.CALENDAR)
    return NextStep(step=next(iter(planned.due), planned.coming) or planned.idle)


async def _reported_by_name(
    connection: AsyncConnection, ledger: Ledger, shown: Sequence[OpenTask]
) -> Mapping[UUID, str]:
    """The names of the leaders in charge whom tasks on this page were told."""
    reported = {
        escalated.person_id
        for each in shown
        for escalated in (each.task.escalation, *each.task.overdue_escalations)
        if escalated and escalated.person_id
    }
    return await names_of(connection, ledger, reported)


def _row(
    open_task: OpenTask, step: NextStep, viewing: Viewing, reported: Mapping[UUID, str]
) -> BoardRow:
    escalated_to = open_task.task.escalation
    overdue = next(reversed(standing_escalations(open_task.task)), None)
    refusal = chase_refusal(open_task.task, viewing.policy, viewing.today)
    decides = may_decide(open_task.task, viewing.policy, viewing.holder) or may_return_for_form(
        open_task.task, viewing.policy, viewing.holder
    )
    return BoardRow(
        open=open_task,
        next_step=step,
        closed_to_chase=refusal.sentence if refusal else None,
        decides=decides,
        reported=reported.get(escalated_to.person_id)
        if escalated_to and escalated_to.person_id
        else None,
        overdue=overdue,
        overdue_person=reported.get(overdue.person_id) if overdue and overdue.person_id else None,
    )

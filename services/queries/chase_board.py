"""Bảng đôn đốc: units down, states across; what each cell counts is what its address opens."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.task.authority import is_stopped
from services.domain.task.awaiting import awaited
from services.domain.task.births import CountGroup
from services.domain.task.chasing import chasing_office
from services.domain.task.contacts import open_promise
from services.domain.task.contributing import owes
from services.domain.task.overdue import left_the_unit
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
from services.queries.board_rows import board_rows, may_confirm
from services.queries.board_views import (
    BESIDE,
    NOBODY,
    Board,
    BoardFilter,
    BoardLine,
    BoardList,
    BoardSide,
    BoardSort,
    OpenTask,
)
from services.queries.colleagues import names_of
from services.queries.count_groups import first_group
from services.queries.leaders import in_charge_of
from services.queries.my_work import unit_names
from services.queries.reachable import unreached
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import seen_task, select_tasks
from services.queries.task_search import Said, is_found
from services.queries.unit_contacts import unit_contacts
from services.queries.units import units_that_lead
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
    names = await unit_names(connection, ledger.ledger_id)
    own = await units_that_lead(connection, ledger.ledger_id)
    leading = await in_charge_of(ledger, own, viewing.today)
    in_charge = {unit: str(leader.person_id) for unit, leader in leading.items()}
    every = await _open_tasks(connection, ledger.ledger_id, viewing, asked.side, in_charge)
    tally = Counter(each.task.count_group for each in every)
    asked = replace(asked, group=asked.group or first_group(tally))
    everything = [each for each in every if each.task.count_group is asked.group]
    shown = [each for each in everything if _is_narrowed(each, asked, names, said)]
    collected = [each for each in shown if each.is_sought(asked)]
    collected.sort(key=_order(asked.sort, names), reverse=asked.backwards)
    chosen = stretch.of(collected)
    to_confirm = [each for each in shown if each.standing is BoardColumn.TO_CONFIRM]
    to_confirm.sort(key=lambda each: not may_confirm(each.task, viewing))
    waiting = to_confirm[: stretch.length]
    made = await board_rows(connection, ledger, viewing, [*chosen, *waiting])
    units = [*own, *sorted({unit for each in shown for unit in each.units} - own.keys())]
    owing = sorted({each.task.lead for each in everything})
    people = await names_of(connection, ledger, {each.person_id for each in leading.values()})
    leaders = {str(person): name for person, name in people.items()}
    may_chase = chasing_office(viewing.policy, viewing.holder) is not None
    return Board(
        asked=asked,
        groups={group: tally[group] for group in CountGroup},
        lines=_lines(asked, shown, units, in_charge),
        totals=_line(BoardFilter(), shown),
        counts=_counts(shown),
        rows=tuple(made[each.task.stream] for each in chosen),
        found=len(collected),
        to_confirm=tuple(made[each.task.stream] for each in waiting),
        waiting=len(to_confirm),
        units=names,
        unreached=await unreached(connection, ledger.ledger_id, owing, viewing.today),
        may_chase=may_chase,
        today=viewing.today,
        leaders=leaders,
        in_charge=in_charge,
        contacts=await unit_contacts(connection, ledger, viewing, asked.group, tuple(own))
        if may_chase and asked.group
        else (),
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
    connection: AsyncConnection,
    ledger_id: str,
    viewing: Viewing,
    side: BoardSide,
    in_charge: Mapping[str, str],
) -> list[OpenTask]:
    statement = (
        select_tasks(ledger_id)
        .where(tasks.c.ending.is_(None))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.due_on.nulls_last(), tasks.c.stream)
    )
    rows = await connection.execute(statement)
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in rows)
    return [
        _open(task, viewing, units, in_charge.get(task.lead, NOBODY))
        for task in seen
        if task is not None and (units := _units(task, side))
    ]


def _units(task: Task, side: BoardSide) -> tuple[str, ...]:
    """Whose part is looked at; none of what owes no contribution, where those are meant."""
    if side is BoardSide.LEAD:
        return (task.lead,)
    return () if is_stopped(task) else tuple(each for each in task.supporting if owes(task, each))


def _open(task: Task, viewing: Viewing, units: tuple[str, ...], leader: str) -> OpenTask:
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
        units=units,
        leader=leader,
    )


def _is_narrowed(
    open_task: OpenTask, asked: BoardFilter, names: Mapping[str, str], said: Said
) -> bool:
    if asked.kind and open_task.task.kind != asked.kind:
        return False
    if open_task.days_late < asked.late_from:
        return False
    unit = names.get(open_task.task.lead, "")
    return is_found(asked.wanted, open_task.task, said, [unit])


def _order(sort: BoardSort, names: Mapping[str, str]) -> Callable[[OpenTask], Any]:
    """What the list is ordered by; among equals the due day: the rows come in its order."""

    def key(each: OpenTask) -> Any:
        promise = open_promise(each.task.promises)
        return {
            BoardSort.DUE: each.task.by_due_day,
            BoardSort.LATE: each.days_late,
            BoardSort.UNIT: names.get(each.task.lead, each.task.lead),
            BoardSort.CHASES: each.task.chases,
            BoardSort.PROMISE: promise.by_on if promise else date.max,
            BoardSort.SIGN: each.silent_for,
        }[sort]

    return key


def _lines(
    asked: BoardFilter,
    shown: Sequence[OpenTask],
    units: Sequence[str],
    in_charge: Mapping[str, str],
) -> tuple[BoardLine, ...]:
    """Every unit of the ward, also without open work; or each leader in charge of some."""
    if not asked.by_leader:
        return tuple(_line(BoardFilter(unit=unit), shown) for unit in units)
    leaders = dict.fromkeys([*in_charge.values(), *(each.leader for each in shown)])
    return tuple(_line(BoardFilter(leader=leader), shown) for leader in leaders)


def _line(of: BoardFilter, shown: Sequence[OpenTask]) -> BoardLine:
    own = [each for each in shown if each.is_sought(replace(of, sought=BoardList.ALL))]
    counter = Counter(each.standing for each in own)
    return BoardLine(
        unit=of.unit,
        leader=of.leader,
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

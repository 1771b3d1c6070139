"""Bảng đôn đốc: units down, states across; what each cell counts is what its address opens."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.calendar import CalendarMissing
from services.domain.calendar_facts import calendar_in_force, calendar_streams
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.agenda import Rules, agenda
from services.domain.task.authority import may_decide, may_return_for_form
from services.domain.task.chasing import chase_refusal, chasing_office
from services.domain.task.standing import Standing, days_late, is_silent, silent_for, standing
from services.domain.task.state import Task, fold
from services.ledger.port import Ledger
from services.projections.tables import people, tasks
from services.queries.board_shapes import (
    Asked,
    Board,
    BoardLine,
    BoardRow,
    NextStep,
    OpenTask,
    Sought,
)
from services.queries.my_work import unit_names
from services.queries.search import folded
from services.queries.task_rows import awaited, task_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Who looks at the board, by which rules, when (UTC)."""

    holder: Holder
    policy: Policy
    now: datetime

    @property
    def today(self) -> date:
        """The calendar day in Asia/Ho_Chi_Minh."""
        return day_of(self.now)


async def chase_board(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, asked: Asked
) -> Board:
    """The whole board and the list that the address asks for, oldest due date first.

    For those who oversee the ward: the caller has asked. Raises CalendarMissing.
    """
    rules = await _rules(ledger, viewing)
    names = await unit_names(connection, ledger.ledger_id)
    everything = await _open_tasks(connection, ledger.ledger_id, rules, viewing.today)
    shown = [one for one in everything if _is_narrowed(one, asked, names)]
    chosen = [one for one in shown if one.is_sought(asked)]
    waiting = [one for one in shown if one.standing is Standing.TO_CONFIRM]
    steps = await _next_steps(ledger, rules, viewing.now, [*chosen, *waiting])
    told = await _told_by_name(connection, ledger, [*chosen, *waiting])
    made = {
        one.task.stream: _row(one, steps[one.task.stream], viewing, told)
        for one in [*chosen, *waiting]
    }
    units = sorted({one.task.lead_unit for one in shown}, key=lambda unit: names.get(unit, unit))
    return Board(
        asked=asked,
        lines=tuple(_line(unit, shown) for unit in units),
        totals=_line("", shown),
        counts=_counts(shown),
        rows=tuple(made[one.task.stream] for one in chosen),
        to_confirm=tuple(made[one.task.stream] for one in waiting),
        units=names,
        may_chase=chasing_office(viewing.policy, viewing.holder) is not None,
        today=viewing.today,
    )


async def titles_of(
    connection: AsyncConnection, ledger_id: str, streams: Collection[str]
) -> Mapping[str, str]:
    """The title of each of these tasks that exists, open or closed."""
    statement = select(tasks.c.stream, tasks.c.title).where(
        tasks.c.ledger_id == ledger_id, tasks.c.stream.in_(streams)
    )
    return {row.stream: row.title for row in await connection.execute(statement)}


async def _rules(ledger: Ledger, viewing: Viewing) -> Rules:
    streams = calendar_streams(viewing.today)
    snapshot = await ledger.read(streams)
    found = calendar_in_force(fact for stream in streams for fact in snapshot.of(stream))
    return Rules(policy=viewing.policy, calendar=found.calendar, calendar_version=found.version)


async def _open_tasks(
    connection: AsyncConnection, ledger_id: str, rules: Rules, today: date
) -> list[OpenTask]:
    statement = (
        select(tasks)
        .where(tasks.c.ledger_id == ledger_id, ~tasks.c.closed)
        .order_by(tasks.c.due_on, tasks.c.stream)
    )
    found = [task_of(row) for row in await connection.execute(statement)]
    return [_open(task, rules, today) for task in found]


def _open(task: Task, rules: Rules, today: date) -> OpenTask:
    return OpenTask(
        task=task,
        standing=standing(task, rules.policy, rules.calendar, today),
        days_late=days_late(task, rules.calendar, today),
        silent_for=silent_for(task, rules.calendar, today),
        silent=is_silent(task, rules.policy, rules.calendar, today),
        awaited=awaited(task, rules.policy),
    )


def _is_narrowed(one: OpenTask, asked: Asked, names: Mapping[str, str]) -> bool:
    issued = one.task.issued
    if asked.kind and issued.kind != asked.kind:
        return False
    unit = names.get(issued.lead_unit, "")
    found = folded(f"{issued.title} {issued.assignment} {issued.section} {unit}")
    return all(word in found for word in folded(asked.wanted).split())


def _line(unit: str, shown: Sequence[OpenTask]) -> BoardLine:
    own = [one.standing for one in shown if not unit or one.task.lead_unit == unit]
    found = Counter(own)
    return BoardLine(
        unit=unit, counts={column: found[column] for column in Standing}, total=len(own)
    )


def _counts(shown: Sequence[OpenTask]) -> Mapping[Sought | Standing, int]:
    wanted: list[Sought | Standing] = [
        Sought.LATE,
        Standing.NEAR,
        Sought.SILENT,
        Sought.ESCALATED,
        Standing.TO_CONFIRM,
        Sought.ALL,
    ]
    return {sought: sum(one.is_sought(Asked(sought=sought)) for one in shown) for sought in wanted}


async def _next_steps(
    ledger: Ledger, rules: Rules, now: datetime, wanted: Sequence[OpenTask]
) -> Mapping[str, NextStep]:
    """From the tasks' own facts: rows do not say which reminders went out."""
    streams = sorted({one.task.stream for one in wanted})
    snapshot = await ledger.read(streams)
    found: dict[str, NextStep] = {}
    for stream in streams:
        task = fold(snapshot.of(stream))
        found[stream] = (
            NextStep(kind="waiting", at=None) if task is None else _next_step(task, rules, now)
        )
    return found


def _next_step(task: Task, rules: Rules, now: datetime) -> NextStep:
    try:
        planned = agenda(task, rules, now)
    except CalendarMissing:  # a year that nobody has decided yet spoils no board
        return NextStep(kind="calendar", at=None)
    if planned.due:
        return NextStep(kind=planned.due[0].action_id.split("/", 1)[0], at=planned.due[0].at)
    return NextStep(kind=planned.why.split("/", 1)[0], at=planned.next_at)


async def _told_by_name(
    connection: AsyncConnection, ledger: Ledger, shown: Sequence[OpenTask]
) -> Mapping[UUID, str]:
    """The names of the leaders in charge whom tasks on this page were told."""
    told = {one.task.escalation.person_id for one in shown if one.task.escalation} - {None}
    if not told:
        return {}
    statement = select(people.c.person_id, people.c.name_text_id).where(
        people.c.ledger_id == ledger.ledger_id, people.c.person_id.in_(told)
    )
    found = {row.person_id: row.name_text_id for row in await connection.execute(statement)}
    bodies = await ledger.texts(set(found.values()))
    return {person: bodies[text] for person, text in found.items() if text in bodies}


def _row(one: OpenTask, step: NextStep, viewing: Viewing, told: Mapping[UUID, str]) -> BoardRow:
    climbed = one.task.escalation
    refusal = chase_refusal(one.task, viewing.policy, viewing.today)
    decides = may_decide(one.task, viewing.policy, viewing.holder) or may_return_for_form(
        one.task, viewing.policy, viewing.holder
    )
    return BoardRow(
        open=one,
        next_step=step,
        closed_to_chase=refusal.sentence if refusal else None,
        decides=decides,
        told=told.get(climbed.person_id) if climbed and climbed.person_id else None,
    )

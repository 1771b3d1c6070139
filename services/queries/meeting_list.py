"""Giao ban: the list of the weekly meeting, assigned work first and the plan's routine apart."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.directive.terms import DirectiveSource
from services.domain.instants import start_of
from services.domain.policy import Policy
from services.domain.roles import LEADING
from services.domain.task.authority import waiting_rung
from services.domain.task.births import CountGroup
from services.domain.task.requests import is_asked
from services.domain.task.state import Ending, Task
from services.ledger.port import Ledger
from services.projections.tables import directives, tasks
from services.queries.my_work import unit_names
from services.queries.outstanding import OutstandingTask, is_reported_above
from services.queries.outstanding_rows import outstanding_tasks, with_names
from services.queries.task_list import MOST
from services.queries.viewing import Viewing

ORDINARY_SINCE: Final = timedelta(days=7)  # a meeting a week, where nobody says another day
EARLIEST_SINCE: Final = timedelta(days=92)  # a quarter: what one list may read
_WEEK: Final = timedelta(days=6)


class MeetingPart(StrEnum):
    """The parts of the list, in their order; a task stands in each that holds it."""

    NEW = "new"
    LATE = "late"
    DUE_THIS_WEEK = "due_this_week"
    REPORTED_ABOVE = "reported_above"
    WAITS_FOR_LEADERS = "waits_for_leaders"


class MeetingHalf(StrEnum):
    """Assigned work, and the routine of the plan: two lists that are never one sum."""

    ASSIGNED = "assigned"
    ROUTINE = "routine"

    @property
    def groups(self) -> tuple[CountGroup, ...]:
        """The groups of work that it holds, each counted apart."""
        routine = self is MeetingHalf.ROUTINE
        return tuple(each for each in CountGroup if (each is CountGroup.ROUTINE) is routine)


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveOrigin:
    """From which directive a task comes: of its paper number and day alone, never its words.

    `on` is the day of the paper, of an order without one the day on which it was given.
    """

    code: str
    source: DirectiveSource
    number: str | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """One line of the list; `origin` is None of routine work."""

    work: OutstandingTask
    origin: DirectiveOrigin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingSection:
    """A part of one half: how many tasks of each group it has, and the rows.

    There are at most as many rows as a list may have; `left_out` says how many more there are.
    """

    part: MeetingPart
    counts: Mapping[CountGroup, int]
    rows: tuple[MeetingRow, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingList:
    """The whole list of a day; the week runs from Monday to Sunday."""

    today: date
    since: date
    week_from: date
    week_until: date
    halves: Mapping[MeetingHalf, tuple[MeetingSection, ...]]
    units: Mapping[str, str]


async def meeting_list(
    connection: AsyncConnection, ledger: Ledger, viewing: Viewing, since: date
) -> MeetingList:
    """What was given since a day, is late, due this week, reported above, waits for a leader.

    For those who oversee the ward: the caller has asked, and whether the day can be meant.
    """
    today = viewing.today
    monday = today - timedelta(days=today.weekday())
    sorting = _Sorting(since=since, week_from=monday, policy=viewing.policy)
    works = await outstanding_tasks(connection, ledger, viewing, _candidates(since))
    parts = {
        (half, part): sorting.of_part(part, [each for each in works if _is_of(each, half)])
        for half in MeetingHalf
        for part in MeetingPart
    }
    shown = {each.task.stream: each for of_part in parts.values() for each in of_part[:MOST]}
    named = {
        each.task.stream: each for each in await with_names(connection, ledger, [*shown.values()])
    }
    origins = await _origins(connection, ledger.ledger_id, [each.task for each in shown.values()])
    rows = {
        stream: MeetingRow(work=work, origin=origins.get(stream)) for stream, work in named.items()
    }
    return MeetingList(
        today=today,
        since=since,
        week_from=monday,
        week_until=sorting.week_until,
        halves={
            half: tuple(_section(half, part, parts[half, part], rows) for part in MeetingPart)
            for half in MeetingHalf
        },
        units=await unit_names(connection, ledger.ledger_id),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sorting:
    since: date
    week_from: date
    policy: Policy

    @property
    def week_until(self) -> date:
        return self.week_from + _WEEK

    def of_part(
        self, part: MeetingPart, works: Sequence[OutstandingTask]
    ) -> list[OutstandingTask]:
        """The tasks of a part: the late ones by their lateness, all others by their day."""
        chosen = [each for each in works if self._holds(part, each)]
        if part is not MeetingPart.LATE:
            return chosen
        return sorted(chosen, key=lambda each: each.latest_first)

    def _holds(self, part: MeetingPart, work: OutstandingTask) -> bool:
        task = work.task
        match part:
            case MeetingPart.NEW:
                kept = task.ending in {None, Ending.CONFIRMED}
                return kept and task.issued_on >= self.since
            case MeetingPart.LATE:
                return work.is_late
            case MeetingPart.DUE_THIS_WEEK:
                return _runs(task) and self.week_from <= task.by_due_day <= self.week_until
            case MeetingPart.REPORTED_ABOVE:
                return is_reported_above(task)
            case MeetingPart.WAITS_FOR_LEADERS:
                return is_asked(task) or self._is_at_a_leader(task)

    def _is_at_a_leader(self, task: Task) -> bool:
        rung = waiting_rung(task, self.policy)
        return rung is not None and not LEADING.isdisjoint(rung.offices)


def _runs(task: Task) -> bool:
    return task.ending is None and task.suspended_at is None


def _candidates(since: date) -> ColumnElement[bool]:
    """What runs, what was given since that day, and what has ended and waits for an answer."""
    return or_(
        tasks.c.ending.is_(None), tasks.c.clock_runs, tasks.c.last_act_at >= start_of(since)
    )


def _is_of(work: OutstandingTask, half: MeetingHalf) -> bool:
    return work.task.count_group in half.groups


def _section(
    half: MeetingHalf,
    part: MeetingPart,
    works: Sequence[OutstandingTask],
    rows: Mapping[str, MeetingRow],
) -> MeetingSection:
    counter = Counter(each.task.count_group for each in works)
    return MeetingSection(
        part=part,
        counts={group: counter[group] for group in half.groups},
        rows=tuple(rows[each.task.stream] for each in works[:MOST]),
        left_out=max(0, len(works) - MOST),
    )


async def _origins(
    connection: AsyncConnection, ledger_id: str, shown: Collection[Task]
) -> Mapping[str, DirectiveOrigin]:
    """The directive of each assigned task, by the task's stream."""
    terms = {task.stream: task.assigned for task in shown if task.assigned is not None}
    statement = select(
        directives.c.code, directives.c.source, directives.c.number, directives.c.dated_on
    ).where(
        directives.c.ledger_id == ledger_id,
        directives.c.code.in_({each.directive for each in terms.values()}),
    )
    known = {row.code: row for row in await connection.execute(statement)}
    return {
        stream: DirectiveOrigin(
            code=row.code,
            source=DirectiveSource(row.source),
            number=row.number,
            on=row.dated_on or each.ordered_by.on,
        )
        for stream, each in terms.items()
        if (row := known.get(each.directive)) is not None
    }

"""Dấu hiệu cần xem: ready searches of the ledger, each with the limit that it goes by.

What is found is a reason to look, never a verdict: a short report may be read within a minute.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.facts import Event, Fact
from services.domain.instants import day_of, end_of, start_of
from services.domain.programme.events import ProgrammeRowCarried, ProgrammeSigned
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.events import DueDateMoved
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.log import acts_that, newest_facts_that
from services.queries.log_rights import Reader, events
from services.queries.log_views import LogLine
from services.queries.pattern_statements import (
    approvals_at_once,
    shared_files,
    visible_streams,
)
from services.queries.stretch import Stretch
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing

# By which a programme takes unfinished rows over: a decision on the whole of it, not on one day.
_CARRYING: Final[tuple[type[Event], ...]] = (ProgrammeRowCarried, ProgrammeSigned)
MOVING: Final[tuple[type[Event], ...]] = (ExtensionGranted, TaskRescheduled, DueDateMoved)
TASKS_NAMED: Final = 8  # with which one file lies; of more their number is told
MOST_MOVES: Final = 4000  # of a window of days; a ward decides on some hundred a year


class Pattern(StrEnum):
    """Which of the ready searches."""

    APPROVED_AT_ONCE = "approved-at-once"
    MOVED_WHEN_PASSED = "moved-when-passed"
    CARRIED_WHEN_PASSED = "carried-when-passed"
    SAME_FILE = "same-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFilter:
    """One search in a window of days, both inclusive; files are compared over all years."""

    pattern: Pattern
    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternLine:
    """What was found of one or several tasks: the acts that show it, the oldest first.

    `passed_on` is the due day that had passed; `sha256` the file, `tasks` some of those that it
    lies with, of which there are `amount`.
    """

    tasks: tuple[Task, ...]
    acts: tuple[LogLine, ...] = ()
    passed_on: date | None = None
    sha256: str = ""
    amount: int = 1

    @property
    def apart(self) -> timedelta:
        """How far the first and the last act lie apart."""
        if not self.acts:
            return timedelta()
        return self.acts[-1].fact.occurred_at - self.acts[0].fact.occurred_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternPage:
    """A page of what was found, the newest first; `more` says that there is another one.

    `carried` are the days that programmes moved with their unfinished rows, counted apart.
    `is_cut` says that more days were moved than `MOST_MOVES`: the newest were looked at.
    """

    lines: tuple[PatternLine, ...]
    more: bool
    carried: int = 0
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class PatternSearch:
    """Who searches, in which ledger."""

    connection: AsyncConnection
    ledger: Ledger
    reader: Reader
    viewing: Viewing

    async def find(self, asked: PatternFilter, stretch: Stretch) -> PatternPage:
        """A page of one search."""
        match asked.pattern:
            case Pattern.APPROVED_AT_ONCE:
                return await self._approved_at_once(asked, stretch)
            case Pattern.MOVED_WHEN_PASSED | Pattern.CARRIED_WHEN_PASSED:
                return await self._moved_when_passed(asked, stretch)
            case Pattern.SAME_FILE:
                return await self._same_file(stretch)

    async def _approved_at_once(self, asked: PatternFilter, stretch: Stretch) -> PatternPage:
        rows = (
            await self.connection.execute(
                approvals_at_once(self.reader, asked.from_on, asked.until_on, stretch)
            )
        ).all()
        shown = rows[: stretch.length]
        places = {row.reported for row in shown} | {row.approved for row in shown}
        acts = await self._acts(places)
        about = await self._tasks([row.stream for row in shown])
        return PatternPage(
            lines=tuple(
                PatternLine(
                    tasks=(about[row.stream],), acts=(acts[row.reported], acts[row.approved])
                )
                for row in shown
                if row.stream in about
            ),
            more=len(rows) > len(shown),
        )

    async def _moved_when_passed(self, asked: PatternFilter, stretch: Stretch) -> PatternPage:
        own = events.c.ledger_id == self.reader.ledger_id
        # By positions, which follow the time: of earlier years nothing is read.
        before = select(func.max(events.c.position)).where(
            own, events.c.occurred_at < start_of(asked.from_on)
        )
        first = (await self.connection.execute(before)).scalar() or 0
        moved: list[ColumnElement[bool]] = [
            events.c.position > first,
            events.c.type.in_([each.TYPE for each in MOVING]),
            events.c.occurred_at < end_of(asked.until_on),
            events.c.stream.in_(visible_streams(self.reader)),
        ]
        facts = await newest_facts_that(self.connection, self.reader, moved, MOST_MOVES + 1)
        late = [fact for fact in facts[:MOST_MOVES] if passed_before(fact) is not None]
        by_programme = await self._carrying(first, asked)
        carried = [fact for fact in late if is_carried(fact, by_programme)]
        if asked.pattern is Pattern.CARRIED_WHEN_PASSED:
            late = carried
        else:
            late = [fact for fact in late if not is_carried(fact, by_programme)]
        shown = stretch.of(late)
        acts = await self._acts({fact.position for fact in shown})
        about = await self._tasks([fact.stream for fact in shown])
        return PatternPage(
            lines=tuple(
                PatternLine(
                    tasks=(about[fact.stream],),
                    acts=(acts[fact.position],),
                    passed_on=passed_before(fact),
                )
                for fact in shown
                if fact.stream in about
            ),
            more=len(late) > stretch.first + len(shown),
            carried=len(carried),
            is_cut=len(facts) > MOST_MOVES,
        )

    async def _carrying(self, first: int, asked: PatternFilter) -> frozenset[datetime]:
        """When programmes took rows over: all facts of one act bear the same moment."""
        statement = select(events.c.occurred_at).where(
            events.c.ledger_id == self.reader.ledger_id,
            events.c.position > first,
            events.c.type.in_([each.TYPE for each in _CARRYING]),
            events.c.occurred_at < end_of(asked.until_on),
        )
        return frozenset((await self.connection.execute(statement)).scalars())

    async def _same_file(self, stretch: Stretch) -> PatternPage:
        rows = (await self.connection.execute(shared_files(self.reader, stretch))).all()
        shown = rows[: stretch.length]
        named = {row.sha256: sorted(row.streams)[:TASKS_NAMED] for row in shown}
        about = await self._tasks([stream for streams in named.values() for stream in streams])
        return PatternPage(
            lines=tuple(
                PatternLine(
                    tasks=tuple(about[each] for each in named[row.sha256] if each in about),
                    sha256=row.sha256,
                    amount=len(row.streams),
                )
                for row in shown
            ),
            more=len(rows) > len(shown),
        )

    async def _acts(self, places: set[int]) -> Mapping[int, LogLine]:
        if not places:
            return {}
        lines = await acts_that(
            self.connection,
            self.ledger,
            self.reader,
            [events.c.position.in_(places)],
            len(places),
        )
        return {line.fact.position: line for line in lines}

    async def _tasks(self, streams: Sequence[str]) -> Mapping[str, Task]:
        if not streams:
            return {}
        statement = select_tasks(self.reader.ledger_id).where(tasks.c.stream.in_(streams))
        rows = await self.connection.execute(statement)
        holder, policy = self.viewing.holder, self.viewing.policy
        seen = (seen_task(row, policy, holder) for row in rows)
        return {task.stream: task for task in seen if task is not None}


def is_carried(fact: Fact, by_programme: Collection[datetime]) -> bool:
    """Whether a programme moved the day with a row that it took over."""
    return isinstance(fact.event, TaskRescheduled) and fact.occurred_at in by_programme


def passed_before(fact: Fact) -> date | None:
    """The due day that had ended when it was moved; None where it had not."""
    match fact.event:
        case ExtensionGranted(due_on=due_on):
            was: date | None = due_on
        case TaskRescheduled(was_due_on=due_on):
            was = due_on
        case DueDateMoved(from_on=due_on):
            was = due_on
        case _:
            was = None
    return was if was is not None and was < day_of(fact.occurred_at) else None

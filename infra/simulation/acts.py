"""What every script of a simulated ward needs: the hour of an act, its words, the act itself."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from functools import partial
from typing import Final

from infra.simulation.chance import Chance
from infra.simulation.pace import Pace
from infra.simulation.people import OFFICE_UNIT, Roster, Worker, Writing
from infra.simulation.ward import SimulatedWard, request_of
from services.commands.acts import ActCommand
from services.commands.requests import TypedTexts
from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import Event
from services.domain.instants import day_of, start_of
from services.domain.papers import Paper
from services.domain.policy import Policy
from services.domain.roles import LEADING, Office
from services.domain.task.births import TaskAssigned
from services.domain.task.state import Ending, Task

_WORKDAYS: Final = 5
_OPENING, _CLOSING = 8, 16  # hours of Hanoi in which people act
_AGAIN: Final = 7  # calendar days until a suspended task is looked at again

Step = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """A task that units hear of, of either birth; `due_on` is None for work without a day."""

    lead: str
    supporting: tuple[str, ...]
    due_on: date | None
    assigned: bool

    def around(self, given_on: date, days: int) -> date:
        """Its due day; of work without one the day so many calendar days after it was given."""
        return self.due_on or given_on + timedelta(days=days)


def new_task(event: Event) -> NewTask | None:
    """What units hear of; None for any other fact."""
    if isinstance(event, TaskIssued | TaskAssigned):
        return NewTask(
            lead=event.lead_unit,
            supporting=event.supporting_units,
            due_on=event.due_on,
            assigned=isinstance(event, TaskAssigned),
        )
    return None


@dataclass(slots=True)
class SimulatedActs:
    """People who act on tasks at hours that the seed decides."""

    ward: SimulatedWard
    roster: Roster
    policy: Policy
    chance: Chance
    writing: Writing
    pace: Pace

    def _happens(self, share: float, *key: object) -> bool:
        return self.chance.share(*key) < share

    def _later(self, day: date, stream: str, step: Step, *, confirmed_too: bool = False) -> None:
        """In the working hours of a day, of the Monday after it where it is none of a week.

        A task that has ended is left alone, unless it was confirmed and that is asked for.
        """
        after = max(0, day.weekday() - _WORKDAYS + 1)
        day += timedelta(days=0 if after == 0 else 3 - after)
        key = (stream, day, getattr(step, "__name__", "step"))
        hour = self.chance.between(_OPENING, _CLOSING, "hour", *key)
        minute = timedelta(minutes=self.chance.between(0, 59, "minute", *key))
        at = start_of(day, hour).astimezone(UTC) + minute
        self.ward.later(at, partial(self._where_it_matters, stream, step, confirmed_too))

    async def _where_it_matters(self, stream: str, step: Step, confirmed_too: bool) -> None:
        """Where the clock stands it is looked at again later."""
        task = self.ward.tasks[stream]
        if task.suspended_at is not None and not task.ending:
            self._later(self._in(_AGAIN), stream, step, confirmed_too=confirmed_too)
        elif not task.ending or (confirmed_too and task.ending is Ending.CONFIRMED):
            await step(stream)

    def _in(self, days: int) -> date:
        return day_of(self.ward.at) + timedelta(days=days)

    def _confirmer(self, task: Task) -> Worker:
        """Who confirms what this unit reports."""
        if task.lead == OFFICE_UNIT:
            return self.roster.of(*LEADING)
        return self.roster.head(OFFICE_UNIT)

    def _assigner(self, task: Task) -> Worker:
        """Who decides on what this unit asks for: of assigned work the leader who ordered it."""
        if task.assigned is None:
            return self._confirmer(task)
        orderer = self.roster.person(task.assigned.ordered_by.person_id)
        return self.roster.of(Office.CHAIR) if orderer.unit == task.lead else orderer

    def _paper(self, kind: str) -> Paper:
        today = day_of(self.ward.at)
        number = self.chance.between(1, 900, "paper", kind, self.ward.at)
        return Paper(number=f"{number}/{kind}-UBND", dated_on=today)

    def _words(self) -> TypedTexts:
        return TypedTexts(randomness=self.ward.randomness, limit=self.policy.text_at_most)

    async def _act(
        self, who: Worker, command: ActCommand, words: TypedTexts | None = None
    ) -> None:
        await self.ward.acts.handle(request_of(self.ward, who, command, words), command)

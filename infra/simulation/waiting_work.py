"""The last evening of a simulated ward: nobody who decides has an empty desk on the next day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from infra.simulation.tasks import AT_WORK, TaskScript
from services.domain.instants import day_of, start_of
from services.domain.task.state import Stage, Task

_WORKDAYS: Final = 5
_BEGINS, _ENDS = 8, 17  # hours of Hanoi
_SHORTLY: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class WaitingWorkScript:
    """Each unit has one report before its head, one before whoever confirms, one given back."""

    tasks: TaskScript

    def plan(self, until: datetime) -> None:
        """In the last working hour before a moment (UTC)."""
        self.tasks.ward.later(_last_hour(until), self._fill)

    async def _fill(self) -> None:
        people = self.tasks.roster.workers.values()
        for unit in sorted({each.unit for each in people if each.unit is not None}):
            running = [*self._running(unit)]
            ready = [task for task in running if self._may_report(task)]
            ready.sort(key=lambda task: (task.due_on is None, task.due_on, task.stream))
            stages = {task.stage for task in running}
            if not any(task.returned for task in running) and ready:
                await self._submit_signed(stream := ready.pop(0).stream)
                await self.tasks.give_back(self.tasks.ward.tasks[stream])
            if Stage.SUBMITTED not in stages and ready:
                await self.tasks.submit(ready.pop(0))
            if Stage.APPROVED not in stages and ready:
                await self._submit_signed(ready.pop(0).stream)

    def _running(self, unit: str) -> Iterator[Task]:
        tasks = self.tasks.ward.tasks.values()
        return (task for task in tasks if task.lead == unit and not task.ending)

    @staticmethod
    def _may_report(task: Task) -> bool:
        stopped = task.suspended_at or task.extension or task.decline
        # What was given back stays so: it is what its specialist finds in the morning.
        return task.stage in AT_WORK and not (stopped or task.returned)

    async def _submit_signed(self, stream: str) -> None:
        ward = self.tasks.ward
        await self.tasks.submit(ward.tasks[stream])
        await ward.settle()
        await self.tasks.approve(ward.tasks[stream])
        await ward.settle()


def _last_hour(until: datetime) -> datetime:
    """Shortly before that moment where people are at work then, else at the end of a working day.

    Whatever others do on a day is done before it ends.
    """
    day = day_of(until)
    if day.weekday() < _WORKDAYS and until > start_of(day, _BEGINS):
        return min(until, start_of(day, _ENDS).astimezone(UTC)) - _SHORTLY
    day -= timedelta(days=1)
    while day.weekday() >= _WORKDAYS:
        day -= timedelta(days=1)
    return start_of(day, _ENDS).astimezone(UTC) - _SHORTLY

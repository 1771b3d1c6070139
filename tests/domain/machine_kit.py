"""Where the acts of a task machine arrive: the pure domain, or the real handlers."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from services.commands.acts import ActCommand
from services.domain.agenda import Action, Agenda
from services.domain.calendar import Calendar
from services.domain.facts import Fact, TextRef
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.state import Task
from tests.domain.task_world import World


class Kit(Protocol):
    """Where the acts of a machine arrive."""

    now: datetime
    world: World

    @property
    def policy(self) -> Policy: ...

    @property
    def calendar(self) -> Calendar:
        """The working days as they are decided now."""
        ...

    def facts(self) -> Sequence[Fact]:
        """Everything recorded of the task."""
        ...

    def task(self) -> Task:
        """The task as its facts make it."""
        ...

    def put(self, words: str) -> TextRef:
        """Words that somebody types into the next form."""
        ...

    def send(self, who: Holder, command: ActCommand) -> None:
        """Somebody clicks; raises Refusal."""
        ...

    def agenda(self) -> Agenda[Action]:
        """What the clock has to do now."""
        ...

    def run(self, action_id: str) -> None:
        """Do one action of the clock."""
        ...

    def done(self) -> set[str]:
        """The ids of the actions that were recorded."""
        ...

    def rest(self, day: date, *, given: bool) -> None:
        """A weekday is declared a rest day, or a working day again."""
        ...

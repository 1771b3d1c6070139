"""One ward in memory: the real commands on the memory ledger, and a clock that the script moves.

What has to be done next stands in two heaps, that of the clocks and that of the people, so that
years pass without asking every open stream on every day.
"""

import heapq
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Final
from uuid import UUID

from infra.simulation.chance import seeded_randomness
from infra.simulation.files import InventedFile
from infra.simulation.office_index import FactOfficeIndex
from infra.simulation.people import Worker
from infra.wiring import CODEC
from services.commands.acts import ActCommands
from services.commands.due_actions import DueActions
from services.commands.opening import OpeningCommands
from services.commands.plans import PlanCommands
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import CommandRunner
from services.domain.errors import Refusal
from services.domain.facts import Fact
from services.domain.streams import Category, category_of
from services.domain.task.evolving import evolve
from services.domain.task.state import Task
from services.ledger.memory import MemoryLedger

_BATCH: Final = 1000
_MOST_ROUNDS: Final = 200  # a stream that is planned more often at one moment never rests
Act = Callable[[], Awaitable[None]]


class HeapAgendas:
    """See `Agendas`: the next moments in a heap; what is not closed was noted."""

    def __init__(self, ledger: MemoryLedger) -> None:
        self._ledger = ledger
        self._heap: list[tuple[datetime, str]] = []
        self.noted: dict[str, tuple[int, datetime | None]] = {}

    async def note(self, stream: str, version: int, next_at: datetime | None) -> None:
        """Remember the next moment (UTC) of a stream."""
        self.noted[stream] = version, next_at
        if next_at is not None:
            heapq.heappush(self._heap, (next_at, stream))

    def close(self, stream: str) -> None:
        """Nothing more is owed by the clock of this stream."""
        self.noted.pop(stream, None)

    def next_moment(self) -> datetime | None:
        """When a clock has to act next (UTC)."""
        while self._heap and not self._stands(*self._heap[0]):
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def take(self, now: datetime) -> list[str]:
        """The streams whose moment has come, in the order of moment and name; each once."""
        taken: dict[str, None] = {}
        while self._heap and self._heap[0][0] <= now:
            at, stream = heapq.heappop(self._heap)
            if self._stands(at, stream):
                taken[stream] = None
        return list(taken)

    async def open_streams(self) -> Sequence[str]:
        """Every stream whose clock still runs."""
        return sorted(self.noted)

    async def overdue(self, now: datetime) -> Sequence[str]:
        """Streams whose moment has passed."""
        return [
            stream
            for stream, (_, at) in sorted(self.noted.items())
            if at is not None and at <= now
        ]

    async def wake(self, now: datetime) -> Sequence[str]:
        """Ring what is overdue."""
        woken = await self.overdue(now)
        self._ledger.ring(woken)
        return woken

    async def ring(self, streams: Collection[str]) -> None:
        """Ask for a new plan of these streams."""
        self._ledger.ring(streams)

    def _stands(self, at: datetime, stream: str) -> bool:
        return self.noted.get(stream, (0, None))[1] == at


@dataclass(slots=True)
class CountedRefusals:
    """See `FurtherRefusals`: refusals beyond the day's facts."""

    taken: int = 0

    async def count(self, person_id: UUID, day: date, at: datetime) -> None:
        """One more."""
        del person_id, day, at
        self.taken += 1


@dataclass(order=True, slots=True)
class _Planned:
    at: datetime
    number: int
    act: Act = field(compare=False)


class SimulatedWard:
    """The commands of one ward at a moment (`at`, UTC) that `run` moves on.

    `tasks` are the tasks as their facts make them; whoever listens is told each new fact. A rule
    that refuses somebody's act ends the years, unless the ward `forgives`: then it is counted.
    """

    def __init__(
        self,
        ledger_id: str,
        at: datetime,
        seed: str,
        *,
        build: str = "0+unknown",
        forgives: bool = False,
    ) -> None:
        self.at = at
        self.refused: list[Refusal] = []
        self._forgives = forgives
        self.randomness = seeded_randomness(seed)
        self.ledger = MemoryLedger(
            ledger_id, CODEC, lambda: self.at, build=build, salt=self.randomness.salt
        )
        self.agendas = HeapAgendas(self.ledger)
        self.people = CommandRunner(self.ledger, CountedRefusals())
        self.opening = OpeningCommands(self.ledger, self.agendas)
        self.plans = PlanCommands(self.ledger)
        self.acts = ActCommands(self.people, FactOfficeIndex(self.ledger))
        self.due_actions = DueActions(self.ledger, self.agendas)
        self.tasks: dict[str, Task] = {}
        self.files: dict[str, InventedFile] = {}
        self.listeners: list[Callable[[Fact], None]] = []
        self._seen = 0
        self._numbers = count(1)
        self._planned: list[_Planned] = []

    def kept(self, file: InventedFile) -> InventedFile:
        """A file as somebody has put it into the ward's store, by its digest."""
        return self.files.setdefault(file.sha256, file)

    def later(self, at: datetime, act: Act) -> None:
        """Let somebody do something at a moment (UTC), at once where it has passed."""
        heapq.heappush(self._planned, _Planned(max(at, self.at), next(self._numbers), act))

    async def run(self, until: datetime) -> None:
        """Let time pass up to a moment (UTC): at each, clocks act first, then people."""
        await self.settle()
        while (at := self._next_moment()) is not None and at < until:
            self.at = max(self.at, at.astimezone(UTC))
            for stream in self.agendas.take(self.at):
                await self._run_clock(stream)
            await self.settle()
            while self._planned and self._planned[0].at <= self.at:
                await self._do(heapq.heappop(self._planned).act)
                await self.settle()
        self.at = until

    async def _do(self, act: Act) -> None:
        try:
            await act()
        except Refusal as refusal:
            if not self._forgives:
                raise
            self.refused.append(refusal)

    async def settle(self) -> None:
        """Plan anew what was rung, and tell what was recorded, until nothing is left."""
        await self._look()
        while self.ledger.outbox:
            rung = dict.fromkeys(stream for stream, _ in self.ledger.outbox)
            self.ledger.outbox.clear()
            for stream in rung:
                await self._run_clock(stream)
            await self._look()

    def _next_moment(self) -> datetime | None:
        planned = self._planned[0].at if self._planned else None
        known = [at for at in (planned, self.agendas.next_moment()) if at is not None]
        return min(known, default=None)

    async def _run_clock(self, stream: str) -> None:
        """What a stream's workflow does: plan, run what is due, plan again."""
        for _ in range(_MOST_ROUNDS):
            planned = await self.due_actions.plan_next(stream, self.at)
            if planned.agenda.closed:
                self.agendas.close(stream)
            if not planned.agenda.due:
                return
            for due in planned.agenda.due:
                await self.due_actions.run_action(stream, due.id, self.at)
        raise RuntimeError(f"{stream} never comes to rest")

    async def _look(self) -> None:
        while facts := await self.ledger.tail(self._seen, _BATCH):
            self._seen = facts[-1].position
            for fact in facts:
                if category_of(fact.stream) is Category.TASK:
                    self.tasks[fact.stream] = evolve(self.tasks.get(fact.stream), fact)
                for listener in self.listeners:
                    listener(fact)


def request_of(
    ward: SimulatedWard, who: Worker, command: object, words: TypedTexts | None = None
) -> CommandRequest:
    """One click of somebody, with the words that were typed."""
    clicked: datetime = ward.at
    return CommandRequest(
        sender=Sender(person_id=who.person_id, session_id=who.session_id),
        command_id=ward.randomness.new_id(),
        name=type(command).__name__,
        sent={"at": clicked.isoformat()},
        texts=tuple(words.texts) if words else (),
    )

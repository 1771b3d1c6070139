"""One task behind the real handlers, on a ledger in memory: the desk of the handlers' machine."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from itertools import count
from typing import Any, TypeVar
from uuid import UUID, uuid5

from infra.simulation.office_index import FactOfficeIndex
from services.commands.acts import ActCommand, ActCommands
from services.commands.due_actions import DueActions, Planned
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.ports import Randomness
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import CommandRunner
from services.domain.agenda import Action, Agenda
from services.domain.assignment.events import assignment_stream
from services.domain.attempts import stream_of
from services.domain.calendar import Calendar
from services.domain.calendar_facts import calendar_stream
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.errors import Refusal, Stale
from services.domain.facts import Event, Fact, NewEvent, TextRef
from services.domain.instants import day_of, start_of
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.evolving import fold
from services.domain.task.state import Task
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from services.ledger.port import Ledger, NewText, Outcome
from tests import givens
from tests.acts import SAMPLE_OF
from tests.acts.sample import Thing
from tests.acts.sending import command_of
from tests.domain import task_world
from tests.domain.around_task import around_task
from tests.domain.pure_kit import resting
from tests.domain.task_world import CAST, DIRECTIVE, Birth, World
from tests.memory_sign_ins import MemoryFurtherRefusals
from tests.memory_ward import CODEC

LEDGER = "demo-given-aaaaaaaa"
ATTEMPTS = 12  # a day, so that a run comes to the limit
SESSION = givens.person("session")
Answer = TypeVar("Answer")


def finished(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer of a coroutine that never waits: on the memory ledger none does."""
    try:
        work.send(None)
    except StopIteration as stop:
        answer: Answer = stop.value
        return answer
    raise AssertionError("a handler waited for something else than the ledger")


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A wish that was accepted, and what the handler answered."""

    request: CommandRequest
    command: ActCommand
    outcome: Outcome | None


class CommandsKit:
    """See `tests/domain/task_machine.py`. Refused wishes are sent again under the same id.

    `between` may stand between people and the ledger: a store that fails, or that is overtaken.
    """

    def __init__(
        self, world: World, between: Callable[[MemoryLedger], Ledger] = lambda ledger: ledger
    ) -> None:
        self.world = world
        self.now = start_of(world.start, 9).astimezone(UTC)
        self.policy: Policy = replace(task_world.policy(), attempts_per_day=ATTEMPTS)
        self.ledger = MemoryLedger(LEDGER, CODEC, lambda: self.now)
        numbers = count(1)
        self._randomness = Randomness(
            new_id=lambda: uuid5(givens.SPACE, f"id/{next(numbers)}"),
            salt=lambda: next(numbers).to_bytes(32),
            token=lambda: str(next(numbers)),
        )
        agendas = MemoryAgendas(self.ledger, lambda: [world.stream])
        self.further = MemoryFurtherRefusals()
        self._tasks = ActCommands(
            CommandRunner(between(self.ledger), self.further), FactOfficeIndex(self.ledger)
        )
        self._clock = DueActions(self.ledger, agendas)
        self._opening = OpeningCommands(self.ledger, agendas)
        self._years = {year.year: year for year in task_world.calendars()}
        self._calendars = 0
        self._typed: dict[UUID, NewText] = {}
        self._done: set[str] = set()
        self._task: tuple[int, Task] | None = None
        self.planned: list[Action] = []
        self.accepted: list[Click] = []
        self.refused: dict[str, list[tuple[UUID, str]]] = {}
        self._refused_ids: dict[UUID, UUID] = {}
        self.corrected = 0
        self._open()

    def _open(self) -> None:
        """The first facts of a ward with one item, and its task by the item's own clock."""
        finished(self._opening.open_ledger("given", "phường cho sẵn"))
        finished(self._opening.adopt_policy(self.policy, "policy"))
        finished(self._opening.adopt_calendars(task_world.calendars(), "calendars"))
        item = assignment_stream(self.world.opened.code)
        decision = [NewEvent(stream=item, event=self.world.opened)]
        words = self._words()
        for key, who in CAST.items():
            stream = person_stream(who.person_id)
            events: list[Event] = [
                PersonRegistered(
                    person_id=who.person_id, name=words.need(key, label="Tên"), phone=None
                ),
                *(givens.granted_at_once(held) for held in who.offices),
            ]
            decision += [NewEvent(stream=stream, event=event) for event in events]
        for stream, beside in around_task().items():
            decision += [NewEvent(stream=stream, event=event) for event in beside]
        act = OperatorAct(action="given", decision=tuple(decision), texts=tuple(words.texts))
        snapshot = finished(self.ledger.read([]))
        finished(keep(self.ledger, snapshot, act))
        if self.world.birth is not Birth.PERIODIC:
            self._assign()
            return
        name = self.world.opened.deliverables[0].name
        action = f"issue/{name}/{self.world.period}"
        assert finished(self._clock.run_action(item, action, self.now)) is not None

    def _assign(self) -> None:
        """The Office writes down what the vice-chair ordered; its task comes of that."""
        due_on = self.world.due_on
        asked: dict[str, dict[str, Any]] = {
            "register-directive": {},
            "assign-tasks": {
                "clause": None,
                "text_version": None,
                "lead_units": [self.world.opened.lead_unit],
                "supporting_units": list(self.world.opened.supporting_units),
                "due_on": due_on and due_on.isoformat(),
                "without_due": due_on is None,
            },
        }
        names = {"directive": DIRECTIVE, "leader": str(givens.VICE_CHAIR.person_id)}
        thing = Thing(names=names, today=day_of(self.now))
        for name, sent in asked.items():
            words = self._words()
            command = command_of(SAMPLE_OF[name], thing, words, sent)
            request = self.request(givens.CHECKER, command, self._randomness.new_id())
            outcome = self.click(replace(request, texts=tuple(words.texts)), command)
            assert outcome is not None

    def _words(self) -> TypedTexts:
        return TypedTexts(randomness=self._randomness, limit=self.policy.text_at_most)

    @property
    def calendar(self) -> Calendar:
        return Calendar(years=tuple(self._years.values()))

    def facts(self) -> Sequence[Fact]:
        return finished(self.ledger.read([self.world.stream])).of(self.world.stream)

    def task(self) -> Task:
        facts = self.facts()
        if self._task is None or self._task[0] != len(facts):
            task = fold(facts)
            assert task is not None
            self._task = (len(facts), task)
        return self._task[1]

    def put(self, words: str) -> TextRef:
        put = self._words()
        reference = put.need(words, label="Nội dung")
        self._typed[reference.text_id] = put.texts[0]
        return reference

    def request(self, who: Holder, command: ActCommand, command_id: UUID) -> CommandRequest:
        """What the form sends: the words that the command refers to, and its content."""
        content = repr(command)
        texts = tuple(text for key, text in self._typed.items() if str(key) in content)
        self._typed.clear()
        return CommandRequest(
            sender=Sender(person_id=who.person_id, session_id=SESSION),
            command_id=command_id,
            name=type(command).__name__,
            sent={"content": content},
            texts=texts,
        )

    def send(self, who: Holder, command: ActCommand) -> None:
        again = self._refused_ids.pop(who.person_id, None)
        request = self.request(who, command, again or self._randomness.new_id())
        before = len(self.facts())
        try:
            outcome = self.click(request, command)
        except Refusal as refusal:
            self._refused_ids[who.person_id] = request.command_id
            if not isinstance(refusal, Stale):
                stream = stream_of(day_of(self.now), who.person_id)
                kept = (request.command_id, refusal.code)
                self.refused.setdefault(stream, []).append(kept)
            raise
        self.corrected += again is not None
        assert (outcome is None) == (len(self.facts()) == before)
        self.accepted.append(Click(request=request, command=command, outcome=outcome))

    def click(self, request: CommandRequest, command: ActCommand) -> Outcome | None:
        """One click, whatever its id."""
        return finished(self._tasks.handle(request, command))

    def agenda(self) -> Agenda[Action]:
        planned = finished(self._clock.plan_next(self.world.stream, self.now))
        for due in planned.agenda.due:
            if due.id not in {each.id for each in self.planned}:
                self.planned.append(due)
        return planned.agenda

    async def plan(self, stream: str) -> Planned:
        """What another clock has to do now."""
        return await self._clock.plan_next(stream, self.now)

    def run(self, action_id: str) -> None:
        outcome = finished(self._clock.run_action(self.world.stream, action_id, self.now))
        if outcome is not None:
            self._done.add(action_id)

    def done(self) -> set[str]:
        return self._done

    def rest(self, day: date, *, given: bool) -> None:
        changed = resting(self._years[day.year], day, given=given)
        if changed == self._years[day.year]:
            return
        self._calendars += 1
        finished(self._opening.adopt_calendars([changed], f"{changed.year}/{self._calendars}"))
        self._years[day.year] = changed
        assert self.ledger.outbox[-1][0] == self.world.stream, "open clocks plan again"
        assert calendar_stream(day.year).endswith(str(changed.year))

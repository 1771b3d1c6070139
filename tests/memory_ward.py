"""A whole ward in memory: real handlers, real rules, a clock that the test moves."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from infra.simulation.office_index import FactOfficeIndex
from services.commands.acts import ActCommands
from services.commands.directory_effects import CodeGivenOnce
from services.commands.due_actions import DueActions
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.plans import Activation, PlanCommands
from services.commands.requests import CommandRequest, Sender
from services.commands.runner import CommandRunner
from services.domain.assignment import evolving as assignments
from services.domain.assignment.state import Assignment
from services.domain.calendar import Calendar
from services.domain.calendar_facts import calendar_in_force
from services.domain.directive import evolving as directives
from services.domain.directive.state import Directive
from services.domain.directory.acts.register_unit import RegisterUnit
from services.domain.directory.events import (
    AccountOpened,
    PersonRegistered,
    account_stream,
    person_stream,
)
from services.domain.facts import Event, NewEvent
from services.domain.instants import start_of
from services.domain.plan.draft import PlanDraft
from services.domain.registry import EVENTS
from services.domain.roles import Holder
from services.domain.streams import Category, category_of
from services.domain.task import evolving as tasks
from services.domain.task.lateness import miss_moment
from services.domain.task.state import Task
from services.ledger.codec import Codec
from services.ledger.memory import MemoryLedger
from services.ledger.memory_agendas import MemoryAgendas
from services.planyaml.yaml_plan import read_calendars, read_plan
from tests import givens
from tests.memory_sign_ins import MemoryFurtherRefusals
from tests.moment import MOMENT, TICK

PLANS = Path(__file__).resolve().parents[1] / "infra/plans"
CODEC = Codec(EVENTS)


@cache
def shipped_plan() -> tuple[PlanDraft, str]:
    """The ward's plan as it is shipped, and its source."""
    source = (PLANS / "thach-khoi-2026-2030.yaml").read_text(encoding="utf-8")
    return read_plan(source, "thach-khoi-2026-2030.yaml"), source


class MemoryWard:
    """Start it on a day, move its clock, let its clocks act, let people act."""

    def __init__(
        self, day: date | datetime = MOMENT, ledger_id: str = "demo-given-aaaaaaaa"
    ) -> None:
        moment = day if isinstance(day, datetime) else start_of(day, 9)
        self.now = moment.astimezone(UTC)
        self.ledger = MemoryLedger(ledger_id, CODEC, self.read_clock)
        self.items: dict[str, Assignment] = {}
        self.issued: dict[str, Task] = {}
        self.directives: dict[str, Directive] = {}
        self._seen = 0
        self.wake_ups = MemoryAgendas(self.ledger, self._open_streams, self._owing)
        self.people = CommandRunner(self.ledger, MemoryFurtherRefusals())
        self.plans = PlanCommands(self.ledger)
        self.acts = ActCommands(
            self.people, FactOfficeIndex(self.ledger), {RegisterUnit: CodeGivenOnce()}
        )
        self.due_actions = DueActions(self.ledger, self.wake_ups)
        self.opening = OpeningCommands(self.ledger, self.wake_ups)
        self.clicks = 0

    def read_clock(self) -> datetime:
        """What the ledger's clock shows; a tick has passed when it is read again."""
        moment, self.now = self.now, self.now + TICK
        return moment

    async def open(self) -> None:
        """The first facts: ledger, rules, calendars."""
        await self.opening.open_ledger("given", "phường cho sẵn")
        await self.opening.adopt_policy(givens.policy(), "policy")
        text = (PLANS / "calendars.yaml").read_text(encoding="utf-8")
        await self.opening.adopt_calendars(read_calendars(text, "calendars.yaml"), text)

    async def activate(
        self, draft: PlanDraft, source: str, backfill_from: date | None = None
    ) -> None:
        await self.plans.activate(
            Activation(draft=draft, source=source, active_from=None, backfill_from=backfill_from)
        )

    async def register(self, *holders: Holder) -> None:
        """Put people of the givens into the directory."""
        for who in holders:
            streams = person_stream(who.person_id), account_stream(who.person_id)
            events: list[Event] = [
                PersonRegistered(person_id=who.person_id, name=givens.words("name"), phone=None),
                *(givens.granted_at_once(held) for held in who.offices),
            ]
            account = AccountOpened(person_id=who.person_id, login=givens.words("login"))
            act = OperatorAct(
                action="register",
                to=(who.person_id,),
                decision=(
                    *(NewEvent(stream=streams[0], event=event) for event in events),
                    NewEvent(stream=streams[1], event=account),
                ),
            )
            await keep(self.ledger, await self.ledger.read(streams), act)

    def request(
        self, who: Holder, name: str, sent: dict[str, object] | None = None
    ) -> CommandRequest:
        """A new click of somebody."""
        self.clicks += 1
        return CommandRequest(
            sender=Sender(person_id=who.person_id, session_id=givens.person("session")),
            command_id=self.click_id(self.clicks),
            name=name,
            sent=sent or {"click": str(self.clicks)},
        )

    @staticmethod
    def click_id(number: int) -> UUID:
        return uuid5(givens.SPACE, f"click/{number}")

    def _open_streams(self) -> list[str]:
        items = (
            stream
            for stream, item in self.items.items()
            if not item.closed and item.lead_unit is not None
        )
        sources = (stream for stream, each in self.directives.items() if not each.closed)
        tasks_open = (stream for stream, task in self.issued.items() if not task.ending)
        return [*items, *sources, *tasks_open]

    def _owing(self) -> list[str]:
        return [
            stream
            for stream, task in self.issued.items()
            if task.ending and miss_moment(task) is not None
        ]

    async def look(self) -> None:
        """Fold what was recorded since the last look."""
        while facts := await self.ledger.tail(self._seen, 1000):
            for fact in facts:
                if category_of(fact.stream) is Category.ASSIGNMENT:
                    item = assignments.evolve(self.items.get(fact.stream), fact)
                    self.items[fact.stream] = item
                elif category_of(fact.stream) is Category.TASK:
                    task = tasks.evolve(self.issued.get(fact.stream), fact)
                    self.issued[fact.stream] = task
                elif category_of(fact.stream) is Category.DIRECTIVE:
                    source = directives.evolve(self.directives.get(fact.stream), fact)
                    self.directives[fact.stream] = source
            self._seen = facts[-1].position

    async def settle(self) -> None:
        """Ring and run every clock until nothing is due at this moment."""
        while True:
            await self.look()
            waiting = {stream for stream, _ in self.ledger.outbox}
            waiting.update(await self.wake_ups.overdue(self.now))
            self.ledger.outbox.clear()
            if not waiting:
                return
            for stream in sorted(waiting):
                await self.run_clock(stream)

    async def run_clock(self, stream: str) -> None:
        """What the workflow's loop does, without Temporal: plan, act, plan again."""
        for _ in range(200):
            planned = await self.due_actions.plan_next(stream, self.now)
            if not planned.agenda.due:
                return
            for due in planned.agenda.due:
                await self.due_actions.run_action(stream, due.id, self.now)
        raise AssertionError(f"{stream} never comes to rest")

    async def advance(self, to: date, step: timedelta = timedelta(days=1)) -> None:
        """Move the clock in steps up to 09:00 of a day, settling at each."""
        end = start_of(to, 9).astimezone(UTC)
        while self.now < end:
            self.now = min(end, self.now + step)
            await self.settle()

    async def task_states(self) -> dict[str, Task]:
        """Every task that was ever issued."""
        await self.look()
        return self.issued

    async def calendar(self) -> Calendar:
        """The calendar that is in force."""
        facts = (await self.ledger.read_category("calendar")).facts
        return calendar_in_force(fact for rows in facts.values() for fact in rows).calendar

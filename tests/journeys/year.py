"""A whole ward on real engines, a clock that the test moves, people who follow a script."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.clocks.rehydrate import rehydrate
from infra.clocks.relay import Relay
from infra.clocks.ward_clock import MovedLedger, WardClock
from infra.engines.temporal.engine import TemporalEngine
from infra.migrations.migrate import Logins
from infra.randomness import RANDOMNESS
from infra.serve.worker import make_worker
from infra.wiring import CODEC, Ward, wire
from services.commands.acts import ActCommand
from services.commands.operator import OperatorAct, keep
from services.commands.plans import Activation
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.domain.directory.events import (
    AccountOpened,
    PersonRegistered,
    account_stream,
    person_stream,
)
from services.domain.errors import Refusal
from services.domain.facts import Event, NewEvent
from services.domain.instants import start_of
from services.domain.papers import Paper
from services.domain.roles import Holder, Office
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import Figure, FigureKind
from services.domain.task.evolving import fold
from services.domain.task.state import Stage, Task
from services.ledger.engine import make_engine
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_outbox import PostgresAgendas, PostgresOutbox
from services.planyaml.yaml_plan import read_calendars
from services.projections.writing import projection_of
from tests import givens
from tests.due_days import due_day
from tests.memory_ward import PLANS, shipped_plan

PATIENCE = 120.0
SHORTEST_PAUSE, LONGEST_PAUSE = 0.05, 0.4  # to ask costs what the clocks need themselves
SILENT = {"BQLDA"}
LATE = {"TTHCC": 4}  # working days are not counted here: calendar days after the due date
UNITS = ("KTHTDT", "VHXH", "VP", "TTHCC", "TTDVSNC", "BQLDA", "BCHQS", "CAP")


def person(office: Office, unit: str | None) -> Holder:
    """The one person of an office in this ward."""
    return givens.holder(f"{office.value}-{unit}", (office, unit))


def specialist(unit: str) -> Holder:
    return person(Office.OFFICE_SPECIALIST if unit == "VP" else Office.SPECIALIST, unit)


def head(unit: str) -> Holder:
    return person(Office.CHIEF_OF_OFFICE if unit == "VP" else Office.UNIT_HEAD, unit)


CHIEF = head("VP")
VICE_CHAIR = person(Office.VICE_CHAIR, None)


@dataclass
class YearWard:
    """The production parts of one ward, wired to a clock that is moved."""

    logins: Logins
    temporal: TemporalEngine
    clock: WardClock
    ward: Ward
    engine: AsyncEngine
    relay_engine: AsyncEngine
    relay: Relay = field(init=False)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    @property
    def now(self) -> datetime:
        return self.clock.at

    # -- engines ----------------------------------------------------------------------------

    async def start_clocks(self) -> None:
        """Worker and relay against the running Temporal; the relay announces when asked."""
        client = await self.temporal.connection().connect()
        wards = {self.logins.ledger_id: self.ward.due_actions}
        await self.stack.enter_async_context(make_worker(client, wards, self.clock))
        self.relay = Relay(PostgresOutbox(self.relay_engine), client)

    async def stop_clocks(self) -> None:
        await self.stack.aclose()
        self.stack = AsyncExitStack()

    async def rebuild_clocks(self) -> None:
        """Wipe Temporal's databases and rebuild every clock from the ledger."""
        await asyncio.to_thread(self._wipe)
        await self.start_clocks()
        client = await self.temporal.connection().connect()
        await rehydrate(client, self.logins.ledger_id, self.ward.agendas)

    def _wipe(self) -> None:
        import psycopg  # noqa: PLC0415  (only here)

        self.temporal.stop()
        with psycopg.connect(self.temporal.database.admin_url, autocommit=True) as admin:
            admin.execute("DROP DATABASE temporal WITH (FORCE)")
            admin.execute("DROP DATABASE temporal_visibility WITH (FORCE)")
        self.temporal.run()
        self.temporal.ensure_namespace()

    async def settle(self) -> None:
        """Let the production watch wake until nothing is due and no wake-up is unanswered.

        The relay announces here and not while people act: three acts on a task within a minute
        are answered by one plan.
        """
        async with asyncio.timeout(PATIENCE):
            quiet = 0
            while quiet < 3:
                woken = await self.ward.due_actions.reconcile(self.now)
                quiet = 0 if woken or await self._busy() else quiet + 1
                pause = SHORTEST_PAUSE
                while await self._busy():
                    await asyncio.sleep(pause)  # the effect is in another process
                    pause = min(LONGEST_PAUSE, pause * 1.5)

    async def _busy(self) -> bool:
        """Announce what waits; whether anything did, or a clock has not planned for it yet."""
        announced = await self.relay.once()
        async with self.engine.connect() as connection:
            waiting = await connection.scalar(text("SELECT count(*) FROM outbox"))
        return bool(announced or waiting or await self.ward.agendas.overdue(self.now))

    # -- time -------------------------------------------------------------------------------

    async def advance(self, to: date, days: int) -> None:
        """Move the clock in steps; at each, the clocks act first, then the people."""
        end = start_of(to, 9).astimezone(UTC)
        while self.now < end:
            self.clock.at = min(end, self.now + timedelta(days=days))
            await self.settle()
            await self.people_act()
            await self.settle()

    # -- people -----------------------------------------------------------------------------

    async def people_act(self) -> None:
        """The diligent report at once, the late after the due date, the silent never."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(text("SELECT stream FROM tasks WHERE ending IS NULL"))
            streams = sorted(row.stream for row in rows)
        facts = (await self.ward.ledger.read(streams)).facts
        for stream in streams:
            task = fold(facts[stream])
            if task is not None and self._willing(task):
                await self._finish(task)

    def _willing(self, task: Task) -> bool:
        if task.lead in SILENT:
            return False
        days = LATE.get(task.lead)
        today = self.now.date()
        return days is None or today > due_day(task) + timedelta(days=days)

    async def _finish(self, task: Task) -> None:
        unit = task.lead
        if task.stage in {Stage.ISSUED, Stage.ACKNOWLEDGED}:
            await self.act(specialist(unit), self._report(task))
        number = task.submission + 1
        stream = task.stream
        await self.act(head(unit), ApproveSubmission(stream=stream, submission=number))
        judge = VICE_CHAIR if unit == "VP" else CHIEF
        await self.act(judge, ConfirmSubmission(stream=stream, submission=number))

    def _report(self, task: Task) -> SubmitReport:
        words = TypedTexts(randomness=RANDOMNESS, limit=1000)
        restricted = task.restricted
        plain = None if restricted or task.measures else words.put("Đã làm.", label="Nội dung")
        self._typed = words
        return SubmitReport(
            stream=task.stream,
            after_submission=task.submission,
            text=plain,
            figures=()
            if restricted
            else tuple(
                Figure(
                    measure=measure.code,
                    value=Decimal(1),
                    kind=FigureKind.ESTIMATE,
                    nil_reason=None,
                )
                for measure in task.measures
            ),
            paper=Paper(number="1/BC", dated_on=self.now.date()) if restricted else None,
        )

    async def act(self, who: Holder, command: ActCommand) -> None:
        """One click; its id says who does what to which version, so a script can be repeated."""
        texts = tuple(self._typed.texts) if isinstance(command, SubmitReport) else ()
        key = f"{who.person_id}/{command}" if not texts else f"{who.person_id}/{command.stream}"
        request = CommandRequest(
            sender=Sender(person_id=who.person_id, session_id=givens.person("session")),
            command_id=_v4(uuid5(givens.SPACE, f"{type(command).__name__}/{key}")),
            name=type(command).__name__,
            sent={"stream": command.stream},
            texts=texts,
        )
        try:
            await self.ward.acts.handle(request, command)
        except Refusal as refusal:
            raise AssertionError(f"{command}: {refusal.code}") from refusal

    async def reported(self) -> dict[str, list[tuple[object, ...]]]:
        """Per stream: type, schema, payload (texts by body) and moment of every fact."""
        collected: dict[str, list[tuple[object, ...]]] = {}
        after = 0
        while facts := await self.ward.ledger.tail(after, 2000):
            for fact in facts:
                payload = await self._with_bodies(json.loads(CODEC.encode(fact.event)))
                row = (fact.event.TYPE, fact.event.SCHEMA, payload, fact.occurred_at)
                collected.setdefault(fact.stream, []).append(row)
            after = facts[-1].position
        return collected

    async def _with_bodies(self, part: object) -> object:
        """Texts have random ids and salts: what is compared is what was typed."""
        if isinstance(part, dict):
            if part.keys() == {"text_id", "sha256"}:
                text_id = UUID(part["text_id"])
                return (await self.ward.ledger.texts([text_id]))[text_id]
            return {key: await self._with_bodies(value) for key, value in part.items()}
        return [await self._with_bodies(each) for each in part] if isinstance(part, list) else part


def _v4(given: UUID) -> UUID:
    return UUID(bytes=given.bytes, version=4)


@asynccontextmanager
async def year_ward(
    logins: Logins, temporal: TemporalEngine, at: datetime
) -> AsyncIterator[YearWard]:
    """The production parts on a demonstration's ledger, at a moment of the moved clock."""
    clock = WardClock(at)
    engine = make_engine(logins.app, pool_size=12)
    relay_engine = make_engine(logins.relay, pool_size=2)
    ledger = PostgresLedger(engine, logins.ledger_id, CODEC, projections=projection_of)
    agendas = PostgresAgendas(engine, logins.ledger_id)
    ward = wire(MovedLedger(ledger, clock), agendas, engine)
    year = YearWard(logins, temporal, clock, ward, engine, relay_engine)
    try:
        yield year
    finally:
        await year.stop_clocks()
        await engine.dispose()
        await relay_engine.dispose()


async def open_ward(ward: Ward) -> None:
    """The shipped plan, activated on the moved clock's day, and the people of the script."""
    await ward.opening.open_ledger("11003", "phường cho sẵn")
    await ward.opening.adopt_policy(givens.policy(), "policy")
    calendars = (PLANS / "calendars.yaml").read_text(encoding="utf-8")
    await ward.opening.adopt_calendars(read_calendars(calendars, "calendars.yaml"), calendars)
    everybody = {VICE_CHAIR, *(each(unit) for unit in UNITS for each in (specialist, head))}
    for who in sorted(everybody, key=lambda each: str(each.person_id)):
        await _register(ward, who)
    draft, source = shipped_plan()
    await ward.plans.activate(
        Activation(draft=draft, source=source, active_from=None, backfill_from=None)
    )


async def _register(ward: Ward, who: Holder) -> None:
    streams = person_stream(who.person_id), account_stream(who.person_id)
    words = TypedTexts(randomness=RANDOMNESS, limit=100)
    name = words.need("Người cho sẵn", label="Họ và tên")
    login = words.need(str(who.person_id)[:8], label="Tên đăng nhập")
    held = who.offices[0]
    office = givens.granted_at_once(held)
    person_events: tuple[Event, ...] = (
        PersonRegistered(person_id=who.person_id, name=name, phone=None),
        office,
    )
    account = AccountOpened(person_id=who.person_id, login=login)
    act = OperatorAct(
        action="register-person",
        to=(who.person_id,),
        decision=(
            *(NewEvent(stream=streams[0], event=event) for event in person_events),
            NewEvent(stream=streams[1], event=account),
        ),
        texts=tuple(words.texts),
    )
    await keep(ward.ledger, await ward.ledger.read(streams), act)

"""An office with a plan document on its desk, over either ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from infra.bench.office_index import FactOfficeIndex
from infra.randomness import RANDOMNESS
from services.commands.acts import ActCommands
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.plans import PlanCommands
from services.commands.readings import QuoteDocument, ReadDocument, ReadingCommands, WithdrawQuotes
from services.commands.requests import CommandRequest, Sender, TypedTexts
from services.commands.runner import CommandRunner, on_stream
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.facts import Event, Fact
from services.domain.instants import day_of
from services.domain.plan.reading import Reading
from services.domain.plan.reading_decider import LoadReading, SettleFinding
from services.domain.plan.reading_events import FindingVerdict, reading_stream
from services.domain.plan.reading_state import PlanReading, fold
from services.domain.roles import Holder
from services.ledger.port import Agendas, Ledger, Outcome
from tests import givens
from tests.memory_sign_ins import MemoryFurtherRefusals
from tests.plan_readings import laying, reading

STREAM = reading_stream("0f3a9c")
SHA = "ab" * 32
PEOPLE = (
    givens.CHIEF,
    givens.CHECKER,
    givens.VICE_CHAIR,
    givens.CHAIR,
    givens.SPECIALIST,
    givens.ADMINISTRATOR,
)


@dataclass
class ReadingKit:
    """Everything of `services/commands/readings.py`; each act is one click of somebody.

    `kept_as` are other words than those that a decision was understood from.
    """

    ledger: Ledger
    agendas: Agendas
    reading: Reading = field(default_factory=reading)
    stream: str = STREAM
    kept_as: str = ""

    def __post_init__(self) -> None:
        people = CommandRunner(self.ledger, MemoryFurtherRefusals())
        self.readings = ReadingCommands(self.ledger, people, RANDOMNESS)
        self.plans = PlanCommands(self.ledger)
        self.acts = ActCommands(people, FactOfficeIndex(self.ledger))

    async def open(self) -> None:
        """The rules and the people."""
        opening = OpeningCommands(self.ledger, self.agendas)
        await opening.adopt_policy(givens.policy(), "policy")
        for who in PEOPLE:
            stream = person_stream(who.person_id)
            events: list[Event] = [
                PersonRegistered(person_id=who.person_id, name=givens.words("name"), phone=None)
            ]
            events += [givens.granted_at_once(held) for held in who.offices]
            act = OperatorAct(
                action="register", to=(who.person_id,), decision=on_stream(stream, events)
            )
            await keep(self.ledger, await self.ledger.read([stream]), act)

    async def tomorrow(self) -> date:
        """A day that may still be named when midnight comes between typing and sending."""
        return day_of((await self.ledger.read([])).read_at) + timedelta(days=1)

    async def attempts(self, who: Holder) -> list[Event]:
        """What was refused to somebody, on whatever day."""
        facts = (await self.ledger.read_category("attempt")).facts
        of_person = (rows for stream, rows in facts.items() if str(who.person_id) in stream)
        return [fact.event for rows in of_person for fact in rows]

    def request(
        self, who: Holder, name: str, words: TypedTexts | None = None, click: UUID | None = None
    ) -> CommandRequest:
        return CommandRequest(
            sender=Sender(person_id=who.person_id, session_id=givens.person("session")),
            command_id=click or RANDOMNESS.new_id(),
            name=name,
            sent={"click": str(click)},
            texts=tuple(words.texts) if words else (),
        )

    async def read(self, who: Holder) -> Outcome | None:
        words = TypedTexts(randomness=RANDOMNESS, limit=1000)
        command = ReadDocument(
            stream=self.stream,
            name=words.need("kế hoạch.txt", label="Tên tệp"),
            source=words.need('{"blocks":[]}', label="Văn bản"),
            file_sha256=SHA,
            file_bytes=321,
        )
        request = self.request(who, "read-document", words)
        return await self.readings.read_document(request, command, self.reading)

    async def settle(
        self,
        who: Holder,
        key: str,
        decision: FindingVerdict = FindingVerdict.ACCEPTED,
        typed: str = "",
        reason: str = "",
    ) -> Outcome | None:
        words, state = TypedTexts(randomness=RANDOMNESS, limit=1000), await self.state()
        command = SettleFinding(
            stream=self.stream,
            key=key,
            decision=decision,
            typed=typed,
            value=words.put(self.kept_as or typed, label="Nội dung sửa"),
            reason=words.put(reason, label="Lý do"),
            seen=state.seen(key),
        )
        request = self.request(who, "settle-finding", words)
        return await self.readings.settle(request, command, self.reading)

    async def load(
        self, who: Holder, click: UUID | None = None, version: int | None = None
    ) -> Outcome | None:
        command = LoadReading(
            stream=self.stream,
            version=version or (await self.state()).version,
            active_from=await self.tomorrow(),
        )
        request = self.request(who, "load-reading", click=click)
        return await self.readings.load(request, command, self.reading)

    async def lay_beside(self, who: Holder, version: int | None = None) -> Outcome | None:
        seen = version or (await self.state()).version
        command = QuoteDocument(stream=self.stream, version=seen, laying=laying(self.reading))
        return await self.readings.lay_beside(self.request(who, "lay-beside"), command)

    async def withdraw(self, who: Holder, version: int | None = None) -> Outcome | None:
        seen = version or (await self.state()).version
        command = WithdrawQuotes(stream=self.stream, version=seen)
        return await self.readings.withdraw(self.request(who, "withdraw"), command)

    async def state(self) -> PlanReading:
        result = fold(await self.facts(self.stream))
        assert result is not None
        return result

    async def facts(self, stream: str) -> Sequence[Fact]:
        return (await self.ledger.read([stream])).of(stream)

    async def types(self, stream: str) -> list[str]:
        return [fact.event.TYPE for fact in await self.facts(stream)]

"""An office with a plan document on its desk, over either ledger."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from infra.randomness import RANDOMNESS
from infra.simulation.office_index import FactOfficeIndex
from services.commands.acts import ActCommands
from services.commands.opening import OpeningCommands
from services.commands.operator import OperatorAct, keep
from services.commands.plans import PlanCommands
from services.commands.readings import ReadingCommands
from services.commands.requests import CommandRequest, DrawnFields, Sender, TypedTexts
from services.commands.runner import CommandRunner, on_stream
from services.domain.directory.events import PersonRegistered, person_stream
from services.domain.facts import Event, Fact
from services.domain.instants import day_of
from services.domain.plan_document.acts.load_reading import LoadReading
from services.domain.plan_document.acts.quote_document import QuoteDocument
from services.domain.plan_document.acts.read_document import ReadDocument
from services.domain.plan_document.acts.settle_finding import SettleFinding
from services.domain.plan_document.acts.withdraw_quotes import WithdrawQuotes
from services.domain.plan_document.events import FindingVerdict, reading_stream
from services.domain.plan_document.evolving import fold
from services.domain.plan_document.laying import Laying
from services.domain.plan_document.open_findings import findings_of
from services.domain.plan_document.reading import Reading
from services.domain.plan_document.state import PlanReading
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
    """Everything that is done with a plan document; each act is one click of somebody.

    `kept_as` are other words than those that a decision was understood from.
    """

    ledger: Ledger
    agendas: Agendas
    reading: Reading = field(default_factory=reading)
    stream: str = STREAM
    kept_as: str = ""

    def __post_init__(self) -> None:
        people = CommandRunner(self.ledger, MemoryFurtherRefusals())
        self.readings = ReadingCommands(self.ledger, RANDOMNESS)
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
        self,
        who: Holder,
        name: str,
        words: TypedTexts | DrawnFields | None = None,
        click: UUID | None = None,
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
            findings=findings_of(self.reading),
        )
        return await self.acts.handle(self.request(who, "read-document", words), command)

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
            reading=self.reading,
        )
        return await self.acts.handle(self.request(who, "settle-finding", words), command)

    async def load(
        self, who: Holder, click: UUID | None = None, version: int | None = None
    ) -> Outcome | None:
        drawn = await self.readings.to_load(self.stream, self.reading)
        values: dict[str, Any] = {**drawn.values}
        command = LoadReading(
            stream=self.stream,
            version=version or (await self.state()).version,
            active_from=await self.tomorrow(),
            **values,
        )
        return await self.acts.handle(self.request(who, "load-reading", drawn, click), command)

    async def lay_beside(
        self, who: Holder, version: int | None = None, of: Laying | None = None
    ) -> Outcome | None:
        seen = version or (await self.state()).version
        drawn = await self.readings.to_quote(self.stream, of or laying(self.reading))
        values: dict[str, Any] = {**drawn.values}
        command = QuoteDocument(stream=self.stream, version=seen, **values)
        return await self.acts.handle(self.request(who, "lay-beside", drawn), command)

    async def withdraw(self, who: Holder, version: int | None = None) -> Outcome | None:
        seen = version or (await self.state()).version
        command = WithdrawQuotes(stream=self.stream, version=seen)
        return await self.acts.handle(self.request(who, "withdraw"), command)

    async def state(self) -> PlanReading:
        result = fold(await self.facts(self.stream))
        assert result is not None
        return result

    async def facts(self, stream: str) -> Sequence[Fact]:
        return (await self.ledger.read([stream])).of(stream)

    async def types(self, stream: str) -> list[str]:
        return [fact.event.TYPE for fact in await self.facts(stream)]

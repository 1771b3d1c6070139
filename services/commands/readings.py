"""The Office reads a plan document, decides on what is open in it, and loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count

from services.commands.activating import (
    ActivationTerms,
    activated,
    active_plan,
    kept_restricted,
    read_plans,
    streams_of,
)
from services.commands.operator import OperatorAct, keep
from services.commands.plan_rules import (
    CORRECTION_LOST,
    ITEMS_MOVED,
    LOAD_OVERTAKEN,
    NO_PLAN,
    READING_KNOWN,
    READING_MOVED,
)
from services.commands.ports import Randomness
from services.commands.quoting import LONGEST_QUOTE, item_streams, items_of, open_items, quoted
from services.commands.requests import CommandRequest, TypedTexts
from services.commands.runner import CommandRunner, Decided, LoadedContext, on_stream
from services.domain.facts import NewEvent, TextRef
from services.domain.instants import day_of
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.plan.laying import Laying, require_same_plan, standing_quotes, withdrawal
from services.domain.plan.reading import Reading
from services.domain.plan.reading_decider import (
    LoadReading,
    SettleFinding,
    findings_of,
    known,
    open_codes,
    require_beside,
    require_loadable,
    require_settling,
    require_withdrawable,
    settle,
)
from services.domain.plan.reading_events import PlanDocumentLoaded, PlanDocumentRead, PlanQuoted
from services.domain.plan.reading_state import PlanReading, fold
from services.domain.plan.settling import FindingDecision, settled_draft
from services.ledger.port import Ledger, Outcome, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """Đọc một văn bản kế hoạch: the file as it came, and its blocks as a text."""

    stream: str
    name: TextRef
    source: TextRef
    file_sha256: str
    file_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteDocument:
    """Ghi câu chữ của văn bản vào kế hoạch đang thực hiện.

    `version` is that of the reading the person looked at.
    """

    stream: str
    version: int
    laying: Laying | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawQuotes:
    """Rút câu chữ của văn bản đã ghi; `version` is that of the reading the person looked at."""

    stream: str
    version: int


@dataclass(frozen=True, slots=True)
class ReadingCommands:
    """What people do with a plan document; the reading itself is made by `services.plandoc`."""

    ledger: Ledger
    people: CommandRunner
    randomness: Randomness

    async def read_document(
        self, request: CommandRequest, command: ReadDocument, reading: Reading
    ) -> Outcome | None:
        """Keep a document that could be read; raises Refusal."""

        def decided(scene: LoadedContext) -> Decided:
            held = require_settling(scene.holder, scene.rules.policy)
            if fold(scene.snapshot.of(command.stream)) is not None:
                raise READING_KNOWN.refuse()
            event = PlanDocumentRead(
                name=command.name,
                source=command.source,
                file_sha256=command.file_sha256,
                file_bytes=command.file_bytes,
                findings=findings_of(reading),
            )
            return Decided(held=held, events=on_stream(command.stream, (event,)))

        return await self.people.run(request, [command.stream], decided)

    async def settle(
        self, request: CommandRequest, command: SettleFinding, reading: Reading
    ) -> Outcome | None:
        """Keep a decision on one finding; raises Refusal, Stale."""

        def decided(scene: LoadedContext) -> Decided:
            state = fold(scene.snapshot.of(command.stream))
            held, events = settle(state, command, reading, scene.holder, scene.rules.policy)
            return Decided(held=held, events=on_stream(command.stream, events))

        return await self.people.run(request, [command.stream], decided)

    async def load(
        self, request: CommandRequest, command: LoadReading, reading: Reading
    ) -> Outcome | None:
        """The document becomes the ward's plan, with its own sentences, in one transaction.

        Raises Refusal, Stale.
        """
        state = fold((await self.ledger.read([command.stream])).of(command.stream))
        draft = await self._settled(state, reading)
        draft = kept_restricted(draft, await self.ledger.read(streams_of(draft)))
        plans = await read_plans(self.ledger)
        words = TypedTexts(randomness=self.randomness, limit=LONGEST_QUOTE)
        sha256 = state.read.file_sha256 if state else ""
        spoken = quoted(reading.quotes, open_codes(draft), words, sha256)
        rounds = count()

        def decided(scene: LoadedContext) -> Decided:
            if next(rounds):  # somebody wrote meanwhile, perhaps another plan: look again first
                raise LOAD_OVERTAKEN.refuse()
            held = require_loadable(
                fold(scene.snapshot.of(command.stream)),
                command,
                reading,
                scene.holder,
                scene.rules.policy,
                today=day_of(scene.now),
                active=plans.active is not None or _is_active(scene.snapshot, draft),
            )
            terms = ActivationTerms(
                active_from=command.active_from, backfill_from=None, sha256=sha256
            )
            opened = activated(draft, terms, scene.rules.policy, scene.snapshot)
            reported = _reported(command.stream, plan_stream(draft.code), spoken)
            return Decided(held=held, events=(*opened.events, *reported), rings=opened.rings)

        kept = replace(request, texts=(*request.texts, *words.texts))
        return await self.people.run(
            kept, [command.stream, *streams_of(draft)], decided, unmoved=plans.unmoved
        )

    async def lay_beside(self, request: CommandRequest, command: QuoteDocument) -> Outcome | None:
        """The document's sentences go beside the plan that is active; raises Refusal, Stale."""
        active = await active_plan(self.ledger)
        items = await items_of(self.ledger, active[1]) if active else ()
        allowed = {item.code for item in items}
        state = fold((await self.ledger.read([command.stream])).of(command.stream))
        words = TypedTexts(randomness=self.randomness, limit=LONGEST_QUOTE)
        sha256 = state.read.file_sha256 if state else ""
        laying = command.laying
        spoken = quoted(laying.quotes if laying else {}, allowed, words, sha256)

        def decided(scene: LoadedContext) -> Decided:
            state = fold(scene.snapshot.of(command.stream))
            plan = active[0] if active else None
            held, loaded = require_beside(
                state, command.version, scene.holder, scene.rules.policy, active=plan
            )
            if active and laying:
                require_same_plan(active[1], laying)
            if (
                active
                and {plan_item.code for plan_item in open_items(active[1], scene.snapshot)}
                != allowed
            ):
                raise ITEMS_MOVED.refuse()
            return Decided(
                held=held,
                events=(
                    NewEvent(stream=loaded.plan_stream, event=spoken),
                    NewEvent(stream=command.stream, event=loaded),
                ),
            )

        streams = [command.stream, *([active[0], *item_streams(active[1])] if active else [])]
        kept = replace(request, texts=(*request.texts, *words.texts))
        return await self.people.run(kept, streams, decided)

    async def withdraw(self, request: CommandRequest, command: WithdrawQuotes) -> Outcome | None:
        """What the document said beside the plan is taken back; raises Refusal, Stale."""
        state = fold((await self.ledger.read([command.stream])).of(command.stream))
        plan = state.loaded.event.plan_stream if state and state.loaded else None

        def decided(scene: LoadedContext) -> Decided:
            state = fold(scene.snapshot.of(command.stream))
            held, reading, beside = require_withdrawable(
                state, command.version, scene.holder, scene.rules.policy
            )
            if beside != plan:
                raise READING_MOVED.refuse()
            event = withdrawal(scene.snapshot.of(beside), reading.read.file_sha256)
            return Decided(
                held=held,
                events=(
                    NewEvent(stream=beside, event=event),
                    NewEvent(stream=command.stream, event=event),
                ),
            )

        streams = [command.stream, *([plan] if plan else [])]
        return await self.people.run(request, streams, decided)

    async def unquote_plan(self, plan: str, file_sha256: str) -> Outcome | None:
        """The command line takes back what a document says beside a plan; raises Refusal."""
        snapshot = await self.ledger.read([plan])
        event = withdrawal(snapshot.of(plan), file_sha256)
        act = OperatorAct(
            action="unquote-plan",
            to=(plan, snapshot.version(plan), file_sha256),
            decision=on_stream(plan, (event,)),
        )
        return await keep(self.ledger, snapshot, act)

    async def quote_plan(self, plan: str, laying: Laying, file_sha256: str) -> Outcome | None:
        """The command line lays a document beside a plan; None where it lies there already."""
        known = (await self.ledger.read([plan])).of(plan)
        result = next(
            (each.event for each in known if isinstance(each.event, PlanActivated)), None
        )
        if result is None:
            raise NO_PLAN.refuse()
        # Read together: an item that becomes restricted meanwhile is then not quoted.
        snapshot = await self.ledger.read([plan, *item_streams(result)])
        before = standing_quotes(snapshot.of(plan))
        if before and before[-1].file_sha256 == file_sha256:
            return None
        words = TypedTexts(randomness=self.randomness, limit=LONGEST_QUOTE)
        allowed = {item.code for item in open_items(result, snapshot)}
        spoken = quoted(laying.quotes, allowed, words, file_sha256)
        require_same_plan(result, laying)
        act = OperatorAct(
            action="quote-plan",
            to=(plan, snapshot.version(plan), file_sha256),
            decision=on_stream(plan, (spoken,)),
            texts=tuple(words.texts),
        )
        return await keep(self.ledger, snapshot, act)

    async def _settled(self, state: PlanReading | None, reading: Reading) -> PlanDraft:
        """The draft as it was decided on; what was never read is refused by the rules later."""
        if state is None:
            return reading.draft
        return settled_draft(reading, await decisions_of(self.ledger, known(state)))


async def decisions_of(ledger: Ledger, state: PlanReading) -> Mapping[str, FindingDecision]:
    """The decisions with the words that were typed; raises Refusal where such words are gone."""
    events = [each.event for each in state.settled.values()]
    refs = {event.key: event.correction.value.text_id for event in events if event.correction}
    bodies = await ledger.texts(refs.values())
    lost = [key for key, text_id in refs.items() if text_id not in bodies]
    if lost:
        raise CORRECTION_LOST.refuse()
    return {
        event.key: FindingDecision(
            verdict=event.decision,
            value=bodies[refs[event.key]] if event.correction else None,
            understood=event.correction.understood if event.correction else None,
        )
        for event in events
    }


def _reported(document: str, plan: str, spoken: PlanQuoted) -> tuple[NewEvent, ...]:
    """What a load says besides opening the plan: its sentences, and which document it was."""
    loaded = PlanDocumentLoaded(plan_stream=plan, beside=False)
    quotes = on_stream(plan, (spoken,) if spoken.quotes else ())
    return (*quotes, NewEvent(stream=document, event=loaded))


def _is_active(snapshot: Snapshot, draft: PlanDraft) -> bool:
    facts = snapshot.of(plan_stream(draft.code))
    return any(isinstance(fact.event, PlanActivated) for fact in facts)

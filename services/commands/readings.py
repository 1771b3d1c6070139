"""What the server makes of a plan document at a click, and the quotes of the command line."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.commands.active_plan import active_plan
from services.commands.operator import OperatorAct, keep
from services.commands.plan_rules import NO_PLAN
from services.commands.ports import Randomness
from services.commands.quoting import LONGEST_QUOTE, items_of, quoted
from services.commands.requests import DrawnFields, TypedTexts
from services.commands.runner import on_stream
from services.domain.plan.activating import kept_restricted, streams_of
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated
from services.domain.plan_document.evolving import fold
from services.domain.plan_document.laying import (
    Laying,
    require_same_plan,
    standing_quotes,
    withdrawal,
)
from services.domain.plan_document.quotable import item_streams, open_codes, open_items
from services.domain.plan_document.reading import Reading
from services.domain.plan_document.rules import CORRECTION_LOST
from services.domain.plan_document.settling import FindingDecision, settled_draft
from services.domain.plan_document.state import PlanReading
from services.ledger.port import Ledger, Outcome


@dataclass(frozen=True, slots=True)
class ReadingCommands:
    """What an act on a plan document is done with besides what is sent; `services.plandoc` reads.

    The fields that it draws are those of the acts' commands (`domain.plan_document.acts`).
    """

    ledger: Ledger
    randomness: Randomness

    async def to_load(self, stream: str, reading: Reading) -> DrawnFields:
        """The plan as it was decided on, and its sentences; raises Refusal.

        What was never read is refused by the act.
        """
        state = await self._state(stream)
        draft = await self._settled(state, reading)
        draft = kept_restricted(draft, (await self.ledger.read(streams_of(draft))).of)
        words = self._words()
        spoken = quoted(reading.quotes, open_codes(draft), words, _sha256(state))
        values = {"reading": reading, "draft": draft, "quoted": spoken}
        return DrawnFields(values=values, texts=tuple(words.texts))

    async def to_quote(self, stream: str, laying: Laying | None) -> DrawnFields:
        """The plan in force, its open items, and the sentences that they get."""
        plan = await active_plan(self.ledger)
        items = await items_of(self.ledger, plan.activated) if plan else ()
        codes = frozenset(item.code for item in items)
        state, words = await self._state(stream), self._words()
        spoken = quoted(laying.quotes if laying else {}, codes, words, _sha256(state))
        values = {"plan": plan, "items": codes, "laying": laying, "quoted": spoken}
        return DrawnFields(values=values, texts=tuple(words.texts))

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
        words = self._words()
        allowed = {item.code for item in open_items(result, snapshot.of)}
        spoken = quoted(laying.quotes, allowed, words, file_sha256)
        require_same_plan(result, laying)
        act = OperatorAct(
            action="quote-plan",
            to=(plan, snapshot.version(plan), file_sha256),
            decision=on_stream(plan, (spoken,)),
            texts=tuple(words.texts),
        )
        return await keep(self.ledger, snapshot, act)

    def _words(self) -> TypedTexts:
        return TypedTexts(randomness=self.randomness, limit=LONGEST_QUOTE)

    async def _state(self, stream: str) -> PlanReading | None:
        return fold((await self.ledger.read([stream])).of(stream))

    async def _settled(self, state: PlanReading | None, reading: Reading) -> PlanDraft:
        if state is None:
            return reading.draft
        return settled_draft(reading, await decisions_of(self.ledger, state))


def _sha256(state: PlanReading | None) -> str:
    return state.read.file_sha256 if state else ""


async def decisions_of(ledger: Ledger, state: PlanReading) -> Mapping[str, FindingDecision]:
    """The decisions with the words that were typed; raises Refusal where such words are gone."""
    settled = state.settled.values()
    refs = {
        each.event.key: each.event.correction.value.text_id
        for each in settled
        if each.event.correction
    }
    bodies = await ledger.texts(refs.values())
    lost = [key for key, text_id in refs.items() if text_id not in bodies]
    if lost:
        raise CORRECTION_LOST.refuse()
    return {
        event.key: FindingDecision(
            verdict=event.decision,
            value=bodies[refs[event.key]] if event.correction else None,
            understood=event.correction.understood if event.correction else None,
            version=each.version,
        )
        for each in settled
        for event in (each.event,)
    }

"""A plan document for the Office: read again, with what was decided on it."""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from services.commands.active_plan import active_plan
from services.commands.quoting import items_of
from services.commands.readings import decisions_of
from services.domain.directory.events import person_stream
from services.domain.directory.state import fold_person
from services.domain.errors import Refusal
from services.domain.plan.draft import ItemDraft, ItemKind, PlanDraft, Severity
from services.domain.plan.events import PlanActivated
from services.domain.plan_document.events import FindingVerdict
from services.domain.plan_document.evolving import fold
from services.domain.plan_document.laying import Laying, differences
from services.domain.plan_document.open_findings import is_same_reading, undecided
from services.domain.plan_document.reading import ReadFinding, Reading, SentenceQuote
from services.domain.plan_document.rules import NO_READING
from services.domain.plan_document.settling import settled_draft
from services.domain.plan_document.state import PlanReading, Settled
from services.ledger.port import Ledger
from services.plandoc.reading.reader import read_document
from services.plandoc.sources.source import SourceDocument
from services.plandoc.sources.source_store import load
from services.plandoc.structure.own_words import laying_of
from services.queries.trail import NameBook
from services.queries.views import Doer


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDocument:
    """A document as it lies in the ledger, read again by this release."""

    state: PlanReading
    name: str
    document: SourceDocument
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLine:
    """What was decided on a finding, by whom, when (UTC)."""

    verdict: FindingVerdict
    value: str | None
    reason: str | None
    doer: Doer
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """One line of a finding, with its decision."""

    line: ReadFinding
    decided: DecisionLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFinding:
    """One finding with its lines; `number` is its place on the page.

    `seen` is the version of the newest decision on its lines.
    """

    number: int
    finding: ReadFinding
    lines: tuple[ShownLine, ...]
    seen: int

    @property
    def is_gathered(self) -> bool:
        """Whether it is decided on line by line."""
        return bool(self.finding.members)

    @property
    def open(self) -> int:
        """On how many of its lines nobody decided."""
        return sum(each.decided is None for each in self.lines)

    @property
    def decided(self) -> DecisionLine | None:
        """The decision on a finding of one line; each line of a gathered one has its own."""
        return None if self.is_gathered else self.lines[0].decided


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one severity, and how many of them have a line that nobody decided on.

    `open_lines` are all these lines.
    """

    severity: Severity
    findings: tuple[ShownFinding, ...]
    undecided: int
    open_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """Everything that a document's page shows; `draft` is the plan as it was decided so far.

    `read_otherwise` says that this release reads the document otherwise than when it was kept.
    """

    opened: OpenedDocument
    doer: Doer
    loaded_by: Doer | None
    draft: PlanDraft
    groups: tuple[FindingGroup, ...]
    items: Mapping[ItemKind, tuple[ItemDraft, ...]]
    errors: int
    read_otherwise: bool
    active: PlanActivated | None
    laying: Laying | None

    @property
    def differences(self) -> tuple[str, ...]:
        """What of the document differs from the plan in force that it may be laid beside."""
        return differences(self.active, self.laying) if self.active and self.laying else ()

    @property
    def quotes(self) -> Mapping[str, SentenceQuote]:
        """The document's own sentences by the codes of items and measures."""
        return self.opened.reading.quotes


async def open_document(ledger: Ledger, stream: str) -> OpenedDocument:
    """Read a stored document again; raises NotFound where there is none, or it was erased."""
    state = fold((await ledger.read([stream])).of(stream))
    bodies = (
        {}
        if state is None
        else await ledger.texts([state.read.source.text_id, state.read.name.text_id])
    )
    if state is None or state.read.source.text_id not in bodies:
        raise NO_READING.refuse()
    # Reading a long plan takes a while: not on the thread that answers everybody.
    document, reading = await asyncio.to_thread(_read, bodies[state.read.source.text_id])
    name = bodies.get(state.read.name.text_id, document.name)
    return OpenedDocument(state=state, name=name, document=document, reading=reading)


@lru_cache(maxsize=4)
def _read(source: str) -> tuple[SourceDocument, Reading]:
    document = load(source)
    return document, read_document(document)


async def document_page(ledger: Ledger, stream: str) -> DocumentPage:
    """One document with its findings, decisions and items; raises NotFound."""
    opened = await open_document(ledger, stream)
    state, reading = opened.state, opened.reading
    telling = await _telling(ledger, state)
    active = await active_plan(ledger)
    try:
        draft = settled_draft(reading, await decisions_of(ledger, state))
    except Refusal:  # a correction was erased: loading says so, the page shows the rest
        draft = reading.draft
    shown = [
        _finding(number, each, state, telling)
        for number, each in enumerate(reading.findings, start=1)
    ]
    return DocumentPage(
        opened=opened,
        doer=telling.doer(state.actor, state.at),
        loaded_by=telling.doer(state.loaded.actor, state.loaded.at) if state.loaded else None,
        draft=draft,
        groups=tuple(_group(severity, shown) for severity in Severity),
        items={
            kind: tuple(item for item in draft.items if item.kind is kind)
            for kind in (ItemKind.INDICATOR, ItemKind.SCHEME, ItemKind.DUTY)
        },
        errors=len(undecided(state, reading)),
        read_otherwise=state.loaded is None and not is_same_reading(state, reading),
        active=active.activated if active else None,
        laying=None if state.loaded else await laying_of_active_plan(ledger, opened),
    )


async def laying_of_active_plan(ledger: Ledger, opened: OpenedDocument) -> Laying | None:
    """What the document would say beside the open items of the plan that is active."""
    active = await active_plan(ledger)
    if active is None:
        return None
    items = await items_of(ledger, active.activated)
    return await asyncio.to_thread(laying_of, opened.document, opened.reading.draft, items)


async def person_names(ledger: Ledger, people: Collection[UUID]) -> Mapping[UUID, str]:
    """The names of some people; an erased one is missing."""
    snapshot = await ledger.read([person_stream(person) for person in people])
    collected = {person: fold_person(snapshot.of(person_stream(person))) for person in people}
    refs = {each: person.name.text_id for each, person in collected.items() if person is not None}
    bodies = await ledger.texts(set(refs.values()))
    return {each: bodies[ref] for each, ref in refs.items() if ref in bodies}


async def _telling(ledger: Ledger, state: PlanReading) -> NameBook:
    actors = [state.actor, *(each.actor for each in state.settled.values())]
    if state.loaded is not None:
        actors.append(state.loaded.actor)
    events = [each.event for each in state.settled.values()]
    typed = {event.reason.text_id for event in events if event.reason}
    typed |= {event.correction.value.text_id for event in events if event.correction}
    return NameBook(
        names=await person_names(ledger, {actor.person_id for actor in actors if actor.person_id}),
        bodies=await ledger.texts(typed),
        visible=True,
    )


def _finding(
    number: int, finding: ReadFinding, state: PlanReading, telling: NameBook
) -> ShownFinding:
    return ShownFinding(
        number=number,
        finding=finding,
        lines=tuple(
            ShownLine(line=line, decided=_decided(state.standing(finding.key, line.key), telling))
            for line in finding.lines
        ),
        seen=state.seen(finding.key, *(line.key for line in finding.lines)),
    )


def _decided(settled: Settled | None, telling: NameBook) -> DecisionLine | None:
    if settled is None:
        return None
    event = settled.event
    return DecisionLine(
        verdict=event.decision,
        value=telling.words(event.correction.value if event.correction else None),
        reason=telling.words(event.reason),
        doer=telling.doer(settled.actor, settled.at),
        at=settled.at,
    )


def _group(severity: Severity, shown: list[ShownFinding]) -> FindingGroup:
    own = tuple(each for each in shown if each.finding.severity is severity)
    return FindingGroup(
        severity=severity,
        findings=own,
        undecided=sum(each.open > 0 for each in own),
        open_lines=sum(each.open for each in own),
    )

"""How far the Office is with a plan document: what was decided, by whom, is it loaded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from services.domain.facts import Actor, Fact
from services.domain.plan.reading_events import (
    FindingSettled,
    PlanDocumentLoaded,
    PlanDocumentRead,
    PlanQuotesWithdrawn,
    ReadingEvent,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The decision that stands for a finding: what, by whom, when (UTC), in which version."""

    event: FindingSettled
    actor: Actor
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """That the document is loaded: into which plan, by whom, when (UTC)."""

    event: PlanDocumentLoaded
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """A plan document as far as the Office is with it; `settled` by the keys of its findings."""

    stream: str
    version: int
    read: PlanDocumentRead
    actor: Actor
    at: datetime
    settled: Mapping[str, Settled]
    loaded: Loaded | None

    def seen(self, key: str) -> int:
        """The version of the decision that stands for a finding; 0 while there is none."""
        result = self.settled.get(key)
        return result.version if result else 0


def evolve(state: PlanReading | None, fact: Fact) -> PlanReading:
    """Apply one fact. Total: a recorded event is never refused."""
    event: ReadingEvent = fact.event  # type: ignore[assignment]  # a reading's stream holds no other
    if isinstance(event, PlanDocumentRead):
        return PlanReading(
            stream=fact.stream,
            version=fact.version,
            read=event,
            actor=fact.actor,
            at=fact.occurred_at,
            settled={},
            loaded=None,
        )
    assert state is not None, "a reading opens with PlanDocumentRead"  # noqa: S101  (its first fact)
    now = replace(state, version=fact.version)
    match event:
        case FindingSettled():
            each = Settled(
                event=event, actor=fact.actor, at=fact.occurred_at, version=fact.version
            )
            return replace(now, settled={**state.settled, event.key: each})
        case PlanDocumentLoaded():
            done = Loaded(event=event, actor=fact.actor, at=fact.occurred_at)
            return replace(now, loaded=done)
        case PlanQuotesWithdrawn():
            return replace(now, loaded=None)


def fold(facts: Iterable[Fact]) -> PlanReading | None:
    """The state after all facts; None for a reading that does not exist."""
    state: PlanReading | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

"""A plan document as its facts make it: what was decided on it, and whether it is loaded."""

from collections.abc import Iterable
from dataclasses import replace

from services.domain.facts import Fact
from services.domain.plan_document.acts import KINDS
from services.domain.plan_document.acts.read_document import handed_in
from services.domain.plan_document.events import PlanDocumentRead
from services.domain.plan_document.state import PlanReading


def evolve(state: PlanReading | None, fact: Fact) -> PlanReading:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if isinstance(event, PlanDocumentRead):
        return handed_in(event, fact)
    assert state is not None, "a document opens with plan-document-read"  # noqa: S101  (total fold)
    return KINDS[type(event)].apply(replace(state, version=fact.version), event, fact)


def fold(facts: Iterable[Fact]) -> PlanReading | None:
    """The document as all its facts make it; None where it was never handed in."""
    state: PlanReading | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

"""A finding as its facts make it."""

from collections.abc import Iterable

from services.domain.facts import Fact
from services.domain.inspection.acts import KINDS
from services.domain.inspection.acts.open_finding import opened_as
from services.domain.inspection.events import InspectionFindingOpened
from services.domain.inspection.state import InspectionFinding
from services.domain.replacing import replace


def evolve(state: InspectionFinding | None, fact: Fact) -> InspectionFinding:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if state is None and isinstance(event, InspectionFindingOpened):
        return opened_as(event, fact)
    assert state is not None, "a finding opens with inspection-finding-opened"  # noqa: S101  (total fold)
    return KINDS[type(event)].apply(replace(state, version=fact.version), event, fact)


def fold(facts: Iterable[Fact]) -> InspectionFinding | None:
    """The finding as all its facts make it; None where it was never opened."""
    state: InspectionFinding | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

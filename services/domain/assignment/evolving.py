"""A plan item as its facts make it."""

from collections.abc import Sequence

from services.domain.assignment.acts import KINDS
from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.state import Assignment, opened_as
from services.domain.facts import Fact


def evolve(state: Assignment | None, fact: Fact) -> Assignment:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if state is None and isinstance(event, AssignmentOpened):
        return opened_as(fact.stream, event)
    assert state is not None, "a history opens with assignment-opened"  # noqa: S101  (total fold)
    return KINDS[type(event)].apply(state, event, fact)


def fold(facts: Sequence[Fact]) -> Assignment | None:
    """The assignment as all its facts make it; None where it was never opened."""
    state: Assignment | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

"""A directive as its facts make it."""

from collections.abc import Iterable

from services.domain.directive.acts import KINDS
from services.domain.directive.events import DirectiveRegistered
from services.domain.directive.state import Directive, registered_as
from services.domain.facts import Fact
from services.domain.replacing import replace


def evolve(state: Directive | None, fact: Fact) -> Directive:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if state is None and isinstance(event, DirectiveRegistered):
        return registered_as(event, fact)
    assert state is not None, "a directive opens with directive-registered"  # noqa: S101  (total fold)
    return KINDS[type(event)].apply(replace(state, version=fact.version), event, fact)


def fold(facts: Iterable[Fact]) -> Directive | None:
    """The directive as all its facts make it; None where it was never registered."""
    state: Directive | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

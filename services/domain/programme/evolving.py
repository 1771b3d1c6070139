"""A programme as its facts make it."""

from collections.abc import Iterable

from services.domain.facts import Fact
from services.domain.programme.acts import KINDS
from services.domain.programme.events import ProgrammeOpened
from services.domain.programme.state import Programme
from services.domain.replacing import replace


def evolve(state: Programme | None, fact: Fact) -> Programme:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if state is None and isinstance(event, ProgrammeOpened):
        return Programme(
            stream=fact.stream,
            version=fact.version,
            code=event.period,
            opened_at=fact.occurred_at,
            closes_on=event.closes_on,
            units=event.units,
        )
    assert state is not None, "a programme opens with programme-opened"  # noqa: S101  (total fold)
    return KINDS[type(event)].apply(replace(state, version=fact.version), event, fact)


def fold(facts: Iterable[Fact]) -> Programme | None:
    """The programme as all its facts make it; None where it was never opened."""
    state: Programme | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

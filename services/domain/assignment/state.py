"""One plan item as its facts make it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.domain.assignment.events import (
    AssignmentConcluded,
    AssignmentOpened,
    LeadNamed,
    PeriodIssued,
)
from services.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The state that decisions and the agenda are made on."""

    stream: str
    opened: AssignmentOpened
    lead_unit: str | None
    supporting_units: tuple[str, ...]
    restricted: bool
    issue_from: date
    issued: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    closed: bool = False

    @property
    def plan_version(self) -> str:
        """The fact that put this item in force: a plan is activated once, as its first fact."""
        return f"{self.opened.plan_stream}@1"


def evolve(state: Assignment | None, fact: Fact) -> Assignment:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if isinstance(event, AssignmentOpened):
        return Assignment(
            stream=fact.stream,
            opened=event,
            lead_unit=event.lead_unit,
            supporting_units=event.supporting_units,
            restricted=event.restricted,
            issue_from=event.issue_from,
        )
    assert state is not None, "a history opens with assignment-opened"  # noqa: S101  (total fold)
    match event:
        case LeadNamed():
            return replace(
                state,
                lead_unit=event.lead_unit,
                supporting_units=event.supporting_units,
                restricted=event.restricted,
                issue_from=event.issue_from,
            )
        case PeriodIssued():
            return replace(state, issued=state.issued | {(event.deliverable, event.period)})
        case AssignmentConcluded():
            return replace(state, closed=True)
    raise TypeError(f"not an assignment event: {event!r}")


def fold(facts: Sequence[Fact]) -> Assignment | None:
    """The assignment as all its facts make it; None where it was never opened."""
    state: Assignment | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

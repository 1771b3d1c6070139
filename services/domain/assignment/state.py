"""One plan item as its facts make it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from services.domain.assignment.events import (
    AssignmentConcluded,
    AssignmentOpened,
    Deliverable,
    DueRuleSet,
    FrequencySet,
    LeadNamed,
    Measure,
    PeriodIssued,
)
from services.domain.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One deliverable in one frequency, and the days between which it is asked.

    `from_on` None is since the item is issued at all; `until_on` is the day on which the Office
    replaced it: its period of that day is no longer issued.
    """

    deliverable: Deliverable
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPeriod:
    """One deliverable of one period that was issued."""

    deliverable: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The state that decisions and the agenda are made on."""

    stream: str
    opened: AssignmentOpened
    lead_unit: str | None
    supporting_units: tuple[str, ...]
    restricted: bool
    issue_from: date
    asked: tuple[Asked, ...]
    measures: tuple[Measure, ...]
    issued: frozenset[IssuedPeriod] = field(default_factory=frozenset)
    closed: bool = False

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """What is asked now, in the order of the plan and of what the Office set."""
        return tuple(one.deliverable for one in self.asked if one.until_on is None)

    def has_issued(self, deliverable: str, period: str) -> bool:
        """Whether this deliverable of this period was issued."""
        return IssuedPeriod(deliverable=deliverable, period=period) in self.issued

    @property
    def plan_version(self) -> str:
        """The fact that put this item in force: the first of the plan that it belongs to."""
        return f"{self.opened.plan_stream}@1"


def opened_as(stream: str, event: AssignmentOpened) -> Assignment:
    """An item on the day that it is opened."""
    return Assignment(
        stream=stream,
        opened=event,
        lead_unit=event.lead_unit,
        supporting_units=event.supporting_units,
        restricted=event.restricted,
        issue_from=event.issue_from,
        asked=tuple(Asked(deliverable=one) for one in event.deliverables),
        measures=event.measures,
    )


def evolve(state: Assignment | None, fact: Fact) -> Assignment:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if isinstance(event, AssignmentOpened) and state is not None:
        # An earlier release let a second plan open the same item: it belongs to its first plan,
        # and what was issued stays issued.
        return state
    if isinstance(event, AssignmentOpened):
        return opened_as(fact.stream, event)
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
            done = IssuedPeriod(deliverable=event.deliverable, period=event.period)
            return replace(state, issued=state.issued | {done})
        case AssignmentConcluded():
            return replace(state, closed=True)
        case FrequencySet():
            return _asked_anew(state, event)
        case DueRuleSet():
            return replace(state, asked=tuple(_due_anew(one, event) for one in state.asked))
    raise TypeError(f"not an assignment event: {event!r}")


def _asked_anew(state: Assignment, event: FrequencySet) -> Assignment:
    now = {one.frequency: one for one in state.deliverables if one.name == event.deliverable}
    ended = tuple(
        replace(one, until_on=event.from_on)
        if one.until_on is None and one.deliverable.name == event.deliverable
        else one
        for one in state.asked
    )
    begun = tuple(
        Asked(
            deliverable=now.get(
                frequency, Deliverable(name=event.deliverable, frequency=frequency, due=None)
            ),
            from_on=event.from_on,
        )
        for frequency in event.frequencies
    )
    measures = tuple(replace(one, frequencies=event.frequencies) for one in state.measures)
    return replace(state, asked=ended + begun, measures=measures)


def _due_anew(one: Asked, event: DueRuleSet) -> Asked:
    deliverable = one.deliverable
    if one.until_on is not None:
        return one
    if (deliverable.name, deliverable.frequency) != (event.deliverable, event.frequency):
        return one
    return replace(one, deliverable=replace(deliverable, due=event.due))


def fold(facts: Sequence[Fact]) -> Assignment | None:
    """The assignment as all its facts make it; None where it was never opened."""
    state: Assignment | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

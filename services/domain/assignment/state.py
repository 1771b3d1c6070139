"""One plan item as its facts make it."""

from dataclasses import dataclass, field
from datetime import date

from services.domain.assignment.events import AssignmentOpened, Deliverable, Measure
from services.domain.assignment.stated import NOTHING_STATED, MeasureTargets, StatedTargets


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
    stated: tuple[MeasureTargets, ...] = ()

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """What is asked now, in the order of the plan and of what the Office set."""
        return tuple(each.deliverable for each in self.asked if each.until_on is None)

    def has_issued(self, deliverable: str, period: str) -> bool:
        """Whether this deliverable of this period was issued."""
        return IssuedPeriod(deliverable=deliverable, period=period) in self.issued

    def stated_of(self, measure: str) -> StatedTargets:
        """What the ward states of a measure beside the plan."""
        stated = (each.stated for each in self.stated if each.measure == measure)
        return next(stated, NOTHING_STATED)

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
        asked=tuple(Asked(deliverable=each) for each in event.deliverables),
        measures=event.measures,
    )

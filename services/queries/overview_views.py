"""What the overview gets: counts that are rows, figures beside what the plan wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.domain.assignment.events import Measure
from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task


class CountFilter(StrEnum):
    """What a count of the overview counts: a box, or the two boxes of what was late.

    Suspended and withdrawn tasks stand beside the five boxes.
    """

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RUNNING_IN_TIME = "running_in_time"
    RUNNING_LATE = "running_late"
    NO_DUE_DATE = "no_due_date"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    LATE = "late"

    @property
    def boxes(self) -> frozenset[OfficialStatus]:
        """The boxes that it holds."""
        if self is CountFilter.LATE:
            return frozenset({OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE})
        return frozenset({OfficialStatus(self.value)})


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a calendar year, by the day under which what falls into it is listed."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter of a day."""
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    def moved(self, by: int) -> "Quarter":
        """So many quarters later, or earlier."""
        count = self.year * 4 + self.number - 1 + by
        return Quarter(count // 4, count % 4 + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewFilter:
    """Which tasks are meant; None means all of them, of the standings the five of the law."""

    unit: str | None = None
    standing: CountFilter | None = None
    quarter: Quarter | None = None
    group: CountGroup = CountGroup.ROUTINE

    def holds(self, lead: str, box: OfficialStatus, listed_on: date, group: CountGroup) -> bool:
        """Whether a task of this unit, in this box and group, listed on that day, is among them.

        The groups are never counted together.
        """
        return (
            self.group is group
            and self.unit in {None, lead}
            and (box.in_force if self.standing is None else box in self.standing.boxes)
            and self.quarter in {None, Quarter.of(listed_on)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task stands in a list that is ordered by due dates; those without one come last."""

    due_on: date
    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedTask:
    """A task with its official box of the day.

    `days_late` are working days, 0 in time; None where a year in between has no calendar yet.
    """

    task: Task
    box: OfficialStatus
    days_late: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many tasks of the ward, a unit or a quarter stand in each box."""

    unit: str | None
    quarter: Quarter | None
    counts: Mapping[OfficialStatus, int]

    @property
    def total(self) -> int:
        """All that are in force: the five boxes are disjoint."""
        return sum(count for box, count in self.counts.items() if box.in_force)

    def of(self, standing: CountFilter) -> int:
        """How many in one box, or in the two of what was late."""
        return sum(self.counts[box] for box in standing.boxes)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """A measure that is due, the plan's target, and the last figure that was confirmed."""

    stream: str
    lead_unit: str
    due_on: date | None
    measure: Measure
    value: Decimal | None
    period: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One screen for the ward's leaders, as of `today`.

    It counts the tasks of one `group`; `groups` says how many are in force in each of them.
    """

    today: date
    group: CountGroup
    groups: Mapping[CountGroup, int]
    ward: Count
    by_unit: tuple[Count, ...]
    trend: tuple[Count, ...]
    indicators: tuple[IndicatorLine, ...]
    latest: tuple[BoxedTask, ...]
    units: Mapping[str, str]

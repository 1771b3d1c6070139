"""What the overview gets: counts that are rows, figures beside what the plan wants."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.results.series import Attainment
from services.domain.task.births import CountGroup
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.queries.results import IndicatorRow


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

    @property
    def quarters(self) -> tuple["Quarter", ...]:
        """Itself, as a year has four."""
        return (self,)

    @property
    def before(self) -> "Quarter":
        """The quarter before it."""
        return self.moved(-1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return Quarter.of(day) == self

    def moved(self, by: int) -> "Quarter":
        """So many quarters later, or earlier."""
        count = self.year * 4 + self.number - 1 + by
        return Quarter(count // 4, count % 4 + 1)


@dataclass(frozen=True, slots=True)
class CountedYear:
    """A calendar year, by the days under which what falls into it is listed."""

    year: int

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Its four quarters."""
        return tuple(Quarter(self.year, number) for number in range(1, 5))

    @property
    def before(self) -> "CountedYear":
        """The year before it."""
        return CountedYear(self.year - 1)

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return day.year == self.year


# The period of an overview; None is everything since the plan began.
Within = Quarter | CountedYear | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewFilter:
    """Which tasks are meant; None means all of them, of the standings the five of the law."""

    unit: str | None = None
    standing: CountFilter | None = None
    within: Within = None
    group: CountGroup = CountGroup.ROUTINE

    def holds(self, lead: str, box: OfficialStatus, listed_on: date, group: CountGroup) -> bool:
        """Whether a task of this unit, in this box and group, listed on that day, is among them.

        The groups are never counted together.
        """
        return (
            self.group is group
            and self.unit in {None, lead}
            and (box.in_force if self.standing is None else box in self.standing.boxes)
            and (self.within is None or self.within.holds(listed_on))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task stands in a list that is ordered by due dates; those without one come last."""

    due_on: date
    stream: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxedTask:
    """A task with its official box of the day.

    `days_late` are working days, of what was done late those until it was done, 0 in time; None
    where a year in between has no calendar yet.
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

    @property
    def late_share(self) -> float:
        """Which part of what is in force was or is late; nothing of nothing."""
        return self.of(CountFilter.LATE) / self.total if self.total else 0.0

    @property
    def punctual(self) -> int | None:
        """How many per cent of what was due are done in time; None while nothing was due."""
        in_time, late = self.of(CountFilter.DONE_IN_TIME), self.of(CountFilter.LATE)
        due = in_time + late
        return round(100 * in_time / due) if due else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """One screen for the ward's leaders, as of `today`.

    It counts the tasks of one `group` whose day lies `within` a period; `groups` says how many are
    in force in each of them. `before` is the ward in the period before, None of everything.
    `by_unit` begins with the largest share of late work. `late` counts what is late today
    whenever it was due, `latest` are the first of it. `indicators` are the rows of the plan.
    """

    today: date
    group: CountGroup
    groups: Mapping[CountGroup, int]
    within: Within
    first_year: int
    ward: Count
    before: Count | None
    by_unit: tuple[Count, ...]
    trend: tuple[Count, ...]
    indicators: tuple[IndicatorRow, ...]
    late: int
    latest: tuple[BoxedTask, ...]
    units: Mapping[str, str]

    def reached(self) -> int:
        """How many rows of the plan's indicators reach what they should."""
        return sum(row.attainment is Attainment.REACHED for row in self.indicators)

"""Facts about one plan item over its years."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, TypeVar

from services.domain.answers import Answered
from services.domain.assignment.ranges import MeasureRange
from services.domain.due_days import DueDays
from services.domain.streams import Family

# What the plan's draft calls a measure whose years add up, and what a unit of one year says.
_CUMULATIVE: Final = "R4"
_EACH_YEAR: Final = "/năm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Answered):
    """One measure of an indicator's row, as the plan states it.

    The words of `kind`, `operator`, `rule` and `frequencies` are those of the plan's draft
    (`domain/plan/draft.py`); a range has `*_high`; `reach_by` is a calendar day; `stretch` marks
    what is only striven for; `possible` are the figures that can be true (null: no bounds).
    """

    code: str
    title: str
    unit: str
    kind: str
    operator: str
    target_2030: Decimal | None
    target_2030_high: Decimal | None
    target_average: Decimal | None
    target_average_high: Decimal | None
    rule: str
    reach_by: date | None
    stretch: bool
    stretch_target: Decimal | None
    in_annex: bool
    frequencies: tuple[str, ...]
    possible: MeasureRange | None

    @property
    def runs_over_the_year(self) -> bool:
        """Whether its figures of a year add up to the year's: none is final before the last."""
        return self.rule == _CUMULATIVE or _EACH_YEAR in self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAsked(Answered):
    """A measure that is due in this period, with the figures that can be true."""

    code: str
    title: str
    unit: str
    kind: str
    possible: MeasureRange | None


M = TypeVar("M", Measure, MeasureAsked)


def with_measure(measures: Iterable[M], code: str, **parts: Any) -> tuple[M, ...]:
    """The measures in their order, the one of this code with other parts."""
    return tuple(replace(each, **parts) if each.code == code else each for each in measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRule:
    """When a deliverable is due; without one: the first working day after the cut-off.

    The later of the first working day after `after_month`/`after_day` of the period's year, and
    `working_days_after_issue` working days after the issue.
    """

    after_month: int
    after_day: int
    working_days_after_issue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """What is asked again and again, or once: its name, its own frequency, when it is due.

    By a rule, or by days of its own, never by both; by neither: as `DueRule` says.
    """

    name: str
    frequency: str
    due: DueRule | None
    days: DueDays | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentOpened:
    """Mở theo dõi: an item of the plan in force is worked on from `active_from`.

    Dates are calendar days in Asia/Ho_Chi_Minh. `issue_from` is the day whose period is the
    first one issued (the activation, or an earlier day that was asked for).
    """

    TYPE: ClassVar[str] = "assignment-opened"
    SCHEMA: ClassVar[int] = 3  # 2: measures with `possible`; 3: deliverables with `days`

    code: str
    item_code: str
    plan_stream: str
    kind: str
    title: str
    section: str
    lead_unit: str | None
    supporting_units: tuple[str, ...]
    restricted: bool
    deliverables: tuple[Deliverable, ...]
    measures: tuple[Measure, ...]
    active_from: date
    issue_from: date
    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodIssued:
    """Giao việc kỳ này: the deliverable of one period was issued as a task, once."""

    TYPE: ClassVar[str] = "period-issued"
    SCHEMA: ClassVar[int] = 1

    deliverable: str
    period: str
    task_stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentConcluded:
    """Kết thúc theo dõi: every period of the item was issued and its last one has closed."""

    TYPE: ClassVar[str] = "assignment-concluded"
    SCHEMA: ClassVar[int] = 1

    last_period_on: date


def assignment_stream(code: str) -> str:
    """The stream of one assignment."""
    return f"{Family.ASSIGNMENT}{code}"


def task_stream(assignment: str, deliverable: str, period: str) -> str:
    """The stream of one task."""
    return f"{Family.TASK}{assignment}.{deliverable}.{period}"

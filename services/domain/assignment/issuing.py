"""Facts of an item in the streams of its tasks: it gives a period's work, it corrects measures."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.domain.assignment.events import DueRule, MeasureAsked
from services.domain.assignment.ranges import MeasuredIn, MeasureRange


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsDue:
    """The last day of the supporting units, and the working days by which it precedes the lead's.

    The rule in force at the issue stays that of the task: where the lead's day moves, so does
    this one.
    """

    on: date
    before_lead_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskIssued:
    """Giao việc: the lead and the supporting units owe one deliverable for one period.

    Dates are calendar days in Asia/Ho_Chi_Minh; a due date counts to the end of its day.
    `due_by` is the day that the plan or the Office names for this period, working or not; None
    where it is counted by a rule.
    `acknowledge_by` is the last day before silence is acceptance. `contributions` is None where no
    unit supports the lead, and of tasks from before contributions had a day of their own.
    """

    TYPE: ClassVar[str] = "task-issued"
    # 2: measures with `possible`; 3: `contributions`; 4: `due_by`
    SCHEMA: ClassVar[int] = 4

    assignment: str
    plan_version: str
    kind: str
    title: str
    section: str
    deliverable: str
    frequency: str
    period: str
    period_first_day: date
    cutoff_on: date
    issued_on: date
    due_on: date
    due_rule: DueRule | None
    due_by: date | None
    acknowledge_by: date
    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    measures: tuple[MeasureAsked, ...]
    contributions: ContributionsDue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRangeCorrected:
    """Sửa giới hạn số liệu của việc: its item's range was corrected while the task was open."""

    TYPE: ClassVar[str] = "task-range-corrected"
    SCHEMA: ClassVar[int] = 1

    measure: str
    before: MeasureRange | None
    after: MeasureRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUnitCorrected:
    """Đính chính đơn vị tính của việc: its item's unit was corrected before anybody reported."""

    TYPE: ClassVar[str] = "task-unit-corrected"
    SCHEMA: ClassVar[int] = 1

    measure: str
    before: MeasuredIn
    after: MeasuredIn

"""How a task comes to be: issued for a period of the plan, or assigned from a directive. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from services.domain.assignment.events import DueRule, MeasureAsked
from services.domain.assignment.issuing import ContributionsDue
from services.domain.assignment.schedule import due_date
from services.domain.calendar import Calendar
from services.domain.facts import TextRef
from services.domain.roles import Office
from services.domain.streams import Family

# How the ward's rules (approval chains, contributions) call the kind of all assigned work.
ASSIGNED_KIND: Final = "assigned"
# The one measure of a task that asks for a figure; what is counted stands in the task's words.
FIGURE_ASKED: Final = MeasureAsked(
    code="SL", title="Số liệu được yêu cầu", unit="", kind="figure", possible=None
)


class Urgency(StrEnum):
    """Độ khẩn (Nghị định 30/2020): as the paper that gave the work says it."""

    ORDINARY = "ordinary"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class CountGroup(StrEnum):
    """Work that is counted apart: assigned with a day or without one, and the plan's routine."""

    ASSIGNED_DATED = "assigned_dated"
    ASSIGNED_UNDATED = "assigned_undated"
    ROUTINE = "routine"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderedBy:
    """Người giao: who ordered the work, under which office, on which day; not who typed it."""

    person_id: UUID
    office: Office
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned:
    """Giao việc theo chỉ đạo: the lead and the supporting units owe what a directive asks for.

    `directive` is the code of the directive, `number` counts its tasks and is never used again,
    `clause` the clause that asks for it, `occurrence_on` the day of a recurring order that it
    answers. Dates are calendar days in Asia/Ho_Chi_Minh and count to their end; `due_on` is None
    for work without a day (không thời hạn); `superior_due_on` is the upper body's day, beside our
    own. `follower` is who follows it in the Office. `acknowledge_by` is the last day before
    silence is acceptance.
    """

    TYPE: ClassVar[str] = "task-assigned"
    SCHEMA: ClassVar[int] = 1

    directive: str
    number: int
    clause: str | None
    occurrence_on: date | None
    ordered_by: OrderedBy
    follower: UUID | None
    title: TextRef | None
    product: TextRef | None
    assigned_on: date
    due_on: date | None
    superior_due_on: date | None
    urgency: Urgency
    acknowledge_by: date
    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    measures: tuple[MeasureAsked, ...]
    contributions: ContributionsDue | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodTerms:
    """What a task of a period has from its plan: the item, the period, how its day is counted."""

    assignment: str
    plan_version: str
    kind: str
    section: str
    deliverable: str
    frequency: str
    period: str
    period_first_day: date
    cutoff_on: date
    due_rule: DueRule | None
    due_by: date | None

    def rule_day(self, issued_on: date, calendar: Calendar) -> date:
        """The due day by the rule of the plan and this calendar. Raises CalendarMissing."""
        return due_date(self.due_rule, self.cutoff_on, issued_on, calendar, self.due_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignedTerms:
    """What an assigned task has from its directive; the fields are those of `TaskAssigned`."""

    directive: str
    number: int
    clause: str | None
    occurrence_on: date | None
    ordered_by: OrderedBy
    follower: UUID | None
    product: TextRef | None
    superior_due_on: date | None
    urgency: Urgency


def assigned_task_stream(directive: str, number: int) -> str:
    """The stream of one assigned task: of the directive of that code, its task of that number."""
    return f"{Family.TASK}{directive}.{number}"

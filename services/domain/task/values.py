"""What the state of a task is made of: its due day, approvals, suspensions, reminders."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.papers import Paper
from services.domain.task.events import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDate:
    """The last day of a task (it counts to its end): by the rule, or by what a person decided.

    `original` is the day of the issue, shown for ever; `counted` what the rule and the calendar
    say now; a calendar moves that one only, never `extended_to`.
    """

    original: date
    counted: date
    extended_to: date | None = None

    @property
    def on(self) -> date:
        """The day that holds."""
        return self.counted if self.extended_to is None else self.extended_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One rung's agreement to the current submission."""

    rung: str
    person_id: UUID | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """After a return that keeps the day: an approval by `correct_by` counts as of `counted_on`."""

    counted_on: date
    correct_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSpecialist:
    """Who works on a task inside a unit; `by_on` is the unit's own day for it, if it set one."""

    unit: str
    person_id: UUID
    by_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """One that is over: the clock ran until `from_on`, and again since `until_on`."""

    from_on: date
    until_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decline:
    """A refusal of the task by its lead that nobody has answered yet."""

    unit: str
    person_id: UUID | None
    proposed_unit: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """A rung of the ladder that was told or skipped: working days from that due date."""

    due_on: date
    offset_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueStepTaken:
    """A step of the overdue ladder that was told or skipped: working days from that due date."""

    due_on: date
    after_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LastReminder:
    """The newest reminder that went out: for which day, to which units, recorded when (UTC)."""

    due_on: date
    offset_working_days: int
    units: tuple[str, ...]
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedFigure:
    """A version of a confirmed figure that counts no longer: what it was, who replaced it, why."""

    before: Figure
    by: UUID | None
    office: str | None
    at: datetime
    reason: TextRef
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The upper body accepted the result: by which paper, and the day on which we recorded it."""

    paper: Paper
    recorded_on: date

"""The automatic actions of a task: what its clock may do, each a type with its own data."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from services.domain.task.events import RequestKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Silence until the limit counts as acknowledgement."""

    KIND: ClassVar[str] = "acknowledge"

    at: datetime
    reassigned: int = 0

    @property
    def id(self) -> str:
        """Once for each lead of a task."""
        return f"{self.KIND}/silence" + (f"/{self.reassigned}" if self.reassigned else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remind:
    """One step of the ladder: a reminder so many working days after the due date (or before)."""

    KIND: ClassVar[str] = "remind"

    due_on: date
    offset_working_days: int
    at: datetime

    @property
    def id(self) -> str:
        """Once for each due date and step."""
        return f"{self.KIND}/{self.due_on}/{self.offset_working_days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """The due day ended without an approved report."""

    KIND: ClassVar[str] = "miss"

    due_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each due date."""
        return f"{self.KIND}/{self.due_on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A rest day that was decided since moves the due date."""

    KIND: ClassVar[str] = "move"

    from_on: date
    to_on: date
    calendar_version: str
    at: datetime

    @property
    def id(self) -> str:
        """Once for each version of the calendar that moves it."""
        return f"{self.KIND}/{self.from_on}/{self.to_on}/{self.calendar_version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissContribution:
    """The last day of a supporting unit ended without its contribution."""

    KIND: ClassVar[str] = "miss-contribution"

    unit: str
    due_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each unit and day."""
        return f"{self.KIND}/{self.unit}/{self.due_on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveContributions:
    """The day of the supporting units follows that of the lead."""

    KIND: ClassVar[str] = "move-contributions"

    move: int
    from_on: date
    to_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each time: what was granted, undone and granted again moves three times."""
        return f"{self.KIND}/{self.move}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """The chase too many is told a leader."""

    KIND: ClassVar[str] = "escalate"

    chase: int
    at: datetime

    @property
    def id(self) -> str:
        """Once for each chase."""
        return f"{self.KIND}/{self.chase}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateRequest:
    """A request that nobody answered is reported to a leader."""

    KIND: ClassVar[str] = "escalate-request"

    kind: RequestKind
    request: int
    at: datetime

    @property
    def id(self) -> str:
        """Once for each request."""
        return f"{self.KIND}/{self.kind}/{self.request}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpireStep:
    """The time of the step at which a report waits ran out."""

    KIND: ClassVar[str] = "expire-step"

    submission: int
    rung: str
    arrived_on: date
    due_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each arrival at a step."""
        return f"{self.KIND}/{self.submission}/{self.rung}/{self.arrived_on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateOverdue:
    """A missed due date is told one step higher."""

    KIND: ClassVar[str] = "escalate-overdue"

    due_on: date
    after_working_days: int
    at: datetime

    @property
    def id(self) -> str:
        """Once for each due date and step."""
        return f"{self.KIND}/{self.due_on}/{self.after_working_days}"


TaskAction = (
    Acknowledge
    | Remind
    | Miss
    | Move
    | MissContribution
    | MoveContributions
    | Escalate
    | EscalateRequest
    | ExpireStep
    | EscalateOverdue
)

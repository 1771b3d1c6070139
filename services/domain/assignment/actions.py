"""The automatic actions of an assignment: what its clock may do, each a type with its own data."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from services.domain.assignment.events import Deliverable
from services.domain.calendar import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A period has begun: its deliverable is issued as a task."""

    KIND: ClassVar[str] = "issue"

    deliverable: Deliverable
    period: Period
    at: datetime

    @property
    def id(self) -> str:
        """Once for each deliverable and period."""
        return f"{self.KIND}/{self.deliverable.name}/{self.period.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclude:
    """Every period was issued and the last one has closed."""

    KIND: ClassVar[str] = "conclude"

    at: datetime

    @property
    def id(self) -> str:
        """Once in the life of an assignment."""
        return self.KIND


AssignmentAction = Issue | Conclude

"""The automatic action of a directive: what its clock may do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Final

WHOLE: Final = "all"  # a recurring order that answers no clause


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOccurrence:
    """The time of an occurrence has come: it is assigned, or skipped where it is over."""

    KIND: ClassVar[str] = "issue-occurrence"

    order: int
    clause: str | None
    occurrence_on: date
    due_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each clause and named day; its due day may move until then."""
        return f"{self.KIND}/{self.clause or WHOLE}/{self.occurrence_on}"


DirectiveAction = IssueOccurrence

"""The automatic actions of a programme: what its clock may do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindRegistration:
    """So many working days are left: units without a row are reminded."""

    KIND: ClassVar[str] = "remind-registration"

    before_working_days: int
    closes_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each step of the ladder and each last day."""
        return f"{self.KIND}/{self.closes_on}/-{self.before_working_days}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRegistration:
    """The last day of the registration has passed."""

    KIND: ClassVar[str] = "close-registration"

    closes_on: date
    at: datetime

    @property
    def id(self) -> str:
        """Once for each last day."""
        return f"{self.KIND}/{self.closes_on}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNextProgramme:
    """The day has come on which units register for the next period."""

    KIND: ClassVar[str] = "open-next-programme"

    period: str
    at: datetime

    @property
    def id(self) -> str:
        """Once for each period."""
        return f"{self.KIND}/{self.period}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskResult:
    """The period is over: the result of its rows is asked for."""

    KIND: ClassVar[str] = "ask-result"

    at: datetime

    @property
    def id(self) -> str:
        """Once."""
        return self.KIND


ProgrammeAction = RemindRegistration | CloseRegistration | OpenNextProgramme | AskResult

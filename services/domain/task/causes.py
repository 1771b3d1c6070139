"""An objective cause that a unit claims, and how it was answered. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class CauseSubject(StrEnum):
    """What an objective cause is claimed for; what was late or returned stays recorded."""

    MISSED_DATE = "missed_date"
    RETURN = "return"
    LATE_CONTRIBUTION = "late_contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseMatter:
    """One recorded miss or one return: of each a cause is claimed once.

    `submission` is the report that was returned, None for a missed date. `supporter` is the unit
    whose contribution came too late, None for what is the lead's.
    """

    about: CauseSubject
    submission: int | None = None
    supporter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseAnswer:
    """Whether who assigned the task confirmed the cause, and who it was."""

    confirmed: bool
    person_id: UUID | None
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseClaim:
    """A claim of an objective cause; `number` counts those of the task.

    `unit` made it: the one that led when it was recorded, or the supporting unit that it is about.
    `missed_on` is the recorded date that it is about.
    """

    number: int
    matter: CauseMatter
    unit: str
    missed_on: date | None
    person_id: UUID | None
    made_at: datetime
    answer: CauseAnswer | None = None

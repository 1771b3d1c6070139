"""A line of evidence that an official asks to look at again, and how it was answered. Data."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from services.domain.task.owners import Owner


class ContestSubject(StrEnum):
    """What of a line is contested: the product itself, or something recorded of it."""

    PRODUCT = "product"
    MISSED_DATE = "missed_date"
    RETURN = "return"
    CONTRIBUTION = "contribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestMatter:
    """The product, the missed date, one return, or the late contribution of one unit.

    `submission` is the report that was returned, `unit` the supporting unit; else None.
    """

    about: ContestSubject
    submission: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestAnswer:
    """Whether who assigned the task accepted the contest, and who it was."""

    accepted: bool
    person_id: UUID | None
    answered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One request to look at a line again; `number` counts those of the task.

    `owner` is whose line it was then, `person_id` who asked.
    """

    number: int
    matter: ContestMatter
    owner: Owner
    person_id: UUID | None
    made_at: datetime
    answer: ContestAnswer | None = None

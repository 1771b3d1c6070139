"""What supporting units owe beside the lead's report, and what became of it. Data."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.domain.assignment.issuing import ContributionsDue


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What a supporting unit sent; the unit's own from the day on which its head signed it.

    `person_id` is who sent it; None where it came on paper.
    """

    unit: str
    person_id: UUID | None
    signed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """The lead reports without this unit's contribution, from that day on."""

    unit: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedContribution:
    """The lead asked the unit on a day (`on`) for its contribution, by another (`by_on`)."""

    unit: str
    on: date
    by_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ChasedContribution:
    """The Office asked the unit on that day for its contribution."""

    unit: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LateContribution:
    """The unit's contribution was not signed by the end of that day; that never goes.

    `named` is who worked on it in the unit then.
    """

    unit: str
    due_on: date
    named: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributions:
    """Those of one task. Without `due` they have no day of their own, and are never late.

    `given` are all that were sent, in their order; their numbers count from 1. `returned` are the
    numbers of those that a unit's head sent back to its author; the
    day was moved `moves` times, and is moved again where it `follows_since` an instant the lead's.
    """

    due: ContributionsDue | None = None
    moves: int = 0
    follows_since: datetime | None = None
    given: tuple[Contribution, ...] = ()
    returned: tuple[int, ...] = ()
    waived: tuple[Waiver, ...] = ()
    asked: tuple[AskedContribution, ...] = ()
    late: tuple[LateContribution, ...] = ()
    chased: tuple[ChasedContribution, ...] = ()

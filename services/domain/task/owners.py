"""Whose a product is, and why it is said to be. Data."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class OwnedBy(StrEnum):
    """Why a version, and with it the product, is said to be somebody's."""

    NAMED = "named"  # the unit's head had named them when it was sent
    SENT = "sent"  # nobody was named then: they sent it
    EXPECTED = "expected"  # nothing was sent: they are named, or were when the task ended
    NOBODY = "nobody"  # nothing was sent, nobody is named: the unit's alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The unit and the official that a product, a return or a lateness belongs to."""

    unit: str
    person_id: UUID | None
    by: OwnedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionOwner:
    """Whose one version of the report is, as it stood when it was sent."""

    submission: int
    owner: Owner

"""Facts about one version of the ward's plan."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from services.domain.streams import Family


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFinding:
    """What is wrong or undecided in the plan, and what is assumed meanwhile."""

    code: str
    severity: str
    items: tuple[str, ...]
    place: str
    question: str
    assumed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanActivated:
    """Đưa kế hoạch vào thực hiện: from `active_from` its items are issued and followed.

    `backfill_from`, where given, asks for periods that closed before the activation. The words
    of the items stand in the assignments' own first facts; `source_sha256` is the digest of the
    plan file that was loaded.
    """

    TYPE: ClassVar[str] = "plan-activated"
    SCHEMA: ClassVar[int] = 1

    code: str
    title: str
    number: str | None
    issued_on: date | None
    place: str
    period_from: int
    period_to: int
    replaces: str | None
    active_from: date
    backfill_from: date | None
    source_sha256: str
    assignments: tuple[str, ...]
    findings: tuple[PlanFinding, ...]


def plan_stream(code: str) -> str:
    """The stream of one plan."""
    return f"{Family.PLAN}{code}"

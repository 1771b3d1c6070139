"""How far the Office is with a plan document: what was decided, by whom, is it loaded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.domain.facts import Actor
from services.domain.plan_document.events import (
    FindingSettled,
    PlanDocumentLoaded,
    PlanDocumentRead,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The decision that stands for a finding: what, by whom, when (UTC), in which version."""

    event: FindingSettled
    actor: Actor
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """That the document is loaded: into which plan, by whom, when (UTC)."""

    event: PlanDocumentLoaded
    actor: Actor
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReading:
    """A plan document as far as the Office is with it; `settled` by the keys of its findings."""

    stream: str
    version: int
    read: PlanDocumentRead
    actor: Actor
    at: datetime
    settled: Mapping[str, Settled]
    loaded: Loaded | None

    def seen(self, key: str) -> int:
        """The version of the decision that stands for a finding; 0 while there is none."""
        result = self.settled.get(key)
        return result.version if result else 0

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
    """A plan document as far as the Office is with it.

    `settled` is by the keys of what was decided on: a line of a finding, or a finding as a whole.
    """

    stream: str
    version: int
    read: PlanDocumentRead
    actor: Actor
    at: datetime
    settled: Mapping[str, Settled]
    loaded: Loaded | None

    def standing(self, finding: str, line: str) -> Settled | None:
        """The decision that stands for a line: its newest, or that on the finding as a whole."""
        decided = (self.settled.get(key) for key in dict.fromkeys((finding, line)))
        return max(filter(None, decided), key=lambda each: each.version, default=None)

    def seen(self, finding: str, *lines: str) -> int:
        """The version of the newest decision on lines of a finding; 0 while there is none.

        A finding that is no line of another one is its own line.
        """
        decided = (self.standing(finding, line) for line in lines or (finding,))
        return max((each.version for each in decided if each is not None), default=0)

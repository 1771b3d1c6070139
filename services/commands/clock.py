"""Which clock decides. In production the caller's own; a demonstration may be wired to another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Turns the moment a caller names (UTC) into the one that the rules are applied at."""

    def now(self, asked: datetime) -> datetime:
        """The moment to decide at."""
        ...


@dataclass(frozen=True, slots=True)
class AsAsked:
    """The production clock: the moment that the caller names."""

    def now(self, asked: datetime) -> datetime:
        """The moment as it was named."""
        return asked

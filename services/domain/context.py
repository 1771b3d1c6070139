"""What a decision is made on besides the state of its thing."""

from dataclasses import dataclass, replace
from datetime import datetime

from services.domain.policy import Policy
from services.domain.roles import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionContext:
    """Who acts, under which rules of the ward, when (UTC).

    `seen` is the number of the submission that the person last saw; None where what is newest is
    what they see.
    """

    holder: Holder
    policy: Policy
    now: datetime
    seen: int | None = None

    def seeing(self, number: int) -> "DecisionContext":
        """The same, for somebody who judged that submission."""
        return replace(self, seen=number)

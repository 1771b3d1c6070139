"""Who is looking at a page or calls: the person, the offices of today, the rules, the moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from services.commands.requests import Sender
from services.domain.context import DecisionContext
from services.domain.directory.notices import NOTHING, Notices
from services.domain.policy import PolicyInForce
from services.domain.roles import Holder


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """Who is looking at the page, under which offices today, by which rules."""

    sender: Sender
    holder: Holder
    name: str
    rules: PolicyInForce
    now: datetime
    notices: Notices = NOTHING
    informed_by: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def context(self) -> DecisionContext:
        """What a decision of this person would be made on now."""
        return DecisionContext(
            holder=self.holder,
            policy=self.rules.policy,
            now=self.now,
            policy_version=self.rules.version,
        )

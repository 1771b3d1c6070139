"""Objective causes as evidence: the claim beside the facts that made and answered it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.facts import Fact
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.cause_claims import claim_of
from services.domain.task.causes import CauseClaim, CauseMatter
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedCause:
    """A claim of an objective cause with the positions of its fact and of its answer's."""

    claim: CauseClaim
    claimed_at: int | None
    answered_at: int | None

    @property
    def is_confirmed(self) -> bool:
        """Whether it takes the deduction away."""
        return self.claim.answer is not None and self.claim.answer.confirmed


def cause_of(task: Task, facts: Sequence[Fact], matter: CauseMatter) -> ClaimedCause | None:
    """What was claimed for a recorded matter; `facts` are those of the task that hold."""
    claim = claim_of(task, matter)
    if claim is None:
        return None
    claimed_at = answered_at = None
    for fact in facts:
        event = fact.event
        if isinstance(event, CauseClaimed) and event.claim == claim.number:
            claimed_at = fact.position
        if isinstance(event, CauseConfirmed | CauseRejected) and event.claim == claim.number:
            answered_at = fact.position
    return ClaimedCause(claim=claim, claimed_at=claimed_at, answered_at=answered_at)

"""The unit's signature on a report: the day that counts, and what it answers. Pure."""

from collections.abc import Sequence
from datetime import date

from services.domain.approval_chains import ApprovalStep, ApprovalStepUnit
from services.domain.replacing import replace
from services.domain.task.contacts import answered
from services.domain.task.state import Stage, Task


def sent_is_signed(chain: Sequence[ApprovalStep]) -> bool:
    """Whether a report is signed by being sent: its chain has no step of the unit itself."""
    return chain[0].unit is not ApprovalStepUnit.LEAD


def signed(task: Task, on: date) -> Task:
    """The task whose newest report the unit signed on that day."""
    grace = task.grace
    return replace(
        task,
        stage=Stage.APPROVED,
        signed_on=on,
        arrived_on=on,
        step_expired=False,
        effective_on=grace.counted_on if grace and on <= grace.correct_by else on,
        answered_chases=task.chases,
        answered_overdue=len(task.overdue_escalations),
        promises=answered(task.promises, on),
        instruction=None,
    )

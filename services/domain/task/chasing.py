"""Who may chase units, and when one chase too many is told the ward's leaders. Pure."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from services.domain.act import Rule
from services.domain.authorities import authorised, require_authorised
from services.domain.context import DecisionContext
from services.domain.errors import NotAllowed
from services.domain.policy import Policy
from services.domain.roles import LEADING, Holder, OfficeHeld
from services.domain.task.authority import is_stopped, refuse_stopped
from services.domain.task.events import TaskEscalated
from services.domain.task.state import Stage, Task

NOT_IN_TOUCH: Final = Rule(
    code="not-in-touch",
    sentence="Chỉ {offices} được ghi lời hứa và liên hệ của đơn vị.",
    brief="không có thẩm quyền đôn đốc",
    kind=NotAllowed,
)
UNIT_SIGNED: Final = Rule(
    code="unit-signed",
    sentence=(
        "Báo cáo đã được ký ở đơn vị, đơn vị không còn phải nộp gì. Hãy quyết định về báo cáo đó."
    ),
    brief="đơn vị không còn phải nộp gì",
)


def require_in_touch(task: Task, context: DecisionContext) -> OfficeHeld:
    """The office of who notes what the lead unit said while it owes; raises Refusal."""
    offices = context.policy.authorities.chase
    held = require_authorised(context.holder, offices, context.policy, NOT_IN_TOUCH)
    refuse_stopped(task)
    if task.stage is Stage.APPROVED:
        raise UNIT_SIGNED.refuse()
    return held


def is_reported_to(task: Task, holder: Holder) -> bool:
    """Whether a chase too many was told to this person, by name or by office."""
    escalated_to = task.escalation
    if escalated_to is None:
        return False
    if escalated_to.person_id is not None:
        return escalated_to.person_id == holder.person_id
    return holder.is_a(*escalated_to.to)


def chasing_office(policy: Policy, holder: Holder) -> OfficeHeld | None:
    """The office under which this person may chase units; None where there is none."""
    return authorised(holder, policy.authorities.chase, policy)


def must_escalate(task: Task, policy: Policy) -> bool:
    """Whether the newest chase is to be told to the leaders: once, while nothing is accepted.

    An approval by the unit's head answers every chase before it; after a return only a new one
    may climb.
    """
    return (
        not is_stopped(task)
        and task.stage is not Stage.APPROVED
        and task.escalated_at is None
        and task.chases >= policy.chasing.escalate_at
        and task.chases > task.answered_chases
        and task.lead not in policy.chasing.not_escalated_units
    )


def escalation(task: Task, policy: Policy, in_charge: Holder | None) -> TaskEscalated:
    """Whom the newest chase is told: the leader in charge, else the offices of the ward's rule.

    `in_charge` is who was named for the lead unit, with the offices that are held today.
    """
    held = in_charge.find(LEADING) if in_charge else None
    if in_charge is None or held is None:
        return TaskEscalated(chase=task.chases, to=policy.chasing.escalate_to, person_id=None)
    return TaskEscalated(chase=task.chases, to=(held.office,), person_id=in_charge.person_id)


def reported(task: Task, holder: Holder, leaders: Collection[UUID]) -> bool:
    """Whether the task climbed to this person and the work is still not accepted.

    A signature of the unit's head answers every chase before it, also where the report came
    back since. `leaders` are those who lead the ward today: where the one who was told by name
    is none of them any more, it is theirs together, so that it drops out of nobody's sight.
    """
    escalated_to = task.escalation
    if escalated_to is None or is_stopped(task) or task.answered_chases >= escalated_to.chase:
        return False
    if escalated_to.person_id is None:
        return holder.is_a(*escalated_to.to)
    if escalated_to.person_id not in leaders:
        return holder.find(LEADING) is not None
    return holder.person_id == escalated_to.person_id

"""Who assigned a task, and so decides on what its units ask for. Pure."""

from services.domain.authorities import authorised, listed
from services.domain.context import DecisionContext
from services.domain.policy import Policy
from services.domain.roles import WORKING, Holder, Office, OfficeHeld
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT
from services.domain.task.state import Task


def assigners(task: Task, policy: Policy) -> tuple[Office, ...]:
    """The offices that decide on the life of a task, in the order of the rules.

    For what the Office itself leads, those of the last step of its chain.
    """
    if task.lead == policy.office_unit:
        return policy.chain_for(task.lead, task.kind, task.assignment).rungs[-1].offices
    return policy.authorities.assign


def assigner(
    task: Task, policy: Policy, holder: Holder, *, also: tuple[Office, ...] = ()
) -> OfficeHeld | None:
    """The office under which this person decides; `also` are those to whom a request climbed."""
    if holder.find(WORKING, task.lead) is not None:
        return None
    return authorised(holder, (*assigners(task, policy), *also), policy)


def require_assigner(
    task: Task, context: DecisionContext, *, also: tuple[Office, ...] = ()
) -> OfficeHeld:
    """The same; raises NotAllowed that names who may."""
    offices = (*assigners(task, context.policy), *also)
    held = assigner(task, context.policy, context.holder, also=also)
    if held is None:
        own = context.holder.find(WORKING, task.lead) is not None
        by_office = authorised(context.holder, offices, context.policy) is not None
        rule = OWN_UNIT if own and by_office else NOT_ASSIGNER
        raise rule.refuse(offices=listed(offices))
    return held

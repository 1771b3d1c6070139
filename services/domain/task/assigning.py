"""Who assigned a task, and so decides on what its units ask for. Pure."""

from services.domain.authorities import authorised, listed
from services.domain.context import DecisionContext
from services.domain.policy import Policy
from services.domain.roles import WORKING, Holder, Office, OfficeHeld
from services.domain.task.rules import NOT_ASSIGNER, OWN_UNIT
from services.domain.task.state import Task


def assigners(task: Task, policy: Policy, asking: str | None = None) -> tuple[Office, ...]:
    """The offices that decide on the life of a task, in the order of the rules.

    For what the Office itself leads, or asks for as a supporting unit (`asking`), those of the
    last step of its chain. Of assigned work the leader who ordered it, in person, and the chair.
    """
    if task.assigned is not None:
        ordering = task.assigned.ordered_by.office
        return tuple(dict.fromkeys((ordering, Office.CHAIR)))
    office = policy.office_unit
    if office in {task.lead, asking}:
        return policy.chain_for(office, task.kind, task.item).rungs[-1].offices
    return policy.authorities.assign


def assigner(
    task: Task,
    policy: Policy,
    holder: Holder,
    *,
    also: tuple[Office, ...] = (),
    asking: str | None = None,
) -> OfficeHeld | None:
    """The office under which this person decides; `also` are those to whom a request climbed.

    Nobody decides who works for the lead, nor on what the own unit is `asking` for.
    """
    if _is_own(task, holder, asking):
        return None
    offices = (*_of_this_person(task, policy, holder, asking), *also)
    return authorised(holder, offices, policy)


def _of_this_person(
    task: Task, policy: Policy, holder: Holder, asking: str | None
) -> tuple[Office, ...]:
    """Those of the offices that count for this person: who ordered the work did so in person."""
    offices = assigners(task, policy, asking)
    if task.assigned is None or task.assigned.ordered_by.person_id == holder.person_id:
        return offices
    return tuple(office for office in offices if office is Office.CHAIR)


def _is_own(task: Task, holder: Holder, asking: str | None) -> bool:
    units = (unit for unit in (task.lead, asking) if unit is not None)
    return any(holder.find(WORKING, unit) is not None for unit in units)


def require_assigner(
    task: Task,
    context: DecisionContext,
    *,
    also: tuple[Office, ...] = (),
    asking: str | None = None,
) -> OfficeHeld:
    """The same; raises NotAllowed that names who may."""
    offices = (*assigners(task, context.policy, asking), *also)
    held = assigner(task, context.policy, context.holder, also=also, asking=asking)
    if held is None:
        own = _is_own(task, context.holder, asking)
        by_office = authorised(context.holder, offices, context.policy) is not None
        rule = OWN_UNIT if own and by_office else NOT_ASSIGNER
        raise rule.refuse(offices=listed(offices))
    return held

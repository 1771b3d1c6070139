"""Who may do what with a task: one pure answer for pages, API and command line."""

from typing import Final

from services.domain.act import Rule
from services.domain.approval_chains import ApprovalStep
from services.domain.context import DecisionContext
from services.domain.fields import CountField
from services.domain.policy import Policy
from services.domain.roles import WORKING, Holder, Office, OfficeHeld
from services.domain.task.events import Ground
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_LEAD_UNIT,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    TASK_CLOSED,
    TWO_RUNGS,
)
from services.domain.task.state import Stage, Task

# Every decision says which submission it is about, so that nobody decides on one unseen.
JUDGED: Final = CountField(example=1, known="task/submission")


def rungs_of(task: Task, policy: Policy) -> tuple[ApprovalStep, ...]:
    """The approval chain of this task; the first rung is the unit's own signature."""
    return policy.chain_for(task.lead, task.kind, task.assignment).rungs


def waiting_rung(task: Task, policy: Policy) -> ApprovalStep | None:
    """The rung whose decision is awaited; None while the unit itself is at work."""
    if task.stage not in {Stage.SUBMITTED, Stage.APPROVED}:
        return None
    rungs = rungs_of(task, policy)
    return rungs[min(len(task.approvals), len(rungs) - 1)]


def held_for_rung(
    task: Task, policy: Policy, rung: ApprovalStep, holder: Holder, *, formal_return: bool = False
) -> OfficeHeld | None:
    """The office under which this person may act on a rung, without the rule of two rungs."""
    return office_on_rung(rung, task.lead, policy, holder, formal_return=formal_return)


def office_on_rung(
    rung: ApprovalStep,
    lead_unit: str,
    policy: Policy,
    holder: Holder,
    *,
    formal_return: bool = False,
) -> OfficeHeld | None:
    """The office under which this person stands on a rung of work that this unit leads."""
    offices = frozenset(rung.offices)
    if formal_return:
        offices |= frozenset(rung.formal_return_offices)
    return holder.find(offices, rung.unit_of(lead_unit, policy.office_unit))


def acted_before(task: Task, holder: Holder) -> bool:
    """Whether this person already acted on the submission that is judged."""
    return holder.person_id == task.submitted_by or any(
        approval.person_id == holder.person_id for approval in task.approvals
    )


def may_decide(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether the decision of the waiting rung is this person's to take."""
    rung = waiting_rung(task, policy)
    return (
        rung is not None
        and not acted_before(task, holder)
        and held_for_rung(task, policy, rung, holder) is not None
    )


def may_return_for_form(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether this person may at least send the submission back for a formal gap."""
    rung = waiting_rung(task, policy)
    return (
        rung is not None
        and not acted_before(task, holder)
        and held_for_rung(task, policy, rung, holder, formal_return=True) is not None
    )


def require_rung(
    task: Task, policy: Policy, holder: Holder, rung: ApprovalStep, ground: Ground | None = None
) -> OfficeHeld:
    """The office of a decision on this rung; raises NotAllowed with the rule's reason."""
    if acted_before(task, holder):
        raise TWO_RUNGS.refuse()
    formal = ground is Ground.FORMAL_GAP
    held = held_for_rung(task, policy, rung, holder, formal_return=formal)
    if held is None:
        raise NOT_THIS_RUNG.refuse()
    return held


def require_worker(task: Task, holder: Holder) -> OfficeHeld:
    """The office under which a person works on the lead unit's report."""
    held = holder.find(WORKING, task.lead)
    if held is None:
        raise NOT_LEAD_UNIT.refuse()
    return held


def refuse_ended(task: Task) -> None:
    """Nothing more is handed in to a task that has ended; raises Refusal."""
    if task.ending:
        raise TASK_CLOSED.refuse()


def require_seen(task: Task, context: DecisionContext, rule: Rule) -> None:
    """What a person judges is the newest submission; raises Stale."""
    if context.seen is not None and context.seen != task.submission:
        raise rule.refuse()


def require_waiting(task: Task, context: DecisionContext) -> ApprovalStep:
    """The rung that waits for a decision on what the person saw; raises Stale."""
    require_seen(task, context, NOT_THE_NEWEST)
    rung = waiting_rung(task, context.policy)
    if rung is None:
        raise ALREADY_DECIDED.refuse()
    return rung


def barred_by_two_rungs(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether the decision is not this person's only because they acted on this submission."""
    rung = waiting_rung(task, policy)
    return (
        rung is not None
        and acted_before(task, holder)
        and held_for_rung(task, policy, rung, holder) is not None
    )


def sees_texts(holder: Holder) -> bool:
    """An administrator who holds no other office reads no report."""
    return any(held.office is not Office.ADMINISTRATOR for held in holder.offices)

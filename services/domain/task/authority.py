"""Who may do what with a task: one pure answer for pages, API and command line."""

from typing import Final

from services.domain.act import Rule
from services.domain.approval_chains import ApprovalStep, ApprovalStepUnit
from services.domain.context import DecisionContext
from services.domain.directory.in_charge import streams_about
from services.domain.fields import CountField
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import WORKING, Holder, Office, OfficeHeld
from services.domain.task.events import Ground
from services.domain.task.rules import (
    ALREADY_DECIDED,
    NOT_IN_CHARGE,
    NOT_LEAD_UNIT,
    NOT_THE_NEWEST,
    NOT_THIS_RUNG,
    TASK_CLOSED,
    TASK_SUSPENDED,
    TWO_RUNGS,
)
from services.domain.task.state import Ending, Stage, Task
from services.domain.task.terms import ENDINGS

# Every decision says which submission it is about, so that nobody decides on one unseen.
JUDGED: Final = CountField(example=1, known="task/submission")


def rungs_of(task: Task, policy: Policy) -> tuple[ApprovalStep, ...]:
    """The approval chain that the newest report climbs: the one in force when it was sent."""
    if task.chain is not None:
        return task.chain
    return policy.chain_for(task.lead, task.kind, task.item).rungs


def is_stopped(task: Task) -> bool:
    """Whether nothing can be handed in or decided: it has ended, or its clock stands."""
    return task.ending is not None or task.suspended_at is not None


def waiting_rung(task: Task, policy: Policy) -> ApprovalStep | None:
    """The rung whose decision is awaited; None while the unit is at work, or nobody may."""
    if task.stage not in {Stage.SUBMITTED, Stage.APPROVED} or is_stopped(task):
        return None
    rungs = rungs_of(task, policy)
    return rungs[min(len(task.approvals), len(rungs) - 1)]


def held_for_rung(
    task: Task, policy: Policy, rung: ApprovalStep, holder: Holder, *, formal_return: bool = False
) -> OfficeHeld | None:
    """The office under which this person may act on a rung, without the rule of two rungs."""
    if is_left_to_another(rung, task.lead, holder):
        rung = replace(rung, offices=())
    return office_on_rung(rung, task.lead, policy, holder, formal_return=formal_return)


def is_left_to_another(rung: ApprovalStep, lead_unit: str, holder: Holder) -> bool:
    """Whether another leader is in charge of the lead unit, and the step is for that one alone."""
    return rung.in_charge and any(
        (lead_unit, office) in holder.left_to_others for office in rung.offices
    )


def steps_back(task: Task, policy: Policy) -> tuple[str, ...]:
    """The steps that agreed to the newest report, the unit's own signature excepted."""
    own = {rung.name for rung in rungs_of(task, policy) if rung.unit is ApprovalStepUnit.LEAD}
    return tuple(approval.rung for approval in task.approvals if approval.rung not in own)


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


def acted_before(task: Task, holder: Holder, rung: ApprovalStep) -> bool:
    """Whether this person sent the submission that is judged, or decided on another step of it."""
    return holder.person_id == task.submitted_by or any(
        acted.person_id == holder.person_id and acted.rung != rung.name
        for acted in (*task.approvals, *task.taken_back)
    )


def may_decide(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether the decision of the waiting rung is this person's to take."""
    rung = waiting_rung(task, policy)
    return (
        rung is not None
        and not acted_before(task, holder, rung)
        and held_for_rung(task, policy, rung, holder) is not None
    )


def may_return_for_form(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether this person may at least send the submission back for a formal gap."""
    rung = waiting_rung(task, policy)
    return (
        rung is not None
        and not acted_before(task, holder, rung)
        and held_for_rung(task, policy, rung, holder, formal_return=True) is not None
    )


def require_rung(
    task: Task, policy: Policy, holder: Holder, rung: ApprovalStep, ground: Ground | None = None
) -> OfficeHeld:
    """The office of a decision on this rung; raises NotAllowed with the rule's reason."""
    if acted_before(task, holder, rung):
        raise TWO_RUNGS.refuse()
    formal = ground is Ground.FORMAL_GAP
    held = held_for_rung(task, policy, rung, holder, formal_return=formal)
    if held is None:
        raise _not_theirs(task, policy, holder, rung).refuse()
    return held


def _not_theirs(task: Task, policy: Policy, holder: Holder, rung: ApprovalStep) -> Rule:
    other = is_left_to_another(rung, task.lead, holder)
    holds = office_on_rung(rung, task.lead, policy, holder) is not None
    return NOT_IN_CHARGE if other and holds else NOT_THIS_RUNG


def leader_read(task: Task, _command: object, given: DecisionContext) -> tuple[str, ...]:
    """What says who is in charge of the lead unit, where the waiting step is for that leader."""
    rung = waiting_rung(task, given.policy)
    if rung is None or not rung.in_charge:
        return ()
    return streams_about(task.lead, given.facts, day_of(given.now))


def require_worker(task: Task, holder: Holder) -> OfficeHeld:
    """The office under which a person works on the lead unit's report."""
    held = holder.find(WORKING, task.lead)
    if held is None:
        raise NOT_LEAD_UNIT.refuse()
    return held


def refuse_ended(task: Task) -> None:
    """Nothing more is handed in to a task that has ended; raises Refusal."""
    if task.ending:
        raise TASK_CLOSED.refuse(how=ENDINGS[task.ending])


def refuse_suspended(task: Task) -> None:
    """Nothing is handed in, asked or decided while the clock stands; raises Refusal."""
    if task.suspended_at is not None:
        raise TASK_SUSPENDED.refuse()


def refuse_stopped(task: Task) -> None:
    """A task takes what people bring while it runs; raises Refusal."""
    refuse_ended(task)
    refuse_suspended(task)


def require_seen(task: Task, context: DecisionContext, rule: Rule) -> None:
    """What a person judges is the newest submission; raises Stale."""
    if context.seen is not None and context.seen != task.submission:
        raise rule.refuse()


def require_waiting(task: Task, context: DecisionContext) -> ApprovalStep:
    """The rung that waits for a decision on what the person saw; raises Refusal, Stale."""
    if task.ending is not Ending.CONFIRMED:  # of a confirmed one somebody else was quicker
        refuse_stopped(task)
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
        and acted_before(task, holder, rung)
        and held_for_rung(task, policy, rung, holder) is not None
    )


def sees_texts(holder: Holder) -> bool:
    """An administrator who holds no other office reads no report."""
    return any(held.office is not Office.ADMINISTRATOR for held in holder.offices)

"""Under which offices a recorded act on a task can have been done, by the rules of that day.

Where who may depends on more than offices and units, the widest set that any rule allows is
meant: an honest act is never named.
"""

from collections.abc import Collection, Mapping
from typing import Final

from services.domain.acting import ActingAs, MayAct, always, by_rules, each
from services.domain.approval_chains import ApprovalStepUnit
from services.domain.facts import Event
from services.domain.policy import Policy
from services.domain.roles import LEADING, SIGNING, WORKING, Office
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.approve_contribution import ContributionApproved
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.chase_supporter import SupporterChased
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.correct_figure import FigureCorrected
from services.domain.task.acts.decline_task import TaskDeclined
from services.domain.task.acts.give_instruction import InstructionGiven
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.keep_task import TaskKept
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.note_contact import ContactNoted
from services.domain.task.acts.note_progress import ProgressNoted
from services.domain.task.acts.note_promise import PromiseNoted
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.recognise_task import TaskRecognised
from services.domain.task.acts.refuse_extension import ExtensionRefused
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.request_contribution import ContributionRequested
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_contribution import ContributionReturned
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.send_chase import ChaseSent
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.acts.waive_contribution import ContributionWaived
from services.domain.task.acts.withdraw_extension import ExtensionWithdrawn
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.authority import rungs_of
from services.domain.task.file_events import FileAttached, FileDetached
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Task


def _of_lead(offices: Collection[Office]) -> MayAct:
    def allowed(_policy: Policy, task: Task | None, _event: object) -> ActingAs:
        return ActingAs(offices, task.lead if task else None)

    return allowed


def _of_unit(offices: Collection[Office]) -> MayAct:
    return lambda _policy, _state, event: ActingAs(offices, event.unit)


def _on_rung(policy: Policy, task: Task | None, event: SubmissionApproved) -> ActingAs | None:
    """Who stands on that step of the chain that the report climbs."""
    rungs = rungs_of(task, policy) if task else ()
    rung = next((each for each in rungs if each.name == event.rung), None)
    if task is None or rung is None:
        return None
    offices = {*rung.offices, *rung.formal_return_offices}
    if rung.unit is ApprovalStepUnit.LEAD:
        return ActingAs(offices, task.lead)
    return ActingAs(offices)


def _as_before(_policy: Policy, task: Task | None, _event: object) -> ActingAs | None:
    """Whoever did the newest act takes it back under the same office."""
    latest = task.latest if task else None
    if latest is None or latest.office is None:
        return None
    return ActingAs({Office(latest.office)}, latest.unit)


def _deciding(policy: Policy, task: Task | None, _event: object) -> ActingAs:
    """Who assigned the work, or those to whom it climbed, or who signs the programme."""
    rules = policy.authorities
    last = {office for chain in policy.chains for office in chain.rungs[-1].offices}
    climbed = {
        Office(office) for each in (task.request_escalations if task else ()) for office in each.to
    }
    allowed = {*rules.assign, *rules.order, *policy.programmes.sign, *last, *climbed, *LEADING}
    return ActingAs(allowed)


def _chases(policy: Policy) -> Collection[Office]:
    return policy.authorities.chase


_OF_LEAD: Final = (
    *(TaskAcknowledged, ReportSubmitted, SubmissionRecalled, ContributionRequested),
    *(ExtensionRequested, ExtensionWithdrawn),
)
_DECIDED: Final = (
    *(ExtensionGranted, ExtensionRefused, CauseConfirmed, CauseRejected, ContestAccepted),
    *(ContestRejected, TaskKept, TaskReassigned, TaskSuspended, TaskResumed, TaskWithdrawn),
    *(TaskReplaced, FigureCorrected, TaskRescheduled),
)
MAY_ACT: Final[Mapping[type[Event], MayAct]] = {
    **each(_OF_LEAD, _of_lead(WORKING)),
    **each((TaskDeclined, ContributionWaived), _of_lead(SIGNING)),
    **each((SubmissionApproved, SubmissionConfirmed, SubmissionReturned), _on_rung),
    **each(
        (ContributionApproved, ContributionReturned, SpecialistNamed, SpecialistReleased),
        _of_unit(SIGNING),
    ),
    **each(
        (
            *(ContributionSubmitted, ProgressNoted, FileAttached, FileDetached),
            *(CauseClaimed, LineContested),
        ),
        always(WORKING),
    ),
    ActUndone: _as_before,
    **each(_DECIDED, _deciding),
    **each((ChaseSent, SupporterChased, PromiseNoted, ContactNoted), by_rules(_chases)),
    TaskRecognised: by_rules(_chases),
    InstructionGiven: always(LEADING),
}

"""What a person's wish makes true of a task, or the rule that says no."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.instants import day_of
from services.domain.papers import check_paper
from services.domain.policy import Policy, Rung
from services.domain.roles import SIGNING, Holder, OfficeHeld
from services.domain.task.authority import (
    require_contributor,
    require_rung,
    require_worker,
    rungs_of,
    waiting_rung,
)
from services.domain.task.chasing import chase
from services.domain.task.commands import (
    AcknowledgeTask,
    ApproveSubmission,
    AttachFile,
    ConfirmSubmission,
    DetachFile,
    RecallSubmission,
    ReturnSubmission,
    SendChase,
    SubmitContribution,
    SubmitReport,
    TaskCommand,
)
from services.domain.task.content import check_content
from services.domain.task.corrections import (
    changed_after_formal,
    counts_from,
    judged,
    missed_by,
)
from services.domain.task.events import (
    ContributionSubmitted,
    DeadlineMissed,
    Ground,
    ReportSubmitted,
    SubmissionApproved,
    SubmissionConfirmed,
    SubmissionRecalled,
    SubmissionReturned,
    TaskAcknowledged,
    TaskEvent,
)
from services.domain.task.files import attach, detach
from services.domain.task.rules import (
    ALREADY_APPROVED,
    ALREADY_DECIDED,
    ALREADY_SIGNED,
    ALREADY_SUBMITTED,
    CORRECT_BY,
    EMPTY_CONTRIBUTION,
    NEWER_SUBMISSION,
    NOT_A_SUPPORTING_UNIT,
    NOT_APPROVED_YET,
    NOT_THE_NEWEST,
    REASON_MISSING,
    REASON_UNKNOWN,
    RESTRICTED,
    TASK_CLOSED,
)
from services.domain.task.state import Stage, Task

RESTRICTED_RETURN_CODES = frozenset(
    {"missing-paper", "wrong-paper", "incomplete", "other-channel"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The facts a wish makes true, and the office under which it was made."""

    held: OfficeHeld
    events: tuple[TaskEvent, ...]


def decide(
    task: Task, command: TaskCommand, *, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    """Answer with facts ((): nothing is left to do); raises Refusal, NotAllowed, Stale."""
    match command:
        case AcknowledgeTask():
            return _acknowledge(task, holder)
        case SubmitContribution():
            return _contribute(task, command, holder, now)
        case SubmitReport():
            return _submit(task, command, holder, policy, now)
        case RecallSubmission():
            return _recall(task, command, holder)
        case ApproveSubmission():
            return _approve(task, command, holder, policy)
        case ReturnSubmission():
            return _return(task, command, holder, policy, now)
        case ConfirmSubmission():
            return _confirm(task, command, holder, policy)
        case SendChase():
            held, sent = chase(task, command, holder, policy, day_of(now))
            check_paper(command.paper, now)
            return Verdict(held=held, events=(sent,))
        case AttachFile():
            attached = attach(task, command, holder, policy.evidence)
            return Verdict(held=attached.held, events=attached.events)
        case DetachFile():
            detached = detach(task, command, holder)
            return Verdict(held=detached.held, events=detached.events)


def _acknowledge(task: Task, holder: Holder) -> Verdict:
    held = require_worker(task, holder)
    if task.stage is not Stage.ISSUED:
        return Verdict(held=held, events=())
    return Verdict(held=held, events=(TaskAcknowledged(by_silence=False),))


def _contribute(task: Task, command: SubmitContribution, holder: Holder, now: datetime) -> Verdict:
    _refuse_closed(task)
    if command.unit not in task.supporting:
        raise NOT_A_SUPPORTING_UNIT.refuse(unit=command.unit)
    held = require_contributor(task, command, holder)
    if task.restricted and command.text is not None:
        raise RESTRICTED.refuse()
    files = tuple(file.sha256 for file in task.files_of(command.unit))
    if command.text is None and command.paper is None and not files:
        raise EMPTY_CONTRIBUTION.refuse()
    check_paper(command.paper, now)
    event = ContributionSubmitted(
        unit=command.unit,
        text=command.text,
        on_paper=command.on_paper,
        paper=command.paper,
        files=files,
    )
    return Verdict(held=held, events=(event,))


def _submit(
    task: Task, command: SubmitReport, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    _refuse_closed(task)
    held = require_worker(task, holder)
    if command.after_submission != task.submission:
        raise NEWER_SUBMISSION.refuse()
    if task.stage in {Stage.SUBMITTED, Stage.APPROVED}:
        raise ALREADY_SUBMITTED.refuse()
    check_content(task, command, policy.figures, now)
    number = task.submission + 1
    events: list[TaskEvent] = []
    if task.stage is Stage.ISSUED:
        events.append(TaskAcknowledged(by_silence=False))
    events.append(
        ReportSubmitted(
            submission=number,
            text=command.text,
            figures=command.figures,
            paper=command.paper,
            files=tuple(file.sha256 for file in task.files_of(None)),
            early_reason=command.early_reason,
            changed_after_formal=changed_after_formal(task, command),
        )
    )
    signature = rungs_of(task, policy)[0]
    signer = holder.find(SIGNING & frozenset(signature.offices), task.lead)
    if signer is not None:  # a head who submits signs for the unit
        events.append(
            SubmissionApproved(
                submission=number, rung=signature.name, correction=None, counted_on=None
            )
        )
        held = signer
    return Verdict(held=held, events=tuple(events))


def _recall(task: Task, command: RecallSubmission, holder: Holder) -> Verdict:
    """Until somebody has decided: afterwards only a return brings the report back."""
    _refuse_closed(task)
    held = require_worker(task, holder)
    _require_newest(task, command.submission)
    if task.stage is Stage.APPROVED:
        raise ALREADY_SIGNED.refuse()
    if task.stage is not Stage.SUBMITTED:
        raise ALREADY_DECIDED.refuse()
    return Verdict(held=held, events=(SubmissionRecalled(submission=command.submission),))


def _approve(task: Task, command: ApproveSubmission, holder: Holder, policy: Policy) -> Verdict:
    rung = _waiting(task, policy, command.submission)
    rungs = rungs_of(task, policy)
    if rung is rungs[-1]:
        raise ALREADY_APPROVED.refuse()
    held = require_rung(task, policy, holder, rung)
    correction = judged(task, command)
    counted_on = counts_from(task, correction)
    event = SubmissionApproved(
        submission=command.submission,
        rung=rung.name,
        correction=correction,
        counted_on=counted_on,
    )
    return Verdict(held=held, events=(event, *missed_by(task, counted_on)))


def _confirm(task: Task, command: ConfirmSubmission, holder: Holder, policy: Policy) -> Verdict:
    rung = _waiting(task, policy, command.submission)
    if rung is not rungs_of(task, policy)[-1] or task.effective_on is None:
        raise NOT_APPROVED_YET.refuse()
    held = require_rung(task, policy, holder, rung)
    correction = judged(task, command)
    counted_on = counts_from(task, correction)
    event = SubmissionConfirmed(
        submission=command.submission,
        rung=rung.name,
        counted_on=counted_on or task.effective_on,
        correction=correction,
    )
    return Verdict(held=held, events=(event, *missed_by(task, counted_on)))


def _return(
    task: Task, command: ReturnSubmission, holder: Holder, policy: Policy, now: datetime
) -> Verdict:
    rung = _waiting(task, policy, command.submission)
    held = require_rung(task, policy, holder, rung, command.ground)
    today = day_of(now)
    if task.restricted:
        if command.reason is not None or command.reason_code not in RESTRICTED_RETURN_CODES:
            raise RESTRICTED.refuse()
    elif command.reason is None:
        raise REASON_MISSING.refuse()
    if command.reason_code not in {None, *RESTRICTED_RETURN_CODES}:
        raise REASON_UNKNOWN.refuse()
    if not today <= command.correct_by <= today + timedelta(days=policy.correction_at_most_days):
        raise CORRECT_BY.refuse(correction_at_most_days=policy.correction_at_most_days)
    events: list[TaskEvent] = [
        SubmissionReturned(
            submission=command.submission,
            rung=rung.name,
            ground=command.ground,
            reason=command.reason,
            reason_code=command.reason_code,
            correct_by=command.correct_by,
        )
    ]
    # Until the unit has signed, a date given for form still runs: then only the clock may say so.
    overdue = task.effective_on is not None and today > task.due_on and not task.missed
    if overdue and command.ground is Ground.FAILED_QUALITY:
        events.append(DeadlineMissed(due_on=task.due_on, cause="returned_for_quality"))
    return Verdict(held=held, events=tuple(events))


def _require_newest(task: Task, submission: int) -> None:
    if submission != task.submission:
        raise NOT_THE_NEWEST.refuse()


def _waiting(task: Task, policy: Policy, submission: int) -> Rung:
    _require_newest(task, submission)
    rung = waiting_rung(task, policy)
    if rung is None:
        raise ALREADY_DECIDED.refuse()
    return rung


def _refuse_closed(task: Task) -> None:
    if task.ending:
        raise TASK_CLOSED.refuse()

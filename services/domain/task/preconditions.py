"""What must have been so before a recorded act on a task.

Only what no release and no rule of a ward ever did without: a forged act breaks it, an honest one
of years ago does not.
"""

from collections.abc import Mapping
from typing import Final

from services.domain.assignment.issuing import TaskIssued, TaskRangeCorrected, TaskUnitCorrected
from services.domain.facts import Event
from services.domain.precondition import NotThereYet, Precondition, nothing_more, passing
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
from services.domain.task.acts.replace_task import PredecessorNamed, TaskReplaced
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
from services.domain.task.authority import refuse_ended
from services.domain.task.births import TaskAssigned
from services.domain.task.file_events import FileAttached, FileDetached
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Ending, Stage, Task

_WAITING: Final = frozenset({Stage.SUBMITTED, Stage.APPROVED})
_RUNNING: Final = passing(refuse_ended)


def _judged(task: Task, event: SubmissionApproved | SubmissionConfirmed) -> str:
    """Of a report that waits for a decision, the newest."""
    refuse_ended(task)
    if not task.submission:
        return "chưa có báo cáo"
    if task.stage not in _WAITING:
        return "không có báo cáo nào đang chờ"
    if event.submission != task.submission:
        return f"bản báo cáo mới nhất là bản {task.submission}, không phải bản {event.submission}"
    return ""


def _confirmed(task: Task, event: SubmissionConfirmed) -> str:
    unsigned = "" if task.effective_on else "thủ trưởng đơn vị chưa duyệt"
    return _judged(task, event) or unsigned


def _reported(task: Task, event: ReportSubmitted) -> str:
    refuse_ended(task)
    return _next_of(task.submission, event.submission)


def _next_of(known: int, number: int) -> str:
    """Numbers follow each other."""
    return "" if number == known + 1 else f"lần trước là lần {known}, lần này ghi là lần {number}"


def _acknowledged(task: Task, _event: TaskAcknowledged) -> str:
    return "" if task.stage is Stage.ISSUED else "việc đã được tiếp nhận"


def _extension_answered(task: Task, event: ExtensionGranted) -> str:
    if task.extension is None:
        return "không có đề nghị gia hạn"
    if task.extension.number != event.request:
        return f"đề nghị đang chờ là lần {task.extension.number}, không phải lần {event.request}"
    return ""


def _extension_requested(task: Task, _event: ExtensionRequested) -> str:
    refuse_ended(task)
    return "đề nghị trước chưa được trả lời" if task.extension else ""


def _claim_answered(task: Task, event: CauseConfirmed) -> str:
    open_ones = {each.number for each in task.cause_claims if each.answer is None}
    return "" if event.claim in open_ones else "không có đề nghị nào đang chờ"


def _claimed(task: Task, event: CauseClaimed) -> str:
    return _next_of(len(task.cause_claims), event.claim)


def _contest_answered(task: Task, event: ContestAccepted) -> str:
    open_ones = {each.number for each in task.contests if each.answer is None}
    return "" if event.contest in open_ones else "không có đề nghị nào đang chờ"


def _contested(task: Task, event: LineContested) -> str:
    return _next_of(len(task.contests), event.contest)


def _contribution_decided(task: Task, event: ContributionApproved) -> str:
    given = task.contributions.given
    if not 0 < event.contribution <= len(given):
        return "chưa có nội dung phối hợp"
    waiting = given[event.contribution - 1]
    if waiting.unit != event.unit or waiting.signed_on is not None:
        return "không có nội dung phối hợp nào đang chờ"
    return ""


def _chased(task: Task, event: ChaseSent) -> str:
    refuse_ended(task)
    return _next_of(task.chases, event.chase)


def _suspended(task: Task, _event: TaskSuspended) -> str:
    refuse_ended(task)
    return "việc đang tạm dừng" if task.suspended_at else ""


def _resumed(task: Task, _event: TaskResumed) -> str:
    return "" if task.suspended_at else "việc không tạm dừng"


def _kept(task: Task, _event: TaskKept) -> str:
    return "" if task.decline else "đơn vị không từ chối"


def _released(task: Task, event: SpecialistReleased) -> str:
    refuse_ended(task)
    named = {(each.unit, each.person_id) for each in task.specialists}
    return "" if (event.unit, event.person_id) in named else "chưa giao cho ai trong đơn vị"


def _detached(task: Task, event: FileDetached) -> str:
    files = task.files_of(event.contribution_of)
    return "" if any(file.sha256 == event.sha256 for file in files) else "việc không có tệp này"


def _after_the_end(task: Task, _event: object) -> str:
    """Of a task that was finished."""
    return "" if task.ending is Ending.CONFIRMED else "việc chưa hoàn thành"


def _undone(task: Task, event: ActUndone) -> str:
    latest = task.latest
    fits = latest and latest.before is not None and latest.version == event.undone_version
    return "" if fits else "không có thao tác nào hoàn tác được"


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    TaskIssued: NotThereYet("việc đã được giao"),
    TaskAssigned: NotThereYet("việc đã được giao"),
    TaskAcknowledged: _acknowledged,
    ReportSubmitted: _reported,
    SubmissionRecalled: _judged,
    SubmissionApproved: _judged,
    SubmissionReturned: _judged,
    SubmissionConfirmed: _confirmed,
    ExtensionRequested: _extension_requested,
    ExtensionGranted: _extension_answered,
    ExtensionRefused: _extension_answered,
    ExtensionWithdrawn: _extension_answered,
    CauseClaimed: _claimed,
    CauseConfirmed: _claim_answered,
    CauseRejected: _claim_answered,
    LineContested: _contested,
    ContestAccepted: _contest_answered,
    ContestRejected: _contest_answered,
    ContributionRequested: _RUNNING,
    ContributionSubmitted: _RUNNING,
    ContributionApproved: _contribution_decided,
    ContributionReturned: _contribution_decided,
    ContributionWaived: _RUNNING,
    TaskDeclined: _RUNNING,
    TaskKept: _kept,
    TaskReassigned: _RUNNING,
    TaskRescheduled: _RUNNING,
    TaskSuspended: _suspended,
    TaskResumed: _resumed,
    TaskWithdrawn: _RUNNING,
    TaskReplaced: _RUNNING,
    PredecessorNamed: nothing_more,
    TaskRecognised: _after_the_end,
    FigureCorrected: _after_the_end,
    TaskRangeCorrected: _RUNNING,
    TaskUnitCorrected: _RUNNING,
    InstructionGiven: _RUNNING,
    SpecialistNamed: _RUNNING,
    SpecialistReleased: _released,
    ProgressNoted: _RUNNING,
    ChaseSent: _chased,
    SupporterChased: _RUNNING,
    PromiseNoted: _RUNNING,
    ContactNoted: _RUNNING,
    FileAttached: _RUNNING,
    FileDetached: _detached,
    ActUndone: _undone,
}

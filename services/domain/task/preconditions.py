"""What must have been so before a recorded act on a task: verify asks it of every fact again.

Only what no release and no rule of a ward ever did without: a forged act breaks it, an honest one
of years ago does not. Each sentence goes on from “vị trí 653: ”.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.domain.facts import Event
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.approve_contribution import ContributionApproved
from services.domain.task.acts.approve_submission import SubmissionApproved
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.acts.confirm_cause import CauseConfirmed
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.correct_figure import FigureCorrected
from services.domain.task.acts.decline_task import TaskDeclined
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.keep_task import TaskKept
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.recall_submission import SubmissionRecalled
from services.domain.task.acts.recognise_task import TaskRecognised
from services.domain.task.acts.refuse_extension import ExtensionRefused
from services.domain.task.acts.reject_cause import CauseRejected
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.request_extension import ExtensionRequested
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.return_contribution import ContributionReturned
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.undo_act import ActUndone
from services.domain.task.acts.withdraw_extension import ExtensionWithdrawn
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.state import Ending, Stage, Task

# What is wrong with a fact of this kind on the task as it stood before; empty for nothing.
Precondition = Callable[[Task, Any], str]
_WAITING: Final = frozenset({Stage.SUBMITTED, Stage.APPROVED})


def broken_by(task: Task, event: Event) -> str:
    """What the task as it stood before does not allow of this fact; empty where it does."""
    asked = PRECONDITIONS.get(type(event))
    return asked(task, event) if asked else ""


def _open(act: str) -> Precondition:
    """Of a task that has not ended."""

    def asked(task: Task, _event: object) -> str:
        return f"{act} khi việc đã kết thúc" if task.ending else ""

    return asked


def _judges(act: str) -> Precondition:
    """Of a report that waits for a decision, the newest."""

    def asked(task: Task, event: SubmissionApproved) -> str:
        if task.ending:
            return f"{act} khi việc đã kết thúc"
        if not task.submission:
            return f"{act} khi chưa có báo cáo"
        if task.stage not in _WAITING:
            return f"{act} khi không có báo cáo nào đang chờ"
        if event.submission != task.submission:
            return f"{act} bản báo cáo {event.submission}, bản mới nhất là {task.submission}"
        return ""

    return asked


def _confirms(task: Task, event: SubmissionConfirmed) -> str:
    unsigned = "" if task.effective_on else "xác nhận khi thủ trưởng đơn vị chưa duyệt"
    return _judges("xác nhận")(task, event) or unsigned


def _reports(task: Task, event: ReportSubmitted) -> str:
    wrong = _open("gửi báo cáo")(task, event)
    if not wrong and event.submission != task.submission + 1:
        return f"gửi báo cáo bản {event.submission} khi mới có {task.submission} bản"
    return wrong


def _acknowledges(task: Task, _event: TaskAcknowledged) -> str:
    return "" if task.stage is Stage.ISSUED else "tiếp nhận khi việc đã được tiếp nhận"


def _answers_extension(act: str) -> Precondition:
    def asked(task: Task, event: ExtensionGranted) -> str:
        if task.extension is None:
            return f"{act} khi không có đề nghị gia hạn"
        if task.extension.number != event.request:
            return f"{act} lần {event.request} khi đề nghị đang chờ là lần {task.extension.number}"
        return ""

    return asked


def _requests_extension(task: Task, event: ExtensionRequested) -> str:
    waiting = "xin gia hạn khi đề nghị trước chưa được trả lời" if task.extension else ""
    return _open("xin gia hạn")(task, event) or waiting


def _answers_claim(act: str) -> Precondition:
    def asked(task: Task, event: CauseConfirmed) -> str:
        open_ones = {each.number for each in task.cause_claims if each.answer is None}
        return "" if event.claim in open_ones else f"{act} khi không có đề nghị nào đang chờ"

    return asked


def _claims(task: Task, event: CauseClaimed) -> str:
    known = len(task.cause_claims)
    return "" if event.claim == known + 1 else f"nêu nguyên nhân lần {event.claim} sau {known} lần"


def _answers_contest(act: str) -> Precondition:
    def asked(task: Task, event: ContestAccepted) -> str:
        open_ones = {each.number for each in task.contests if each.answer is None}
        return "" if event.contest in open_ones else f"{act} khi không có kiến nghị nào đang chờ"

    return asked


def _contests(task: Task, event: LineContested) -> str:
    known = len(task.contests)
    return "" if event.contest == known + 1 else f"kiến nghị lần {event.contest} sau {known} lần"


def _decides_contribution(act: str) -> Precondition:
    def asked(task: Task, event: ContributionApproved) -> str:
        given = task.contributions.given
        if not 0 < event.contribution <= len(given):
            return f"{act} khi chưa có nội dung phối hợp"
        waiting = given[event.contribution - 1]
        if waiting.unit != event.unit or waiting.signed_on is not None:
            return f"{act} khi không có nội dung phối hợp nào đang chờ"
        return ""

    return asked


def _suspends(task: Task, event: TaskSuspended) -> str:
    standing = "tạm dừng khi việc đang tạm dừng" if task.suspended_at else ""
    return _open("tạm dừng")(task, event) or standing


def _resumes(task: Task, _event: TaskResumed) -> str:
    return "" if task.suspended_at else "tiếp tục khi việc không tạm dừng"


def _keeps(task: Task, _event: TaskKept) -> str:
    return "" if task.decline else "trả lời từ chối khi đơn vị không từ chối"


def _after_the_end(act: str) -> Precondition:
    """Of a task that was finished."""

    def asked(task: Task, _event: object) -> str:
        return "" if task.ending is Ending.CONFIRMED else f"{act} khi việc chưa hoàn thành"

    return asked


def _undoes(task: Task, event: ActUndone) -> str:
    latest = task.latest
    fits = latest and latest.before is not None and latest.version == event.undone_version
    return "" if fits else "hoàn tác khi không có thao tác nào hoàn tác được"


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    TaskAcknowledged: _acknowledges,
    ReportSubmitted: _reports,
    SubmissionRecalled: _judges("rút lại báo cáo"),
    SubmissionApproved: _judges("duyệt"),
    SubmissionReturned: _judges("trả lại"),
    SubmissionConfirmed: _confirms,
    ExtensionRequested: _requests_extension,
    ExtensionGranted: _answers_extension("đồng ý gia hạn"),
    ExtensionRefused: _answers_extension("từ chối gia hạn"),
    ExtensionWithdrawn: _answers_extension("rút đề nghị gia hạn"),
    CauseClaimed: _claims,
    CauseConfirmed: _answers_claim("xác nhận nguyên nhân"),
    CauseRejected: _answers_claim("không chấp nhận nguyên nhân"),
    LineContested: _contests,
    ContestAccepted: _answers_contest("chấp nhận kiến nghị"),
    ContestRejected: _answers_contest("không chấp nhận kiến nghị"),
    ContributionApproved: _decides_contribution("duyệt nội dung phối hợp"),
    ContributionReturned: _decides_contribution("trả lại nội dung phối hợp"),
    TaskDeclined: _open("từ chối việc"),
    TaskKept: _keeps,
    TaskReassigned: _open("giao lại"),
    TaskSuspended: _suspends,
    TaskResumed: _resumes,
    TaskWithdrawn: _open("thu hồi"),
    TaskReplaced: _open("thay việc"),
    TaskRecognised: _after_the_end("ghi nhận của cấp trên"),
    FigureCorrected: _after_the_end("đính chính số liệu"),
    ActUndone: _undoes,
}

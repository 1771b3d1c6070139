"""What people wish of a task. Words that were typed are texts already: only digests here."""

from dataclasses import dataclass
from datetime import date

from services.domain.facts import TextRef
from services.domain.task.events import Figure, Ground, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeTask:
    """Tiếp nhận việc."""

    stream: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitContribution:
    """Gửi nội dung phối hợp; `on_paper` where the lead records what a partner sent."""

    stream: str
    unit: str
    text: TextRef | None
    on_paper: bool
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitReport:
    """Gửi báo cáo. `after_submission` is the version the person last saw (0: none).

    `early_reason` says why figures are official before the day on which the period's data close.
    """

    stream: str
    after_submission: int
    text: TextRef | None
    figures: tuple[Figure, ...]
    paper: Paper | None
    early_reason: TextRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveSubmission:
    """Duyệt một bản báo cáo.

    `correction` says what a correction was that changed figures after a return for form.
    """

    stream: str
    submission: int
    correction: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSubmission:
    """Trả lại một bản báo cáo, có lý do và ngày hoàn chỉnh."""

    stream: str
    submission: int
    ground: Ground
    reason: TextRef | None
    reason_code: str | None
    correct_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSubmission:
    """Xác nhận hoàn thành một bản báo cáo; `correction` as in `ApproveSubmission`."""

    stream: str
    submission: int
    correction: Ground | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallSubmission:
    """Rút lại báo cáo, before anybody has decided on it."""

    stream: str
    submission: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendChase:
    """Đôn đốc; `paper` is the letter that went out, where one did."""

    stream: str
    paper: Paper | None
    note: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachFile:
    """Đính kèm tệp, for the lead's report or for the contribution of a unit."""

    stream: str
    sha256: str
    size_bytes: int
    media_type: str
    name: TextRef
    contribution_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetachFile:
    """Bỏ tệp, before it is handed in."""

    stream: str
    sha256: str
    contribution_of: str | None


TaskCommand = (
    AcknowledgeTask
    | SubmitContribution
    | SubmitReport
    | ApproveSubmission
    | ReturnSubmission
    | ConfirmSubmission
    | RecallSubmission
    | SendChase
    | AttachFile
    | DetachFile
)

"""Facts about one deliverable of one period, from issue to confirmation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from services.domain.assignment.events import DueRule, MeasureAsked
from services.domain.facts import TextRef
from services.domain.roles import Office
from services.domain.task.file_events import FileAttached, FileDetached


class Ground(StrEnum):
    """Why a submission is returned: a missing paper, or work that does not hold (NĐ 335/2025)."""

    FORMAL_GAP = "formal_gap"
    FAILED_QUALITY = "failed_quality"


class FigureKind(StrEnum):
    """How final a figure is: estimate, preliminary, official (số ước, sơ bộ, chính thức)."""

    ESTIMATE = "estimate"
    PRELIMINARY = "preliminary"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The answer to one measure: a value, or nil with a reason; exactly one of them."""

    measure: str
    value: Decimal | None
    kind: FigureKind | None
    nil_reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper that went its own way: number and day; of a restricted task nothing more."""

    number: str
    dated_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskIssued:
    """Giao việc: the lead and the supporting units owe one deliverable for one period.

    Dates are calendar days in Asia/Ho_Chi_Minh; a due date counts to the end of its day.
    `acknowledge_by` is the last day before silence is acceptance.
    """

    TYPE: ClassVar[str] = "task-issued"
    SCHEMA: ClassVar[int] = 2  # 2: measures with `possible`

    assignment: str
    plan_version: str
    kind: str
    title: str
    section: str
    deliverable: str
    frequency: str
    period: str
    period_first_day: date
    cutoff_on: date
    issued_on: date
    due_on: date
    due_rule: DueRule | None
    acknowledge_by: date
    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    measures: tuple[MeasureAsked, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAcknowledged:
    """Tiếp nhận: the lead unit took the task, or kept silent beyond the limit."""

    TYPE: ClassVar[str] = "task-acknowledged"
    SCHEMA: ClassVar[int] = 1

    by_silence: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionSubmitted:
    """Gửi nội dung phối hợp: a supporting unit's input; on paper when the lead recorded it.

    `files` are the SHA-256 of the files that were attached for it.
    """

    TYPE: ClassVar[str] = "contribution-submitted"
    SCHEMA: ClassVar[int] = 2

    unit: str
    text: TextRef | None
    on_paper: bool
    paper: Paper | None
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSubmitted:
    """Gửi báo cáo: one version of the unit's report, for its head to sign.

    `files` are the SHA-256 of the files that belong to this version, whatever is attached later.
    `early_reason` says why figures are official before the period's cut-off day;
    `changed_after_formal` names the measures whose answer differs from that of the signed report
    that was returned only for its form.
    """

    TYPE: ClassVar[str] = "report-submitted"
    SCHEMA: ClassVar[int] = 3

    submission: int
    text: TextRef | None
    figures: tuple[Figure, ...]
    paper: Paper | None
    files: tuple[str, ...]
    early_reason: TextRef | None
    changed_after_formal: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionApproved:
    """Duyệt: a rung of the chain agreed; the first rung is the unit's own signature.

    `correction` says whether figures that changed after a return for form were form or content;
    of content `counted_on` is the day that counts from now on.
    """

    TYPE: ClassVar[str] = "submission-approved"
    SCHEMA: ClassVar[int] = 2

    submission: int
    rung: str
    correction: Ground | None
    counted_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionReturned:
    """Trả lại: a rung asks for another version, with its ground, its reason and a working date.

    A restricted task gives a coded reason and no words.
    """

    TYPE: ClassVar[str] = "submission-returned"
    SCHEMA: ClassVar[int] = 1

    submission: int
    rung: str
    ground: Ground
    reason: TextRef | None
    reason_code: str | None
    correct_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionConfirmed:
    """Xác nhận hoàn thành: the last rung accepted; `counted_on` is the day that counts.

    `correction` as in `SubmissionApproved`.
    """

    TYPE: ClassVar[str] = "submission-confirmed"
    SCHEMA: ClassVar[int] = 2

    submission: int
    rung: str
    counted_on: date
    correction: Ground | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecalled:
    """Rút lại báo cáo: the unit took its report back before anybody had decided on it."""

    TYPE: ClassVar[str] = "submission-recalled"
    SCHEMA: ClassVar[int] = 1

    submission: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSent:
    """Nhắc việc: the ladder's automatic word to the units that still owe something.

    `offset_working_days` is counted from the due date, negative before it.
    """

    TYPE: ClassVar[str] = "reminder-sent"
    SCHEMA: ClassVar[int] = 1

    due_on: date
    offset_working_days: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSkipped:
    """Bỏ qua lần nhắc: a reminder that was not sent, with the reason."""

    TYPE: ClassVar[str] = "reminder-skipped"
    SCHEMA: ClassVar[int] = 1

    due_on: date
    offset_working_days: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMissed:
    """Quá hạn: the due date passed without a report that the unit's head had approved. Once."""

    TYPE: ClassVar[str] = "deadline-missed"
    SCHEMA: ClassVar[int] = 1

    due_on: date
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateMoved:
    """Dời hạn theo lịch: an official rest day moved the due date; the original one stays known."""

    TYPE: ClassVar[str] = "due-date-moved"
    SCHEMA: ClassVar[int] = 1

    from_on: date
    due_on: date
    calendar_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChaseSent:
    """Đôn đốc: the Office asked the unit for what it owes, with a letter or without; counted.

    `paper` is the number and day of the letter that went out. Of a restricted task no note.
    """

    TYPE: ClassVar[str] = "chase-sent"
    SCHEMA: ClassVar[int] = 1

    chase: int
    paper: Paper | None
    note: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated:
    """Báo cáo vượt cấp: a chase too many was told to the ward's leaders. Once for each task.

    `to` are offices in their order: the first of them that somebody holds. `person_id` is the
    leader in charge of the lead unit, under that office; None where nobody was.
    """

    TYPE: ClassVar[str] = "task-escalated"
    SCHEMA: ClassVar[int] = 2  # 2: with `person_id`

    chase: int
    to: tuple[Office, ...]
    person_id: UUID | None


TaskEvent = (
    TaskIssued
    | TaskAcknowledged
    | ContributionSubmitted
    | ReportSubmitted
    | SubmissionApproved
    | SubmissionReturned
    | SubmissionConfirmed
    | SubmissionRecalled
    | ReminderSent
    | ReminderSkipped
    | DeadlineMissed
    | DueDateMoved
    | ChaseSent
    | TaskEscalated
    | FileAttached
    | FileDetached
)

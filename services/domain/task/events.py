"""Facts that the clock makes of a task, and the values that its facts share.

What people make true stands with its act (`acts`).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.roles import Office


class Ground(StrEnum):
    """Why a submission is returned: its form, a supplement, or content that does not hold.

    Only failed content counts for Nghị định 335/2025. `FAILED_QUALITY` is what earlier releases
    recorded for anything but form: it is shown as it was, counted by nobody, never given again.
    """

    FORMAL_GAP = "formal_gap"
    SUPPLEMENT = "supplement"
    FAILED_CONTENT = "failed_content"
    FAILED_QUALITY = "failed_quality"


# A correction by the given date keeps the day of the report that came back for one of these.
KEEPS_THE_DAY: Final = frozenset({Ground.FORMAL_GAP, Ground.SUPPLEMENT})


class CorrectionKind(StrEnum):
    """What figures were that changed after a return that keeps the day: form, or content."""

    FORM = "form"
    CONTENT = "content"


class FigureKind(StrEnum):
    """How final a figure is: estimate, preliminary, official (ước, sơ bộ, chính thức)."""

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
class ContributionMissed:
    """Phối hợp chậm: a supporting unit's last day ended without what its head had signed. Once.

    It is counted against that unit; the lead's own day is another one.
    """

    TYPE: ClassVar[str] = "contribution-missed"
    SCHEMA: ClassVar[int] = 1

    unit: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionsDueMoved:
    """Dời hạn phối hợp: the lead's day was moved or extended, and by its rule this one too.

    `move` counts those of the task.
    """

    TYPE: ClassVar[str] = "contributions-due-moved"
    SCHEMA: ClassVar[int] = 1

    move: int
    from_on: date
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTimeExpired:
    """Quá hạn xử lý: a step of the chain did not decide within its time; said to who comes next.

    The report arrived at `rung` on `arrived_on` and was to be decided on by the end of `due_on`.
    `to` are the offices that are told; the product's lateness is another thing.
    """

    TYPE: ClassVar[str] = "step-time-expired"
    SCHEMA: ClassVar[int] = 1

    submission: int
    rung: str
    arrived_on: date
    due_on: date
    to: tuple[Office, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDateMoved:
    """Dời hạn theo lịch: an official rest day moved the due date; the original one stays known."""

    TYPE: ClassVar[str] = "due-date-moved"
    SCHEMA: ClassVar[int] = 1

    from_on: date
    due_on: date
    calendar_version: str


class DelayCause(StrEnum):
    """Why more time is needed: what nobody could prevent, or the unit's own doing."""

    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueEscalated:
    """Báo cáo việc quá hạn: a missed date was told one step higher. Once for each date and step.

    The step is the one `after_working_days` after `due_on`; it was recorded when
    `overdue_working_days` had passed since. `to` are offices, held in `unit` or among the ward's
    leaders (None); `person_id` is the leader in charge of the lead unit, where the step asks for
    one and there is one. `as_request`: not reported, but asked of the unit by the chair.
    """

    TYPE: ClassVar[str] = "overdue-escalated"
    SCHEMA: ClassVar[int] = 1

    due_on: date
    after_working_days: int
    overdue_working_days: int
    to: tuple[Office, ...]
    unit: str | None
    person_id: UUID | None
    as_request: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverdueStepSkipped:
    """Bỏ qua bước báo cáo quá hạn: a step that was told nobody, with the reason."""

    TYPE: ClassVar[str] = "overdue-step-skipped"
    SCHEMA: ClassVar[int] = 1

    due_on: date
    after_working_days: int
    reason: str


class RequestKind(StrEnum):
    """What a unit may ask of who assigned its task."""

    EXTENSION = "extension"
    DECLINE = "decline"
    CAUSE = "cause"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestEscalated:
    """Đề nghị được báo cáo lên cấp trên: nobody answered within the time of the ward's rules.

    `request` counts the requests of that kind; `to` and `person_id` as in `TaskEscalated`. Where
    those who are named decide already, it only reminds them.
    """

    TYPE: ClassVar[str] = "request-escalated"
    SCHEMA: ClassVar[int] = 1

    kind: RequestKind
    request: int
    to: tuple[Office, ...]
    person_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated:
    """Báo cáo lãnh đạo: a chase too many was told to the ward's leaders. Once for each task.

    `to` are offices in their order: the first of them that somebody holds. `person_id` is the
    leader in charge of the lead unit, under that office; None where nobody was.
    """

    TYPE: ClassVar[str] = "task-escalated"
    SCHEMA: ClassVar[int] = 2  # 2: with `person_id`

    chase: int
    to: tuple[Office, ...]
    person_id: UUID | None

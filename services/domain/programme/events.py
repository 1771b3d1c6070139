"""Facts about a work programme: its rows, its signature, what was changed since, its result."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.papers import Paper
from services.domain.programme.terms import PresentedTo, RowResult
from services.domain.task.births import OrderedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTerms:
    """Nội dung một dòng: what is done, by which units, by when, before whom.

    `due_on` is the last day (Asia/Ho_Chi_Minh). `source` is the stream of the task or of the
    plan's item that it is about, None where it is new. `leader` presides or decides, at `sits_at`
    (HH:MM of the due day) where there is a sitting. `superior_due_on` is the upper body's day.
    `twins` are the rows that had the same words when it was typed.
    """

    content: TextRef | None
    product: TextRef | None
    lead_unit: str
    supporting_units: tuple[str, ...]
    due_on: date
    presented_to: PresentedTo
    leader: UUID | None
    sits_at: str | None
    note: TextRef | None
    source: str | None
    superior_due_on: date | None
    twins: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOpened:
    """Mở đăng ký: `units` register rows until `closes_on`, a calendar day, to its end."""

    TYPE: ClassVar[str] = "programme-opened"
    SCHEMA: ClassVar[int] = 1

    period: str
    closes_on: date
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NextProgrammeOpened:
    """Mở đăng ký kỳ sau: the programme of the period behind this one was opened."""

    TYPE: ClassVar[str] = "next-programme-opened"
    SCHEMA: ClassVar[int] = 1

    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowRegistered:
    """Đăng ký: a row under the next number, by a unit, or by the Office for it (`by_office`)."""

    TYPE: ClassVar[str] = "programme-row-registered"
    SCHEMA: ClassVar[int] = 1

    row: int
    unit: str
    terms: RowTerms
    by_office: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowAmended:
    """Sửa dòng: the row as it is from now on; the Office says why where it was a unit's."""

    TYPE: ClassVar[str] = "programme-row-amended"
    SCHEMA: ClassVar[int] = 1

    row: int
    terms: RowTerms
    by_office: bool
    reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowWithdrawn:
    """Rút dòng: the unit no longer registers it."""

    TYPE: ClassVar[str] = "programme-row-withdrawn"
    SCHEMA: ClassVar[int] = 1

    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowsMerged:
    """Gộp dòng: `rows` are one with `into` from now on, and why."""

    TYPE: ClassVar[str] = "programme-rows-merged"
    SCHEMA: ClassVar[int] = 1

    into: int
    rows: tuple[int, ...]
    supporting_units: tuple[str, ...]
    reason: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowStruck:
    """Không đưa vào chương trình: the Office leaves a row out, and why."""

    TYPE: ClassVar[str] = "programme-row-struck"
    SCHEMA: ClassVar[int] = 1

    row: int
    reason: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowsOrdered:
    """Xếp thứ tự: the rows in the order in which the programme prints them."""

    TYPE: ClassVar[str] = "programme-rows-ordered"
    SCHEMA: ClassVar[int] = 1

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFindingSettled:
    """Quyết định về điểm cần xem: it stands as it is, and why; `finding` names kind and rows."""

    TYPE: ClassVar[str] = "programme-finding-settled"
    SCHEMA: ClassVar[int] = 1

    finding: str
    reason: TextRef


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationReminded:
    """Nhắc đăng ký: so many working days before the last one, these units had no row yet."""

    TYPE: ClassVar[str] = "registration-reminded"
    SCHEMA: ClassVar[int] = 1

    before_working_days: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationChased:
    """Đôn đốc đăng ký: the Office chased units that had registered nothing."""

    TYPE: ClassVar[str] = "registration-chased"
    SCHEMA: ClassVar[int] = 1

    units: tuple[str, ...]
    note: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationClosed:
    """Hết hạn đăng ký: no unit registers any more; `missing` are those without a row."""

    TYPE: ClassVar[str] = "registration-closed"
    SCHEMA: ClassVar[int] = 1

    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRow:
    """Một dòng đã ký: under which place it is printed, and the task that it is from now on."""

    row: int
    task: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSigned:
    """Ký ban hành chương trình: these rows in this order, for ever, by the paper's number and day.

    `directive` is the source from which new rows became work, None where there was none.
    """

    TYPE: ClassVar[str] = "programme-signed"
    SCHEMA: ClassVar[int] = 1

    paper: Paper
    rows: tuple[SignedRow, ...]
    directive: str | None
    ordered_by: OrderedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowAdded:
    """Bổ sung vào chương trình: a row that was not signed at first, and the task that it is."""

    TYPE: ClassVar[str] = "programme-row-added"
    SCHEMA: ClassVar[int] = 1

    row: int
    terms: RowTerms
    task: str | None
    directive: str | None
    reason: TextRef
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowMoved:
    """Điều chỉnh thời hạn: the row is due on `due_on` instead of `was_due_on`."""

    TYPE: ClassVar[str] = "programme-row-moved"
    SCHEMA: ClassVar[int] = 1

    row: int
    was_due_on: date
    due_on: date
    reason: TextRef
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowDropped:
    """Đưa ra khỏi chương trình: the row is dropped; `withdrawn` says that its task was, too."""

    TYPE: ClassVar[str] = "programme-row-dropped"
    SCHEMA: ClassVar[int] = 1

    row: int
    withdrawn: bool
    reason: TextRef
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowCarried:
    """Chuyển kỳ sau: the row goes on in the programme of `period`, due on `due_on`."""

    TYPE: ClassVar[str] = "programme-row-carried"
    SCHEMA: ClassVar[int] = 1

    row: int
    period: str
    due_on: date
    reason: TextRef
    paper: Paper | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRowTaken:
    """Chuyển từ kỳ trước sang: a row that `period` could not finish, with its task and new day."""

    TYPE: ClassVar[str] = "programme-row-taken"
    SCHEMA: ClassVar[int] = 1

    row: int
    period: str
    was_row: int
    unit: str
    terms: RowTerms
    task: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeResultAsked:
    """Đến hạn tổng kết: the period is over, and its programme waits for its result."""

    TYPE: ClassVar[str] = "programme-result-asked"
    SCHEMA: ClassVar[int] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRow:
    """Kết quả một dòng; `finished_on` is the day that counts, of what was finished."""

    row: int
    result: RowResult
    finished_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeClosed:
    """Tổng kết chương trình: the result of every row that it ever had after its signature."""

    TYPE: ClassVar[str] = "programme-closed"
    SCHEMA: ClassVar[int] = 1

    rows: tuple[ClosedRow, ...]

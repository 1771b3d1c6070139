"""Facts about a directive: where work comes from, its clauses, what became of each of them."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from services.domain.directive.layout import Clause
from services.domain.directive.rhythm import OrderRhythm
from services.domain.directive.terms import (
    ClauseOutcome,
    DirectiveSource,
    OccurrenceSkipReason,
    OrderedHow,
    SettledAs,
)
from services.domain.facts import TextRef
from services.domain.streams import Family
from services.domain.task.births import OrderedBy, Urgency


def directive_stream(code: str) -> str:
    """The stream of one directive."""
    return f"{Family.DIRECTIVE}{code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRegistered:
    """Ghi nhận nguồn giao việc: what it is, who issued or ordered it, by when the upper body asks.

    Days are calendar days in Asia/Ho_Chi_Minh. `number` is that of the paper as it stands there,
    None while it has none; `arrival_number` that of the ward's own book of incoming papers.
    `superior_due_on` is the upper body's day. `petitioner` is a private person. Of a `secret` one
    there are number and day alone. `twins` are the codes of those with the same number, day and
    body that were there already, `twins_reason` why it was registered all the same.
    """

    TYPE: ClassVar[str] = "directive-registered"
    SCHEMA: ClassVar[int] = 1

    code: str
    source: DirectiveSource
    number: str | None
    dated_on: date | None
    arrival_number: str | None
    arrived_on: date | None
    issuer: TextRef | None
    summary: TextRef | None
    urgency: Urgency
    superior_due_on: date | None
    ordered_by: OrderedBy | None
    how: OrderedHow | None
    petitioner: TextRef | None
    secret: bool
    twins: tuple[str, ...]
    twins_reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveNumbered:
    """Bổ sung số, ký hiệu: the number and day of a paper that had none when it was registered."""

    TYPE: ClassVar[str] = "directive-numbered"
    SCHEMA: ClassVar[int] = 1

    number: str
    dated_on: date
    twins: tuple[str, ...]
    twins_reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClausesLaid:
    """Tách điều, khoản: a version of the text, every character of it in exactly one clause.

    `version` counts the texts from 1. `touched` are the clauses that are changed, new or gone
    since the version before; nobody has decided on them as they are now.
    """

    TYPE: ClassVar[str] = "clauses-laid"
    SCHEMA: ClassVar[int] = 1

    version: int
    text: TextRef
    layout: tuple[Clause, ...]
    touched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSettled:
    """Quyết định về điều, khoản: these clauses give no new work.

    `existing` are the streams of the work or the plan's items that there are already, `reason`
    says why nothing comes of them.
    """

    TYPE: ClassVar[str] = "clause-settled"
    SCHEMA: ClassVar[int] = 1

    clauses: tuple[str, ...]
    outcome: SettledAs
    existing: tuple[str, ...]
    reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTask:
    """Việc của điều, khoản: one task that was made, by its number, stream and lead unit."""

    number: int
    stream: str
    lead_unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseTasksAssigned:
    """Giao việc từ nguồn: a clause gives one task to each lead unit; None: the whole order does.

    `outcome` is task or figure. `order` is the recurring order and `occurrence_on` its named day
    that they answer, None where they were assigned by hand.
    """

    TYPE: ClassVar[str] = "clause-tasks-assigned"
    SCHEMA: ClassVar[int] = 1

    clause: str | None
    outcome: ClauseOutcome
    tasks: tuple[ClauseTask, ...]
    due_on: date | None
    order: int | None
    occurrence_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTerms:
    """Nội dung giao việc: what is asked of which units, without the day by which it is due.

    `restricted_units` are those of the leads that report by number and date of a paper alone.
    """

    clause: str | None
    lead_units: tuple[str, ...]
    restricted_units: tuple[str, ...]
    supporting_units: tuple[str, ...]
    follower: UUID | None
    title: TextRef | None
    product: TextRef | None
    superior_due_on: date | None
    urgency: Urgency
    asks_figure: bool
    ordered_by: OrderedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRepeated:
    """Giao việc định kỳ: the same work is due again and again, on the named days of a rhythm.

    `from_on` and `until_on` are calendar days, both inclusive, between which the named days lie; a
    rest day gives way to the next working day. Each occurrence is assigned so many working days
    before its due day. `number` counts the recurring orders of the directive from 1.
    """

    TYPE: ClassVar[str] = "order-repeated"
    SCHEMA: ClassVar[int] = 1

    number: int
    terms: OrderTerms
    rhythm: OrderRhythm
    from_on: date
    until_on: date
    issue_before_working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrenceSkipped:
    """Bỏ qua một kỳ: an occurrence of a recurring order was never assigned, and why.

    `due_on` is the day that `occurrence_on`, its named day, had become by the calendar.
    """

    TYPE: ClassVar[str] = "occurrence-skipped"
    SCHEMA: ClassVar[int] = 1

    order: int
    occurrence_on: date
    due_on: date
    reason: OccurrenceSkipReason


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderStopped:
    """Thôi giao việc định kỳ: no further occurrence is assigned; what was assigned stays."""

    TYPE: ClassVar[str] = "order-stopped"
    SCHEMA: ClassVar[int] = 1

    order: int
    reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveClosed:
    """Kết thúc xử lý: all its clauses are decided; `reason` where no work came of it at all."""

    TYPE: ClassVar[str] = "directive-closed"
    SCHEMA: ClassVar[int] = 1

    reason: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveReopened:
    """Mở lại nguồn giao việc: more is to be decided or assigned than was thought."""

    TYPE: ClassVar[str] = "directive-reopened"
    SCHEMA: ClassVar[int] = 1

    reason: TextRef | None

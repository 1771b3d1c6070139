"""A work programme as its facts make it: its rows, its signature, what was changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from services.domain.facts import TextRef
from services.domain.instants import YEARS
from services.domain.papers import Paper
from services.domain.programme.events import ClosedRow, RowTerms
from services.domain.programme.periods import ProgrammePeriod, period_of
from services.domain.programme.terms import RowState
from services.domain.task.births import OrderedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRow:
    """A row with what became of it; `seen` is the version of the fact that last changed it.

    `unit` registered it. `planned_on` is the day for which it was signed first, None of a row that
    was never signed. `added` says that it came after the signature, `from_period` that it was
    carried over from there. `merged_into` and `carried_to` say where it went.
    """

    number: int
    unit: str
    terms: RowTerms
    seen: int
    state: RowState = RowState.KEPT
    reason: TextRef | None = None
    task: str | None = None
    planned_on: date | None = None
    added: bool = False
    moved: int = 0
    merged_into: int | None = None
    from_period: str | None = None
    from_row: int | None = None
    carried_to: str | None = None

    @property
    def kept(self) -> bool:
        """Whether it is part of the programme."""
        return self.state is RowState.KEPT

    @property
    def work(self) -> str | None:
        """The task or the plan's item that it is about, as far as there is one already."""
        return self.task or self.terms.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed the programme, when (UTC), and under which number and day of the paper."""

    paper: Paper
    ordered_by: OrderedBy
    signed_at: datetime
    directive: str | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The state that decisions, the agenda and the pages are made on.

    `closes_on` is the last day of the registration (Asia/Ho_Chi_Minh), `units` are those that are
    asked to register, `next_row` is the number of the next row. `order` are the rows as they are
    printed. `settled` are the findings on which somebody decided, with the reason. `directive` is
    the source of the work that it made.
    """

    stream: str
    version: int
    code: str
    opened_at: datetime
    closes_on: date
    units: tuple[str, ...]
    rows: Mapping[int, ProgrammeRow] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    next_row: int = 1
    reminded: frozenset[int] = frozenset()
    chased: Mapping[str, int] = field(default_factory=dict)
    registration_closed_at: datetime | None = None
    missing: tuple[str, ...] = ()
    settled: Mapping[str, TextRef] = field(default_factory=dict)
    signature: Signature | None = None
    directive: str | None = None
    next_opened: bool = False
    result_asked_at: datetime | None = None
    results: tuple[ClosedRow, ...] = ()
    closed_at: datetime | None = None
    closed_by: UUID | None = None

    @property
    def period(self) -> ProgrammePeriod:
        """The year, quarter or month that it is for."""
        period = period_of(self.code)
        assert period is not None, "a programme opens with the code of a period"  # noqa: S101
        return period

    @property
    def signed(self) -> bool:
        """Whether it is in force."""
        return self.signature is not None

    @property
    def closed(self) -> bool:
        """Whether its result is recorded: nothing changes any more."""
        return self.closed_at is not None

    @property
    def has_next_to_open(self) -> bool:
        """Whether the programme of the following period is still to be opened by this one."""
        return not self.next_opened and self.period.following.first_on.year in YEARS

    @property
    def is_over(self) -> bool:
        """Whether its clock has nothing left to do."""
        return self.closed and not self.has_next_to_open

    @property
    def kept(self) -> Iterator[ProgrammeRow]:
        """The rows that are part of it, as they are printed."""
        return (self.rows[number] for number in self.order if self.rows[number].kept)

    @property
    def silent_units(self) -> tuple[str, ...]:
        """The units that were asked to register and of which nothing was heard."""
        heard = {row.unit for row in self.rows.values() if row.from_period is None}
        return tuple(unit for unit in self.units if unit not in heard)

    def row(self, number: int) -> ProgrammeRow | None:
        """The row of this number."""
        return self.rows.get(number)

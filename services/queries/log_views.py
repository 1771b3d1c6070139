"""What the log's pages get: one act a row, with who, where it stands, and what it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from services.domain.assignment.events import MeasureAsked
from services.domain.directory.consent_events import (
    InitialSetUpEnded,
    LinkConsented,
    NoticesRead,
    OfficeGrantConsented,
)
from services.domain.directory.events import (
    AccountClosed,
    AccountOpened,
    AccountReopened,
    LinkIssued,
    OfficeEnded,
    OfficeGranted,
    PasswordRevoked,
    PasswordSet,
    PersonRegistered,
    SessionsEnded,
)
from services.domain.facts import Event, Fact
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.return_contribution import ContributionReturned
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.events import (
    ContributionMissed,
    DeadlineMissed,
    OverdueEscalated,
    RequestEscalated,
    TaskEscalated,
)
from services.queries.views import Doer, FigureLine

CLOCK = "he-thong"  # the choice of a person that means: nobody, the clock did it

PAGE: Final = 30
# Choices of a kind that mean several: everything that lets somebody act or sign in, and of that
# what counted at once because the ward was being set up.
APPOINTING: Final = "chuc-vu-tai-khoan"
SETTING_UP: Final = "thiet-lap-ban-dau"
KIND_GROUPS: Final[Mapping[str, tuple[type[Event], ...]]] = {
    APPOINTING: (
        PersonRegistered,
        OfficeGranted,
        OfficeGrantConsented,
        OfficeEnded,
        AccountOpened,
        AccountClosed,
        AccountReopened,
        LinkIssued,
        LinkConsented,
        PasswordSet,
        PasswordRevoked,
        SessionsEnded,
        NoticesRead,
        InitialSetUpEnded,
    ),
    SETTING_UP: (OfficeGranted, LinkIssued),
}
# So many are counted at most: a count of years would cost as much as reading them.
COUNTED: Final = 2000


class LogOutcome(StrEnum):
    """What became of work: a missed day, a return, a report to the leaders, a confirmation."""

    LATE = "late"
    RETURNED = "returned"
    ESCALATED = "escalated"
    CONFIRMED = "confirmed"


OUTCOMES: Final[Mapping[LogOutcome, tuple[type[Event], ...]]] = {
    LogOutcome.LATE: (DeadlineMissed, ContributionMissed),
    LogOutcome.RETURNED: (SubmissionReturned, ContributionReturned),
    LogOutcome.ESCALATED: (TaskEscalated, OverdueEscalated, RequestEscalated),
    LogOutcome.CONFIRMED: (SubmissionConfirmed,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """What is asked for; None asks for everything. Days in Asia/Ho_Chi_Minh, both inclusive.

    `person` is a person's id or `CLOCK`; `person_unit` the unit under which somebody acted, `unit`
    one that leads or supports the work; `period` that of the task; `kind` an event's type or one
    of `KIND_GROUPS`; `number` is that of a source of work or of a paper that an act names;
    `words` are looked for in what was typed; `late` asks for what was recorded after the day that
    it states. The page ends `before` a position or begins `after`
    one; `limit` are its lines.
    """

    person: UUID | str | None = None
    people_only: bool = False
    person_unit: str | None = None
    unit: str | None = None
    item: str | None = None
    period: str | None = None
    kind: str | None = None
    outcome: LogOutcome | None = None
    number: str = ""
    words: str = ""
    late: bool = False
    from_on: date | None = None
    until_on: date | None = None
    oldest_first: bool = False
    before: int | None = None
    after: int | None = None
    limit: int = PAGE

    @property
    def ascending(self) -> bool:
        """Whether the page is read upwards from where it begins."""
        if self.before is not None:
            return False
        return self.oldest_first or self.after is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The plan's item or task that an act is about.

    `title` is None for restricted work whose title is not this reader's to know, and for what
    this reader may not open (`open` is false).
    """

    stream: str
    is_task: bool
    open: bool
    restricted: bool
    code: str
    kind: str
    title: str | None
    deliverable: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherRefused:
    """How often a person was refused on a day beyond what was kept, and when last (UTC)."""

    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFigure:
    """A figure of a report with the measure that it answers."""

    asked: MeasureAsked
    given: FigureLine


@dataclass(frozen=True, slots=True, kw_only=True)
class LogLine:
    """One act: the fact, who did it, what it is about, whom it concerns.

    `elsewhere` is of work or of a finding that does not exist for this reader, `restricted` of one
    that is under the secrecy rules.
    `words` is what was typed with it, where the task's own page would show it to this reader;
    `hidden` says that something was typed which is not shown; `person_id` is of whom it concerns.
    `leaf` is the record's hash (hex). `linked_by` issued the link by which a password was set;
    `unit` is the code of the unit of the directory that the act is about; `further` goes with the
    word that a day's later refusals are only counted, None while there are none; `figures` are
    those of a report, where its task shows them to this reader.
    """

    fact: Fact
    doer: Doer
    behalf: Doer | None
    subject: Subject | None
    elsewhere: bool
    restricted: bool
    concerns: str | None
    person_id: UUID | None
    words: Sequence[str]
    hidden: bool
    leaf: str
    linked_by: Doer | None = None
    unit: str | None = None
    further: FurtherRefused | None = None
    figures: tuple[LogFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """One page in the order that was asked for, and how many acts there are in all.

    `older` is what the page of older acts ends before, `newer` what the page of newer ones begins
    after; None where there are none. Without `is_counted` there are more than `total`.
    """

    lines: tuple[LogLine, ...]
    older: int | None
    newer: int | None
    total: int
    is_counted: bool
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChoice:
    """An item in the list of the filter; a title only where this reader may know it."""

    code: str
    kind: str
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogChoices:
    """What the filters offer: only what this reader sees acts of."""

    people: Mapping[str, str]
    units: Mapping[str, str]
    items: tuple[ItemChoice, ...]
    periods: tuple[str, ...]

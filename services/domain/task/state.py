"""One task as its facts make it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.domain.approval_chains import ApprovalStep
from services.domain.assignment.events import MeasureAsked
from services.domain.facts import TextRef
from services.domain.task.births import ASSIGNED_KIND, AssignedTerms, CountGroup, PeriodTerms
from services.domain.task.causes import CauseClaim
from services.domain.task.contacts import Contact, Instruction, UnitPromise
from services.domain.task.contests import Contest
from services.domain.task.contributions import Contributions
from services.domain.task.events import (
    Figure,
    Ground,
    OverdueEscalated,
    RequestEscalated,
    TaskEscalated,
)
from services.domain.task.extensions import ExtensionRequest
from services.domain.task.file_events import FileAttached
from services.domain.task.owners import Owner, VersionOwner
from services.domain.task.values import (
    Approval,
    CorrectedFigure,
    Decline,
    DueDate,
    Grace,
    LastReminder,
    NamedSpecialist,
    OverdueStepTaken,
    Recognition,
    Reminded,
    Suspension,
)


class Stage(StrEnum):
    """Where a task stands (design: life of a task, one axis)."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CONFIRMED = "confirmed"


class Ending(StrEnum):
    """How a task ended; nothing more is owed after it."""

    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestAct:
    """The newest act of a person on a task, and the task to which its undoing leads back.

    `type` and `version` are those of its first fact, `by`, `office`, `unit` who acted. `before` is
    the task as it would stand without it, with what the clock recorded since; None where the act
    is final, and where the fact `overtaken_by` followed from it. Whose act came before it, and
    when, is `earlier_by`, `earlier_at`.
    """

    type: str
    version: int
    command_id: UUID
    at: datetime
    by: UUID | None
    office: str | None
    unit: str | None
    before: "Task | None"
    overtaken_by: str | None = None
    earlier_by: UUID | None = None
    earlier_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The state that decisions are made on. Dates are days in Asia/Ho_Chi_Minh.

    Of its two births it has the terms of one: `periodic` for a period of the plan, `assigned`
    from a directive; an assigned one may have no `due` day. What the task was issued with starts
    from its first fact and may change by a later one; a
    `title` is the plan's words, or a text that a person typed. `acknowledge_by` is the last day
    before silence is acceptance. `last_act_at` is the newest fact, `last_sign_at` the last act of
    somebody of the lead or a supporting unit; of the `chases` the unit's signature has answered
    `answered_chases`, of the `overdue_escalations` `answered_overdue`; `escalation` is the chase
    that climbed. `corrected_figures` are
    versions of confirmed figures that count no longer; `formal_figures` are those of the
    signed report whose return keeps its day, `changed_figures` the measures that the newest
    report answers otherwise, until somebody has judged it. `return_grounds` are those of all
    `returns`, in their order; `returned_submissions` are the reports that came back. `chain` are
    the steps that the newest report climbs, None where an
    earlier release recorded none; `signed_on` is the day of the unit's signature on it, and
    `taken_back` what steps said of it before it came back to one of them. It `arrived_on` that day
    at the step that waits, whose time ran out where `step_expired`.

    `given_on` is the day on which the present lead got it, `reassigned` how often it went to
    another unit; a `decline` waits for its answer, and comes once in a task's life.
    `clock_from` is since when its clock runs for the lead (issue, reassignment, resume): nothing
    of before is reminded any more. Since `suspended_at` it stands; `suspensions` are those that
    are over, in their order. `ended_at` is when it ended; its clock stopped at `stopped_at`,
    earlier where the task ended while it was suspended. One that was replaced names its
    `successor`, which names it among its `predecessors` (streams).

    `missed_on` is the due date whose miss was recorded, whatever was granted later. `extension`
    is what the lead asked for and nobody has answered yet. `cause_claims` are all claims of an
    objective cause, answered or not; none of them changes what was recorded, nor do `contests`
    of lines of evidence. `version_owners` says whose each report is, `missed_of` whose the product
    was when the miss was recorded. `promises` are all that the lead unit gave, `instruction` what
    a leader asked and the unit has not signed since. `recognised` is the upper body's answer to a
    finished task that came from it. `latest` is the newest act of a person, None before the first
    one and where it was undone.
    """

    stream: str
    periodic: PeriodTerms | None
    assigned: AssignedTerms | None
    title: str | TextRef
    issued_on: date
    issued_at: datetime
    due: DueDate | None
    acknowledge_by: date
    lead: str
    supporting: tuple[str, ...]
    restricted: bool
    measures: tuple[MeasureAsked, ...]
    last_act_at: datetime
    clock_from: datetime
    given_on: date
    stage: Stage = Stage.ISSUED
    ending: Ending | None = None
    ended_at: datetime | None = None
    successor: str | None = None
    predecessors: tuple[str, ...] = ()
    reassigned: int = 0
    decline: Decline | None = None
    has_declined: bool = False
    suspended_at: datetime | None = None
    stopped_at: datetime | None = None
    suspensions: tuple[Suspension, ...] = ()
    returned: bool = False
    correct_by: date | None = None
    submission: int = 0
    submitted_by: UUID | None = None
    figures: tuple[Figure, ...] = ()
    corrected_figures: tuple[CorrectedFigure, ...] = ()
    chain: tuple[ApprovalStep, ...] | None = None
    approvals: tuple[Approval, ...] = ()
    taken_back: tuple[Approval, ...] = ()
    signed_on: date | None = None
    arrived_on: date | None = None
    step_expired: bool = False
    effective_on: date | None = None
    grace: Grace | None = None
    formal_figures: tuple[Figure, ...] | None = None
    changed_figures: tuple[str, ...] = ()
    correction_judged: bool = False
    contributions: Contributions = field(default_factory=Contributions)
    specialists: tuple[NamedSpecialist, ...] = ()
    reminded: tuple[Reminded, ...] = ()
    reminders: int = 0
    last_reminder: LastReminder | None = None
    returns: int = 0
    return_grounds: tuple[Ground, ...] = ()
    returned_submissions: tuple[int, ...] = ()
    missed: bool = False
    missed_on: date | None = None
    missed_of: Owner | None = None
    version_owners: tuple[VersionOwner, ...] = ()
    extension: ExtensionRequest | None = None
    extensions_asked: int = 0
    extensions_granted: int = 0
    cause_claims: tuple[CauseClaim, ...] = ()
    contests: tuple[Contest, ...] = ()
    request_escalations: tuple[RequestEscalated, ...] = ()
    counted_on: date | None = None
    chases: int = 0
    answered_chases: int = 0
    last_chase_at: datetime | None = None
    promises: tuple[UnitPromise, ...] = ()
    last_contact: Contact | None = None
    instruction: Instruction | None = None
    escalated_at: datetime | None = None
    escalation: TaskEscalated | None = None
    overdue_steps: tuple[OverdueStepTaken, ...] = ()
    overdue_escalations: tuple[OverdueEscalated, ...] = ()
    answered_overdue: int = 0
    last_sign_at: datetime | None = None
    recognised: Recognition | None = None
    files: tuple[FileAttached, ...] = ()
    latest: LatestAct | None = None

    def files_of(self, unit: str | None) -> tuple[FileAttached, ...]:
        """What is attached for the report (None), or for the next contribution of a unit."""
        return tuple(file for file in self.files if file.contribution_of == unit)

    @property
    def due_on(self) -> date | None:
        """The last day of the task, to its end; None where it has none."""
        return self.due.on if self.due else None

    @property
    def by_due_day(self) -> date:
        """Its place among tasks in the order of their due days: those without one come last."""
        return self.due.on if self.due else date.max

    @property
    def listed_on(self) -> date:
        """The day under which lists of a quarter find it: its due day, else that of its issue."""
        return self.due.on if self.due else self.issued_on

    def is_in_time_on(self, day: date) -> bool:
        """Whether that day is not after the due day; always, where there is none."""
        return self.due is None or day <= self.due.on

    @property
    def kind(self) -> str:
        """The kind of the plan's item, or that of all assigned work."""
        return self.periodic.kind if self.periodic else ASSIGNED_KIND

    @property
    def item(self) -> str:
        """The code of the plan's item; blank where the task comes from none."""
        return self.periodic.assignment if self.periodic else ""

    @property
    def period(self) -> str:
        """The period that it reports on; blank where it is of none."""
        return self.periodic.period if self.periodic else ""

    @property
    def awaits_superior(self) -> bool:
        """Whether the upper body that set a day has not yet answered what was finished for it."""
        terms = self.assigned
        asked = terms is not None and terms.superior_due_on is not None
        return asked and self.ending is Ending.CONFIRMED and self.recognised is None

    @property
    def count_group(self) -> CountGroup:
        """With which work it is counted."""
        if self.periodic is not None:
            return CountGroup.ROUTINE
        return CountGroup.ASSIGNED_DATED if self.due else CountGroup.ASSIGNED_UNDATED

    @property
    def owing(self) -> tuple[str, ...]:
        """The lead and the supporting units, in their order."""
        return (self.lead, *self.supporting)

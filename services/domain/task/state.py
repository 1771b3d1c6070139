"""One task as its facts make it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from services.domain.assignment.events import MeasureAsked
from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of
from services.domain.task.events import (
    ChaseSent,
    ContributionSubmitted,
    DeadlineMissed,
    DueDateMoved,
    Figure,
    Ground,
    ReminderSent,
    ReminderSkipped,
    ReportSubmitted,
    SubmissionApproved,
    SubmissionConfirmed,
    SubmissionRecalled,
    SubmissionReturned,
    TaskAcknowledged,
    TaskEscalated,
    TaskIssued,
)
from services.domain.task.file_events import FileAttached, FileDetached


class Stage(StrEnum):
    """Where a task stands (design: life of a task, one axis)."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One rung's agreement to the current submission."""

    rung: str
    person_id: UUID | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Grace:
    """After a return for form: an approval by `correct_by` counts as if made on `counted_on`."""

    counted_on: date
    correct_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """The state that decisions are made on. Dates are days in Asia/Ho_Chi_Minh.

    `last_sign_at` is the last act of somebody of the lead or a supporting unit; of the `chases`
    the unit's signature has answered `answered_chases`; `escalation` is the one that climbed.
    `formal_figures` are those of the signed report that was returned for form, `changed_figures`
    the measures that the newest report answers otherwise, until somebody has judged it.
    """

    stream: str
    issued: TaskIssued
    issued_at: datetime
    due_on: date
    stage: Stage = Stage.ISSUED
    returned: bool = False
    correct_by: date | None = None
    submission: int = 0
    submitted_by: UUID | None = None
    figures: tuple[Figure, ...] = ()
    approvals: tuple[Approval, ...] = ()
    effective_on: date | None = None
    grace: Grace | None = None
    formal_figures: tuple[Figure, ...] | None = None
    changed_figures: tuple[str, ...] = ()
    correction_judged: bool = False
    contributions: tuple[str, ...] = ()
    reminded: frozenset[tuple[date, int]] = field(default_factory=frozenset)
    reminders: int = 0
    returns: int = 0
    missed: bool = False
    counted_on: date | None = None
    chases: int = 0
    answered_chases: int = 0
    last_chase_at: datetime | None = None
    escalated_at: datetime | None = None
    escalation: TaskEscalated | None = None
    last_sign_at: datetime | None = None
    files: tuple[FileAttached, ...] = ()

    def files_of(self, unit: str | None) -> tuple[FileAttached, ...]:
        """What is attached for the report (None), or for the next contribution of a unit."""
        return tuple(file for file in self.files if file.contribution_of == unit)

    @property
    def closed(self) -> bool:
        """Nothing more is owed."""
        return self.stage is Stage.CONFIRMED

    @property
    def lead_unit(self) -> str:
        """The one unit that owes the report."""
        return self.issued.lead_unit

    @property
    def measures(self) -> tuple[MeasureAsked, ...]:
        """The measures that are due; empty for duties and schemes."""
        return self.issued.measures


def evolve(state: Task | None, fact: Fact) -> Task:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if isinstance(event, TaskIssued):
        return Task(
            stream=fact.stream, issued=event, issued_at=fact.occurred_at, due_on=event.due_on
        )
    assert state is not None, "a task's history opens with task-issued"  # noqa: S101  (total fold)
    if is_sign_of_life(state, fact):
        state = replace(state, last_sign_at=fact.occurred_at)
    return _by_people(state, fact) or _by_clock(state, fact)


def _by_people(state: Task, fact: Fact) -> Task | None:
    """What somebody's act changes; None where the fact is the clock's."""
    event = fact.event
    match event:
        case TaskAcknowledged():
            return replace(state, stage=Stage.ACKNOWLEDGED)
        case ContributionSubmitted(unit=unit):
            return replace(
                state,
                contributions=(*state.contributions, unit),
                files=tuple(file for file in state.files if file.contribution_of != unit),
            )
        case ReportSubmitted():
            return _submitted(state, event, fact)
        case SubmissionRecalled():  # what was sent back before it is a returned report again
            return replace(state, stage=Stage.ACKNOWLEDGED, returned=state.returns > 0)
        case SubmissionApproved():
            return _approved(state, event, fact)
        case SubmissionReturned():
            return _returned(state, event)
        case SubmissionConfirmed(counted_on=counted_on):
            return replace(state, stage=Stage.CONFIRMED, counted_on=counted_on)
        case ChaseSent(chase=chase):
            return replace(state, chases=chase, last_chase_at=fact.occurred_at)
        case FileAttached():
            return replace(state, files=(*state.files, event))
        case FileDetached(sha256=sha256, contribution_of=unit):
            kept = (f for f in state.files if (f.sha256, f.contribution_of) != (sha256, unit))
            return replace(state, files=tuple(kept))
    return None


def _by_clock(state: Task, fact: Fact) -> Task:
    event = fact.event
    match event:
        case ReminderSent(due_on=due_on, offset_working_days=offset):
            return replace(
                state,
                reminded=state.reminded | {(due_on, offset)},
                reminders=state.reminders + 1,
            )
        case ReminderSkipped(due_on=due_on, offset_working_days=offset):
            return replace(state, reminded=state.reminded | {(due_on, offset)})
        case DeadlineMissed():
            return replace(state, missed=True)
        case DueDateMoved(due_on=due_on):
            return replace(state, due_on=due_on)
        case TaskEscalated():
            return replace(state, escalated_at=fact.occurred_at, escalation=event)
    raise TypeError(f"not a task event: {event!r}")


def is_sign_of_life(task: Task, fact: Fact) -> bool:
    """Whether somebody of the units that owe did something; the Office's chase is none."""
    return (
        fact.actor.kind is ActorKind.PERSON
        and fact.actor.unit in {task.lead_unit, *task.issued.supporting_units}
        and not isinstance(fact.event, ChaseSent)
    )


def _submitted(state: Task, event: ReportSubmitted, fact: Fact) -> Task:
    return replace(
        state,
        stage=Stage.SUBMITTED,
        returned=False,
        submission=event.submission,
        submitted_by=fact.actor.person_id,
        figures=event.figures,
        approvals=(),
        effective_on=None,
        changed_figures=event.changed_after_formal,
        correction_judged=False,
    )


def _approved(state: Task, event: SubmissionApproved, fact: Fact) -> Task:
    on = day_of(fact.occurred_at)
    effective = state.effective_on
    if effective is None:  # the unit's own signature: the day that counts
        grace = state.grace
        effective = grace.counted_on if grace and on <= grace.correct_by else on
    elif event.counted_on is not None:  # the correction was of content
        effective = event.counted_on
    approval = Approval(rung=event.rung, person_id=fact.actor.person_id, on=on)
    return replace(
        state,
        stage=Stage.APPROVED,
        approvals=(*state.approvals, approval),
        effective_on=effective,
        answered_chases=state.chases,
        correction_judged=state.correction_judged or event.correction is not None,
    )


def _returned(state: Task, event: SubmissionReturned) -> Task:
    grace, figures = state.grace, state.formal_figures
    if state.effective_on is not None:  # the unit had signed: only then does the ground matter
        grace = (
            Grace(counted_on=state.effective_on, correct_by=event.correct_by)
            if event.ground is Ground.FORMAL_GAP
            else None
        )
        # What nobody has judged stays what the next report is held against.
        kept = state.grace is not None and state.approvals[0].on <= state.grace.correct_by
        figures = figures if kept and not state.correction_judged else state.figures
    return replace(
        state,
        stage=Stage.ACKNOWLEDGED,
        returned=True,
        correct_by=event.correct_by,
        returns=state.returns + 1,
        approvals=(),
        effective_on=None,
        grace=grace,
        formal_figures=figures if grace is not None else None,
    )


def fold(facts: Sequence[Fact]) -> Task | None:
    """The task as all its facts make it; None where it was never issued."""
    state: Task | None = None
    for fact in facts:
        state = evolve(state, fact)
    return state

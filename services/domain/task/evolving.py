"""How each fact changes a task: the one fold that decisions, clocks and rows are made of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of
from services.domain.task.events import (
    ChaseSent,
    ContributionSubmitted,
    DeadlineMissed,
    DueDateMoved,
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
from services.domain.task.state import (
    Approval,
    DueDate,
    Ending,
    Grace,
    Reminded,
    Stage,
    Task,
)


def evolve(state: Task | None, fact: Fact) -> Task:
    """Apply one fact. Total: a recorded fact is never refused."""
    event = fact.event
    if isinstance(event, TaskIssued):
        return _issued(event, fact)
    assert state is not None, "a task's history opens with task-issued"  # noqa: S101  (total fold)
    if is_sign_of_life(state, fact):
        state = replace(state, last_sign_at=fact.occurred_at)
    state = replace(state, last_act_at=fact.occurred_at)
    return _by_people(state, fact) or _by_clock(state, fact)


def _issued(event: TaskIssued, fact: Fact) -> Task:
    return Task(
        stream=fact.stream,
        assignment=event.assignment,
        plan_version=event.plan_version,
        kind=event.kind,
        title=event.title,
        section=event.section,
        deliverable=event.deliverable,
        frequency=event.frequency,
        period=event.period,
        period_first_day=event.period_first_day,
        cutoff_on=event.cutoff_on,
        issued_on=event.issued_on,
        issued_at=fact.occurred_at,
        due=DueDate(original=event.due_on, counted=event.due_on),
        due_rule=event.due_rule,
        acknowledge_by=event.acknowledge_by,
        lead=event.lead_unit,
        supporting=event.supporting_units,
        restricted=event.restricted,
        measures=event.measures,
        last_act_at=fact.occurred_at,
    )


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
            return replace(
                state, stage=Stage.CONFIRMED, ending=Ending.CONFIRMED, counted_on=counted_on
            )
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
                reminded=_with(state.reminded, due_on, offset),
                reminders=state.reminders + 1,
            )
        case ReminderSkipped(due_on=due_on, offset_working_days=offset):
            return replace(state, reminded=_with(state.reminded, due_on, offset))
        case DeadlineMissed():
            return replace(state, missed=True)
        case DueDateMoved(due_on=due_on):
            return replace(state, due=replace(state.due, counted=due_on))
        case TaskEscalated():
            return replace(state, escalated_at=fact.occurred_at, escalation=event)
    raise TypeError(f"not a task event: {event!r}")


def _with(told: tuple[Reminded, ...], due_on: date, offset: int) -> tuple[Reminded, ...]:
    """Each rung once, also where a clock of an older release told it twice."""
    one = Reminded(due_on=due_on, offset_working_days=offset)
    return told if one in told else (*told, one)


def is_sign_of_life(task: Task, fact: Fact) -> bool:
    """Whether somebody of the units that owe did something; the Office's chase is none."""
    return (
        fact.actor.kind is ActorKind.PERSON
        and fact.actor.unit in task.owing
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

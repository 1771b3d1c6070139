"""Tasks as rows: everything that a list and the rules of authority ask of a task."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import any_, case, func, null, or_

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
from services.domain.task.state import Stage
from services.projections.tables import tasks
from services.projections.writing import change, put

Changes = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tasks:
    """Retells facts of `task-…` streams; see `port.Projection`."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        if isinstance(fact.event, TaskIssued):
            await put(connection, tasks, fact, _issued(fact.event, fact))
            return
        changes = _changes(fact)
        if changes is not None:
            always = {"last_act_at": fact.occurred_at, **_sign_of_life(fact)}
            await change(connection, tasks, fact, {**always, **changes})


def _issued(event: TaskIssued, fact: Fact) -> Changes:
    return {
        "assignment": event.assignment,
        "kind": event.kind,
        "title": event.title,
        "section": event.section,
        "deliverable": event.deliverable,
        "frequency": event.frequency,
        "period": event.period,
        "lead_unit": event.lead_unit,
        "supporting_units": list(event.supporting_units),
        "contributed_units": [],
        "restricted": event.restricted,
        "issued_on": event.issued_on,
        "due_on": event.due_on,
        "original_due_on": event.due_on,
        "stage": Stage.ISSUED.value,
        "returned": False,
        "correct_by": None,
        "submission": 0,
        "submitted_by": None,
        "acted_by": [],
        "approvals": 0,
        "effective_on": None,
        "grace_counted_on": None,
        "grace_correct_by": None,
        "missed": False,
        "counted_on": None,
        "reminders": 0,
        "returns": 0,
        "last_act_at": fact.occurred_at,
        "closed": False,
        "chases": 0,
        "answered_chases": 0,
        "last_chase_at": None,
        "escalated_at": None,
        "last_sign_at": None,
    }


def _sign_of_life(fact: Fact) -> Changes:
    """The same question as `domain.task.state.is_sign_of_life`, told in SQL; a test holds both."""
    unit = fact.actor.unit
    if (
        fact.actor.kind is not ActorKind.PERSON
        or unit is None
        or isinstance(fact.event, ChaseSent)
    ):
        return {}
    owes = or_(tasks.c.lead_unit == unit, any_(tasks.c.supporting_units) == unit)
    return {"last_sign_at": case((owes, fact.occurred_at), else_=tasks.c.last_sign_at)}


def _changes(fact: Fact) -> Changes | None:  # noqa: C901, PLR0911, PLR0912  (one arm a fact reads best whole)
    match fact.event:
        case TaskAcknowledged():
            return {"stage": Stage.ACKNOWLEDGED.value}
        case ContributionSubmitted(unit=unit):
            told = tasks.c.contributed_units
            once = case((any_(told) == unit, told), else_=func.array_append(told, unit))
            return {"contributed_units": once}
        case ReportSubmitted() as report:
            return _submitted(report, fact)
        case SubmissionApproved() as approved:
            return _approved(approved, fact)
        case SubmissionReturned() as returned:
            return _returned(returned)
        case SubmissionRecalled():
            return {"stage": Stage.ACKNOWLEDGED.value, "returned": tasks.c.returns > 0}
        case SubmissionConfirmed(counted_on=counted_on):
            return {"stage": Stage.CONFIRMED.value, "counted_on": counted_on, "closed": True}
        case ReminderSent():
            return {"reminders": tasks.c.reminders + 1}
        case ReminderSkipped() | FileAttached() | FileDetached():
            return {}
        case DeadlineMissed():
            return {"missed": True}
        case DueDateMoved(due_on=due_on):
            return {"due_on": due_on}
        case ChaseSent() | TaskEscalated() as told:
            return _chased(told, fact)
        case _:
            return None


def _chased(event: ChaseSent | TaskEscalated, fact: Fact) -> Changes:
    if isinstance(event, TaskEscalated):
        return {
            "escalated_at": fact.occurred_at,
            "escalated_chase": event.chase,
            "escalated_to": [office.value for office in event.to],
            "escalated_person": event.person_id,
        }
    return {"chases": event.chase, "last_chase_at": fact.occurred_at}


def _submitted(report: ReportSubmitted, fact: Fact) -> Changes:
    return {
        "stage": Stage.SUBMITTED.value,
        "returned": False,
        "submission": report.submission,
        "submitted_by": fact.actor.person_id,
        "acted_by": [fact.actor.person_id],
        "approvals": 0,
        "effective_on": None,
    }


def _approved(event: SubmissionApproved, fact: Fact) -> Changes:
    """The day that counts is the first approval's, or the returned submission's within its grace.

    The same arithmetic as `domain.task.state._approved`, told in SQL because a row is changed
    without reading it; a test holds every row to the folded task.
    """
    on = day_of(fact.occurred_at)
    within_grace = tasks.c.grace_correct_by >= on
    first = case((within_grace, tasks.c.grace_counted_on), else_=on)
    return {
        "stage": Stage.APPROVED.value,
        "acted_by": func.array_append(tasks.c.acted_by, fact.actor.person_id),
        "approvals": tasks.c.approvals + 1,
        "answered_chases": tasks.c.chases,
        "effective_on": event.counted_on or func.coalesce(tasks.c.effective_on, first),
    }


def _returned(event: SubmissionReturned) -> Changes:
    signed = tasks.c.effective_on.is_not(None)  # only after the unit signed does the ground matter
    formal = event.ground is Ground.FORMAL_GAP
    counted_on = tasks.c.effective_on if formal else null()
    correct_by = event.correct_by if formal else null()
    return {
        "stage": Stage.ACKNOWLEDGED.value,
        "returned": True,
        "correct_by": event.correct_by,
        "returns": tasks.c.returns + 1,
        "approvals": 0,
        "effective_on": None,
        "grace_counted_on": case((signed, counted_on), else_=tasks.c.grace_counted_on),
        "grace_correct_by": case((signed, correct_by), else_=tasks.c.grace_correct_by),
    }

"""A row of `tasks` as the task that the domain's rules judge."""

from typing import Any

from sqlalchemy import Row

from services.domain.policy import Policy, RungUnit
from services.domain.roles import Holder, Office
from services.domain.task.authority import waiting_rung
from services.domain.task.events import TaskEscalated, TaskIssued
from services.domain.task.sight import as_seen
from services.domain.task.state import Approval, Grace, Stage, Task
from services.queries.shapes import Awaited


def task_of(row: Row[Any]) -> Task:
    """What authority and lateness ask of a task; words, measures and figures stay in the stream.

    So a list and a task's own page are judged by the same rules.
    """
    acted = list(row.acted_by)
    approvers = acted[len(acted) - row.approvals :]
    grace = None
    if row.grace_counted_on is not None and row.grace_correct_by is not None:
        grace = Grace(counted_on=row.grace_counted_on, correct_by=row.grace_correct_by)
    return Task(
        stream=row.stream,
        issued=_issued(row),
        issued_at=row.last_act_at,
        due_on=row.due_on,
        stage=Stage(row.stage),
        returned=row.returned,
        correct_by=row.correct_by,
        submission=row.submission,
        submitted_by=row.submitted_by,
        approvals=tuple(
            Approval(rung="", person_id=person, on=row.due_on) for person in approvers
        ),
        effective_on=row.effective_on,
        grace=grace,
        contributions=tuple(row.contributed_units),
        reminders=row.reminders,
        returns=row.returns,
        missed=row.missed,
        counted_on=row.counted_on,
        chases=row.chases,
        answered_chases=row.answered_chases,
        last_chase_at=row.last_chase_at,
        escalated_at=row.escalated_at,
        escalation=_escalation(row),
        last_sign_at=row.last_sign_at,
    )


def seen_task(row: Row[Any], policy: Policy, holder: Holder) -> Task | None:
    """The row as this person may read it; None where the task does not exist for them."""
    return as_seen(task_of(row), policy, holder)


def _escalation(row: Row[Any]) -> TaskEscalated | None:
    if row.escalated_chase is None:
        return None
    return TaskEscalated(
        chase=row.escalated_chase,
        to=tuple(Office(office) for office in row.escalated_to),
        person_id=row.escalated_person,
    )


def _issued(row: Row[Any]) -> TaskIssued:
    return TaskIssued(
        assignment=row.assignment,
        plan_version="",
        kind=row.kind,
        title=row.title,
        section=row.section,
        deliverable=row.deliverable,
        frequency=row.frequency,
        period=row.period,
        period_first_day=row.issued_on,
        cutoff_on=row.original_due_on,
        issued_on=row.issued_on,
        due_on=row.original_due_on,
        due_rule=None,
        acknowledge_by=row.issued_on,
        lead_unit=row.lead_unit,
        supporting_units=tuple(row.supporting_units),
        restricted=row.restricted,
        measures=(),
    )


def awaited(task: Task, policy: Policy) -> Awaited | None:
    """Whose turn it is: the offices and the unit; None once nothing more is owed."""
    if task.closed:
        return None
    rung = waiting_rung(task, policy)
    if rung is None:
        return Awaited(offices=(), unit=task.lead_unit)
    unit = {
        RungUnit.LEAD: task.lead_unit,
        RungUnit.OFFICE: policy.office_unit,
        RungUnit.WARD: None,
    }[rung.unit]
    return Awaited(offices=rung.offices, unit=unit)

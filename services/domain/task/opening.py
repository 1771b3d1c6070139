"""The facts that open a task: a period of the plan is issued, or a directive assigns it."""

from typing import Final

from services.domain.act import FactKind, Names
from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import Event, Fact
from services.domain.instants import day_of, written_day
from services.domain.task.births import AssignedTerms, PeriodTerms, TaskAssigned
from services.domain.task.contributions import Contributions
from services.domain.task.state import Task
from services.domain.task.values import DueDate


def opened(event: Event, fact: Fact) -> Task | None:
    """The task as one of its two births makes it; None where the event is no birth."""
    if isinstance(event, TaskIssued):
        return _issued(None, event, fact)
    if isinstance(event, TaskAssigned):
        return _assigned(None, event, fact)
    return None


def _issued(_task: Task | None, event: TaskIssued, fact: Fact) -> Task:
    return Task(
        stream=fact.stream,
        periodic=PeriodTerms(
            assignment=event.assignment,
            plan_version=event.plan_version,
            kind=event.kind,
            section=event.section,
            deliverable=event.deliverable,
            frequency=event.frequency,
            period=event.period,
            period_first_day=event.period_first_day,
            cutoff_on=event.cutoff_on,
            due_rule=event.due_rule,
            due_by=event.due_by,
        ),
        assigned=None,
        title=event.title,
        issued_on=event.issued_on,
        issued_at=fact.occurred_at,
        due=DueDate(original=event.due_on, counted=event.due_on),
        acknowledge_by=event.acknowledge_by,
        lead=event.lead_unit,
        supporting=event.supporting_units,
        restricted=event.restricted,
        measures=event.measures,
        last_act_at=fact.occurred_at,
        clock_from=fact.occurred_at,
        given_on=day_of(fact.occurred_at),
        contributions=Contributions(due=event.contributions),
    )


def _assigned(_task: Task | None, event: TaskAssigned, fact: Fact) -> Task:
    due = event.due_on and DueDate(original=event.due_on, counted=event.due_on)
    return Task(
        stream=fact.stream,
        periodic=None,
        assigned=AssignedTerms(
            directive=event.directive,
            number=event.number,
            clause=event.clause,
            occurrence_on=event.occurrence_on,
            ordered_by=event.ordered_by,
            follower=event.follower,
            product=event.product,
            superior_due_on=event.superior_due_on,
            urgency=event.urgency,
        ),
        title=event.title or "",
        issued_on=event.assigned_on,
        issued_at=fact.occurred_at,
        due=due or None,
        acknowledge_by=event.acknowledge_by,
        lead=event.lead_unit,
        supporting=event.supporting_units,
        restricted=event.restricted,
        measures=event.measures,
        last_act_at=fact.occurred_at,
        clock_from=fact.occurred_at,
        given_on=day_of(fact.occurred_at),
        contributions=Contributions(due=event.contributions),
    )


def _describe_issue(event: TaskIssued, names: Names) -> str:
    return f"Giao việc cho {names.unit(event.lead_unit)}, hạn {written_day(event.due_on)}."


def _describe_assigning(event: TaskAssigned, names: Names) -> str:
    due = f"hạn {written_day(event.due_on)}" if event.due_on else "không thời hạn"
    by = f"{names.person}, " if names.person else ""
    ordered_on = written_day(event.ordered_by.on)
    to = names.unit(event.lead_unit)
    return f"Giao việc cho {to}, {due} (người giao: {by}ngày {ordered_on})."


FACTS: Final = (
    FactKind(event=TaskIssued, name="Giao việc", apply=_issued, describe=_describe_issue),
    FactKind(
        event=TaskAssigned,
        name="Giao việc theo chỉ đạo",
        apply=_assigned,
        describe=_describe_assigning,
        text=lambda event: event.title,
        more_texts=lambda event: {"Sản phẩm": event.product},
        person=lambda event: event.ordered_by.person_id,
        by_assigner=True,
    ),
)

"""Which deliverables a plan asks for on a day: the table that the running ward is held to."""

from dataclasses import dataclass
from datetime import date

from services.domain.assignment.events import task_stream
from services.domain.assignment.schedule import due_date
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import (
    Calendar,
    Frequency,
    Period,
    PeriodRules,
    one_off,
    period_containing,
)
from services.domain.plan.draft import (
    AssignmentDraft,
    DeliverableDraft,
    PlanDraft,
    expand,
    measures_due,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedTask:
    """Việc của kỳ: one deliverable of one assignment for one period.

    `measures` are the codes that the report must answer (none but for indicators). For a
    restricted task they say what the paper must cover; no figure is ever held.
    """

    stream: str
    assignment: str
    deliverable: DeliverableName
    period: Period
    lead: str
    supporting: tuple[str, ...]
    due_on: date
    restricted: bool
    measures: tuple[str, ...]


def span_of(
    draft: PlanDraft, assignment: AssignmentDraft, rules: PeriodRules
) -> tuple[date, date]:
    """Find the first and the last day of an assignment: its own, else those of the plan's years.

    A plan's years are reporting years: 2026 – 2030 is 15/12/2025 – 14/12/2030.
    """
    years = Frequency.YEAR
    first = period_containing(years, date(draft.period_from, 1, 1), rules).first_day
    last = period_containing(years, date(draft.period_to, 1, 1), rules).cutoff
    return assignment.starts_on or first, assignment.ends_on or last


def period_on(
    span: tuple[date, date], frequency: Frequency, day: date, rules: PeriodRules
) -> Period | None:
    """Find the period that contains a day; None where it shares no day with the span."""
    starts_on, ends_on = span
    if frequency is Frequency.ONCE:
        period = one_off(starts_on, ends_on)
        return period if starts_on <= day <= ends_on else None
    period = period_containing(frequency, day, rules)
    shared = period.first_day <= ends_on and starts_on <= period.cutoff
    return period if shared else None


def tasks_on(
    draft: PlanDraft, day: date, calendar: Calendar, rules: PeriodRules
) -> tuple[ExpectedTask, ...]:
    """List the tasks that exist once a plan was activated on a day: the periods it lies in.

    Each is taken as issued on that day. Raises CalendarMissing.
    """
    expected_tasks: list[ExpectedTask] = []
    for assignment in expand(draft):
        span = span_of(draft, assignment, rules)
        for deliverable in assignment.deliverables if assignment.lead else ():
            period = period_on(span, deliverable.frequency, day, rules)
            if period is not None:
                due_on = due_date(deliverable.due, period.cutoff, day, calendar)
                expected_tasks.append(_task(assignment, deliverable, period, due_on))
    return tuple(expected_tasks)


def _task(
    assignment: AssignmentDraft, deliverable: DeliverableDraft, period: Period, due_on: date
) -> ExpectedTask:
    return ExpectedTask(
        stream=task_stream(assignment.code, deliverable.name, period.code),
        assignment=assignment.code,
        deliverable=deliverable.name,
        period=period,
        lead=assignment.lead or "",
        supporting=assignment.supporting,
        due_on=due_on,
        restricted=assignment.restricted,
        measures=tuple(
            measure_draft.code for measure_draft in measures_due(assignment, deliverable.frequency)
        ),
    )

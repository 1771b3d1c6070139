"""Which deliverables a plan asks for on a day: the table that the running ward is held to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.domain.assignment.events import Deliverable, task_stream
from services.domain.assignment.own_days import (
    closes_on,
    due_by,
    is_asked_from,
    once_periods,
)
from services.domain.assignment.schedule import due_date
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import (
    Calendar,
    Frequency,
    Period,
    PeriodRules,
    period_containing,
)
from services.domain.plan.draft import (
    AssignmentDraft,
    DeliverableDraft,
    PlanDraft,
    deliverable_of,
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

    A plan's years are reporting years: 2026 – 2030 is 15/12/2025 – 14/12/2030. So is the last
    month of what recurs: to the end of 2028 is to 14/12/2028, or a task of 2029 would be given.
    """
    years = Frequency.YEAR
    first = period_containing(years, date(draft.period_from, 1, 1), rules).first_day
    last = period_containing(years, date(draft.period_to, 1, 1), rules).cutoff
    starts_on = assignment.starts_on or first
    return starts_on, _reported_until(assignment, starts_on, rules) or last


def _reported_until(
    assignment: AssignmentDraft, starts_on: date, rules: PeriodRules
) -> date | None:
    """The item's own last day; the end of a month is that of its reporting month."""
    ends_on = assignment.ends_on
    recurs = all(each.frequency is not Frequency.ONCE for each in assignment.deliverables)
    if ends_on is None or not recurs or (ends_on + timedelta(days=1)).day != 1:
        return ends_on
    closes = period_containing(Frequency.MONTH, ends_on.replace(day=1), rules).cutoff
    return closes if closes >= starts_on else ends_on


def periods_on(
    span: tuple[date, date], asked: Deliverable, day: date, rules: PeriodRules
) -> Iterator[Period]:
    """Find the periods that contain a day and are asked on it: none outside the span."""
    starts_on, ends_on = span
    if asked.frequency == Frequency.ONCE:
        for period in once_periods(asked, starts_on, ends_on, day):
            if period.first_day <= day and is_asked_from(asked, period, day):
                yield period
        return
    period = period_containing(asked.frequency, day, rules)
    shared = period.first_day <= ends_on and starts_on <= period.cutoff
    if shared and is_asked_from(asked, period, max(day, starts_on)):
        yield period


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
            asked = deliverable_of(deliverable)
            for period in periods_on(span, asked, day, rules):
                cutoff_on, by = closes_on(asked, period), due_by(asked, period)
                due_on = due_date(asked.due, cutoff_on, day, calendar, by)
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

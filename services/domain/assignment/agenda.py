"""What an assignment's clock has to do: issue every period once, then conclude. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import assert_never

from services.domain.agenda import Agenda, Idle, agenda_of
from services.domain.assignment.actions import AssignmentAction, Conclude, Issue
from services.domain.assignment.events import (
    AssignmentConcluded,
    Deliverable,
    MeasureAsked,
    PeriodIssued,
    task_stream,
)
from services.domain.assignment.issuing import ContributionsDue, TaskIssued
from services.domain.assignment.own_days import (
    closes_on,
    due_by,
    is_asked_from,
    once_periods,
)
from services.domain.assignment.schedule import contributions_due_on, due_date
from services.domain.assignment.state import Asked, Assignment
from services.domain.calendar import (
    Calendar,
    Frequency,
    Period,
    PeriodRules,
    next_period,
    period_containing,
)
from services.domain.facts import Decision, NewEvent
from services.domain.instants import day_of, end_of, start_of
from services.domain.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRules:
    """The ward's rules and calendar that issuing is computed with."""

    policy: Policy
    calendar: Calendar

    @property
    def periods(self) -> PeriodRules:
        """How the year is cut into periods."""
        policy = self.policy
        return PeriodRules(
            cutoff_day=policy.cutoff_day,
            school_year_starts=(policy.school_year_month, policy.school_year_day),
        )


def agenda(assignment: Assignment, rules: IssueRules, now: datetime) -> Agenda[AssignmentAction]:
    """Periods to issue at `now` (UTC), and when the next one begins; no lead, no issue."""
    if assignment.closed:
        return Agenda(idle=Idle.CLOSED)
    if assignment.lead_unit is None:
        return Agenda(idle=Idle.NO_LEAD)
    moments: list[AssignmentAction] = []
    last = start_of(assignment.opened.ends_on)
    for asked in assignment.asked:
        deliverable = asked.deliverable
        for period in _periods(assignment, asked, rules, now):
            last = max(last, end_of(period.cutoff))
            if not assignment.has_issued(deliverable.name, period.code):
                begins = start_of(max(period.first_day, assignment.opened.starts_on))
                moments.append(Issue(deliverable=deliverable, period=period, at=begins))
    if not moments:
        moments.append(Conclude(at=last))
    return agenda_of(moments, now)


def _periods(
    assignment: Assignment, asked: Asked, rules: IssueRules, now: datetime
) -> Iterator[Period]:
    """From the first period that is asked for up to the first one that has not begun.

    Of what the Office replaced only the periods that had closed by then are still owed, and
    those that were issued count for the conclusion.
    """
    name = asked.deliverable.name
    opened = assignment.opened
    asked_from = max(assignment.issue_from, asked.from_on or assignment.issue_from)
    once = asked.deliverable.frequency == Frequency.ONCE
    for period in (
        once_periods(asked.deliverable, opened.starts_on, opened.ends_on, asked_from)
        if once
        else _recurring(asked.deliverable.frequency, asked_from, opened.ends_on, rules, now)
    ):
        owed = asked.until_on is None or period.cutoff < asked.until_on
        owed = owed and is_asked_from(asked.deliverable, period, asked_from)
        if owed or assignment.has_issued(name, period.code):
            yield period


def _recurring(
    frequency: str, asked_from: date, ends_on: date, rules: IssueRules, now: datetime
) -> Iterator[Period]:
    period: Period | None = period_containing(frequency, asked_from, rules.periods)
    while period is not None and period.first_day <= ends_on:
        yield period
        if period.first_day > day_of(now):
            return
        period = next_period(period, rules.periods)


def act(
    assignment: Assignment, rules: IssueRules, now: datetime, action: AssignmentAction
) -> Decision:
    """The facts of one due action: on the assignment's stream and on the new task's."""
    match action:
        case Conclude():
            event = AssignmentConcluded(last_period_on=_last_period_on(assignment))
            return (NewEvent(stream=assignment.stream, event=event),)
        case Issue(deliverable=deliverable, period=period):
            stream = task_stream(assignment.opened.code, deliverable.name, period.code)
            marked = PeriodIssued(
                deliverable=deliverable.name, period=period.code, task_stream=stream
            )
            issued = _issued(assignment, deliverable, period, rules, now)
            return (
                NewEvent(stream=assignment.stream, event=marked),
                NewEvent(stream=stream, event=issued),
            )
    assert_never(action)


def _last_period_on(assignment: Assignment) -> date:
    """The item's last day, or a later one by which something of it is done once."""
    days = (each.deliverable.days for each in assignment.asked)
    return max((assignment.opened.ends_on, *(on for each in days if each for on in each.on)))


def _issued(
    assignment: Assignment,
    deliverable: Deliverable,
    period: Period,
    rules: IssueRules,
    now: datetime,
) -> TaskIssued:
    assert assignment.lead_unit is not None, "the agenda issues nothing without a lead"  # noqa: S101
    opened, calendar, today = assignment.opened, rules.calendar, day_of(now)
    by, cutoff_on = due_by(deliverable, period), closes_on(deliverable, period)
    due_on = due_date(deliverable.due, cutoff_on, today, calendar, by)
    return TaskIssued(
        assignment=opened.code,
        plan_version=assignment.plan_version,
        kind=opened.kind,
        title=opened.title,
        section=opened.section,
        deliverable=deliverable.name,
        frequency=deliverable.frequency,
        period=period.code,
        period_first_day=period.first_day,
        cutoff_on=cutoff_on,
        issued_on=today,
        due_on=due_on,
        due_rule=deliverable.due,
        due_by=by,
        acknowledge_by=calendar.add_working_days(
            today, rules.policy.acknowledge_within_working_days
        ),
        lead_unit=assignment.lead_unit,
        supporting_units=assignment.supporting_units,
        restricted=assignment.restricted,
        measures=tuple(
            MeasureAsked(code=m.code, title=m.title, unit=m.unit, kind=m.kind, possible=m.possible)
            for m in assignment.measures
            if deliverable.frequency in m.frequencies
        ),
        contributions=_contributions(assignment, due_on, today, rules),
    )


def _contributions(
    assignment: Assignment, due_on: date, today: date, rules: IssueRules
) -> ContributionsDue | None:
    if not assignment.supporting_units:
        return None
    days = rules.policy.contributions.before_lead_working_days
    on = contributions_due_on(due_on, days, today, rules.calendar)
    return ContributionsDue(on=on, before_lead_working_days=days)

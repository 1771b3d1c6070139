"""What is issued at once when an item gets its lead, so that it can be read beforehand. Pure."""

from datetime import datetime

from services.domain.assignment.actions import Issue
from services.domain.assignment.agenda import IssueRules, agenda
from services.domain.assignment.falling_due import FallingDue
from services.domain.assignment.own_days import closes_on, due_by
from services.domain.assignment.schedule import due_date
from services.domain.assignment.state import Assignment
from services.domain.calendar import CalendarMissing
from services.domain.instants import day_of


def first_issues(
    item: Assignment, rules: IssueRules, now: datetime
) -> tuple[tuple[str, FallingDue], ...]:
    """Each deliverable that the clock would issue now, with its period and due day.

    As far as the ward's calendars are known.
    """
    issued: list[tuple[str, FallingDue]] = []
    for action in agenda(item, rules, now).due:
        if not isinstance(action, Issue):
            continue
        asked, period = action.deliverable, action.period
        by, cutoff_on = due_by(asked, period), closes_on(asked, period)
        try:
            due_on = due_date(asked.due, cutoff_on, day_of(now), rules.calendar, by)
        except CalendarMissing:  # said when the period is issued
            continue
        issued.append((asked.name, FallingDue(period=period, due_on=due_on)))
    return tuple(issued)

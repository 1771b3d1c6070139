"""When a deliverable is due: data of the plan, counted on the ward's calendar."""

from datetime import date

from services.domain.assignment.events import DueRule
from services.domain.calendar import Calendar


def due_date(rule: DueRule | None, cutoff_on: date, issued_on: date, calendar: Calendar) -> date:
    """The last day in time (calendar day, counts to its end).

    Without a rule: the first working day after the cut-off (Nghị định 09/2019, Điều 8). With
    one: the later of the first working day after the rule's day in the period's year (the year
    in which the period ends) and the rule's number of working days after the issue.
    Raises CalendarMissing where a year's rest days are not known.
    """
    if rule is None:
        return calendar.next_working_day(cutoff_on)
    fixed = calendar.next_working_day(date(cutoff_on.year, rule.after_month, rule.after_day))
    after_issue = calendar.add_working_days(issued_on, rule.working_days_after_issue)
    return max(fixed, after_issue)

"""When a deliverable is due: data of the plan, counted on the ward's calendar."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.assignment.events import DueRule
from services.domain.calendar import Calendar


class CountedFrom(StrEnum):
    """From which day a due date was counted."""

    CUTOFF = "cutoff"
    FIXED_DAY = "fixed_day"
    ISSUE = "issue"
    OWN_DAY = "own_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedDue:
    """A due date with the day and the working days that it was counted from."""

    on: date
    counted_from: CountedFrom
    from_on: date
    working_days: int


def count_due(
    rule: DueRule | None,
    cutoff_on: date,
    issued_on: date,
    calendar: Calendar,
    by: date | None = None,
) -> CountedDue:
    """The last day in time (calendar day, counts to its end), and how it was counted.

    Without a rule: the first working day after the cut-off (Nghị định 09/2019, Điều 8). With
    one: the later of the first working day after the rule's day in the period's year (the year
    in which the period ends) and the rule's number of working days after the issue. With a day
    of its own, `by`: that day, or the next working one (Bộ luật Dân sự, Điều 148); where it had
    passed at the issue, the first working day after the issue.
    Raises CalendarMissing where a year's rest days are not known.
    """
    if by is not None:
        return _by_own_day(by, issued_on, calendar)
    if rule is None:
        return _counted(CountedFrom.CUTOFF, cutoff_on, 1, calendar)
    fixed_on = date(cutoff_on.year, rule.after_month, rule.after_day)
    fixed = _counted(CountedFrom.FIXED_DAY, fixed_on, 1, calendar)
    days = rule.working_days_after_issue
    after_issue = _counted(CountedFrom.ISSUE, issued_on, days, calendar)
    return fixed if fixed.on >= after_issue.on else after_issue


def _by_own_day(by: date, issued_on: date, calendar: Calendar) -> CountedDue:
    moved = 0 if calendar.is_working_day(by) else 1
    own = _counted(CountedFrom.OWN_DAY, by, moved, calendar)
    return own if own.on >= issued_on else _counted(CountedFrom.ISSUE, issued_on, 1, calendar)


def due_date(
    rule: DueRule | None,
    cutoff_on: date,
    issued_on: date,
    calendar: Calendar,
    by: date | None = None,
) -> date:
    """The last day in time alone. Raises CalendarMissing."""
    return count_due(rule, cutoff_on, issued_on, calendar, by).on


def contributions_due_on(
    due_on: date, before_lead_working_days: int, issued_on: date, calendar: Calendar
) -> date:
    """The last day of the supporting units: so many working days before the lead's.

    Never before the day of the issue. Raises CalendarMissing.
    """
    return max(issued_on, calendar.add_working_days(due_on, -before_lead_working_days))


def _counted(
    counted_from: CountedFrom, from_on: date, working_days: int, calendar: Calendar
) -> CountedDue:
    on = calendar.add_working_days(from_on, working_days)
    return CountedDue(on=on, counted_from=counted_from, from_on=from_on, working_days=working_days)

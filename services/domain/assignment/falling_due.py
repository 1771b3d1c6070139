"""On which days the coming periods would fall due by a rule, and what no rule may do. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import Deliverable
from services.domain.assignment.own_days import (
    due_by,
    is_asked_from,
    once_periods,
    require_fitting,
)
from services.domain.assignment.rules import DUE_RULE_EARLY, DUE_RULE_SAME_DAY
from services.domain.assignment.schedule import due_date
from services.domain.assignment.state import Assignment
from services.domain.assignment.terms import DeliverableName
from services.domain.calendar import (
    CalendarMissing,
    Frequency,
    Period,
    periods_between,
)
from services.domain.errors import Refusal
from services.domain.instants import day_of

_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class FallingDue:
    """One coming period and the day on which it would fall due."""

    period: Period
    due_on: date


def falling_due(
    assignment: Assignment, asked: Deliverable, rules: IssueRules, now: datetime
) -> tuple[FallingDue, ...]:
    """The coming year's periods that are not issued yet, each issued as it begins.

    As far as the ward's calendars are known.
    """
    opened, today = assignment.opened, day_of(now)
    first = max(today, assignment.issue_from)
    last = min(first + _A_YEAR, opened.ends_on)
    falling_dues: list[FallingDue] = []
    periods = (
        iter(once_periods(asked, opened.starts_on, opened.ends_on, opened.ends_on))
        if asked.frequency == Frequency.ONCE
        else periods_between(asked.frequency, first, last, rules.periods)
    )
    for period in periods:
        if assignment.has_issued(asked.name, period.code):  # it keeps its due date
            continue
        if not is_asked_from(asked, period, first):
            continue
        issued_on = max(today, period.first_day)
        try:
            due_on = due_date(
                asked.due, period.cutoff, issued_on, rules.calendar, due_by(asked, period)
            )
        except CalendarMissing:  # said when the period is issued; the years before are counted
            break
        falling_dues.append(FallingDue(period=period, due_on=due_on))
    return tuple(falling_dues)


def require_due_after(asked: Deliverable, falling_dues: Sequence[FallingDue]) -> None:
    """No report before its figures close, no two on one day; raises Refusal with the days.

    A plan is handed in while its year begins, so it may be due before its period closes; where
    days are set, figures close by them.
    """
    early = [each for each in falling_dues if each.due_on <= each.period.cutoff]
    if early and asked.days is None and asked.name != DeliverableName.PLAN:
        raise DUE_RULE_EARLY.refuse(periods=said(early))
    days = [each.due_on for each in falling_dues]
    same = [each for each in falling_dues if days.count(each.due_on) > 1]
    if same:
        raise DUE_RULE_SAME_DAY.refuse(periods=said(same))


def require_due_rules(item: Assignment, rules: IssueRules, now: datetime) -> None:
    """What `require_due_after` asks, of every rule that a plan gives an item; raises Refusal."""
    for asked in item.deliverables:
        if asked.due is None and asked.days is None:
            continue
        try:
            if asked.days is not None:
                require_fitting(asked.frequency, asked.days)
            require_due_after(asked, falling_due(item, asked, rules, now))
        except Refusal as refused:
            raise refused.within(f"Mục {item.opened.item_code}") from refused


def said(falling_dues: Sequence[FallingDue]) -> str:
    """Each period by its days, with the day on which it would fall due."""
    return "; ".join(
        f"kỳ {each.period.first_day:%d/%m/%Y} – {each.period.cutoff:%d/%m/%Y} "
        f"đến hạn {each.due_on:%d/%m/%Y}"
        for each in falling_dues
    )

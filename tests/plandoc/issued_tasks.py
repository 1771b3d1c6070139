"""From a drafted plan of one item, through activation and issue, to the tasks that are given."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from services.domain.assignment.agenda import IssueRules, act, agenda
from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.issuing import TaskIssued
from services.domain.assignment.state import Assignment, IssuedPeriod, opened_as
from services.domain.calendar import Calendar
from services.domain.instants import start_of
from services.domain.plan.activating import ActivationTerms, activated
from services.domain.plan.draft import PlanDraft
from services.planyaml.yaml_plan import read_calendars
from tests import givens

PLANS = Path(__file__).parents[2] / "infra" / "plans"
CALENDAR = Calendar(years=read_calendars((PLANS / "calendars.yaml").read_bytes(), "calendars"))
RULES = IssueRules(policy=givens.policy(), calendar=CALENDAR)
ACTIVE = date(2026, 3, 2)  # a Monday


def opened(draft: PlanDraft, active_from: date = ACTIVE) -> Assignment:
    """The one item as the activation of its plan opens it."""
    terms = ActivationTerms(active_from=active_from, backfill_from=None, sha256="0" * 64)
    events = activated(draft, terms, RULES.policy, lambda _: ()).events
    ((stream, event),) = (
        (each.stream, each.event) for each in events if isinstance(each.event, AssignmentOpened)
    )
    return opened_as(stream, event)


def issued(item: Assignment, days: Sequence[date]) -> list[TaskIssued]:
    """The tasks that the item's clock gives when it is looked at on these days."""
    collected: list[TaskIssued] = []
    for now in map(start_of, days):
        for action in agenda(item, RULES, now).due:
            for new in act(item, RULES, now, action):
                if isinstance(new.event, TaskIssued):
                    done = IssuedPeriod(deliverable="report", period=new.event.period)
                    item = replace(item, issued=item.issued | {done})
                    collected.append(new.event)
    return collected


def due_days(tasks: Sequence[TaskIssued]) -> list[tuple[str, str]]:
    """Each task's period and its due day, in the order of the days."""
    ordered = sorted(tasks, key=lambda task: task.due_on)
    return [(task.period, f"{task.due_on:%d/%m/%Y}") for task in ordered]

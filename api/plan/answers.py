"""What is asked of an item, as JSON: of the plan in force, and of one that is only read."""

from api.labels import asked_words
from api.plan.schemas import Deliverable as DeliverableShape
from api.rest import schemas
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.due_days import DueDays


def deliverable_of(deliverable: Deliverable) -> DeliverableShape:
    """One deliverable, with its due dates as data and in words."""
    return DeliverableShape(
        name=deliverable.name,
        frequency=deliverable.frequency,
        due=_rule(deliverable.due),
        days=_days(deliverable.days),
        due_in_words=asked_words.due(deliverable),
    )


def _rule(rule: DueRule | None) -> schemas.DueRule | None:
    if rule is None:
        return None
    return schemas.DueRule(
        after_month=rule.after_month,
        after_day=rule.after_day,
        working_days_after_issue=rule.working_days_after_issue,
    )


def _days(days: DueDays | None) -> schemas.DueDays | None:
    if days is None:
        return None
    places = [schemas.DayInPeriod(month=each.month, day=each.day) for each in days.in_period]
    return schemas.DueDays(in_period=places, on=list(days.on))

"""When a deliverable is due, in the body of a call: a rule, days of its own, or the default."""

from collections.abc import Mapping
from typing import Any

from services.domain.assignment.events import DueRule
from services.domain.due_days import DayInPeriod, DueDays

Due = DueRule | DueDays


def due_of(sent: Mapping[str, Any] | None) -> Due | None:
    """The rule or the days; the shape was checked."""
    if sent is None:
        return None
    if "after_day" in sent:
        return DueRule(**sent)
    places = (DayInPeriod(**each) for each in sent["in_period"])
    return DueDays(in_period=tuple(places), on=tuple(sent["on"]))

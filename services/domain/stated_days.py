"""Ghi sau: the earlier day on which a fact says that it happened, beside that of its recording.

The order of the ledger is that of recording alone; what a payload states is a claim, and is shown
as one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from services.domain.directive.events import DirectiveRegistered
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.papers import Paper
from services.domain.programme.events import ProgrammeSigned
from services.domain.task.acts.claim_cause import CauseClaimed
from services.domain.task.births import TaskAssigned


@dataclass(frozen=True, slots=True, kw_only=True)
class LateEntry:
    """Something that was recorded after the day on which it is said to have happened.

    Both are calendar days in Asia/Ho_Chi_Minh.
    """

    happened_on: date
    recorded_on: date

    @property
    def days(self) -> int:
        """Calendar days between both."""
        return (self.recorded_on - self.happened_on).days


def stated_on(event: Event) -> date | None:
    """The day on which it happened as its payload states it; None where it states none.

    A directive came on its day of arrival, work was ordered on the day of the order (what an order
    asks for again and again on none), and what a paper decides or says was decided or said on the
    day of the paper. The paper of a claimed cause is older than the claim by its nature, and dates
    nothing.
    """
    match event:
        case DirectiveRegistered(arrived_on=arrived_on):
            return arrived_on
        case TaskAssigned(ordered_by=ordered_by):
            return ordered_by.on if event.occurrence_on is None else None
        case ProgrammeSigned(ordered_by=ordered_by):
            return ordered_by.on
        case CauseClaimed():
            return None
        case _:
            paper = getattr(event, "paper", None) or getattr(event, "basis", None)
            return paper.dated_on if isinstance(paper, Paper) else None


def late_entry(event: Event, recorded_at: datetime) -> LateEntry | None:
    """How a fact was recorded after its day; None where it was recorded on it or states none."""
    happened_on, recorded_on = stated_on(event), day_of(recorded_at)
    if happened_on is None or happened_on >= recorded_on:
        return None
    return LateEntry(happened_on=happened_on, recorded_on=recorded_on)

"""Every event that this release can write or read. A type is never renamed or dropped."""

from typing import get_args

from services.domain.assignment.events import AssignmentEvent
from services.domain.attempts import AttemptsSuppressed, CommandRefused
from services.domain.calendar_facts import CalendarAdopted
from services.domain.directory.events import DirectoryEvent
from services.domain.facts import Event
from services.domain.opening import LedgerOpened
from services.domain.plan.events import PlanActivated, PlanFindingSettled
from services.domain.plan.reading_events import PlanQuoted, ReadingEvent
from services.domain.policy import PolicyAdopted
from services.domain.task.acts import FACTS

EVENTS: tuple[type[Event], ...] = (
    LedgerOpened,
    PlanActivated,
    PlanQuoted,
    *get_args(ReadingEvent),
    *get_args(AssignmentEvent),
    *(kind.event for kind in FACTS),
    *get_args(DirectoryEvent),
    CalendarAdopted,
    PolicyAdopted,
    CommandRefused,
    AttemptsSuppressed,
    PlanFindingSettled,
)

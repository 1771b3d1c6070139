"""What lists of tasks get: rows, whose turn it is, what the viewer has to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.task.awaiting import Awaited
from services.domain.task.events import OverdueEscalated
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Task
from services.domain.task.values import LastReminder


class Part(StrEnum):
    """What the viewer has to do with a task."""

    DECIDE = "decide"
    CHECK = "check"
    WORK = "work"
    CONTRIBUTE = "contribute"
    WATCH = "watch"


class Group(StrEnum):
    """The groups of "Việc của tôi", in their order on the page."""

    DECIDE = "decide"
    ESCALATED = "escalated"
    RETURNED = "returned"
    LATE = "late"
    SOON = "soon"
    REST = "rest"
    ELSEWHERE = "elsewhere"
    SUSPENDED = "suspended"
    DONE = "done"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One task in a list, its time in working days (None where a year has no calendar yet).

    Of work without a due day no days are left or late. `days_late` is 0 in time; `days_left` and
    `calendar_days_left` are negative once the due date has passed: of a contribution its own day,
    of anything else that of the lead.

    `reported`: a chase too many climbed to the viewer, and the work is still not accepted; it is
    asked for *Việc của tôi* only, and so is `overdue`: the step of the overdue ladder that reached
    the viewer and still holds. `unnamed`: nobody works on it yet in a unit of which the viewer
    is the head. `contribution_asked_by` is the day by which the lead asked the viewer's unit;
    `reminded` is the reminder of this day to one of the viewer's units. `two_rungs`: the viewer
    may not decide on it because of what they did on it before. `step_expired`: the step that waits
    had its time, and the viewer was told of it as the next one.
    """

    task: Task
    box: OfficialStatus
    part: Part
    awaited: Awaited | None
    calendar_days_left: int | None
    days_left: int | None
    days_late: int | None
    unnamed: bool
    reported: bool = False
    overdue: OverdueEscalated | None = None
    contribution_asked_by: date | None = None
    reminded: LastReminder | None = None
    two_rungs: bool = False
    step_expired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkGroup:
    """Rows of one group; the count on the page is the number of rows."""

    group: Group
    rows: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyWork:
    """What somebody has to do today, and what is with others; every task stands in one group."""

    groups: tuple[WorkGroup, ...]
    units: Mapping[str, str]

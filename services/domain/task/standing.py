"""Where an open task stands on the Office's board: one column each, and how long it is late."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from services.domain.calendar import Calendar
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.running_days import ran_between
from services.domain.task.state import Stage, Task


class BoardColumn(StrEnum):
    """The columns of the board, in their order; every open task stands in exactly one."""

    NO_DUE_DATE = "no_due_date"
    NOT_DUE = "not_due"
    NEAR = "near"
    LATE = "late"
    LATER = "later"
    LATEST = "latest"
    RETURNED = "returned"
    WITH_HEAD = "with_head"
    TO_CONFIRM = "to_confirm"
    SUSPENDED = "suspended"


LATE_STANDINGS: Final = frozenset({BoardColumn.LATE, BoardColumn.LATER, BoardColumn.LATEST})


def days_late(task: Task, calendar: Calendar, today: date) -> int:
    """Working days since the due date on which the clock of the task ran.

    0 in time, and until the first working day after it. Raises CalendarMissing.
    """
    since = task.missed_on or task.due_on
    if since is None or box(task, today) is not OfficialStatus.RUNNING_LATE:
        return 0
    return ran_between(task, calendar, since, today)


def days_late_in_all(task: Task, calendar: Calendar, today: date) -> int:
    """The same; of what was done late the days until the one that counts. Raises CalendarMissing.

    0 also where only the recorded miss makes it late: the day that counts lies in time.
    """
    since, until = task.missed_on or task.due_on, task.counted_on
    if since is None or until is None or box(task, today) is not OfficialStatus.DONE_LATE:
        return days_late(task, calendar, today)
    return max(ran_between(task, calendar, since, until), 0)


def standing(task: Task, policy: Policy, calendar: Calendar, today: date) -> BoardColumn:
    """The one column of an open task.

    One whose clock stands waits for nobody. What the unit has signed waits for others, whenever
    that was. Else lateness comes first: a report that waits for its head or came back is late like
    any other. Raises CalendarMissing.
    """
    if task.suspended_at is not None:
        return BoardColumn.SUSPENDED
    if task.stage is Stage.APPROVED:
        return BoardColumn.TO_CONFIRM
    if box(task, today) is OfficialStatus.RUNNING_LATE:
        late = days_late(task, calendar, today)
        passed = sum(late > step for step in policy.board.late_steps_working_days)
        return (BoardColumn.LATE, BoardColumn.LATER, BoardColumn.LATEST)[passed]
    return _in_time(task, policy, today)


def _in_time(task: Task, policy: Policy, today: date) -> BoardColumn:
    """The column of what is not late and waits for nobody beyond its unit."""
    if task.stage is Stage.SUBMITTED:
        return BoardColumn.WITH_HEAD
    if task.returned:
        return BoardColumn.RETURNED
    if task.due is None:
        return BoardColumn.NO_DUE_DATE
    near = today >= task.due.on - timedelta(days=policy.chasing.near_days)
    return BoardColumn.NEAR if near else BoardColumn.NOT_DUE


def silent_for(task: Task, calendar: Calendar, today: date) -> int:
    """Working days since somebody of its units last did something, or since its clock runs.

    Raises CalendarMissing.
    """
    last = max(task.clock_from, task.last_sign_at or task.clock_from)
    return max(0, calendar.working_days_between(day_of(last), today))


def is_silent(task: Task, policy: Policy, calendar: Calendar, today: date) -> bool:
    """Whether a unit that still owes its report gave no sign for too long, before it is late."""
    return (
        task.stage in {Stage.ISSUED, Stage.ACKNOWLEDGED}
        and box(task, today) in {OfficialStatus.RUNNING_IN_TIME, OfficialStatus.NO_DUE_DATE}
        and silent_for(task, calendar, today) >= policy.chasing.silent_working_days
    )

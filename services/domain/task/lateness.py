"""One rule of lateness (design §2): the day that counts, and when a due date is missed."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from services.domain.instants import end_of
from services.domain.task.state import Stage, Task


class OfficialStatus(StrEnum):
    """The official boxes; disjoint, and together all tasks in force."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RUNNING_IN_TIME = "running_in_time"
    RUNNING_LATE = "running_late"
    NO_DUE_DATE = "no_due_date"


def box(task: Task, today: date) -> OfficialStatus:
    """In which official box the task stands on that day; on the due date it is still in time."""
    if task.stage is Stage.CONFIRMED:
        counted = task.counted_on or today
        return OfficialStatus.DONE_IN_TIME if counted <= task.due_on else OfficialStatus.DONE_LATE
    if task.effective_on is not None:  # waits at a higher rung: in time if that approval was
        in_time = task.effective_on <= task.due_on
    elif task.grace is not None and today <= task.grace.correct_by:
        in_time = task.grace.counted_on <= task.due_on
    else:
        in_time = today <= task.due_on
    return (
        OfficialStatus.RUNNING_IN_TIME
        if in_time and not task.missed
        else OfficialStatus.RUNNING_LATE
    )


def miss_moment(task: Task, undecided_requests: Sequence[date] = ()) -> datetime | None:
    """When the due date will have been missed (an instant); None where it cannot be for now.

    `undecided_requests` are the days of extension requests made by the due date and not
    answered: while there is one, nothing is missed.
    """
    if task.missed:
        return None
    # A signature that came late stops nothing: the clock may have been away when the day ended.
    if task.effective_on is not None and task.effective_on <= task.due_on:
        return None
    if any(made_on <= task.due_on for made_on in undecided_requests):
        return None
    last = task.due_on
    if task.grace is not None and task.grace.counted_on <= task.due_on:
        last = max(last, task.grace.correct_by)
    return end_of(last)

"""The days of a ladder: so many working days around a due date. Pure."""

from collections.abc import Iterable
from datetime import date, datetime

from services.domain.calendar import Calendar
from services.domain.instants import day_of
from services.domain.task.running_days import stood_between
from services.domain.task.state import Task


def ladder_after(
    task: Task, calendar: Calendar, offsets: Iterable[int], now: datetime
) -> dict[int, date]:
    """Each offset's day after the due date, up to the first one to come.

    Only days on which the clock of the task ran are counted; none where it has no due day. Raises
    CalendarMissing.
    """
    if task.due is None:
        return {}
    today = max(day_of(now), task.due.on)
    stood = stood_between(task, calendar, task.due.on, today)
    return ladder_days(calendar, task.due.on, offsets, today, stood)


def ladder_days(
    calendar: Calendar,
    due_on: date,
    offsets: Iterable[int],
    last: date | None = None,
    stood: int = 0,
) -> dict[int, date]:
    """Each offset's day, counted on from the one before, up to the first after `last`.

    All are later by the days that it `stood`. A ladder is walked once, not per rung; years that
    no rung needs yet need not be known yet. Raises CalendarMissing.
    """
    days: dict[int, date] = {}
    day, at = due_on, -stood
    for offset in offsets:
        day, at = calendar.add_working_days(day, offset - at), offset
        days[offset] = day
        if last is not None and day > last:
            break
    return days

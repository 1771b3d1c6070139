"""Days on which a task's clock runs: those of a suspension never count, nor end a time. Pure."""

from datetime import date, timedelta

from services.domain.calendar import Calendar
from services.domain.instants import day_of
from services.domain.task.state import Task
from services.domain.task.values import Suspension


def later_by(suspension: Suspension, day: date, calendar: Calendar) -> date:
    """The day to which a suspension moves one that had not ended before it.

    As many working days are left as at its beginning; one that would have ended meanwhile, for the
    task goes on at a rest day, is the next working day. Raises CalendarMissing.
    """
    if day < suspension.from_on:
        return day
    stood = calendar.working_days_between(suspension.from_on, suspension.until_on)
    moved = calendar.add_working_days(day, stood)
    return moved if moved >= suspension.until_on else calendar.next_working_day(moved)


def ended_in_a_suspension(task: Task, day: date) -> bool:
    """Whether a day ended while the clock stood."""
    return any(each.from_on <= day < each.until_on for each in task.suspensions)


def last_day_of(task: Task, since: date, working_days: int, calendar: Calendar) -> date:
    """The last of so many working days after a day on which the clock runs.

    What stands now is not counted in yet. Raises CalendarMissing.
    """
    day = calendar.add_working_days(since, working_days)
    for suspension in task.suspensions:
        if suspension.from_on >= since:
            day = later_by(suspension, day, calendar)
    return day


def first_running_day(task: Task, calendar: Calendar) -> date | None:
    """The first working day since the newest suspension; None where there was none.

    Raises CalendarMissing.
    """
    if not task.suspensions:
        return None
    return calendar.next_working_day(task.suspensions[-1].until_on - timedelta(days=1))


def stood_between(task: Task, calendar: Calendar, since: date, until: date) -> int:
    """How many working days after `since`, up to and with `until`, were of a suspension.

    Of those only that are over. Raises CalendarMissing.
    """
    return sum(
        calendar.working_days_between(max(each.from_on, since), min(each.until_on, until))
        for each in task.suspensions
        if each.from_on < until and each.until_on > since
    )


def ran_between(task: Task, calendar: Calendar, since: date, until: date) -> int:
    """For how many working days after `since`, up to and with `until`, its clock ran.

    Never below 0. Raises CalendarMissing.
    """
    if task.stopped_at is not None:
        until = min(until, day_of(task.stopped_at))
    if until <= since:
        return 0
    whole = calendar.working_days_between(since, until)
    return whole - stood_between(task, calendar, since, until)

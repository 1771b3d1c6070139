"""Who looks at a page, by which rules and working days, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from services.commands.calendars import calendar_read
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.calendar_facts import CalendarInForce, calendar_streams
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.standing import days_late, days_late_in_all
from services.domain.task.state import Task
from services.ledger.port import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewing:
    """Who looks, by which rules and working days, when (UTC)."""

    holder: Holder
    policy: Policy
    working_days: CalendarInForce
    now: datetime

    @property
    def calendar(self) -> Calendar:
        """The working days that the ward knows."""
        return self.working_days.calendar

    @property
    def today(self) -> date:
        """The calendar day in Asia/Ho_Chi_Minh."""
        return day_of(self.now)


async def calendar_on(ledger: Ledger, today: date) -> CalendarInForce:
    """The working days as the ward decided them, around that day."""
    streams = calendar_streams(today)
    return calendar_read(await ledger.read(streams), streams)


def days_late_or_none(task: Task, viewing: Viewing) -> int | None:
    """Working days since the due date; None where a year in between has no calendar yet.

    A list that everybody opens says "quá hạn" without a number then, and stays open.
    """
    try:
        return days_late(task, viewing.calendar, viewing.today)
    except CalendarMissing:
        return None


def days_late_in_all_or_none(task: Task, viewing: Viewing) -> int | None:
    """The same, of finished tasks too: until the day that counts."""
    try:
        return days_late_in_all(task, viewing.calendar, viewing.today)
    except CalendarMissing:
        return None


def days_left_or_none(until: date, viewing: Viewing) -> int | None:
    """Working days until a day, itself among them, negative once it passed; None as above."""
    try:
        return viewing.calendar.working_days_between(viewing.today, until)
    except CalendarMissing:
        return None

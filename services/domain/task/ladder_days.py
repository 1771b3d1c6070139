"""The days of a ladder: so many working days around a due date. Pure."""

from collections.abc import Iterable
from datetime import date

from services.domain.calendar import Calendar


def ladder_days(
    calendar: Calendar, due_on: date, offsets: Iterable[int], last: date | None = None
) -> dict[int, date]:
    """Each offset's day, counted on from the one before, up to the first after `last`.

    A ladder is walked once, not per rung; years that no rung needs yet need not be known yet.
    Raises CalendarMissing.
    """
    days: dict[int, date] = {}
    day, at = due_on, 0
    for offset in offsets:
        day, at = calendar.add_working_days(day, offset - at), offset
        days[offset] = day
        if last is not None and day > last:
            break
    return days

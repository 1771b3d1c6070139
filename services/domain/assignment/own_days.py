"""Days of their own by which deliverables are due: which day of which period. Pure.

A period is issued as it begins and is due on its day. Its figures close with the period as ever,
but never after that day: of a yearly report that is due on 15/11 they close on 15/11, not on
14/12. The due date is the day itself, or the next working day where nobody works on it; `schedule`
counts it.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from services.domain.assignment.events import Deliverable
from services.domain.assignment.rules import DUE_DAYS_MISFIT
from services.domain.calendar import Frequency, Period, one_off, one_off_by
from services.domain.due_days import DayInPeriod, DueDays

_MONTHS: Final = 12
# Each period's months, and how many months behind its end a day of it may lie.
_SPAN: Final = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: _MONTHS,
    Frequency.SCHOOL_YEAR: _MONTHS,
}
_BEHIND: Final = 3
_DAYS: Final = 31
_WANTED: Final = {
    Frequency.MONTH: "một ngày của tháng, ví dụ 18",
    Frequency.QUARTER: "ngày và tháng thứ mấy của quý, ví dụ 20/3 là ngày 20 tháng cuối quý",
    Frequency.HALF_YEAR: "hai ngày của năm, mỗi nửa năm một ngày, ví dụ 01/06; 15/11",
    Frequency.YEAR: "một ngày của năm, ví dụ 15/11",
    Frequency.SCHOOL_YEAR: "một ngày của năm học",
    Frequency.ONCE: "ít nhất một ngày cụ thể, ví dụ 30/09/2027",
}
_ANY_YEAR: Final = 2001  # no leap year: days of one rule are compared in it


def require_fitting(frequency: str, days: DueDays) -> None:
    """Days that each period can have, each later than the one before; raises Refusal."""
    known = Frequency(frequency)
    fits = _fits_once(days) if known is Frequency.ONCE else _fits_each(known, days)
    if not fits:
        raise DUE_DAYS_MISFIT.refuse(wanted=_WANTED[known])


def _fits_once(days: DueDays) -> bool:
    return bool(days.on) and not days.in_period and _rises(days.on)


def _fits_each(frequency: Frequency, days: DueDays) -> bool:
    span = _SPAN[frequency]
    whole_year = _MONTHS // span
    if days.on or len(days.in_period) not in (1, whole_year):
        return False
    last = span + min(span, _BEHIND)
    if not all(1 <= each.month <= last and 1 <= each.day <= _DAYS for each in days.in_period):
        return False
    year = [
        _in(days.in_period, number).on(_ANY_YEAR + number // whole_year, _first(number, span))
        for number in range(whole_year + 1)
    ]
    return _rises(year)


def _first(number: int, span: int) -> int:
    return number * span % _MONTHS + 1


def _in(days: tuple[DayInPeriod, ...], number: int) -> DayInPeriod:
    """The day of the period with this number, counted from 0 through the years."""
    return days[number % len(days)]


def _rises(days: Sequence[date]) -> bool:
    return all(day < later for day, later in pairwise(days))


def due_by(asked: Deliverable, period: Period) -> date | None:
    """The day by which this period is due, working or not; None where a rule counts it."""
    if asked.days is None:
        return None
    if period.frequency is Frequency.ONCE:
        return period.cutoff
    if period.frequency is Frequency.SCHOOL_YEAR:
        first = period.first_day
        return asked.days.in_period[0].on(first.year, first.month)
    # A period ends in its last month, whatever the day on which the ward closes its figures.
    span = _SPAN[period.frequency]
    number = (period.cutoff.month - 1) // span
    return _in(asked.days.in_period, number).on(period.cutoff.year, number * span + 1)


def closes_on(asked: Deliverable, period: Period) -> date:
    """The day on which the figures of this period close: never after the day it is due by."""
    by = due_by(asked, period)
    return period.cutoff if by is None else min(period.cutoff, by)


def is_asked_from(asked: Deliverable, period: Period, day: date) -> bool:
    """Whether a period is still asked of an item that is followed from a day on.

    What was due before that day is not: as a period that had closed, it is asked only where the
    plan is activated for the time before.
    """
    by = due_by(asked, period)
    return by is None or by >= day


def once_periods(
    asked: Deliverable, starts_on: date, ends_on: date, asked_from: date
) -> tuple[Period, ...]:
    """The periods of what is done once: one for each day, or else the item's whole time.

    The whole time is none of an item that is asked only after its end.
    """
    if asked.days is None:
        return (one_off(starts_on, ends_on),) if asked_from <= ends_on else ()
    return tuple(one_off_by(starts_on, day) for day in asked.days.on)

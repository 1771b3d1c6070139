"""The days by which a deliverable is due, in the office's words."""

from typing import Final

from services.domain.assignment.events import Deliverable
from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.instants import written_day

_END: Final = 31  # a month's last day, whichever it is
_MONTHS: Final = 12
_NEXT: Final = 2  # the month behind a period of one month
_OF_QUARTER: Final = ("tháng đầu quý", "tháng giữa quý", "tháng cuối quý")
_EACH: Final = {Frequency.HALF_YEAR: 6, Frequency.QUARTER: 3}


def written_days(asked: Deliverable) -> str:
    """By when, as plans say it: "ngày 18 hằng tháng"; blank where no day is named."""
    days = asked.days
    if days is None:
        return ""
    match Frequency(asked.frequency):
        case Frequency.ONCE:
            return ", ".join(f"ngày {written_day(on)}" for on in days.on)
        case Frequency.MONTH:
            return _of_month(days.in_period[0])
        case Frequency.QUARTER if len(days.in_period) == 1:
            return _of_quarter(days.in_period[0])
        case Frequency.SCHOOL_YEAR:
            each = days.in_period[0]
            return f"{_day(each.day)} tháng thứ {each.month} của năm học"
        case frequency:
            return f"{_of_year(frequency, days)} hằng năm"


def _of_month(each: DayInPeriod) -> str:
    day = _day(each.day)
    if each.month == 1:
        return f"{day} hằng tháng"
    behind = "tháng sau" if each.month == _NEXT else f"tháng thứ {each.month - 1} sau đó"
    return f"{day} của {behind}, hằng tháng"


def _of_quarter(each: DayInPeriod) -> str:
    month = _OF_QUARTER[(each.month - 1) % len(_OF_QUARTER)]
    behind = " sau" if each.month > len(_OF_QUARTER) else ""
    return f"{_day(each.day)} {month}{behind}, hằng quý"


def _of_year(frequency: Frequency, days: DueDays) -> str:
    """Each day of the year: 01/06 và 15/11."""
    span = _EACH.get(frequency, _MONTHS)
    numbers = range(_MONTHS // span)
    every = [days.in_period[number % len(days.in_period)] for number in numbers]
    months = [each.month + number * span for number, each in zip(numbers, every, strict=True)]
    said = [_of_calendar(month, each.day) for month, each in zip(months, every, strict=True)]
    return " và ".join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else said[0]


def _of_calendar(month: int, day: int) -> str:
    number = (month - 1) % _MONTHS + 1
    after = " năm sau" if month > _MONTHS else ""
    if day == _END:
        return f"ngày cuối tháng {number:02d}{after}"
    return f"ngày {day:02d}/{number:02d}{after}"


def _day(day: int) -> str:
    return "ngày cuối" if day == _END else f"ngày {day:02d}"

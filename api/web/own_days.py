"""Days by which a deliverable is due, as they are typed: 18; 20/3; 01/06; 15/11; 30/09/2027."""

import re
from typing import Final

from api.web.forms import BadForm, read_day
from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod, DueDays
from services.domain.typed_days import read_short_day, read_typed_day

FIELD: Final = "own"
_BETWEEN: Final = re.compile(r"\s*[;,]\s*")
_HALF: Final = 6
_EXAMPLES: Final = {
    Frequency.MONTH: "18",
    Frequency.QUARTER: "20/3 (ngày 20 tháng cuối quý)",
    Frequency.HALF_YEAR: "01/06; 15/11",
    Frequency.YEAR: "15/11",
    Frequency.SCHOOL_YEAR: "20/12 (ngày 20 tháng thứ 12 của năm học)",
    Frequency.ONCE: "30/09/2027; nhiều ngày thì cách nhau bằng dấu chấm phẩy",
}


def example(frequency: str) -> str:
    """How the days of a frequency are typed."""
    return _EXAMPLES[Frequency(frequency)]


def read_days(frequency: str, typed: str) -> DueDays:
    """The days that were typed, each by its own form; whether they fit is asked of the act.

    Raises BadForm.
    """
    parts = [part for part in _BETWEEN.split(typed.strip()) if part]
    dated = [part for part in parts if read_typed_day(part)]
    days = {read_day(part, label="Ngày đến hạn", field=FIELD) for part in dated}
    places = [_place(part) for part in parts if part not in dated]
    if frequency == Frequency.HALF_YEAR:
        places = [_in_half(each, number) for number, each in enumerate(places)]
    return DueDays(in_period=tuple(places), on=tuple(sorted(days)))


def typed_days(frequency: str, days: DueDays | None) -> str:
    """The days as they would be typed."""
    if days is None:
        return ""
    if days.on:
        return "; ".join(f"{on:%d/%m/%Y}" for on in days.on)
    if frequency == Frequency.MONTH and days.in_period[0].month == 1:
        return str(days.in_period[0].day)
    places = list(days.in_period)
    if frequency == Frequency.HALF_YEAR:
        two = places * 2 if len(places) == 1 else places
        return "; ".join(
            f"{each.day:02d}/{each.month + _HALF * number:02d}" for number, each in enumerate(two)
        )
    return "; ".join(f"{each.day}/{each.month}" for each in places)


def _place(part: str) -> DayInPeriod:
    place = read_short_day(part)
    if place is not None:
        return DayInPeriod(month=place[1] or 1, day=place[0])
    raise BadForm(
        "field-own-days",
        f"Ngày đến hạn: “{part:.40}” không phải là ngày. Ví dụ: 18, hoặc 15/11.",
        field=FIELD,
    )


def _in_half(each: DayInPeriod, number: int) -> DayInPeriod:
    """A day of the year as one of its half: 15/11 is in the fifth month of the second half."""
    month = each.month - _HALF * number if each.month > _HALF * number else each.month
    return DayInPeriod(month=month, day=each.day)

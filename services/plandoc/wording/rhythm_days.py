"""The days of a rhythm: where in its periods each day lies."""

from collections.abc import Sequence
from datetime import date, timedelta

from services.domain.calendar import Frequency
from services.domain.due_days import DayInPeriod
from services.plandoc.wording.time_words import TimeForm, TimeWord

_SPAN = {Frequency.YEAR: 12, Frequency.HALF_YEAR: 6, Frequency.QUARTER: 3}
_LAST = 31
# A rhythm of a year with so many days is one of shorter periods, if each has its day.
_SHORTER = {2: Frequency.HALF_YEAR, 4: Frequency.QUARTER}
_OF_YEAR = (TimeForm.DAY_MONTH, TimeForm.NEXT_YEAR, TimeForm.MONTH, TimeForm.QUARTER)


def own_cycle(cycle: TimeWord, point: TimeWord) -> bool:
    """Whether a day can be one of the rhythm: no day of a year says anything of each month."""
    match cycle.frequency:
        case Frequency.MONTH:
            return point.form is TimeForm.DAY
        case Frequency.QUARTER:
            return point.form in (TimeForm.QUARTER_DAY, TimeForm.DAY, TimeForm.DAY_MONTH)
        case Frequency.HALF_YEAR | Frequency.YEAR:
            return point.form in _OF_YEAR
        case _:
            return False


def days_of(
    frequency: Frequency, points: Sequence[TimeWord]
) -> tuple[Frequency, tuple[DayInPeriod, ...]] | None:
    """The rhythm and its days; None where its periods cannot hold them.

    "01/6 và 15/11 hằng năm" is a rhythm of half-years: each has its day.
    """
    if not points:
        return frequency, ()
    placed = [each for each in points if each.form in (TimeForm.DAY, TimeForm.QUARTER_DAY)]
    if placed:
        days = (_in_period(placed[0], 3 if frequency is Frequency.QUARTER else 1),)
        return (frequency, days) if len(points) == 1 else None
    return _of_several(frequency, sorted({_of_year(point) for point in points}))


def _of_several(
    frequency: Frequency, days: list[tuple[int, int]]
) -> tuple[Frequency, tuple[DayInPeriod, ...]] | None:
    if len(days) == 1:
        month, day = days[0]
        return frequency, (DayInPeriod(month=_within(month, frequency), day=day),)
    shorter = _SHORTER.get(len(days))
    parts = [(month - 1) // _SPAN[shorter] for month, _ in days] if shorter else []
    if shorter is None or parts != list(range(len(days))):
        return None
    own = tuple(DayInPeriod(month=_within(month, shorter), day=day) for month, day in days)
    return shorter, own if len(set(own)) > 1 else own[:1]


def _of_year(point: TimeWord) -> tuple[int, int]:
    """The calendar's month and day; "trước tháng 6", "trước quý II" end on the day before."""
    if point.form in (TimeForm.DAY_MONTH, TimeForm.NEXT_YEAR) or "trước" not in point.before:
        return point.month, point.day
    months = 3 if point.form is TimeForm.QUARTER else 1
    first = date(2024, point.month - months + 1, 1)
    before = first - timedelta(days=1)
    return before.month, _LAST


def _within(month: int, frequency: Frequency) -> int:
    """The month counted in its period; one of the next year lies behind the year's last period."""
    if month > _SPAN[Frequency.YEAR]:
        return month - _SPAN[Frequency.YEAR] + _SPAN[frequency]
    return (month - 1) % _SPAN[frequency] + 1


def _in_period(point: TimeWord, last: int) -> DayInPeriod:
    month = point.month if point.form is TimeForm.QUARTER_DAY else point.month + last - 1
    return DayInPeriod(month=month, day=point.day)

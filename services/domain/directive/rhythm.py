"""How a recurring order recurs: its named days, before any rest day moves them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.domain.directive.terms import OrderRhythmKind
from services.domain.due_days import day_of_month

_WEEK: Final = timedelta(days=7)
_MONTHS: Final = 12
_DAYS_OF_WEEK: Final = 7
_DAYS_OF_MONTH: Final = 31
_MONTHS_OF_QUARTER: Final = 3
_WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)
_OF_QUARTER: Final = ("tháng đầu quý", "tháng giữa quý", "tháng cuối quý")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRhythm:
    """Nhịp: the day of each week, month or quarter by which the work is due.

    `day` is 1 to 7 of a week (1 is Monday), else 1 to 31 of a month, which means its last day
    where it has no such day; `month` is 1 to 3 of a quarter, None of the others.
    """

    kind: OrderRhythmKind
    day: int
    month: int | None

    @property
    def is_possible(self) -> bool:
        """Whether there is such a day at all."""
        if self.kind is OrderRhythmKind.WEEKLY:
            return 1 <= self.day <= _DAYS_OF_WEEK and self.month is None
        if not 1 <= self.day <= _DAYS_OF_MONTH:
            return False
        if self.kind is OrderRhythmKind.MONTHLY:
            return self.month is None
        return self.month is not None and 1 <= self.month <= _MONTHS_OF_QUARTER


def named_days(rhythm: OrderRhythm, from_on: date, until_on: date) -> Iterator[date]:
    """The named days between two calendar days, both inclusive, in their order."""
    days = _of_weeks(rhythm, from_on) if _is_weekly(rhythm) else _of_months(rhythm, from_on)
    for day in days:
        if day > until_on:
            return
        if day >= from_on:
            yield day


def written_rhythm(rhythm: OrderRhythm) -> str:
    """As the office says it: thứ Sáu hằng tuần, ngày 20 hằng tháng."""
    match rhythm.kind:
        case OrderRhythmKind.WEEKLY:
            return f"{_WEEKDAYS[rhythm.day - 1]} hằng tuần"
        case OrderRhythmKind.MONTHLY:
            return f"{_written(rhythm.day)} hằng tháng"
        case OrderRhythmKind.QUARTERLY:
            return f"{_written(rhythm.day)} {_OF_QUARTER[(rhythm.month or 1) - 1]}, hằng quý"


def _is_weekly(rhythm: OrderRhythm) -> bool:
    return rhythm.kind is OrderRhythmKind.WEEKLY


def _of_weeks(rhythm: OrderRhythm, from_on: date) -> Iterator[date]:
    day = from_on + timedelta(days=(rhythm.day - 1 - from_on.weekday()) % _DAYS_OF_WEEK)
    while True:
        yield day
        day += _WEEK


def _of_months(rhythm: OrderRhythm, from_on: date) -> Iterator[date]:
    month = from_on.year * _MONTHS + from_on.month - 1
    while True:
        number = month % _MONTHS
        if rhythm.month is None or number % _MONTHS_OF_QUARTER == rhythm.month - 1:
            yield day_of_month(month // _MONTHS, number + 1, rhythm.day)
        month += 1


def _written(day: int) -> str:
    return "ngày cuối" if day == _DAYS_OF_MONTH else f"ngày {day:02d}"

"""A word of time as a value, before it is known what it says together with its neighbours."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.calendar import Frequency

_LIMIT = re.compile(r"trước|chậm nhất|muộn nhất|muộn hơn|\bhạn|\bhết|\bxong")
_EVENT = re.compile(r"\bdịp\b")
_BEGIN = re.compile(r"\btừ\s+(?!nay)")


class TimeForm(StrEnum):
    """What a word of time is."""

    CYCLE = "cycle"  # hằng tháng; `bare` where the word may be something else: tháng
    DATED = "dated"  # a day, month, quarter or year of the calendar: first to last
    DAY_MONTH = "day_month"  # 15/11
    NEXT_YEAR = "next_year"  # 15/01 năm sau: `month` is 13
    DAY = "day"  # ngày 18, ngày 05 tháng sau
    QUARTER_DAY = "quarter_day"  # ngày 20 tháng cuối quý
    MONTH = "month"  # tháng 6
    QUARTER = "quarter"  # quý II
    ALWAYS = "always"
    UNOFFERED = "unoffered"
    WRONG = "wrong"  # ngày 31/6/2027


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWord:
    """Một từ chỉ thời gian: text[start:end], with the small words before it that belong to it.

    `month` and `day` are of the calendar for 15/11, of the period for "tháng cuối quý";
    `first` and `last` bound what is dated; `size` says what it is: day, month, quarter, year.
    """

    form: TimeForm
    start: int
    end: int
    before: str = ""
    frequency: Frequency | None = None
    bare: bool = False
    month: int = 0
    day: int = 0
    first: date = date.min
    last: date = date.min
    size: str = ""

    @property
    def limits(self) -> bool:
        """Whether the words before it make it a last day."""
        return bool(_LIMIT.search(self.before))

    @property
    def is_named(self) -> bool:
        """Whether the words before it make it the day of an event: "vào dịp 27/7"."""
        return bool(_EVENT.search(self.before))

    @property
    def begins(self) -> bool:
        """Whether the words before it make it a first day."""
        return bool(_BEGIN.search(self.before))

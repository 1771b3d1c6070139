"""How a directing text writes a day or a span of days, and the last day that lies inside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.due_days import day_of_month

_MONTHS: Final = 12
_NEAR: Final = timedelta(days=120)  # a day of next year that needs no question
_FRIDAY: Final = 4
_WEEK: Final = timedelta(days=7)
_QUARTERS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WEEKDAYS: Final = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4,
    "bảy": 5, "7": 5,
}  # fmt: skip
_SUNDAY: Final = 6
WEEKDAY: Final = (
    r"(?:(?:thứ|T)\s*(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)"
    r"|(?P<sunday>chủ nhật)(?!\s+(?:xanh|hồng|đỏ)))"
)
_MONTH_YEAR: Final = (
    r"(?:\s*(?:/|-|\.|,?\s*năm)\s*(?P<y>20\d\d)(?!\d)|\s+(?P<of>năm nay|năm sau))?"
)
_SHORT_YEAR: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Ngày gốc: the day of the paper, from which others are counted, and rest days."""

    ordered_on: date
    calendar: Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class DayReading:
    """Cách hiểu một chỗ ghi thời gian: its last day, or none and why; `doubt` may stand beside.

    `doubt` is the code and what is unsure in Vietnamese, without the words themselves. `span` is
    true of more than a day (a week, a month), which is a due day only behind "trong", "hết" ….
    """

    on: date | None = None
    doubt: tuple[str, str] | None = None
    span: bool = False


def weekday_of(match: re.Match[str]) -> int | None:
    """The day of the week that was written, from 0 (Monday); None where none was."""
    if match["sunday"]:
        return _SUNDAY
    return _WEEKDAYS[match["weekday"].lower()] if match["weekday"] else None


def quarter_of(words: str) -> int:
    """The quarter's number."""
    return _QUARTERS.get(words.upper()) or int(words)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month; months beyond the twelfth are of the next years."""
    months = year * _MONTHS + month - 1
    return day_of_month(months // _MONTHS, months % _MONTHS + 1, 31)


def _wrong(words: str) -> DayReading:
    return DayReading(doubt=("no-such-day", f"không có ngày {words}"))


def _whole(match: re.Match[str], _: Moment) -> DayReading:
    year = int(match["y"])
    short = year < _SHORT_YEAR
    year += 2000 if short else 0
    try:
        on = date(year, int(match["m"]), int(match["d"]))
    except ValueError:
        return _wrong(f"{match['d']}/{match['m']}/{year}")
    doubt = ("short-year", f"năm chỉ ghi hai chữ số, hiểu là {year}") if short else None
    return DayReading(on=on, doubt=doubt)


def _without_year(match: re.Match[str], moment: Moment) -> DayReading:
    day, month, since = int(match["d"]), int(match["m"]), moment.ordered_on
    try:
        date(2024, month, day)  # a leap year has every day
    except ValueError:
        return _wrong(f"{match['d']}/{match['m']}")
    said = match.groupdict().get("of")
    years = (since.year, since.year + 1) if said is None else (since.year + (said == "năm sau"),)
    for year in years:
        try:
            on = date(year, month, day)
        except ValueError:
            return _wrong(f"{match['d']}/{match['m']}/{year}")
        if on >= since or said is not None:
            far = said is None and on.year > since.year and on - since > _NEAR
            doubt = ("year-guessed", f"không ghi năm, hiểu là năm {year}") if far else None
            return DayReading(on=on, doubt=doubt)
    return _wrong(f"{match['d']}/{match['m']}")


def _of_near_month(match: re.Match[str], moment: Moment) -> DayReading:
    month = moment.ordered_on.month + (match["near"].lower() != "này")
    last = last_of_month(moment.ordered_on.year, month)
    day = int(match["d"])
    if not 1 <= day <= last.day:
        return _wrong(f"{day}/{last.month}/{last.year}")
    return DayReading(on=last.replace(day=day))


def _day_alone(match: re.Match[str], moment: Moment) -> DayReading:
    day, since = int(match["d"]), moment.ordered_on
    month = since.month + (day < since.day)
    last = last_of_month(since.year, month)
    if not 1 <= day <= last.day:
        return _wrong(f"{day}/{last.month}/{last.year}")
    on = last.replace(day=day)
    return DayReading(on=on, doubt=("month-guessed", f"không ghi tháng, hiểu là {on:%d/%m/%Y}"))


def _month(match: re.Match[str], moment: Moment) -> DayReading:
    since = moment.ordered_on
    number = match.groupdict().get("m")
    if number is None:
        later = (match["near"] or "này").lower() in ("sau", "tới")
        return DayReading(on=last_of_month(since.year, since.month + later), span=True)
    if not 1 <= int(number) <= _MONTHS:
        return DayReading(doubt=("no-such-day", f"không có tháng {number}"))
    return _end_of(match, since, int(number))


def _quarter(match: re.Match[str], moment: Moment) -> DayReading:
    since = moment.ordered_on
    number = match.groupdict().get("q")
    if number is None:
        later = (match["near"] or "này").lower() in ("sau", "tới")
        own = (since.month + 2) // 3 + later
        return DayReading(on=last_of_month(since.year, own * 3), span=True)
    return _end_of(match, since, quarter_of(number) * 3)


def _end_of(match: re.Match[str], since: date, month: int) -> DayReading:
    """The end of a month of a year that is said, or of the next one that is not past."""
    if match["y"]:
        return DayReading(on=last_of_month(int(match["y"]), month), span=True)
    year = since.year + (match["of"] == "năm sau")
    on = last_of_month(year, month)
    if on >= since or match["of"]:
        return DayReading(on=on, span=True)
    on = last_of_month(year + 1, month)
    far = on - since > _NEAR
    doubt = ("year-guessed", f"không ghi năm, hiểu là năm {on.year}") if far else None
    return DayReading(on=on, doubt=doubt, span=True)


def _half_year(match: re.Match[str], moment: Moment) -> DayReading:
    year = int(match["y"]) if match["y"] else moment.ordered_on.year
    return DayReading(on=last_of_month(year, 6 if match["half"] == "đầu" else 12), span=True)


def _year(match: re.Match[str], moment: Moment) -> DayReading:
    said = match["y"]
    year = int(said) if said else moment.ordered_on.year + (match["near"].lower() == "sau")
    return DayReading(on=date(year, 12, 31), span=True)


def _week(match: re.Match[str], moment: Moment) -> DayReading:
    """The last working day of this week or the next."""
    monday = moment.ordered_on - timedelta(days=moment.ordered_on.weekday())
    monday += _WEEK * (match["near"].lower() not in ("", "này"))
    days = [monday + timedelta(days=number) for number in range(7)]
    try:
        working = [day for day in days if moment.calendar.is_working_day(day)]
    except CalendarMissing as missing:
        return DayReading(
            on=days[_FRIDAY], span=True, doubt=("calendar-missing", _unknown(missing))
        )
    if not working:
        return DayReading(on=days[-1], span=True, doubt=("rest-week", "cả tuần là ngày nghỉ"))
    return DayReading(on=working[-1], span=True)


def _day_of_week(match: re.Match[str], moment: Moment) -> DayReading:
    since = moment.ordered_on
    number = weekday_of(match) or 0
    day = since - timedelta(days=since.weekday()) + timedelta(days=number)
    near = (match["near"] or "").lower()
    if not near:
        day += _WEEK * (day < since)
        doubt = ("week-guessed", f"không ghi tuần nào, hiểu là {day:%d/%m/%Y}")
        return DayReading(on=day, doubt=doubt)
    if near == "tới" and not match["week"]:  # "thứ Sáu tới" is the next one
        return DayReading(on=day + _WEEK * (day <= since))
    return DayReading(on=day + _WEEK * (near != "này"))


def _close(match: re.Match[str], moment: Moment) -> DayReading:
    later = "mai" in match[0].lower()
    return DayReading(on=moment.ordered_on + timedelta(days=later))


def _unknown(missing: CalendarMissing) -> str:
    return f"chưa có lịch nghỉ của năm {missing.year} nên chưa tính được ngày làm việc"


Reading = Callable[[re.Match[str], Moment], DayReading]
FormOfDay = tuple[re.Pattern[str], Reading]
_D, _M = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})"
_DAY: Final = r"(?:(?:ngày|mùng|mồng)\s+)"
_OF: Final = r"(?:\s+(?P<of>năm nay|năm sau))?"
_NEXT: Final = r"(?P<near>này|sau|tới)(?!\w)"
_TODAY: Final = (
    r"(?:trong\s+)?(?:ngày\s+)?(?:hôm nay|ngày mai)(?!\w)|(?:sáng|chiều|tối)\s+(?:mai|nay)(?!\w)"
    r"|trong ngày(?=\s*[,.;(]|\s*$)"
)
_WHOLE: Final = rf"{_DAY}?{_D}\s?(?P<by>[/.-])\s?{_M}\s?(?P=by)\s?(?P<y>\d{{4}}|\d{{2}})(?!\d)"
_OF_WEEK: Final = rf"{WEEKDAY}(?:\s+(?:của\s+)?(?P<week>tuần\s+)?{_NEXT})?(?P<day>)"
_FORMS: Final[tuple[tuple[str, Reading], ...]] = (
    (_WHOLE, _whole),
    (rf"{_DAY}?{_D}\s+tháng\s+{_M}\s*(?:,?\s*năm\s+|/|-|\.)(?P<y>\d{{4}})(?!\d)", _whole),
    (rf"{_DAY}?{_D}\s?/\s?{_M}\s+năm\s+(?P<y>\d{{4}})(?!\d)", _whole),
    (rf"{_DAY}?{_D}\s+tháng\s+{_M}(?!\d|\s*(?:/|-|\.\d)){_OF}", _without_year),
    (rf"{_DAY}{_D}\s?[/-]\s?{_M}(?![\d/]|[.-]\d){_OF}", _without_year),
    (rf"(?<![\w/.-]){_D}/{_M}(?![\w/%]|[.,-]\d){_OF}", _without_year),
    (rf"{_DAY}{_D}\s+(?:của\s+)?tháng\s+{_NEXT}", _of_near_month),
    (
        rf"(?<!mỗi ){_DAY}{_D}(?![\w/]|[.,-]\d|\s+(?:làm việc|ngày|tháng|lần|buổi|đợt))",
        _day_alone,
    ),
    (rf"tháng\s+{_M}(?!\d|[.,]\d){_MONTH_YEAR}(?!/?\d)", _month),
    (rf"tháng\s+{_NEXT}", _month),
    (r"(?<=trong )(?P<near>)tháng(?=\s*[,.;]|\s*$)", _month),
    (rf"quý\s+(?P<q>IV|III|II|I|[1-4])(?!\w){_MONTH_YEAR}", _quarter),
    (rf"quý\s+{_NEXT}", _quarter),
    (r"năm\s+(?P<y>20\d\d)(?![\d/])", _year),
    (r"năm\s+(?P<y>)(?P<near>nay|sau)(?!\w)", _year),
    (
        r"(?:0?6|sáu)\s+tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<y>20\d\d))?(?!\w)",
        _half_year,
    ),
    (_OF_WEEK, _day_of_week),
    (r"tuần\s+(?:làm việc\s+)?(?P<near>này|sau|tới|tiếp theo)(?!\w)", _week),
    (r"(?<=trong )(?P<near>)tuần(?=\s*[,.;]|\s*$)", _week),
    (_TODAY, _close),
)
FORMS: Final[tuple[FormOfDay, ...]] = tuple(
    (re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE), reading) for words, reading in _FORMS
)

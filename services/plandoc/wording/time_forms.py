"""How words of time are written: a pattern for each way, and what it says."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from services.domain.calendar import Frequency
from services.domain.due_days import day_of_month
from services.plandoc.wording.time_words import TimeForm

_MONTHS = 12
_END = 31  # the last day of any month


_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_PLACES = {
    "đầu": 1, "đầu tiên": 1, "thứ nhất": 1, "giữa": 2, "thứ hai": 2, "thứ 2": 2,
    "cuối": 3, "cuối cùng": 3, "thứ ba": 3, "thứ 3": 3,
}  # fmt: skip
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "mười hai": 12}
_OF_MONTHS = {
    1: Frequency.MONTH,
    3: Frequency.QUARTER,
    6: Frequency.HALF_YEAR,
    12: Frequency.YEAR,
}
_CYCLES = {
    "tháng": Frequency.MONTH,
    "quý": Frequency.QUARTER,
    "nửa năm": Frequency.HALF_YEAR,
    "năm": Frequency.YEAR,
    "năm học": Frequency.SCHOOL_YEAR,
}
_SPAN = {Frequency.MONTH: 1, Frequency.QUARTER: 3, Frequency.HALF_YEAR: 6, Frequency.YEAR: 12}
_MONTHS_OF = {"tháng": 1, "quý": 3, "năm": 12}

_EACH = r"(?:hằng|hàng|mỗi|từng)"
_NUMBER = r"(?:\d{1,2}|một|hai|ba|bốn|sáu|mười hai)"
_N = r"\d{1,2}(?!\d|/\d{1,2}(?!\d))"  # a month's number, not the day of 15/6
_Q = r"(?:IV|III|II|I|[1-4])(?!\w)"
_AND = r"\s*(?:,|;|và|-|–|—)\s*"
_NEXT = r"(?:sau|kế tiếp|tiếp theo|liền kề|liền sau)"


_Found = Iterator[dict[str, object]]


def _count(number: str) -> int:
    return int(number) if number.isdigit() else _COUNTS[number.lower()]


def dated(size: str, first: date, last: date) -> dict[str, object]:
    return {"form": TimeForm.DATED, "size": size, "first": first, "last": last}


def months_on(size: str, year: int, first: int, last: int) -> dict[str, object]:
    return dated(size, date(year, first, 1), day_of_month(year, last, _END))


def _listed(match: re.Match[str], numbers: list[int], size: str, span: int) -> _Found:
    """Months or quarters with their year, or without; "tháng 3 - 6/2027" is one span."""
    if not match["y"]:
        form = TimeForm.QUARTER if span > 1 else TimeForm.MONTH
        for number in numbers:
            yield {"form": form, "month": number * span, "day": _END}
        return
    year = int(match["y"])
    if len(numbers) > 1 and re.search("[-–—]", match["list"]):
        yield months_on("months", year, (numbers[0] - 1) * span + 1, numbers[-1] * span)
        return
    for number in numbers:
        yield months_on(size, year, (number - 1) * span + 1, number * span)


def _date(match: re.Match[str]) -> _Found:
    on = date(int(match["y"]), int(match["m"]), int(match["d"]))
    yield dated("day", on, on)


def _day_month(match: re.Match[str]) -> _Found:
    date(2024, int(match["m"]), int(match["d"]))  # a leap year: is there such a day at all?
    form = TimeForm.NEXT_YEAR if match["next"] else TimeForm.DAY_MONTH
    month = int(match["m"]) + _MONTHS * bool(match["next"])
    yield {"form": form, "month": month, "day": int(match["d"])}


def _day(match: re.Match[str]) -> _Found:
    date(2024, 1, int(match["d"]))
    month = 2 if match["next"] else 1
    yield {"form": TimeForm.DAY, "month": month, "day": int(match["d"])}


def _quarter_day(match: re.Match[str]) -> _Found:
    place = _PLACES[" ".join(match["place"].lower().split())]
    day = int(match["d"]) if match["d"] else _END
    date(2024, 1, day)
    month = place + 3 * bool(match["next"])
    yield {"form": TimeForm.QUARTER_DAY, "month": month, "day": day}


def _quarters(match: re.Match[str]) -> _Found:
    words = re.findall(_Q, match["list"], re.IGNORECASE)
    numbers = [int(each) if each.isdigit() else _QUARTERS[each.upper()] for each in words]
    yield from _listed(match, numbers, "quarter", 3)


def _months(match: re.Match[str]) -> _Found:
    numbers = [int(each) for each in re.findall(r"\d{1,2}", match["list"])]
    for each in numbers:
        date(2024, each, 1)
    yield from _listed(match, numbers, "month", 1)


def _half(match: re.Match[str]) -> _Found:
    first = 1 if match["half"].lower() == "đầu" else 7
    yield months_on("half", int(match["y"]), first, first + 5)


def _years(match: re.Match[str]) -> _Found:
    years = [int(each) for each in re.findall(r"20\d\d", match[0])]
    if len(years) > 1 and re.search("[-–—]", match[0]) and years[0] < years[-1]:
        yield dated("years", date(years[0], 1, 1), date(years[-1], 12, 31))
        return
    for each in years:
        yield months_on("year", each, 1, _MONTHS)


def _years_on(match: re.Match[str]) -> _Found:
    year = int(match["y"])
    yield dated("years on", date(year, 1, 1), date.max)


def _years_between(match: re.Match[str]) -> _Found:
    first, last = int(match["from"]), int(match["to"])
    if first < last:
        yield dated("years", date(first, 1, 1), date(last, 12, 31))


def _cycle(match: re.Match[str]) -> _Found:
    what = " ".join(match["what"].lower().split())
    yield {"form": TimeForm.CYCLE, "frequency": _CYCLES[what]}


def _cycle_end(match: re.Match[str]) -> _Found:
    frequency = _CYCLES[match["what"].lower()]
    yield {"form": TimeForm.CYCLE, "frequency": frequency, "month": _SPAN[frequency], "day": _END}


def _bare(match: re.Match[str]) -> _Found:
    frequency = _CYCLES[match[0].lower()]
    yield {"form": TimeForm.CYCLE, "frequency": frequency, "bare": True}


def _of_months(match: re.Match[str]) -> _Found:
    once = _count(match.groupdict().get("n2") or "1") == 1
    frequency = _OF_MONTHS.get(_count(match["n"])) if once else None
    yield _cycle_or_none(frequency, bare=False)


def _half_cycle(_match: re.Match[str]) -> _Found:
    yield {"form": TimeForm.CYCLE, "frequency": Frequency.HALF_YEAR, "bare": True}


def _times(match: re.Match[str]) -> _Found:
    months, times = _MONTHS_OF.get(match["what"].lower(), 0), _count(match["n"])
    even = times and months % times == 0
    yield _cycle_or_none(_OF_MONTHS.get(months // times) if even else None, bare=False)


def _cycle_or_none(frequency: Frequency | None, *, bare: bool) -> dict[str, object]:
    if frequency is None:
        return {"form": TimeForm.UNOFFERED}
    return {"form": TimeForm.CYCLE, "frequency": frequency, "bare": bare}


def _unoffered(_match: re.Match[str]) -> _Found:
    yield {"form": TimeForm.UNOFFERED}


def _always(_match: re.Match[str]) -> _Found:
    yield {"form": TimeForm.ALWAYS}


Reading = Callable[[re.Match[str]], _Found]
_D, _M, _Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>20\d\d)(?![\w/])"
_NEXT_YEAR = rf"(?P<next>,?\s+(?:của\s+)?năm\s+{_NEXT}(?!\w))?"
_TO_YEAR = rf"\s*(?:/|-|năm|của năm|,\s*năm)\s*{_Y}"
_WORDS: tuple[tuple[str, Reading], ...] = (
    (rf"(?:ngày\s+)?{_D}(?P<by>[/.-]){_M}(?:(?P=by)|\s+năm\s+){_Y}", _date),
    (rf"(?:ngày\s+)?{_D}\s+tháng\s+{_M}(?:\s*,?\s*năm\s+|/){_Y}", _date),
    (rf"(?:ngày\s+)?{_D}\s+tháng\s+{_M}(?![\w/]){_NEXT_YEAR}", _day_month),
    (rf"(?:ngày\s+)?{_D}/{_M}(?![\w/]|[.,-]\d){_NEXT_YEAR}", _day_month),
    (
        (rf"(?:(?:ngày\s+)?{_D}\s+(?:của\s+)?)?tháng\s+"
        rf"(?P<place>đầu tiên|đầu|thứ nhất|giữa|thứ hai|thứ 2|cuối cùng|cuối|thứ ba|thứ 3)"
        rf"\s+(?:(?:của|{_EACH}|các|trong)\s+){{0,2}}quý(?:\s+(?P<next>{_NEXT}))?(?!\w)"),
        _quarter_day,
    ),
    (
        (rf"ngày\s+{_D}(?![\w/]|[.,-]\d)(?!\s+(?:làm việc|ngày|tháng\s+\d))"
        rf"(?:\s+(?:của\s+)?tháng\s+(?P<next>{_NEXT})(?!\w))?"),
        _day,
    ),
    (rf"quý\s+(?P<list>{_Q}(?:{_AND}(?:quý\s+)?{_Q})*)(?:{_TO_YEAR})?", _quarters),
    (
        (rf"tháng\s+(?P<list>\d{{1,2}}(?!\d)(?:{_AND}(?:tháng\s+)?{_N})*)"
        rf"(?:{_TO_YEAR}|(?![\w/]|[.,]\d))"),
        _months,
    ),
    (
        rf"(?:0?6|sáu) tháng\s+(?P<half>đầu|cuối)\s+(?:của\s+)?năm\s+{_Y}",
        _half,
    ),
    (rf"năm\s+20\d\d(?![\w/])(?:{_AND}(?:năm\s+)?20\d\d(?![\w/]))*", _years),
    (r"(?:năm\s+)?(?P<from>20\d\d)\s*[-–—÷]\s*(?P<to>20\d\d)(?![\w/])", _years_between),
    (
        (rf"(?:năm\s+)?{_Y}\s*(?:và|,)\s*(?:các|những)\s+năm\s+"
        rf"(?:tiếp theo|kế tiếp|tiếp|sau)(?!\w)"),
        _years_on,
    ),
    (rf"(?:{_EACH}|theo)\s+(?P<what>tháng|quý|nửa năm|năm học|năm)(?!\w)", _cycle),
    (rf"cuối\s+(?:{_EACH}|các)\s+(?P<what>tháng|quý|năm)(?!\w)(?!\s+học)", _cycle_end),
    (rf"ngày\s+cuối(?:\s+cùng)?\s+(?:của\s+)?{_EACH}?\s*(?P<what>tháng|quý|năm)(?!\w)",
     _cycle_end),
    (r"(?:tháng|quý|năm)(?!\w)(?!\s+(?:học|\d|trước(?!\s+ngày)|nay|tới|vừa|sau|tiếp|kế))",
     _bare),
    (r"tuần(?=\s*[,/]\s*(?:tháng|quý)(?!\w))", _unoffered),
    (rf"(?P<n2>{_NUMBER})\s+lần\s*/\s*(?P<n>{_NUMBER}) tháng(?!\w)", _of_months),
    (
        (rf"(?:(?:{_EACH}|định kỳ)\s+)(?P<n>{_NUMBER}) tháng(?!\w)"
        r"(?:\s*(?:/|một|1|01)\s*lần)?(?!\s+tuổi)"),
        _of_months,
    ),
    (rf"(?P<n>{_NUMBER}) tháng\s*(?:/|một|1|01)\s*(?:01\s+|1\s+|một\s+)?lần(?!\w)",
     _of_months),
    (
        (r"(?:0?6|sáu) tháng(?:\s+(?:đầu|cuối)\s+năm)?(?!\w)"
        r"(?!\s+(?:tuổi|kể|trở|tính|liên|tập|\d))"),
        _half_cycle,
    ),
    (
        (rf"(?P<n>{_NUMBER})\s+(?:lần|đợt)\s*(?:/|mỗi|trong|trên|một)\s*(?:một\s+|mỗi\s+|1\s+|01\s+)?"
        rf"(?P<what>tháng|quý|năm|tuần|ngày)(?!\w)"),
        _times,
    ),
    (rf"(?:mỗi|một)\s+(?P<what>tháng|quý|năm|tuần|ngày)\s+(?P<n>{_NUMBER})\s+lần(?!\w)",
     _times),
    (
        (r"(?:(?:sáng|chiều)\s+)?(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])\s+)?"
        rf"(?:{_EACH}|theo)\s+(?:tuần|ngày)(?!\w)"),
        _unoffered,
    ),
    (rf"{_NUMBER}\s+(?:năm|tuần|ngày)\s*(?:/|một|1|01)\s*(?:1\s+|01\s+)?lần(?!\w)",
     _unoffered),
    (r"định kỳ\s+\d{1,2}\s+(?:ngày|tuần|năm)(?!\w)", _unoffered),
    (
        (r"(?:trong\s+)?(?:vòng|thời hạn)\s+(?:\d{1,3}|một|hai|ba)\s+(?:ngày|tháng|tuần)"
        r"(?:\s+làm việc)?,?\s+(?:kể\s+)?(?:từ|sau)\s+ngày(?!\s+\d)"),
        _unoffered,
    ),
    (r"(?<!chi )(?:thường xuyên|liên tục|đột xuất)(?!\w)", _always),
)  # fmt: skip
# What is a date only where nothing else can stand: in a column of times.
_WORDS_OF_CELLS: tuple[tuple[str, Reading], ...] = (
    (rf"(?<![.,-])(?:T\.?\s?)?(?P<list>\d{{1,2}})/{_Y}", _months),
    (r"(?<![.,-])20\d\d(?![\w/]|[.,]\d)", _years),
)
FORMS, FORMS_OF_CELLS = (
    tuple((re.compile(rf"(?<![\w/]){words}", re.IGNORECASE), reading) for words, reading in each)
    for each in (_WORDS, _WORDS_OF_CELLS)
)

"""What each way of writing a time says, as words of time; raises ValueError for no such day."""

import re
from collections.abc import Iterator
from datetime import date

from services.domain.calendar import Frequency
from services.domain.due_days import day_of_month
from services.plandoc.wording.time_words import TimeForm

_MONTHS = 12
_END = 31  # the last day of any month
_HALF = 6
_WEEK = 7
_MOST_WEEKS = 4


_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_PLACES = {
    "đầu": 1, "đầu tiên": 1, "thứ nhất": 1, "giữa": 2, "thứ hai": 2, "thứ 2": 2,
    "cuối": 3, "cuối cùng": 3, "thứ ba": 3, "thứ 3": 3,
}  # fmt: skip
_COUNTS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "sáu": 6, "chín": 9, "mười hai": 12}
_WEEKS = {"đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_TENS = {"thượng": 10, "trung": 20, "hạ": _END}  # the last day of each ten of a month
_PARTS = {"đầu": 3, "giữa": 6, "cuối": _MONTHS}  # the last month of a part of the year
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

_GROWS = re.compile(
    r"(?:(?<!\w)(?:lên|tăng|nâng|đạt|giảm|còn|xuống)|từ\s+(?!20[2-5]\d)[\d.,]+(?:\s+\w+)?)"
    r"\s+(?:đến|hết|trước)\s+\Z",
    re.IGNORECASE,
)
_GROWS_FROM = re.compile(
    r"(?<!\w)(?:lên|tăng|nâng|giảm|xuống)\s+(?:\w+\s+){0,5}từ\s+\Z", re.IGNORECASE
)
_BACK = 40
_Q = r"(?:IV|III|II|I|[1-4])(?!\w)"


Found = Iterator[dict[str, object]]


def _count(number: str) -> int:
    return int(number) if number.isdigit() else _COUNTS[number.lower()]


def dated(size: str, first: date, last: date) -> dict[str, object]:
    return {"form": TimeForm.DATED, "size": size, "first": first, "last": last}


def months_on(size: str, year: int, first: int, last: int) -> dict[str, object]:
    return dated(size, date(year, first, 1), day_of_month(year, last, _END))


def listed(match: re.Match[str], numbers: list[int], size: str, span: int) -> Found:
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


def whole_date(match: re.Match[str]) -> Found:
    on = date(int(match["y"]), int(match["m"]), int(match["d"]))
    yield dated("day", on, on)


def day_month(match: re.Match[str]) -> Found:
    date(2024, int(match["m"]), int(match["d"]))  # a leap year: is there such a day at all?
    form = TimeForm.NEXT_YEAR if match["next"] else TimeForm.DAY_MONTH
    month = int(match["m"]) + _MONTHS * bool(match["next"])
    yield {"form": form, "month": month, "day": int(match["d"])}


def day_alone(match: re.Match[str]) -> Found:
    date(2024, 1, int(match["d"]))
    month = 2 if match["next"] else 1
    yield {"form": TimeForm.DAY, "month": month, "day": int(match["d"])}


def quarter_day(match: re.Match[str]) -> Found:
    place = _PLACES[" ".join(match["place"].lower().split())]
    day = int(match["d"]) if match["d"] else _END
    date(2024, 1, day)
    month = place + 3 * bool(match["next"])
    yield {"form": TimeForm.QUARTER_DAY, "month": month, "day": day}


def quarters(match: re.Match[str]) -> Found:
    words = re.findall(_Q, match["list"], re.IGNORECASE)
    numbers = [int(each) if each.isdigit() else _QUARTERS[each.upper()] for each in words]
    yield from listed(match, numbers, "quarter", 3)


def months(match: re.Match[str]) -> Found:
    numbers = [int(each) for each in re.findall(r"\d{1,2}", match["list"])]
    for each in numbers:
        date(2024, each, 1)
    yield from listed(match, numbers, "month", 1)


def part_of_year(match: re.Match[str]) -> Found:
    """The first or the last months of a year: "9 tháng đầu năm 2026", "nửa cuối năm 2027"."""
    count = _count(match["n"]) if match["n"] else _HALF
    if not 0 < count < _MONTHS:
        return
    first = 1 if match["half"].lower() == "đầu" else _MONTHS - count + 1
    yield months_on("half", int(match["y"]), first, first + count - 1)


def part_of_some_year(match: re.Match[str]) -> Found:
    """The same of a year that is not said: its last day is that of a month without a year."""
    part = match.groupdict()
    last = _PARTS[part["part"].lower()] if part.get("part") else _HALF
    if part.get("half"):
        last = _HALF if part["half"].lower() == "đầu" else _MONTHS
    yield {"form": TimeForm.MONTH, "month": last, "day": _END}


def week(match: re.Match[str]) -> Found:
    """A week of a month, counted from its first day: the second one ends on the 14th."""
    said = " ".join(match["n"].lower().split())
    number = int(said) if said.isdigit() else _WEEKS.get(said, 0)
    if not match["y"] or number > _MOST_WEEKS:
        yield {"form": TimeForm.UNOFFERED}
        return
    year, month = int(match["y"]), int(match["m"])
    last = number * _WEEK if number else _END
    first = date(year, month, max(1, last - _WEEK + 1 if number else _END - 9))
    yield dated("week" if number else "day", first, day_of_month(year, month, last))


def ten_days(match: re.Match[str]) -> Found:
    year, month, last = int(match["y"]), int(match["m"]), _TENS[match["ten"].lower()]
    first = date(year, month, min(last, 30) - 9)
    yield dated("day", first, day_of_month(year, month, last))


def years(match: re.Match[str]) -> Found:
    years = [int(each) for each in re.findall(r"20\d\d", match[0])]
    if len(years) > 1 and re.search("[-–—]", match[0]) and years[0] < years[-1]:
        yield dated("years", date(years[0], 1, 1), date(years[-1], 12, 31))
        return
    for each in years:
        yield months_on("year", each, 1, _MONTHS)


def year_alone(match: re.Match[str]) -> Found:
    """A year without its word, "đến 2030": no number that something grows to."""
    if not _GROWS.search(match.string[max(0, match.start() - _BACK) : match.start()]):
        yield months_on("year", int(match[0]), 1, _MONTHS)


def years_on(match: re.Match[str]) -> Found:
    year = int(match["y"])
    yield dated("years on", date(year, 1, 1), date.max)


def years_between(match: re.Match[str]) -> Found:
    first, last = int(match["from"]), int(match["to"])
    if first < last:
        yield dated("years", date(first, 1, 1), date(last, 12, 31))


def years_from_to(match: re.Match[str]) -> Found:
    """Years without their word; "tăng từ 2026 đến 2028 hộ" speaks of numbers."""
    if not _GROWS_FROM.search(match.string[max(0, match.start() - _BACK) : match.start()]):
        yield from years_between(match)


def cycle(match: re.Match[str]) -> Found:
    what = " ".join(match["what"].lower().split())
    yield {"form": TimeForm.CYCLE, "frequency": _CYCLES[what]}


def cycle_end(match: re.Match[str]) -> Found:
    frequency = _CYCLES[match["what"].lower()]
    yield {"form": TimeForm.CYCLE, "frequency": frequency, "month": _SPAN[frequency], "day": _END}


def bare_cycle(match: re.Match[str]) -> Found:
    frequency = _CYCLES[match[0].lower()]
    yield {"form": TimeForm.CYCLE, "frequency": frequency, "bare": True}


def of_months(match: re.Match[str]) -> Found:
    once = _count(match.groupdict().get("n2") or "1") == 1
    frequency = _OF_MONTHS.get(_count(match["n"])) if once else None
    yield _cycle_or_none(frequency, bare=False)


def half_cycle(_match: re.Match[str]) -> Found:
    yield {"form": TimeForm.CYCLE, "frequency": Frequency.HALF_YEAR, "bare": True}


def times_in(match: re.Match[str]) -> Found:
    months, times = _MONTHS_OF.get(match["what"].lower(), 0), _count(match["n"])
    even = times and months % times == 0
    yield _cycle_or_none(_OF_MONTHS.get(months // times) if even else None, bare=False)


def _cycle_or_none(frequency: Frequency | None, *, bare: bool) -> dict[str, object]:
    if frequency is None:
        return {"form": TimeForm.UNOFFERED}
    return {"form": TimeForm.CYCLE, "frequency": frequency, "bare": bare}


def unoffered(_match: re.Match[str]) -> Found:
    yield {"form": TimeForm.UNOFFERED}


def always(_match: re.Match[str]) -> Found:
    yield {"form": TimeForm.ALWAYS}

"""Days as cells of many systems hold them: real days, texts, counts of Excel, and "no day"."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.register.sheet import CellValue
from services.register.sheet_reading import day_of
from services.register.words import bare, cleaned

# What systems write where they have no day.
NO_DAYS: Final = frozenset(
    {
        date(1970, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1904, 1, 1),
        date(1, 1, 1),
        date(1753, 1, 1),
        date(9999, 12, 31),
    }
)
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100
_UNDATED: Final = (
    "không thời hạn",
    "không có thời hạn",
    "không hạn",
    "không có hạn",
    "không xác định thời hạn",
)
UNDATED_WORDS: Final = frozenset(map(bare, _UNDATED))
_BLANK_WORDS: Final = frozenset(map(bare, ("", "không có", "chưa có", "n/a", "null", "none")))
_EXAMPLE: Final = "ví dụ 30/11/2026"
_TIME: Final = r"(?:[\sT,]+\d{1,2}[:hg]\d{0,2}(?::\d{2}(?:\.\d+)?)?(?:\s*(?:AM|PM|SA|CH)|Z)?)?"
_LATEST: Final = r"(?P<latest>(?:xong\s+)?(?:trước|đến|chậm nhất|hạn|trong)\s*:?\s+)?(?:ngày\s+)?"
_DAY_FIRST: Final = re.compile(
    rf"{_LATEST}(?P<day>\d{{1,2}})\s*[/.\-]\s*(?P<month>\d{{1,2}})\s*[/.\-]\s*"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}\.?",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})[/.\-](?P<month>\d{{1,2}})[/.\-](?P<day>\d{{1,2}}){_TIME}", re.IGNORECASE
)
_SPOKEN: Final = re.compile(
    rf"{_LATEST}(?P<day>\d{{1,2}})\s+tháng\s+(?P<month>\d{{1,2}})\s+năm\s+(?P<year>\d{{4}})\.?",
    re.IGNORECASE,
)
_NO_YEAR: Final = re.compile(
    rf"{_LATEST}\d{{1,2}}\s*(?:[/.\-]|\s+tháng\s+)\s*\d{{1,2}}", re.IGNORECASE
)
_ANY: Final = re.compile(r"(?<!\d)\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})(?!\d)")
_DIGITS: Final = re.compile(r"\d{1,7}(?:\.0+)?")
_SHORT_YEAR: Final = 100
_QUOTED: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRead:
    """Ngày đọc được: the day or none, what must be said of it, or why it is refused."""

    day: date | None = None
    note: str = ""
    refusal: str = ""
    undated: bool = False  # the cell says that there is no day


def written_day(day: date) -> str:
    """A day as offices write it: 05/11/2026."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def read_day(value: CellValue) -> DayRead:
    """Read the day of a cell; never raises. Blank words are no day."""
    if isinstance(value, date):
        return _judged(value)
    if isinstance(value, bool):
        return DayRead(refusal=f"chỉ có dấu đánh, không có ngày. Hãy gõ ngày, {_EXAMPLE}.")
    if isinstance(value, int | float):
        return _from_count(float(value))
    return _from_text(cleaned(str(value)).replace("\n", " "))


def _judged(day: date, note: str = "") -> DayRead:
    if day in NO_DAYS:
        said = f"{written_day(day)} là cách phần mềm khác ghi khi không có ngày"
        return DayRead(note=f"{said}: coi là không có ngày.", undated=True)
    if not FIRST_YEAR <= day.year < LAST_YEAR:
        return DayRead(
            refusal=f"năm {day.year} của ngày {written_day(day)} không thể đúng. "
            f"Hãy gõ lại ngày, {_EXAMPLE}."
        )
    return DayRead(day=day, note=note)


def _from_count(count: float) -> DayRead:
    day = day_of(count)
    if day is not None and (day in NO_DAYS or FIRST_YEAR <= day.year < LAST_YEAR):
        said = f"số {count:g} là cách Excel đếm ngày {written_day(day)}: đọc là ngày đó."
        return _judged(day, said)
    return DayRead(refusal=f"số {count:.15g} không phải là ngày. Hãy gõ ngày, {_EXAMPLE}.")


def _from_text(text: str) -> DayRead:
    words = bare(text)
    if words in _BLANK_WORDS:
        return DayRead()
    if words in UNDATED_WORDS:
        return DayRead(undated=True)
    if _DIGITS.fullmatch(text):
        return _from_count(float(text))
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _SPOKEN):
        match = pattern.fullmatch(text)
        if match is not None:
            return _from_parts(text, match)
    return DayRead(refusal=_why_no_day(text))


def _from_parts(text: str, match: re.Match[str]) -> DayRead:
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    notes = []
    if year < _SHORT_YEAR and len(match["year"]) < len("2026"):
        year += FIRST_YEAR
        notes.append(f"“{_cut(text)}” được đọc với năm {year}.")
    try:
        read = date(year, month, day)
    except ValueError:
        return DayRead(
            refusal=f"không có ngày “{_cut(text)}” trong lịch. "
            f"Hãy gõ lại theo thứ tự ngày/tháng/năm, {_EXAMPLE}."
        )
    if match.groupdict().get("latest"):
        notes.append(f"“{_cut(text)}” được đọc là ngày {written_day(read)}.")
    return _judged(read, " ".join(notes))


def _why_no_day(text: str) -> str:
    if len(_ANY.findall(text)) > 1:
        return f"“{_cut(text)}” có nhiều ngày. Hãy để lại một ngày, phần còn lại ghi ở Ghi chú."
    if _NO_YEAR.fullmatch(text):
        return f"“{_cut(text)}” thiếu năm. Hãy gõ đủ ngày/tháng/năm, {_EXAMPLE}."
    return f"“{_cut(text)}” không phải là một ngày cụ thể. Hãy gõ ngày/tháng/năm, {_EXAMPLE}."


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"

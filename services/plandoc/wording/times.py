"""What a figure holds for: every year, the mean of the years, one year, a day."""

import re
from datetime import date
from enum import StrEnum

from services.plandoc.wording.quantities import Quantity
from services.plandoc.wording.rhythm import RhythmKind
from services.plandoc.wording.rhythms import rhythms_of
from services.plandoc.wording.titles import FROM
from services.plandoc.wording.vocabulary import any_of, vocabulary


class Basis(StrEnum):
    """What a figure holds for: every year, the average of the years, one year, or unsaid."""

    EVERY_YEAR = "every_year"
    RATE = "rate"  # "…/năm" alone
    AVERAGE = "average"
    BY_YEAR = "by_year"
    UNSAID = "unsaid"


def _any_of(words: tuple[str, ...]) -> str:
    return any_of(words)


_HEADS = _any_of(vocabulary().numbers.per_head)
_LEVELS = _any_of(vocabulary().numbers.levels)
_EVERY = re.compile(r"(?:hằng|hàng|mỗi|từng) năm", re.IGNORECASE)
_RATE = re.compile(r"/\s*năm(?!\w)", re.IGNORECASE)
_EVERY_FIRST = re.compile(r"\W*(?:hằng|hàng) năm", re.IGNORECASE)
_AVERAGE = re.compile(r"(?<!\w)(?:bình quân|trung bình)(?!\w)", re.IGNORECASE)
# "bình quân đầu người", "trung bình trên một hộ": a mean over people, never over years.
_OVER_HEADS = re.compile(
    r"(?:bình quân|trung bình)\s+(?:của\s+)?(?:(?:theo|trên|một|mỗi|1|01|tính trên)\s+){0,2}"
    rf"(?:{_HEADS})(?!\w)",
    re.IGNORECASE,
)
_OVER_YEARS = re.compile(
    r"(?:bình quân|trung bình)\s+(?:trong\s+)?(?:(?:hằng|hàng|mỗi|từng|một)\s+)?"
    r"(?:\d+\s+)?(?:năm|giai đoạn|cả giai đoạn)(?!\w)",
    re.IGNORECASE,
)
_LEVEL = re.compile(rf"(?<!\w)(?:{_LEVELS})(?!\w)", re.IGNORECASE)
_CHANGES = re.compile(r"(?<!\w)(?:tăng|giảm|tốc độ)(?!\w)", re.IGNORECASE)
# "gấp 1,5 lần năm 2025", "so với năm trước": the year of what it is compared with.
_COMPARED_WITH = re.compile(r"so với[^,;:]*|gấp\s.{1,30}?năm\s+20\d\d", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:(?<!\w)(?:đến|hết|trong|cuối|trước|vào|(?:chậm|muộn) nhất(?:\s+là|\s+vào)?)\s+"
    r"(?:hết\s+|cuối\s+)?(?:năm\s+)?|"
    r"(?:^|[,;:(])\s*năm\s+|năm\s+(?=20\d\d(?:\s+(?:đạt|còn|là|chiếm|tăng|giảm|có)(?!\w)|\s*:))|"
    r"(?:quý|tháng)\s+[\dIV]{1,3}\s*(?:/|năm)\s*)(20\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_AT_END = re.compile(r"(?<!\w)(?<!từ )năm\s+(20\d\d)[^\w%]*$", re.IGNORECASE)
_FROM_YEAR = re.compile(r"(?<!\w)từ\s+(?:năm\s+)?(20\d\d)(?!\d)", re.IGNORECASE)
# Words without which nothing names a very day: most titles have none.
_MAY_BE_DATED = re.compile(r"\d\s*[/.]\s*\d|quý|tháng|ngày", re.IGNORECASE)


def year_of(words: str) -> int | None:
    """The year by which a clause or a heading wants something; None where it names none."""
    words = _COMPARED_WITH.sub(" ", FROM.sub(" ", words))
    match = _YEAR.search(words) or _FROM_YEAR.search(words) or _YEAR_AT_END.search(words)
    return int(match[1]) if match else None


def when(words: str, quantity: Quantity | None) -> tuple[Basis, int | None, bool] | None:
    """What the words of one figure say of its time; None where they say nothing.

    The last value says whether it also holds for the figures behind in the same sentence.
    """
    year = year_of(words)
    if _is_average(words, quantity):
        return Basis.AVERAGE, year, False
    if year:
        return Basis.BY_YEAR, year, True
    if _EVERY.search(words):
        return Basis.EVERY_YEAR, None, _EVERY_FIRST.match(words) is not None
    if _is_rate(words, quantity):
        return Basis.RATE, None, False
    return None


def _is_average(words: str, quantity: Quantity | None) -> bool:
    """Whether a mean of the years is meant, never one of people or of land."""
    said = _AVERAGE.search(words)
    if said is None:
        return False
    if _OVER_YEARS.search(words):
        return True
    if _is_level(words, quantity) and not _CHANGES.search(words):
        return False
    rest = _OVER_HEADS.sub(" ", words)
    return _AVERAGE.search(rest) is not None


def _is_rate(words: str, quantity: Quantity | None) -> bool:
    """Whether so much is wanted in each year: an income of a year is a level instead."""
    if quantity is None or not _RATE.search(words):
        return False
    return quantity.unit in ("%", "‰") or not _is_level(words, quantity)


def _is_level(words: str, quantity: Quantity | None) -> bool:
    """Whether income, age or land of a head is measured."""
    each = (quantity.each or "").lower().split("/") if quantity else []
    heads = set(vocabulary().numbers.per_head)
    return bool(heads & set(each) or _OVER_HEADS.search(words) or _LEVEL.search(words))


def last_day(words: str) -> date | None:
    """The very day by which something is to be done; None where only a year is named."""
    if not _MAY_BE_DATED.search(words):
        return None
    days = (each.last_day for each in rhythms_of(words) if each.kind is RhythmKind.ONCE)
    day = next((each for each in days if each is not None), None)
    if day is not None and (day.month, day.day) == _YEAR_END and year_of(words) == day.year:
        return None
    return day


_YEAR_END = (12, 31)

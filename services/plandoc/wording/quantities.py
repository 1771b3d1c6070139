"""Figures as Vietnamese plans write them: "≥ 7,25%", "từ 20-30 hộ", "ít nhất một phòng".

A comma is the decimal mark; a point or a blank groups thousands. Years, dates and the numbers of
papers are no figures.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from services.domain.numerals import PRINTED, is_of_a_plan, read_printed
from services.plandoc.wording.vocabulary import longest_first, vocabulary


class Comparison(StrEnum):
    """How the words bind a value: strict and non-strict are kept apart, as plans confuse them."""

    AT_LEAST = "at_least"  # "≥", "ít nhất", "không thấp hơn", "… trở lên"
    MORE = "more"  # "trên", "hơn", ">"
    AT_MOST = "at_most"  # "≤", "tối đa", "không quá", "… trở xuống"
    LESS = "less"  # "dưới", "<"
    ABOUT = "about"  # "khoảng", "xấp xỉ"
    BETWEEN = "between"  # "20 - 30", "từ 20 đến 30"
    PLAIN = "plain"  # the figure stands alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Một con số trong văn bản: comparison, value, unit, of what, by when, and the raw words.

    `high` is the end of a range that begins at `value`. `unit` is "%" or the counted noun, `each`
    what stands behind the slash ("năm", "cấp"), `of` the whole that a percentage is taken of, or
    the words that follow a figure without a unit. `by_year` is the year named with it. `start`
    and `end` are offsets of `raw` in the text that was read.
    """

    raw: str
    comparison: Comparison
    value: Decimal
    high: Decimal | None
    unit: str | None
    each: str | None
    of: str | None
    by_year: int | None
    start: int
    end: int


_BEFORE = {
    Comparison.AT_LEAST: (
        "≥|>=|ít nhất|tối thiểu|không dưới|không thấp hơn|không ít hơn|không nhỏ hơn|từ"
    ),
    Comparison.AT_MOST: (
        "≤|<=|tối đa|không quá|không vượt quá|không cao hơn|không lớn hơn|không trên"
    ),
    Comparison.MORE: ">|trên|hơn|cao hơn|lớn hơn|vượt",
    Comparison.LESS: "<|dưới|thấp hơn|nhỏ hơn|ít hơn",
    Comparison.ABOUT: "~|khoảng|xấp xỉ|ước",
}
_WORDS = {
    word: Decimal(value)
    for value, word in enumerate(
        ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}
# Vietnamese writes many syllables for one noun: these are read whole, any other as one word.
_NOUNS = "|".join(map(re.escape, longest_first(vocabulary().nouns)))
# Words behind a figure that go on with the sentence instead of naming what is counted.
_NO_NOUN = "so|trở|đến|tổng|của|và|với|khoảng|trên|dưới|hơn|ít|không|tối|từ|đạt|tăng|giảm"
_COMPARED = "|".join(
    f"(?P<{name.value}>{'|'.join(sorted(words.split('|'), key=len, reverse=True))})"
    for name, words in _BEFORE.items()
)
_FIGURE = re.compile(
    rf"(?<![\w.,/])(?:(?:{_COMPARED})\s*(?:đạt\s+|có\s+)?)?"
    rf"(?<![\w.,/])(?:(?P<low>{PRINTED})|(?P<word>{'|'.join(_WORDS)})(?!\w))"
    rf"(?:\s*%?\s*(?:-|–|—|đến(?!\s+năm))\s*(?P<high>{PRINTED})(?![\w/]))?"
    rf"(?P<percent>\s*%)?"
    rf"(?:\s*(?P<noun>{_NOUNS}|(?!(?:{_NO_NOUN})\b)[^\W\d_]+))?"
    rf"(?:\s*/\s*(?P<each>{_NOUNS}|[^\W\d_]+))?"
    r"(?P<from>\s+trở\s+(?P<way>lên|xuống))?",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?P<of>(?:tổng|của)\s[^,;.()\d]+)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:năm|đến|hết|cuối|trước)\s+(?P<year>(?:19|20)[0-9]{2})(?!\d)", re.IGNORECASE
)
_YEARS = range(1900, 2101)
_SENTENCE_END = re.compile(r"[.;]\s")
# What makes of a number the name of a paper, a day, a level or a year.
_NAMED_BEFORE = re.compile(
    r"(?:số|ngày|tháng|năm|quý|lần thứ|thứ|mức độ|cấp|nghị quyết|chỉ thị|đề án|quyết định|"
    r"điều|khoản|mục|giai đoạn|bộ chỉ số|khóa|hạng|dòng)\s*$",
    re.IGNORECASE,
)
# "12 bác sĩ trên 10.000 dân": what a rate is taken of.
_PER_HEAD = re.compile(r"trên\s+10*[. ]?0*\s*(?:vạn|nghìn|ngàn)?\s*dân(?!\w)", re.IGNORECASE)
_MOST_FIGURES = 150
_NEAR = 300  # characters around a figure in which its year stands
_LONGEST_NAME = 40  # characters before a number in which its name stands
_NAMED_BEHIND = re.compile(r"\s*(?:/\s*\d|/\s?[A-ZĐ]{2}|[-–]\s*[A-ZĐ]{2})")


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the figures of a text, in its order; an empty tuple where there is none.

    A paragraph of more figures than any plan has is read as far as that.
    """
    dated = _YEAR.search(text) is not None
    quantities = (
        _quantity(text, match, dated=dated)
        for match in _FIGURE.finditer(text)
        if not _is_name(text, match)
    )
    return tuple(islice(quantities, _MOST_FIGURES))


def read_period(text: str) -> tuple[int, int] | None:
    """Find a period of years such as "giai đoạn 2026 - 2030"; None where there is none."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)", text, re.ASCII)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if first <= last else None


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Say whether the digits name a year, a day, a paper or a level instead of counting."""
    if match["word"]:
        counted = any(match[name.value] for name in _BEFORE)
        return not counted or match[Comparison.MORE.value] is not None  # "trên một vạn dân"
    if _PER_HEAD.match(text, match.start()):
        return True
    if any(each and not is_of_a_plan(each) for each in (match["low"], match["high"])):
        return True
    start = match.start("low")
    end = match.end("high") if match["high"] else match.end("low")
    compared = any(match[name.value] for name in _BEFORE)
    if match["percent"] is None and not compared:
        if _NAMED_BEFORE.search(text, max(0, start - _LONGEST_NAME), start):
            return True
        if _looks_like_year(match["low"]):
            return True
    ends_low = match.end("low")
    return bool(_NAMED_BEHIND.match(text, end) or _NAMED_BEHIND.match(text, ends_low)) or (
        match["high"] is not None and _looks_like_year(match["low"])
    )


def _looks_like_year(digits: str) -> bool:
    return re.fullmatch("[12][0-9]{3}", digits) is not None and int(digits) in _YEARS


def _quantity(text: str, match: re.Match[str], *, dated: bool) -> Quantity:
    value = _WORDS[match["word"].lower()] if match["word"] else read_printed(match["low"])
    high = read_printed(match["high"]) if match["high"] else None
    noun = match["noun"]
    following = _OF.match(text, match.end())
    return Quantity(
        raw=match[0].strip(),
        comparison=_comparison(match),
        value=value,
        high=high,
        unit="%" if match["percent"] else noun,
        each=match["each"],
        of=following["of"].strip() if following else noun if match["percent"] else None,
        by_year=_year_near(text, match) if dated else None,
        start=match.start(),
        end=match.end(),
    )


def _comparison(match: re.Match[str]) -> Comparison:
    if match["high"]:
        return Comparison.BETWEEN
    if match["from"]:
        return Comparison.AT_LEAST if match["way"].lower() == "lên" else Comparison.AT_MOST
    for name in _BEFORE:
        if match[name.value]:
            return Comparison.PLAIN if match[name.value].lower() == "từ" else name
    return Comparison.PLAIN


def _year_near(text: str, match: re.Match[str]) -> int | None:
    """The year named last before the figure in its sentence, else the first behind it."""
    near = max(0, match.start() - _NEAR)
    begin = max(near, *(text.rfind(mark, near, match.start()) + 1 for mark in ".;"))
    before = list(_YEAR.finditer(text, begin, match.start()))
    if before:
        return int(before[-1]["year"])
    end = min(len(text), match.end() + _NEAR)
    stop = _SENTENCE_END.search(text, match.end(), end)
    behind = _YEAR.search(text, match.end(), stop.start() if stop else end)
    return int(behind["year"]) if behind else None

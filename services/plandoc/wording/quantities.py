"""Figures as Vietnamese plans write them: "≥ 7,25%", "từ 20-30 hộ", "ít nhất một phòng".

A comma is the decimal mark; a point or a blank groups thousands. Numbers that name something are
no figures (`naming_numbers`).
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import islice

from services.domain.numerals import PRINTED, is_of_a_plan, read_printed
from services.plandoc.wording.naming_numbers import (
    is_age_or_rank,
    is_base_of_a_rate,
    is_list_number,
    is_name,
    is_paper,
    looks_like_year,
)
from services.plandoc.wording.vocabulary import longest_first, vocabulary
from services.plandoc.wording.words import plain


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

    `high` is the end of a range that begins at `value`. `unit` is "%", "‰" or the counted noun,
    `each` what stands behind the slashes ("năm", "người/tháng", "100.000 trẻ"), `of` the whole
    that a percentage is taken of, or the words that follow a figure without a unit. `by_year` is
    the year named with it. `start` and `end` are offsets of `raw` in the text that was read.
    `far` marks a "trở lên" that stands some words behind `raw`.
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
    far: bool = False


_WORDS = {
    word: Decimal(value)
    for value, word in enumerate(
        ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1
    )
}


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in longest_first(words))


_BOUND = vocabulary().numbers.comparisons
# Vietnamese writes many syllables for one noun: these are read whole, any other as one word.
_KNOWN = (*vocabulary().nouns, *vocabulary().sizes)
_NOUNS = rf"(?:{_any_of(_KNOWN)})(?!\w)"
_COUNTED = frozenset(map(plain, (*_KNOWN, *vocabulary().numbers.counters)))
# Words behind a figure that go on with the sentence instead of naming what is counted.
_NO_NOUN = (
    "so|trở|đến|tổng|của|và|với|khoảng|trên|dưới|hơn|ít|không|tối|từ|đạt|tăng|giảm|vào|trong|theo|"
    "là|còn|được|hằng|hàng|mỗi|bình quân|trung bình|hoặc|lên|xuống|tại|ở|cho|để|do|thì"
)
_PARTS = _any_of((*vocabulary().numbers.parts, "km", "ha"))
_NUMBER = (
    rf"(?:[0-9]{{1,3}}\.[0-9]{{1,2}}(?=\s*(?:[%‰]|{_any_of(vocabulary().sizes)}(?!\w)))|{PRINTED})"
    r"(?![.,]?[0-9])"
)
# "sinh sống/100.000 trẻ", "bác sĩ/vạn dân", "triệu đồng/người/năm".
_EACH = (
    r"\s*/\s*(?:(?:10*(?:[. ]?0{3})*|một)?\s*(?:vạn|nghìn|ngàn|triệu)?\s*"
    r"(?:trẻ (?:em )?(?:đẻ|sinh|ra|sơ)[^\W\d_]* ?(?:ra )?(?:sống|sinh)|dân)(?!\w)|"
    rf"10+(?:[. ]0{{3}})*\s+(?:{_NOUNS}|[^\W\d_]+)|"
    r"10{2,}(?:[. ]0{3})*(?![\d/])|10{0,2}(?:[. ]0{3})+(?![\d/])|"
    rf"{_NOUNS}|[^\W\d_]+)"
)


def _bound_by(words: tuple[str, ...]) -> str:
    """A pattern of signs, which stand anywhere, and of words, which stand alone."""
    signs = [re.escape(each) for each in longest_first(words) if not each[0].isalpha()]
    whole = _any_of(tuple(each for each in words if each[0].isalpha()))
    return "|".join((*signs, rf"(?<![\w.,/])(?:{whole})(?!\w)"))


_COMPARED = "|".join(f"(?P<{name}>{_bound_by(words)})" for name, words in _BOUND.items())
_FIGURE = re.compile(
    rf"(?:(?:{_COMPARED})\s*(?:(?:đạt|có|là|được|từ|bằng|mức)\s+){{0,2}})?"
    rf"(?<![\w.,/])(?<![^\W\d_]-)(?:(?P<low>{_NUMBER})|(?P<word>{'|'.join(_WORDS)})(?!\w)(?!\s+20\d\d))"
    rf"(?:\s*/\s*(?P<total>[0-9]{{1,3}}(?:,[0-9]+)?)(?=\s+(?:{_PARTS})(?!\w)))?"
    rf"(?:\s*(?:[%‰]|{_NOUNS})?\s*(?:-|–|—|đến(?!\s+năm))\s*(?!(?:19|20)[0-9]{{2}}(?!\w))(?P<high>{_NUMBER})(?![\w/]))?"
    rf"(?P<percent>\s*(?:[%‰]|phần\s+(?:trăm|nghìn|ngàn|vạn)(?!\w)))?"
    rf"(?(percent)|(?:\s*(?P<noun>{_NOUNS}|(?!(?:{_NO_NOUN})(?!\w))[^\W\d_]+))?)"
    rf"(?P<each>(?:{_EACH})+)?"
    rf"(?P<from>\s+trở\s+(?P<way>lên|xuống))?",
    re.IGNORECASE,
)
_OF = re.compile(r"\s*(?P<of>(?:tổng|của)\s[^,;.()\d]+)", re.IGNORECASE)
# "từ 04 vườn mẫu trở lên": the words between name what is counted, never what it is rated.
_FAR = re.compile(
    r"(?P<between>(?:\s+(?!(?:đạt|được|có|xếp|loại|mức|từ|và|trở|khá|tốt)(?!\w))[^\W\d_]+)"
    r"{1,7}?)\s+trở\s+(?P<way>lên|xuống)",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:năm|đến|hết|cuối|trước)\s+(?P<year>(?:19|20)[0-9]{2})(?!\d)", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.;]\s")
_MOST_FIGURES = 16
_NEAR = 300  # characters around a figure in which its year stands
_SHARES = {"%": "%", "‰": "‰", "trăm": "%", "nghìn": "‰", "ngàn": "‰", "vạn": "phần vạn"}
_FIRM = (Comparison.AT_LEAST, Comparison.AT_MOST)


def read_quantities(text: str) -> tuple[Quantity, ...]:
    """Find the figures of a text, in its order; an empty tuple where there is none.

    A paragraph of more figures than any plan has is read as far as that.
    """
    dated = _YEAR.search(text) is not None
    quantities = (
        _quantity(text, match, dated=dated)
        for match in _FIGURE.finditer(text)
        if not _names(text, match)
    )
    return tuple(islice(quantities, _MOST_FIGURES))


def _names(text: str, match: re.Match[str]) -> bool:
    """Say whether the digits name a year, a day, a paper or a level instead of counting."""
    if match["word"]:  # "trên một vạn dân", "từ một nguồn"
        return _said(match) not in _FIRM or (match["at_least"] or "").lower() == "từ"
    if match["total"]:
        return _value(match["total"]) < _value(match["low"])
    spans = [match.span(name) for name in ("low", "high") if match[name]]
    return (
        is_base_of_a_rate(text, match.start())
        or not all(is_of_a_plan(text[start:end].replace(".", "")) for start, end in spans)
        or any(is_age_or_rank(text, start, end) for start, end in spans)
        or (not match["each"] and _is_numbered(text, spans))
        or (match["high"] is not None and looks_like_year(match["low"]))
        or _is_named(text, match)
    )


def _is_numbered(text: str, spans: list[tuple[int, int]]) -> bool:
    return is_list_number(text, *spans[0]) or any(is_paper(text, end) for _, end in spans)


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether the words around make a name of a number that is no share and bound by nothing.

    A "trở lên" behind binds no name: "xếp thứ 5 trở lên", "cấp 3 trở lên".
    """
    bound = any(match[name] and match[name].lower() != "từ" for name in _BOUND)
    if match["percent"] or bound:
        return False
    counts = plain(match["noun"] or "") in _COUNTED
    return is_name(text, *match.span("low"), counts=counts)


def _quantity(text: str, match: re.Match[str], *, dated: bool) -> Quantity:
    share = match["percent"]
    following = _OF.match(text, match.end())
    far = _far(text, match)
    return Quantity(
        raw=match[0].strip(),
        comparison=far or _said(match),
        value=_WORDS[match["word"].lower()] if match["word"] else _value(match["low"]),
        high=_value(match["high"]) if match["high"] else None,
        unit=_SHARES[share.split()[-1].lower()] if share else match["noun"],
        each=_each(match),
        of=following["of"].strip() if following else None,
        by_year=_year_near(text, match) if dated else None,
        start=match.start(),
        end=match.end(),
        far=far is not None,
    )


def _value(printed: str) -> Decimal:
    """A number as printed; a point before one or two digits is a decimal mark of other hands."""
    if re.fullmatch(r"[0-9]{1,3}\.[0-9]{1,2}", printed):
        return Decimal(printed)
    return read_printed(printed)


def _each(match: re.Match[str]) -> str | None:
    """What stands behind the slashes, without blanks around them."""
    return re.sub(r"\s*/\s*", "/", match["each"].strip()).strip("/") if match["each"] else None


def _far(text: str, match: re.Match[str]) -> Comparison | None:
    """The side that a "trở lên" some words behind opens; None where there is none.

    Without "từ" in front only the counted noun itself may stand between.
    """
    if match["high"] or match["from"] or _said(match) is not Comparison.PLAIN:
        return None
    way = _FAR.match(text, match.end())
    if way is None or (match["at_least"] is None and len(way["between"].split()) > 1):
        return None
    return _open_side(way["way"])


def _open_side(way: str) -> Comparison:
    return Comparison.AT_LEAST if way.lower() == "lên" else Comparison.AT_MOST


def _said(match: re.Match[str]) -> Comparison:
    """How the words around a figure bind it; "từ" alone binds nothing."""
    if match["high"]:
        return Comparison.BETWEEN
    if match["from"]:
        return _open_side(match["way"])
    for name in _BOUND:
        if match[name]:
            return Comparison.PLAIN if match[name].lower() == "từ" else Comparison(name)
    return Comparison.PLAIN


def read_period(text: str) -> tuple[int, int] | None:
    """Find a period of years such as "giai đoạn 2026 - 2030"; None where there is none."""
    match = re.search(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)", text, re.ASCII)
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return (first, last) if first <= last else None


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

"""The mark in front of a clause: "II.", "1.2.", "a)", "-", "Thứ nhất", "Điều 3."."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from services.plandoc.structure.numbering import ROMANS
from services.plandoc.wording.words import CAPITAL


class MarkRank(IntEnum):
    """How far out a mark usually stands; what is first met inside another one stands deeper."""

    PART = 0  # "Phần thứ nhất", "Chương I"
    ROMAN = 1
    CAPITAL = 2  # "A."
    ARTICLE = 3  # "Điều 1."
    NUMBER = 4
    NUMBER_OF_TWO = 5  # "1.1."
    NUMBER_OF_THREE = 6
    ORDINAL = 7  # "Thứ nhất", "Một là"
    IN_BRACKETS = 8  # "(1)"
    LETTER = 9
    DASH = 10
    PLUS = 11
    BULLET = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseMark:
    """Ký hiệu đầu ý: as it is printed, its rank, and where its words begin in the line."""

    printed: str
    rank: MarkRank
    end: int


_ORDINAL: Final = "nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_COUNTED: Final = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_WORD: Final = r"[^\W\d_]"
_ROMAN: Final = "|".join(sorted(ROMANS, key=len, reverse=True))
_BEHIND_NUMBER: Final = rf"(?:[.)/:]\s*(?={_WORD})|\s+(?={CAPITAL}))"
_NAMED_NUMBER: Final = (
    rf"(?i:(?:kết luận|nhiệm vụ|việc|ý|nội dung)\s+(?:thứ\s+(?:{_ORDINAL})|(?:số\s+)?\d{{1,2}}))"
    r"\s*[:.]"
)
_FORMS: Final[tuple[tuple[str, MarkRank], ...]] = (
    (
        rf"(?i:phần|chương)\s+(?:(?i:thứ)\s+(?i:{_ORDINAL})|[IVX]{{1,5}}|\d{{1,2}})(?!\w)\s*[.:]?",
        MarkRank.PART,
    ),
    (r"(?i:điều|mục)\s+\d{1,3}\s*[.:]", MarkRank.ARTICLE),
    (rf"(?!V/v)(?:{_ROMAN})\s*(?:[./)]|[-–](?=\s))(?=\s|[^\W\d_]|$)", MarkRank.ROMAN),
    (rf"[A-HĐ]\s*(?:[./)])(?=\s+{CAPITAL})", MarkRank.CAPITAL),
    (rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}{_BEHIND_NUMBER}", MarkRank.NUMBER_OF_THREE),
    (rf"\d{{1,2}}\.\d{{1,2}}{_BEHIND_NUMBER}", MarkRank.NUMBER_OF_TWO),
    (_NAMED_NUMBER, MarkRank.NUMBER),
    (rf"\d{{1,2}}\s*[.)/](?=\s*[“\"(]?{_WORD})", MarkRank.NUMBER),
    (rf"\d{{1,2}}\s*[.)/]\s*[-–](?=\s*{CAPITAL})", MarkRank.NUMBER),
    (rf"\d{{1,2}}\s?[-–:](?=\s*{CAPITAL})", MarkRank.NUMBER),
    (
        rf"(?i:thứ\s+(?:{_ORDINAL})|(?:{_COUNTED})\s+là)\s*(?:[,:.;]|[-–](?=\s)|(?=\s+{_WORD}))",
        MarkRank.ORDINAL,
    ),
    (r"\(\d{1,2}\)", MarkRank.IN_BRACKETS),
    (r"\([a-zđ]\)", MarkRank.LETTER),
    (rf"[a-zđ]\d?\s*[.)/](?=\s*[“\"(]?{_WORD})", MarkRank.LETTER),
    (r"[-–—−](?=\s*[^\s\d\-–—−_=.])|[-–—−](?=\s+\d)", MarkRank.DASH),
    (r"\+(?=\s*[^\s\d+])|\+(?=\s+\d)", MarkRank.PLUS),
    (r"[•▪●◦■□►➢✓→⇒\uf000-\uf0ff]|[*o·](?=\s)", MarkRank.BULLET),
)
_MARKS: Final = tuple((re.compile(pattern), rank) for pattern, rank in _FORMS)
_OPENS: Final = frozenset("PpCcĐđMmIVXABCDEFGHKkNnÝýTtBbHhS(+*•▪●◦■□►➢✓→⇒·-–—−")
_DAY_OF_WEEK: Final = re.compile(
    r"(?i:thứ\s+(?:hai|ba|tư|năm|sáu|bảy))[,\s]+(?i:(?:ngày|tuần|hằng|hàng|tới|này|sau)(?!\w)|\d)"
)
# "theo Nghị định số / 30. …", "trước ngày / 15. …": the number belongs to the line before.
_WANTS_NUMBER: Final = re.compile(
    r"(?:số|ngày|tháng|năm|quý|khoản|điểm|điều|mục|tổ|khu phố|đến|và|từ|,)$", re.IGNORECASE
)
_INLINE_NUMBER: Final = re.compile(
    rf"(?<=[.;:])\s+(?P<mark>(?P<number>\d{{1,2}})[.)])\s*(?={CAPITAL})"
)
_INLINE_LETTER: Final = re.compile(r"(?<=[.;:,])\s+(?P<mark>(?P<letter>[a-zđ])\))\s*(?=\w)")
_ORDERS: Final = (tuple("abcdeghiklmn"), tuple("abcdđeghiklmn"), tuple("abcdefghijkl"))


def mark_of(line: str, before: str = "") -> ClauseMark | None:
    """The mark in front of a line, which begins with no blank; None where it has none.

    `before` is the line above: a number may belong to its last words.
    """
    if not line or not (line[0] in _OPENS or line[0].isdigit() or line[0].islower()
                        or "\uf000" <= line[0] <= "\uf0ff"):  # fmt: skip
        return None
    for pattern, rank in _MARKS:
        match = pattern.match(line)
        if match is None:
            continue
        if rank is MarkRank.ORDINAL and _DAY_OF_WEEK.match(line):
            return None
        if line[0].isdigit() and _WANTS_NUMBER.search(before):
            return None
        return ClauseMark(printed=match[0].strip(), rank=rank, end=match.end())
    return None


def _number_of(mark: ClauseMark) -> int:
    """The last number of a mark; 0 where it has none."""
    digits = re.findall(r"\d+", mark.printed)
    return int(digits[-1]) if digits else 0


def marks_inside(line: str, own: ClauseMark | None) -> list[tuple[int, ClauseMark]]:
    """Marks of a list that somebody typed on one line: "1. … 2. …", "a) …; b) …".

    Only a list that counts on without a gap is one, from the line's own mark or from its first.
    """
    numbered = _counting_on(line, own)
    return sorted([*numbered, *_lettered(line, own)], key=lambda each: each[0])


def _counting_on(line: str, own: ClauseMark | None) -> list[tuple[int, ClauseMark]]:
    is_numbered = own is not None and own.rank is MarkRank.NUMBER
    last = _number_of(own) if own is not None and is_numbered else 0
    collected = []
    for match in _INLINE_NUMBER.finditer(line):
        if int(match["number"]) == last + 1:
            last += 1
            collected.append((match.start("mark"), _inside(match, MarkRank.NUMBER)))
    return collected if is_numbered or len(collected) > 1 else []


def _lettered(line: str, own: ClauseMark | None) -> list[tuple[int, ClauseMark]]:
    matches = list(_INLINE_LETTER.finditer(line))
    first = own.printed[0] if own is not None and own.rank is MarkRank.LETTER else ""
    for order in _ORDERS:
        wanted = order[order.index(first) + 1 if first in order else 0 :]
        letters = tuple(match["letter"] for match in matches)
        if letters and letters == wanted[: len(letters)] and (first or len(letters) > 1):
            return [(each.start("mark"), _inside(each, MarkRank.LETTER)) for each in matches]
    return []


def _inside(match: re.Match[str], rank: MarkRank) -> ClauseMark:
    return ClauseMark(printed=match["mark"], rank=rank, end=match.end() - match.start("mark"))

"""The title of a document: the name of its type in capitals, and the lines that go on with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.plandoc.structure.numbering import Level
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.vocabulary import longest_first, vocabulary
from services.plandoc.wording.words import syllables

_TYPES = "|".join(re.escape(each.upper()) for each in longest_first(vocabulary().types))
_TYPE = re.compile(rf"(?P<type>{_TYPES})(?!\w)\s*:?\s*")
_ABOUT = re.compile(r"(?:V/v|Về việc)\s*:?\s+\S", re.IGNORECASE)
_BESIDE = re.compile(r"Số\s*:?\s*[\d/]|.*ngày[\s.…\d]*tháng|CỘNG H[ÒO]A|Độc lập", re.IGNORECASE)
# What begins a sentence below the title, wherever it stands.
_NO_TITLE = re.compile(
    r"(?:Căn cứ|Để|Nhằm|Xét|Kính gửi|Trên cơ sở|Điều\s+\d|Nơi nhận)(?!\w)|\(", re.IGNORECASE
)
# What may be the title's first line, and begins a sentence below that.
_LATER_NO_TITLE = re.compile(r"(?:Thực hiện|Theo|Trong|Nay)(?!\w)", re.IGNORECASE)
_ISSUER = re.compile(
    r"(?:(?:CHỦ TỊCH\s+)?(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND)"
    r"|CHỦ TỊCH|BAN CHẤP HÀNH|ĐẢNG ỦY)(?!\w)"
)
_ANNOUNCES = re.compile(r"(?<!\w)như sau(?!\w)", re.IGNORECASE)
_SMALL_BEGINNING = re.compile(
    r"(?:Giai đoạn|Nhiệm kỳ|Năm|Trên địa bàn|Của|Đến năm|Quý|Tháng|Và|Trong)(?=\s)"
)
_MOST_LINES = 5
_LONGEST_SUBTITLE = 16  # syllables of a line that goes on with a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """Tên văn bản: its type ("kế hoạch"), its words as printed, the paragraphs that hold it.

    `first` and `end` count those paragraphs among the ones that were looked at.
    """

    type: str
    words: str
    lines: tuple[Entry, ...]
    first: int
    end: int


def is_type_line(entry: Entry) -> bool:
    """Whether a paragraph is the name of a type in capitals, alone or with a title in capitals."""
    match = _TYPE.match(entry.text)
    return match is not None and not any(map(str.islower, entry.text[match.end() :]))


def title_of(opening: Sequence[Entry]) -> Title | None:
    """Find the title among the paragraphs above the first section."""
    for at, entry in enumerate(opening):
        match = _TYPE.match(entry.text)
        if match is not None:
            below, end = _below(opening, at + 1, entry.text[match.end() :])
            words = " ".join((entry.text[match.end() :], *map(_joining, below)))
            return Title(
                type=match["type"].lower(),
                words=words.strip(" .;"),
                lines=(entry, *below),
                first=at,
                end=end,
            )
    return _about(opening)


def _about(opening: Sequence[Entry]) -> Title | None:
    """A letter has no name of a type: what stands behind "V/v" says what it is about."""
    for at, entry in enumerate(opening):
        if _ABOUT.match(entry.text):
            words = entry.text.strip(" .;")
            return Title(type="công văn", words=words, lines=(entry,), first=at, end=at + 1)
    return None


def _below(opening: Sequence[Entry], start: int, begun: str) -> tuple[list[Entry], int]:
    """The lines that go on with a title, and where the next sentence begins."""
    lines: list[Entry] = []
    words, end = begun, start
    for at in range(start, len(opening)):
        entry = opening[at]
        if _BESIDE.match(entry.text) or not syllables(entry.text):
            continue
        if len(lines) == _MOST_LINES or not _goes_on(entry, words):
            break
        lines.append(entry)
        words, end = f"{words} {entry.text}", at + 1
    return lines, end


def _goes_on(entry: Entry, before: str) -> bool:
    """Whether a line belongs to the title of which `before` was read."""
    text = entry.text
    if entry.level is not Level.PLAIN or _NO_TITLE.match(text) or _ANNOUNCES.search(text):
        return False
    first = not before.strip()
    if text.rstrip().endswith((":", ";")) or (_ISSUER.match(text) and not first):
        return False
    if first or (_in_capitals(before) and _in_capitals(text)):
        return not _ISSUER.fullmatch(text)
    short = len(syllables(text)) <= _LONGEST_SUBTITLE and not text.rstrip().endswith(".")
    return short and not _LATER_NO_TITLE.match(text) and not _in_capitals(text)


def _joining(line: Entry) -> str:
    """A line of a title as it goes on with the one above: "giai đoạn 2026 - 2030"."""
    return _SMALL_BEGINNING.sub(lambda match: match[0].lower(), line.text)


def _in_capitals(words: str) -> bool:
    return not any(map(str.islower, words))

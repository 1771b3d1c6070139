"""Lines that a page was too narrow for: which of them only go on with the line before.

Text that comes from a PDF has a line for each line of the paper. Two lines are put together only
where that is sure; a line that may begin something of its own stays alone, and a note says so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.plandoc.sources.source import Paragraph, Table
from services.plandoc.wording.vocabulary import any_of, vocabulary

# Characters of a line of A4, with a large font and with a small one.
_NARROWEST, _WIDEST = 35, 140
_FEWEST = 2  # lines that begin in lower case, by which a text is known to be wrapped
_MOST_WIDER = 0.02
_TOLERANCE = 1.25
_FULL = 0.75  # of the widest line that surely goes on
_FORCED = 0.9  # with the next word: no room was left for it
_SURE_SHARE = 0.6
_LEAST_SHARE = 0.04  # of all lines; fewer are only cut at pages

_MARK = re.compile(
    r"[-–—+•*▪●]\s*\S|\(?\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)/]\s*[^\W\d_]|\d{1,2}(?:\.\d{1,2})+\s+[^\W\d_]"
    r"|\(\d{1,3}\)|[a-zđ]{1,2}\s*[.)]|[IVX]{1,5}\s*[./:-]|[A-HĐ]\s*[./:-]\s"
)
_ENDED = (".", ":", ";", "!", "?", "…")
_CLOSED = ("”", ")", '"', "»")
# Words that never end a sentence: what they belong to stands on the next line.
_OPEN_WORDS = (
    "và|hoặc|hay|với|cùng|của|cho|tại|theo|về|đến|từ|do|bởi|các|những|mỗi|mọi|để|trong|ngoài|trên"
    "|dưới|là|gồm|bằng|vào|ở|thuộc|giữa|như|số|ngày|tháng|quý|khoản|trước|sau|đạt|còn|không|được"
)
_OPEN = re.compile(rf"(?:(?<!\w)(?:{_OPEN_WORDS})|[,/]|[\s\w][-–—])$", re.IGNORECASE)
_LONGEST_END = 40  # characters at a line's end that say whether it is open
_NEW = re.compile(
    r"Căn cứ\b|Nơi nhận|Điều\s+\d|Khoản\s+\d|Phụ lục|Phụ biểu|Biểu\s+(?:số|\d)"
    r"|(?:Phần|Chương|Mục)\s+(?:thứ|[IVX\d])"
    r"|Kính gửi|Xét\s|Theo\s|Thực hiện\s|Trên đây\b|Yêu cầu\b|Đề nghị\b|Giao\s|Số\s*:"
    r"|(?:TM|KT|TL|TUQ)\."
)
# A name that was cut behind its head, a place behind its kind, two years at their dash.
_HEADS = any_of(vocabulary().heads)
_HEAD_END = re.compile(rf"(?<!\w)(?:{_HEADS})$")
_PLACE_END = re.compile(
    r"(?<!\w)(?:phường|xã|thị trấn|đặc khu|tỉnh|thành phố|thôn|ấp|bản|khu phố|tổ dân phố)$"
)
_YEAR_END = re.compile(r"(?<!\d)20\d\d$")
_TO_YEAR = re.compile(r"[-–—]\s*20\d\d(?!\d)")
_PAPER = re.compile(r"\d{1,4}\s*/\s*[A-ZĐ]{2,9}\s*[-–]")  # "17/CT-UBND" is no mark of a list
_QUOTES = '“"('
_VERBS = any_of(vocabulary().verbs)
_VERB = re.compile(rf"(?<!\w)(?:{_VERBS})(?!\w)", re.IGNORECASE)
_BEGINS_WITH_VERB = re.compile(rf"(?:{_VERBS})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Width:
    """How wide the lines of a wrapped text are, in characters."""

    widest: int

    def is_full(self, line: str) -> bool:
        return len(line) >= _FULL * self.widest

    def had_no_room(self, line: str, after: str) -> bool:
        return len(line) + 1 + len(after.split(maxsplit=1)[0]) >= _FORCED * self.widest


def join_wrapped(
    blocks: Sequence[Paragraph | Table], parted: frozenset[int] = frozenset()
) -> tuple[tuple[Paragraph | Table, ...], tuple[str, ...]]:
    """Say of each line whether it goes on with the one before, and in a note what was done.

    `parted` holds the `at` of lines before which a blank line stands. The blocks stay as many as
    they were, each with its own words.
    """
    texts = {block.at: block.text for block in blocks if isinstance(block, Paragraph)}
    pairs = _pairs(blocks, parted)
    width = _width(texts, pairs)
    if width is None:
        return tuple(blocks), ()
    joined: set[int] = set()
    sentences: set[int] = set()  # lines of numbered sentences, up to which a verb was said
    unsure = 0
    for before, after in pairs:
        if _says(texts[before]) and (before in joined or _MARK.match(texts[before])):
            sentences.add(before)
        if _goes_on(texts[before], texts[after], width, in_sentence=before in sentences):
            joined.add(after)
            sentences |= {after} if before in sentences else set()
        elif _may_go_on(texts[before], texts[after], width):
            unsure += 1
    marked = tuple(
        replace(block, goes_on=True)
        if isinstance(block, Paragraph) and block.at in joined
        else block
        for block in blocks
    )
    return marked, (_note(len(joined), unsure),)


def _pairs(
    blocks: Sequence[Paragraph | Table], parted: frozenset[int]
) -> tuple[tuple[int, int], ...]:
    """Lines that follow each other, whatever page number stands between them."""
    pairs: list[tuple[int, int]] = []
    before: Paragraph | None = None
    new_page = False
    for block in blocks:
        if isinstance(block, Table):
            before = None
        elif block.layout:
            new_page = True
        else:
            if before is not None and (new_page or block.at not in parted):
                pairs.append((before.at, block.at))
            before, new_page = block, False
    return tuple(pairs)


def _width(texts: Mapping[int, str], pairs: Sequence[tuple[int, int]]) -> _Width | None:
    """How wide the lines are; None where the text is not wrapped."""
    cut = [
        len(texts[before])
        for before, after in pairs
        if texts[after][0].islower()
        and not _MARK.match(texts[after])
        and not texts[before].endswith((*_ENDED, *_CLOSED))
    ]
    few = len(cut) < max(_FEWEST, _LEAST_SHARE * len(texts))
    if few or not _NARROWEST <= max(cut) <= _WIDEST:
        return None
    width = _Width(max(cut))
    wider = sum(1 for text in texts.values() if len(text) > _TOLERANCE * width.widest)
    full = sum(1 for length in cut if length >= _FULL * width.widest)
    wrapped = wider <= _MOST_WIDER * len(texts) and full >= _SURE_SHARE * len(cut)
    return width if wrapped else None


def _goes_on(before: str, after: str, width: _Width, *, in_sentence: bool) -> bool:
    """Whether a line surely goes on with the one before."""
    if before.endswith(_ENDED):
        small = after[0].islower() and not _begins_anew(after)
        return small and before.endswith(";") and width.had_no_room(before, after)
    if _PAPER.match(after) or (_YEAR_END.search(before[-_LONGEST_END:]) and _TO_YEAR.match(after)):
        return True
    if _begins_anew(after):
        return False
    if before.endswith(_CLOSED):
        return after[0].islower() and width.is_full(before)
    end = before[-_LONGEST_END:]
    if after[0].islower() or _OPEN.search(end) or _HEAD_END.search(end):
        return True
    return width.had_no_room(before, after) and _is_same_sentence(before, after, in_sentence)


def _is_same_sentence(before: str, after: str, in_sentence: bool) -> bool:
    """Whether a line that begins with a capital or a figure goes on, the line before being full.

    No item begins with a bare figure, a quote or a bracket; a name may go on with a capital.
    """
    if after[0].isdigit() or after[0] in _QUOTES:
        return True
    named = in_sentence or _PLACE_END.search(before[-_LONGEST_END:]) is not None
    return named and not before.isupper() and not _BEGINS_WITH_VERB.match(after)


def _may_go_on(before: str, after: str, width: _Width) -> bool:
    """Whether a line that was left alone could go on with the one before."""
    ended = before.endswith((*_ENDED, *_CLOSED))
    return not ended and not _begins_anew(after) and width.had_no_room(before, after)


def _begins_anew(line: str) -> bool:
    """A mark of a list, the first words of a known line, or a title in capitals."""
    title = line.isupper() and len(line.split()) > 1
    return title or _MARK.match(line) is not None or _NEW.match(line) is not None


def _says(line: str) -> bool:
    return _VERB.search(line) is not None


def _note(joined: int, unsure: int) -> str:
    left = f", {unsure} dòng không chắc nên để riêng" if unsure else ""
    return (
        f"Các dòng của văn bản có vẻ bị ngắt theo khổ giấy (như chữ chép từ PDF): đã nối {joined} "
        f"dòng vào dòng trước{left}. Nếu có tệp Word gốc, hãy dùng tệp đó."
    )

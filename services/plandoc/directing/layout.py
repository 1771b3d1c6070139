"""A directing text laid out in clauses: its head, conclusions, lists, paragraphs, its end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from services.plandoc.directing.clauses import TextClause, TextPart
from services.plandoc.directing.folding import fold, lines_of
from services.plandoc.directing.marks import ClauseMark, MarkRank, mark_of, marks_inside
from services.plandoc.directing.zones import (
    annex_begins,
    head_ends,
    orders_behind_signature,
    recipients_begin,
    signature_begins,
)

_ENDED: Final = (".", ";", ":", "!", "?", "…", "/")
_CLOSED: Final = " )”’\"'»*"
_FULL: Final = 45  # letters from which a line without an end may have been wrapped
_LONGEST_HEADING: Final = 160
_REOPENS: Final = 30  # letters of a numbered line behind a signature that is text again
# Words that end no sentence: what belongs to them stands on the next line.
_OPEN: Final = re.compile(
    r"(?<!\w)(?:và|hoặc|với|cùng|của|cho|tại|theo|về|đến|từ|do|các|những|để|trong|là|gồm|bằng"
    r"|vào|ở"
    r"|thuộc|số|ngày|tháng|quý|năm|khoản|trước|sau|phòng|ban|phường|nhất|hết)$|,$",
    re.IGNORECASE,
)
_LONGEST_END: Final = 40  # letters at the end of a line that say whether it is open
# "- Đơn vị chủ trì: …", "- Thời hạn: …": what such a line says is said of the clause above it.
_LABEL: Final = re.compile(
    r"(?:(?:cơ quan|đơn vị|bộ phận|người)\s+)?(?:chủ trì|phối hợp|thực hiện|phụ trách|đầu mối"
    r"|theo dõi"
    r"|tham mưu)(?:\s+(?:thực hiện|chính))?\s*:"
    r"|(?:thời (?:hạn|gian)|hạn|tiến độ|hoàn thành|sản phẩm|kết quả|yêu cầu về thời gian)"
    r"(?:\s+(?:hoàn thành|thực hiện|báo cáo|xong|cuối|chót|đầu ra|dự kiến))?\s*:\s*\S",
    re.IGNORECASE,
)
_NEW_SENTENCE: Final = re.compile(
    r"(?:Giao|Yêu cầu|Đề nghị|Trên đây|Kết luận|Nhận được|Căn cứ|Thực hiện|Đồng chí"
    r"|Các đồng chí)\s"
)


@dataclass(slots=True, kw_only=True)
class _Part:
    """A clause on the way: its lines from `start`, its mark, what its last line says."""

    start: int
    kind: TextPart
    mark: ClauseMark | None = None
    depth: int = 0
    words: list[str] = field(default_factory=list)
    last: str = ""
    blank_behind: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.words)


def lay_out(text: str) -> tuple[TextClause, ...]:
    """Part a directing text in clauses: each character belongs to exactly one of them.

    The head is one clause, recipients and signature are one; each mark of a list and each
    paragraph begins a clause, and a line that only goes on belongs to the one before. An empty
    text has none. Any text at all is laid out, and nothing is refused.
    """
    if not text:
        return ()
    folded = fold(text)
    parts = _with_headings(_deep(list(_parts(folded.words))))
    starts = [0, *(folded.place(part.start, part.start)[0] for part in parts[1:])]
    ends = [*starts[1:], len(text)]
    if not parts:
        return (TextClause(start=0, end=len(text), mark="", depth=0, kind=TextPart.BODY),)
    return tuple(
        TextClause(
            start=start,
            end=end,
            mark=part.mark.printed if part.mark else "",
            depth=part.depth,
            kind=part.kind,
        )
        for part, start, end in zip(parts, starts, ends, strict=True)
        if start < end
    )


def _parts(words: str) -> Iterator[_Part]:
    spans = list(lines_of(words))
    lines = [words[start:end].strip() for start, end in spans]
    head = head_ends(lines)
    part = _Part(start=0, kind=TextPart.HEAD if head else TextPart.BODY)
    for at, ((start, end), line) in enumerate(zip(spans, lines, strict=True)):
        if at < head:
            _take(part, line)
            continue
        for begin, own, mark in _pieces(start, words[start:end], line, part):
            following = _begun(part, own, mark, begin)
            if following is not None:
                if part.words or begin > part.start:
                    yield part
                part = following
            _take(part, own)
    if words:
        yield part


def _pieces(
    start: int, raw: str, line: str, part: _Part
) -> Iterator[tuple[int, str, ClauseMark | None]]:
    """What stands on one line: a clause with its mark, or several of a list typed in a row."""
    mark = mark_of(line, "" if part.blank_behind else part.last)
    inside = [] if part.kind is TextPart.SIGNATURE else marks_inside(line, mark)
    indent = len(raw) - len(raw.lstrip())
    begins = [0, *(at for at, _ in inside), len(line)]
    marks = [mark, *(each for _, each in inside)]
    for at, each in enumerate(marks):
        own = line[begins[at] : begins[at + 1]].strip()
        yield (start + indent + begins[at] if at else start), own, each


def _begun(part: _Part, line: str, mark: ClauseMark | None, start: int) -> _Part | None:
    """The part that a line begins; None where it goes on with the one before."""
    if not line:
        return None
    if part.kind is TextPart.SIGNATURE:
        return _behind_signature(line, mark, start)
    if signature_begins(line):
        return _Part(start=start, kind=TextPart.SIGNATURE)
    anew = part.kind is TextPart.HEAD or mark is not None
    if _labels(part, line, mark) or not (anew or (part.words and not _goes_on(part, line))):
        return None
    return _Part(start=start, kind=TextPart.BODY, mark=mark)


def _behind_signature(line: str, mark: ClauseMark | None, start: int) -> _Part | None:
    numbered = mark is not None and mark.rank < MarkRank.DASH
    again = numbered or orders_behind_signature(line)
    if (again and len(line) > _REOPENS) or annex_begins(line):
        return _Part(start=start, kind=TextPart.BODY, mark=mark)
    return None


def _take(part: _Part, line: str) -> None:
    if line:
        part.words.append(line)
        part.last = line
    part.blank_behind = not line


def _labels(part: _Part, line: str, mark: ClauseMark | None) -> bool:
    """Whether a line only says who or when of the marked clause above it."""
    if part.mark is None or (mark is not None and mark.rank < MarkRank.DASH):
        return False
    above = part.mark.rank < MarkRank.DASH or mark is None
    return above and _LABEL.match(line[mark.end if mark else 0 :].lstrip()) is not None


def _goes_on(part: _Part, line: str) -> bool:
    """Whether a line without a mark only goes on with the sentence before it."""
    if "\t" in line or "\t" in part.last:
        return False
    ended = part.last.rstrip(_CLOSED).endswith(_ENDED)
    if _OPEN.search(part.last[-_LONGEST_END:]) and not part.blank_behind:
        return True
    if line[0].islower():
        return not (ended and part.blank_behind) and not part.last.endswith((".", "/."))
    if ended or part.blank_behind or recipients_begin(line):
        return False
    if part.last.isupper() != line.isupper():
        return False
    wrapped = len(part.last) >= _FULL and _NEW_SENTENCE.match(line) is None
    return line.isupper() or wrapped


def _deep(parts: list[_Part]) -> list[_Part]:
    """Say of each part how deep it stands: by the marks in which its own was met."""
    stack: list[MarkRank] = []
    announced = False
    for part in parts:
        if part.kind is not TextPart.BODY:
            stack.clear()
        elif part.mark is None:
            if part.text.isupper():
                stack.clear()
            part.depth = len(stack) if announced else max(0, len(stack) - 1)
        else:
            rank = part.mark.rank
            if rank in stack:
                del stack[stack.index(rank) :]
            else:
                while stack and stack[-1] > rank:
                    stack.pop()
            part.depth = len(stack)
            stack.append(rank)
            announced = _announces(part)
    return parts


def _announces(part: _Part) -> bool:
    """Whether a part reads as the title of what stands below it."""
    return part.last.endswith(":") or (
        not part.last.rstrip(_CLOSED).endswith(_ENDED) and len(part.text) <= _LONGEST_HEADING
    )


def _with_headings(parts: list[_Part]) -> list[_Part]:
    """Tell headings from the body: a title in capitals, or what announces the parts below it."""
    parted: list[_Part] = []
    for at, part in enumerate(parts):
        after = parts[at + 1] if at + 1 < len(parts) else None
        has_parts = after is not None and after.kind is TextPart.BODY and (
            after.depth > part.depth or (part.mark is None and after.mark is not None)
        )  # fmt: skip
        is_heading = part.kind is TextPart.BODY and "\t" not in part.text and (
            (has_parts and _announces(part)) or _is_title(part)
        )  # fmt: skip
        parted.append(replace(part, kind=TextPart.HEADING) if is_heading else part)
    return parted


def _is_title(part: _Part) -> bool:
    bare = part.text[part.mark.end :] if part.mark else part.text
    return bare.isupper() and len(part.text) <= _LONGEST_HEADING and len(bare.split()) > 1

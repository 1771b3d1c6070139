"""Lines and cells with labels: "Đơn vị chủ trì: …; phối hợp: …", "Thời gian thực hiện: …"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.plandoc.bodies.assignees import Assignee, opening
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import codes_of
from services.plandoc.wording.words import CAPITAL

_WHO = r"(?:chủ trì|phối hợp|thực hiện|phụ trách|tham mưu|phân công)"
_WHEN = r"(?:thời gian|thời hạn|tiến độ|kinh phí|nguồn vốn|sản phẩm|kết quả)"
_LABEL = re.compile(
    rf"(?:(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|tổ chức)\s+)?{_WHO}[^:.;]{{0,30}}:"
    rf"|{_WHEN}[^:.;]{{0,30}}:",
    re.IGNORECASE,
)
# "Thời gian thực hiện:" says when, "Nội dung thực hiện:" what.
_OTHER = "".join(
    rf"(?<!{word}\s)" for word in ("gian", "hạn", "độ", "dung", "phí", "vốn", "phẩm", "quả")
)
_LABEL_INSIDE = re.compile(
    rf"{_OTHER}(?<!\w)(?:(?:các\s+)?(?:đơn vị|cơ quan|bộ phận|tổ chức)\s+)?(?P<role>{_WHO})"
    r"(?:\s+(?:thực hiện|tham mưu|chính))?\s*:\s*"
    rf"|(?P<other>(?<!\w){_WHEN}[^:.;]{{0,30}}:\s*)",
    re.IGNORECASE,
)
_SUPPORTS = "phối hợp"
_CITY = r"(?<!TP)(?<!\s[A-ZĐ])"  # "TP." and "P." end no sentence
_SENTENCE_END = re.compile(rf"{_CITY}\.\s+(?={CAPITAL})")
_SPOKEN = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)", re.IGNORECASE)


def is_label(text: str) -> bool:
    """Whether a line below an item only says who leads it, who supports, or by when."""
    return _LABEL.match(text) is not None


def labelled(lines: Iterable[str], book: UnitBook) -> Assignee | None:
    """Read "Đơn vị chủ trì: …", "Đơn vị phối hợp: …" below an item; None where nobody leads."""
    assignee = unled(lines, book)
    return assignee if assignee is not None and assignee.leads else None


def unled(lines: Iterable[str], book: UnitBook) -> Assignee | None:
    """The same, also where the label of the lead is blank; None where no label of units stands."""
    cells = labels_of(lines)
    return assigned(cells.lead, cells.supporting, book) if cells is not None else None


def labels_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take labels off the end of a work: "…; cơ quan chủ trì: Phòng A; thời hạn: quý II/2027".

    The assignee's `work` are the words of the labels; None where they name no lead.
    """
    match = _LABEL_INSIDE.search(text)
    work = text[: match.start()].rstrip(" ;,.-–:(") if match else ""
    if match is None or not work:
        return text, None
    labels = text[match.start() :].rstrip(" .)")
    assignee = labelled([labels], book)
    return (work, replace(assignee, work=labels)) if assignee else (text, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCells:
    """Lời của các nhãn: who leads, who supports, as printed behind their labels."""

    lead: str
    supporting: str


def labels_of(lines: Iterable[str]) -> LabelledCells | None:
    """The words behind labels of units; None where no line has such a label."""
    lead, supporting, labels = "", "", 0
    for line in lines:
        marks = list(_LABEL_INSIDE.finditer(line))
        ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
        for mark, end in zip(marks, ends, strict=True):
            if mark["role"] is None:
                continue
            labels += 1
            words = line[mark.end() : end].strip(" .;,")
            if mark["role"].lower() == _SUPPORTS:
                supporting = words
            else:
                lead = words
    return LabelledCells(lead=lead, supporting=supporting) if labels else None


def assigned(lead: str, supporting: str, book: UnitBook) -> Assignee:
    """Who leads and who supports by two cells; the first may say both, and what is to be done."""
    cells = printed_cells(lead, supporting)
    spoken = opening(cells.lead, book) if _SPOKEN.search(cells.lead) else None
    if spoken is not None and spoken.leads:
        leads, phrase, beside = spoken.leads, spoken.phrase, spoken.supporting
    else:
        leads, phrase, beside = codes_of(cells.lead, book, placed=True)[0], cells.lead, ()
    named, _ = codes_of(cells.supporting, book, placed=True)
    return Assignee(
        leads=leads,
        phrase=phrase,
        supporting=tuple(each for each in dict.fromkeys((*beside, *named)) if each not in leads),
        related=(),
        persons=False,
        work="",
    )


def printed_cells(lead: str, supporting: str) -> LabelledCells:
    """The words of two cells that name units: one may hold both behind labels, or a sentence."""
    inside = labels_of([lead])
    if inside is not None:
        lead, supporting = inside.lead, inside.supporting or supporting
    return LabelledCells(
        lead=_SENTENCE_END.split(lead, maxsplit=1)[0].strip(),
        supporting=_SENTENCE_END.split(supporting, maxsplit=1)[0].strip(),
    )

"""Lines and cells with labels: "Đơn vị chủ trì: …; phối hợp: …", "Thời gian thực hiện: …"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.cells import codes_of
from services.plandoc.bodies.groups import group_pattern
from services.plandoc.bodies.name_ends import begins_name, name_from
from services.plandoc.bodies.roles import spoken_roles
from services.plandoc.wording.rhythms import is_only_time, rhythms_of_cell
from services.plandoc.wording.words import CAPITAL

_NOUN = r"(?:đơn vị|cơ quan|bộ phận|tổ chức|người|đầu mối|lực lượng|thành phần)"
_BODY = rf"(?:(?:các\s+|giao\s+)?(?:{_NOUN}(?:,\s*|\s+và\s+))?{_NOUN}\s+|giao\s+)?"
_WHO = r"(?:chủ trì|phối hợp|thực hiện|phụ trách|tham mưu|phân công)"
# Whole labels: "có trách nhiệm:" announces work, "Trách nhiệm:" names who does it.
_ALONE = (
    r"(?:(?<!có\s)(?<!chịu\s)trách nhiệm(?:\s+thực hiện)?|đầu mối|(?-i:PH|CT)"
    r"|cùng\s+(?:thực hiện|làm|tham gia)|tham gia)"
)
_WHEN = r"(?:thời gian|thời hạn|tiến độ|thời điểm)"
_DONE = r"(?:hoàn thành|xong|hạn(?:\s+(?:chót|cuối|hoàn thành|thực hiện))?)"
_BESIDE = r"(?:kinh phí|nguồn vốn|sản phẩm|kết quả)"
_REST = r"[^:.;]{0,30}:"
_LABEL = re.compile(
    rf"{_BODY}{_WHO}{_REST}|{_BODY}{_ALONE}\s*:|(?:{_WHEN}|{_BESIDE}){_REST}|{_DONE}\s*:",
    re.IGNORECASE,
)
# "Thời gian thực hiện:" says when, "Nội dung thực hiện:" what.
_OTHER = "".join(
    rf"(?<!{word}\s)" for word in ("gian", "hạn", "độ", "dung", "phí", "vốn", "phẩm", "quả")
)
_BEGINS = r"(?:(?<=[.;,(]\s)|(?<![\s\S]))"  # "hồ sơ quá hạn:" is no label
_LABEL_INSIDE = re.compile(
    rf"{_OTHER}(?<!\w){_BODY}(?:(?P<role>{_WHO})(?:\s+(?:thực hiện|tham mưu|chính))?"
    rf"|(?P<alone>{_ALONE}))\s*:\s*"
    rf"|(?<!\w)(?:(?P<when>{_WHEN}{_REST}|{_BEGINS}{_DONE}\s*:)|{_BESIDE}{_REST})\s*",
    re.IGNORECASE,
)
# "Phòng A chủ trì, phối hợp với các thôn thực hiện. Thời gian: …" below a list of works.
_SPOKEN_LINE = re.compile(
    rf"(?:Giao\s+)?(?:{CAPITAL}|các\s)[^.;:]{{3,100}}?\s+(?:chủ trì(?:\s+thực hiện|"
    r",?\s*phối hợp(?:\s+(?:với|cùng))?\s+[^.;:]{3,160}?\s+thực hiện)?|thực hiện|"
    r"chịu trách nhiệm(?:\s+(?:thực hiện|chính))?)"
    r"(?:[;,]\s*[^.;:]{3,100}\s+phối hợp(?:\s+thực hiện)?)?\s*"
    rf"(?:[./]*$|\.\s+(?i:{_WHEN}{_REST}|{_DONE}\s*:))",
)
_ARROW = re.compile(r"\s*(?:→|⇒|►|➔|=>|->)\s*")  # "→ Phòng A làm chính; Trạm B cùng làm"
_SUPPORTS = ("phối hợp", "cùng thực hiện", "cùng làm", "cùng tham gia", "tham gia", "ph")
_GIVEN = re.compile(r"^giao\s+", re.IGNORECASE)
_DONE_BY = re.compile(r"\s+thực hiện$", re.IGNORECASE)
_CITY = r"(?<!TP)(?<!\s[A-ZĐ])"  # "TP." and "P." end no sentence
_SENTENCE_END = re.compile(rf"{_CITY}\.\s+(?={CAPITAL})")
_SPOKEN = re.compile(r"(?<!\w)(?:chủ trì|phối hợp)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledCells:
    """Lời của các nhãn: who leads, who supports, by when, as printed behind their labels."""

    lead: str = ""
    supporting: str = ""
    time: str = ""
    names_units: bool = False  # whether there is a label of units, be it blank


def is_label(text: str) -> bool:
    """Whether a line below an item only says who leads it, who supports, or by when."""
    marked = _LABEL.match(text) is not None or is_arrow(text)
    return marked or _spoken_line(text) is not None


def is_arrow(text: str) -> bool:
    """Whether a line says behind an arrow who does the work right above it, or by when."""
    return _ARROW.match(text) is not None


def _spoken_line(text: str) -> LabelledCells | None:
    """Who leads by a line that says nothing else: "Phòng A chủ trì, phối hợp với B thực hiện."."""
    if _SPOKEN_LINE.match(text) is None:
        return None
    said = spoken_roles(_SENTENCE_END.split(text, maxsplit=1)[0].strip(" ./"))
    lead = _GIVEN.sub("", said.lead)
    if name_from(lead, 0, placed=True) != lead and group_pattern().fullmatch(lead) is None:
        return None
    supporting = _DONE_BY.sub("", said.supporting)
    return LabelledCells(lead=lead, supporting=supporting, names_units=True)


def labelled(lines: Iterable[str], book: UnitBook) -> Assignee | None:
    """Read "Đơn vị chủ trì: …", "Thời gian: …" below an item; None where no such label stands.

    It leads nothing where the label of the lead is blank or missing; its `work` are the words
    behind labels of time.
    """
    cells = labels_of(lines)
    if not cells.names_units and not cells.time:
        return None
    found = assigned(cells.lead, cells.supporting, book)
    return replace(found, work=cells.time, named=cells.names_units)


def labels_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take labels off the end of a work: "…; cơ quan chủ trì: Phòng A; thời hạn: quý II/2027".

    The assignee's `work` are their words of time; it leads nothing where only supporters or times
    are named. None where no such label stands.
    """
    match = _LABEL_INSIDE.search(text)
    work = text[: match.start()].rstrip(" ;,.-–:(") if match else ""
    if match is None or not work:
        return text, None
    labels = text[match.start() :].rstrip(" .)")
    assignee = labelled([labels], book)
    return (work, assignee) if assignee else (text, None)


def labels_of(lines: Iterable[str]) -> LabelledCells:
    """The words behind the labels of some lines, or of some words; blank where no label stands."""
    cells = LabelledCells()
    for line in lines:
        arrow = _ARROW.match(line)
        if arrow is not None:
            cells = _behind_arrow(line[arrow.end() :])
        spoken = _spoken_line(line) if arrow is None else None
        cells = spoken or cells
        marks = list(_LABEL_INSIDE.finditer(line))
        ends = [*(mark.start() for mark in marks[1:]), len(line)][: len(marks)]
        for mark, end in zip(marks, ends, strict=True):
            words, *behind = _SENTENCE_END.split(line[mark.end() : end].strip(" .;,"))
            if not mark["when"]:  # "Thực hiện: Công an xã; xong trước ngày 10/4"
                parts = [part.strip() for part in words.split(";")]
                behind += [part for part in parts[1:] if is_only_time(part)]
                words = "; ".join(part for part in parts if part not in behind)
            cells = _with_label(cells, mark, words)
            for time in filter(is_only_time, behind):  # "…: Phòng A. Xong trước ngày 30/6."
                cells = replace(cells, time="; ".join(filter(None, (cells.time, time))))
    return cells


def _behind_arrow(words: str) -> LabelledCells:
    """What stands behind an arrow below an item: roles, times, and names of leads alone."""
    said = spoken_roles(words.strip(" .;"))
    times = [part.strip() for part in said.rest if is_only_time(part)]
    names = [
        part.strip() for part in said.rest if not is_only_time(part) and begins_name(part.strip())
    ]
    lead = said.lead or (names[0] if names else "")
    return LabelledCells(
        lead=lead,
        supporting=said.supporting,
        time="; ".join(times),
        names_units=bool(lead or said.supporting) or len(times) < len(said.rest),
    )


def _with_label(cells: LabelledCells, mark: re.Match[str], words: str) -> LabelledCells:
    role = (mark["role"] or mark["alone"] or "").lower()
    # "Thực hiện: hằng tháng" says when, not who.
    if mark["when"] or (role and not begins_name(words) and rhythms_of_cell(words)):
        return replace(cells, time="; ".join(filter(None, (cells.time, words))))
    if not role:
        return cells
    if role in _SUPPORTS:
        return replace(cells, supporting=words, names_units=True)
    return replace(cells, lead=words, names_units=True)


def assigned(lead: str, supporting: str, book: UnitBook) -> Assignee:
    """Who leads and who supports by two cells; the first may say both, and what is to be done."""
    cells = printed_cells(lead, supporting)
    spoken = book.whole(cells.lead) is None and _SPOKEN.search(cells.lead)
    said = spoken_roles(cells.lead) if spoken else None
    phrase = said.lead if said and said.lead else cells.lead
    leads = codes_of(phrase, book, placed=True)[0]
    beside = codes_of(said.supporting, book, placed=True)[0] if said else ()
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
    if inside.names_units:
        label = _LABEL_INSIDE.search(lead)
        before = lead[: label.start()].strip(" ;,.(") if label else ""  # "Phòng A; PH: Trạm B"
        lead, supporting = inside.lead or before, inside.supporting or supporting
    return LabelledCells(
        lead=_SENTENCE_END.split(lead, maxsplit=1)[0].strip(),
        supporting=_SENTENCE_END.split(supporting, maxsplit=1)[0].strip(),
    )

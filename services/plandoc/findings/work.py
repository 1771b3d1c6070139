"""Defects of schemes and duties: named once, without date, given twice, already past."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, NOTE, finding, quote, slot
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.vocabulary import vocabulary
from services.plandoc.wording.words import plain

_SHINGLE = 5
_COMMON = 12  # a run of words that more duties share is a turn of phrase
_SHARED = 0.4
_FEWEST_SHINGLES = 6
_FEWEST_SYLLABLES = 4
_DEADLINE = re.compile(
    r"(?:trước|xong|hoàn thành|chậm nhất|đến hết|hạn|trong)\s+(?:trong\s+|trước\s+)?"
    r"(?:ngày\s+(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)"
    r"|tháng\s+(?P<m>\d{1,2})[/ ](?:năm\s+)?(?P<my>20\d\d)"
    r"|quý\s+(?P<q>IV|I{1,3}|[1-4])[/ ](?:năm\s+)?(?P<qy>20\d\d)"
    r"|năm\s+(?P<y>20\d\d))",
    re.IGNORECASE,
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def schemes(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A scheme that only one section names, that has no date, or whose title differs."""
    has_list = any(scheme.listed for scheme in read.schemes)
    for scheme in read.schemes:
        entry, words = (scheme.listed, None) if scheme.listed else scheme.named[0]
        quoted = [quote(entry, words)]
        hidden = has_list and scheme.listed is None
        unassigned = scheme.listed is not None and not scheme.named and not scheme.leads
        if hidden or unassigned:
            yield finding(
                "scheme-in-one-section",
                DOUBT,
                items=(scheme.code,),
                subject=scheme.title,
                quotes=quoted,
                sentence="Đề án không có trong danh mục đề án, chỉ nêu ở phần việc của một đơn vị."
                if hidden
                else "Đề án có trong danh mục nhưng phần việc của các đơn vị không nhắc đến.",
                assumed="Coi là một đề án của kế hoạch.",
            )
        if not scheme.dated:
            yield finding(
                "scheme-without-date",
                DOUBT,
                items=(scheme.code,),
                subject=scheme.title,
                quotes=quoted,
                sentence="Đề án không nêu thời hạn trình, phê duyệt hay hoàn thành.",
                assumed="Theo dõi hằng năm và hằng quý trong suốt thời kỳ của kế hoạch.",
            )
        yield from _titles(scheme.code, scheme.title, scheme.named)


def _titles(code: str, title: str, named: list[tuple[Entry, str]]) -> Iterator[ReadFinding]:
    for entry, words in named:
        if plain(title) in plain(words):
            continue
        yield finding(
            "scheme-title-differs",
            NOTE,
            items=(code,),
            subject=title,
            quotes=[SentenceQuote(place="danh mục đề án", text=title), quote(entry, words)],
            sentence="Tên đề án ở hai nơi không giống nhau.",
            assumed="Lấy tên trong danh mục.",
            corrects=slot(code, Field.TITLE),
        )


def already_past(read: UnderstoodWords) -> Iterator[ReadFinding]:
    """A duty whose day lay in the past when the plan was signed."""
    signed = _signed(read)
    if signed is None:
        return
    for duty in read.duties:
        due = _ends(duty.text) or _ends(f"hạn {duty.due}")
        if due is not None and due < signed:
            yield finding(
                "duty-in-past",
                DOUBT,
                items=(duty.code,),
                subject=duty.text[:120],
                quotes=[quote(duty.entry, duty.text)],
                sentence=f"Mốc {due:%d/%m/%Y} đã qua khi kế hoạch được ban hành.",
                assumed="Vẫn mở mục để theo dõi phần việc còn lại.",
            )


def _signed(read: UnderstoodWords) -> date | None:
    """The day of the plan, or the first day that its unfinished date line still allows."""
    line = read.head.dated
    if line is None or line.year is None or line.month is None:
        return None
    try:
        return line.whole or date(line.year, line.month, 1)
    except ValueError:
        return None


def _ends(text: str) -> date | None:
    words = plain(text)
    for event in vocabulary().events:
        if event.words in words and f"nhiệm kỳ {event.term}" in words:
            return event.day
    match = _DEADLINE.search(text)
    return _day_of(match) if match else None


def _day_of(match: re.Match[str]) -> date | None:
    try:
        if match["day"]:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match["m"]:
            return _last_of(int(match["my"]), int(match["m"]))
        if match["q"]:
            quarter = _QUARTERS.get(match["q"].lower()) or int(match["q"])
            return _last_of(int(match["qy"]), quarter * 3)
        return date(int(match["y"]), 12, 31)
    except ValueError:
        return None


def _last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

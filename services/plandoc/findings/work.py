"""Defects of schemes: named in one section, without date, with two titles."""

from collections.abc import Iterator

from services.domain.plan_document.reading import Field, ReadFinding, SentenceQuote
from services.plandoc.findings.noting import DOUBT, NOTE, finding, quote, slot
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.structure.outline import Entry
from services.plandoc.wording.words import plain


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

"""The document's own sentence for each item of a plan that was written in other words."""

from collections.abc import Iterable
from typing import Protocol

from services.domain.plan.draft import PlanDraft
from services.domain.plan_document.laying import Laying
from services.domain.plan_document.reading import SentenceQuote
from services.plandoc.sources.source import SourceDocument
from services.plandoc.structure.annex import read_annex
from services.plandoc.structure.lines import DocumentLines
from services.plandoc.structure.outline import Entry, outline
from services.plandoc.structure.parts import parts_of
from services.plandoc.wording.words import cover, sentences, syllables

_MOST = 1500  # characters of a quote: a paragraph of an indicator, whole
_ANNEX_ROW = "phụ lục dòng "


class ItemWords(Protocol):
    """Một mục đã có, as a draft or a plan in force holds it.

    Its code, its title in own words, the section where it comes from.
    """

    @property
    def code(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def section(self) -> str: ...


# How much of a title's words its sentence must hold to speak of the same thing. Titles of our own
# plan reach 0.6 in 98 % of the items, those of other plans in 2 %.
_SAME_TITLE = 0.6


def laying_of(document: SourceDocument, draft: PlanDraft, items: Iterable[ItemWords]) -> Laying:
    """What the document would say beside these items, and which of their titles it holds."""
    asked = tuple(items)
    quotes = own_words(document, asked)
    return Laying(
        draft=draft,
        items=tuple(item.code for item in asked),
        quotes=quotes,
        titles={item.code: item.title for item in asked},
        titles_found=frozenset(
            item.code
            for item in asked
            if item.code in quotes
            and cover(syllables(item.title), syllables(quotes[item.code].text)) >= _SAME_TITLE
        ),
    )


def own_words(document: SourceDocument, items: Iterable[ItemWords]) -> dict[str, SentenceQuote]:
    """Find each item's sentence in the section that the plan names for it.

    A section that is one paragraph is quoted whole; of a longer one the sentence that shares most
    words with the item's title. An item whose section the document lacks gets no quote.
    """
    parts = parts_of(outline(document, DocumentLines(document)))
    by_section: dict[str, list[Entry]] = {}
    for entry in (*parts.body, *parts.closing):
        by_section.setdefault(entry.section, []).append(entry)
    annex = read_annex(parts.tables)
    rows = {row.label: row for row in annex.rows} if annex else {}
    collected: dict[str, SentenceQuote] = {}
    for item in items:
        for section in map(str.strip, item.section.split(",")):
            number = section.removeprefix(_ANNEX_ROW)
            if section in by_section:
                collected[item.code] = _best(item, section, by_section[section])
                break
            if number != section and number in rows:
                row = rows[number]
                cells = "; ".join(cell.raw for cell in row.cells if cell.raw)
                collected[item.code] = SentenceQuote(
                    place=section, text=f"{row.name}: {cells}"[:_MOST]
                )
                break
    return collected


def _best(item: ItemWords, section: str, entries: list[Entry]) -> SentenceQuote:
    if len(entries) == 1 and "(" in section:
        return SentenceQuote(place=f"mục {section}", text=entries[0].text[:_MOST])
    wanted = syllables(item.title)
    options = [words for entry in entries for words in sentences(entry.text)]
    best = max(options, key=lambda words: (cover(wanted, syllables(words)), -len(words)))
    return SentenceQuote(place=f"mục {section}", text=best[:_MOST])

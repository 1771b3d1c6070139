"""Everything that was understood of one document, before it is judged and drafted."""

import re
from dataclasses import dataclass, field

from services.plandoc.bodies.assignees import Assignee
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.brackets import in_brackets
from services.plandoc.bodies.cells import codes_of
from services.plandoc.bodies.labels import labelled
from services.plandoc.bodies.leading import Leading, of_assignee, of_cells
from services.plandoc.items.duties import read_duties
from services.plandoc.items.duty_reading import DutyReading
from services.plandoc.items.head import DocumentHead, read_head
from services.plandoc.items.indicators import IndicatorReading, read_indicators
from services.plandoc.items.placing import learn_by_place
from services.plandoc.items.recipients import reached
from services.plandoc.items.schemes import SchemeBook, SchemeReading
from services.plandoc.sources.source import SourceDocument, Table
from services.plandoc.structure.annex import Annex, AnnexRow, read_annex
from services.plandoc.structure.lines import DocumentLines
from services.plandoc.structure.outline import Entry, Gap, outline
from services.plandoc.structure.parts import DocumentParts, parts_of

_DEFINES = re.compile(r"\s*[,(:]?\s*(?:bao gồm|gồm có|gồm)\s*:?\s*(?P<list>[^.)]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodWords:
    """Những gì đọc được: parts, units, items with who leads them, where units are named."""

    lines: DocumentLines
    blocks: tuple[Entry | Table, ...]
    parts: DocumentParts
    gaps: tuple[Gap, ...]
    head: DocumentHead
    book: UnitBook
    annex: Annex | None
    indicators: tuple[IndicatorReading, ...]
    schemes: tuple[SchemeReading, ...]
    duties: tuple[DutyReading, ...]
    leading: dict[str, Leading]
    child_leads: dict[str, Leading]
    in_text: frozenset[str]
    in_annex: frozenset[str]
    recipients: frozenset[str]
    heads: tuple[tuple[Entry, Assignee], ...] = ()
    related: dict[str, Entry] = field(default_factory=dict)

    @property
    def everything(self) -> str:
        """All paragraphs as one text."""
        return "\n".join(entry.text for entry in self.parts.everything)


def understand(document: SourceDocument) -> UnderstoodWords:
    """Read every part of a document; the order matters, for each step teaches the next names."""
    lines = DocumentLines(document)
    read = outline(document, lines)
    parts = parts_of(read)
    book = UnitBook()
    learn_by_place(parts, book)
    in_text = _named_in(parts.body, book)
    head = read_head(parts)
    first_year = head.period[0] if head.period else 0
    annex = read_annex(parts.tables, first_year)
    in_annex = _named_in_annex(annex, book)
    schemes = SchemeBook(parts, book)
    year = _year_of(head)
    duties = read_duties(parts, book, schemes, lines, year)
    recipients = reached(parts, book, duties.duties)
    in_text |= {code for _, head in duties.heads for code in head.leads if code in book.bodies}
    indicators = read_indicators(parts, annex, first_year, year)
    leading = {indicator.code: _of_indicator(indicator, book) for indicator in indicators}
    leading |= {scheme.code: _of_scheme(scheme, book) for scheme in schemes.schemes}
    leading |= {
        duty.code: of_assignee(duty.assignee, duty.supporting, book) for duty in duties.duties
    }
    _define_groups(parts, book)
    if book.known:
        in_text |= _named_in(parts.body, book)  # names that only a later part has taught
    return UnderstoodWords(
        lines=lines,
        blocks=read.blocks,
        parts=parts,
        gaps=read.gaps,
        head=head,
        book=book,
        annex=annex,
        indicators=tuple(indicators),
        schemes=tuple(schemes.schemes),
        duties=duties.duties,
        leading=leading,
        child_leads={
            indicator.code: result
            for indicator in indicators
            if (result := _of_child(indicator, book))
        },
        in_text=frozenset(in_text),
        in_annex=frozenset(in_annex),
        recipients=recipients,
        heads=duties.heads,
        related={
            phrase: entry for entry, head in duties.heads for phrase in reversed(head.related)
        },
    )


def _year_of(head: DocumentHead) -> int | None:
    """The year of days without one: that of a plan of one year, or of an order without years."""
    if head.period is None:
        return head.dated.year if head.dated else None
    return head.period[0] if head.period[0] == head.period[1] else None


def _named_in(entries: tuple[Entry, ...], book: UnitBook) -> set[str]:
    return {code for entry in entries for code in book.codes(entry.text)}


def _named_in_annex(annex: Annex | None, book: UnitBook) -> set[str]:
    """Learn the units of the annex's cells, full names first so that short forms find them."""
    cells = [cell for row in _all_rows(annex) for cell in (row.lead, row.supporting) if cell]
    collected: set[str] = set()
    for cell in sorted(cells, key=len, reverse=True):
        collected |= {code for code in codes_of(cell, book)[0] if code in book.bodies}
    return collected


def _all_rows(annex: Annex | None) -> list[AnnexRow]:
    rows = annex.rows if annex else ()
    return [each for row in rows for each in (row, *row.children)]


def _of_indicator(indicator: IndicatorReading, book: UnitBook) -> Leading:
    row, paragraph = indicator.row, indicator.paragraph
    if row is not None:
        first = row.children[0] if row.only_heads else row
        own = of_cells(first.lead, first.supporting, book)
        if own.lead is not None or row.lead.strip():
            return own
        return Leading(lead=None, supporting=own.supporting, unread=own.unread)
    if paragraph is not None:
        _, assignee = in_brackets(paragraph.text, book)
        assignee = assignee or labelled([paragraph.text, *paragraph.details], book)
        if assignee is not None and assignee.leads:
            return of_assignee(assignee, assignee.supporting, book)
    return Leading(lead=None, supporting=())


def _of_child(indicator: IndicatorReading, book: UnitBook) -> Leading | None:
    """The lead that only a sub-row prints, where the row itself has none."""
    if indicator.row is None or indicator.row.lead.strip():
        return None
    for child in indicator.row.children:
        if child.lead.strip():
            return of_cells(child.lead, child.supporting, book)
    return None


def _of_scheme(scheme: SchemeReading, book: UnitBook) -> Leading:
    if not scheme.leads:
        return Leading(lead=None, supporting=())
    codes = tuple(dict.fromkeys(code for lead in scheme.leads for code in lead.leads))
    supporting = tuple(code for lead in scheme.leads for code in lead.supporting)
    first = scheme.leads[0]
    if len(scheme.leads) == 1:
        return of_assignee(first, supporting, book)
    return Leading(
        lead=codes[0] if codes else None,
        supporting=tuple(dict.fromkeys((*codes[1:], *supporting))),
        several=codes if len(codes) > 1 else (),
        printed="; ".join(lead.phrase for lead in scheme.leads),
    )


def _define_groups(parts: DocumentParts, book: UnitBook) -> None:
    """Find "các phòng chuyên môn gồm: Phòng A, Phòng B": then the group's members are known."""
    for entry in parts.everything:
        lowered = entry.text.lower()
        for group in tuple(book.groups.values()):
            at = lowered.find(group.phrase.lower())
            if at < 0 or group.defined:
                continue
            match = _DEFINES.match(entry.text, at + len(group.phrase))
            if match:
                codes = codes_of(match["list"], book)[0]
                group.defined = tuple(code for code in codes if code in book.bodies)

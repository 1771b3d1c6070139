"""What each line of a document is to its reading: nothing of it is left out.

Words that ask somebody for something and became no item are *unread*, wherever they stand.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from services.domain.plan_document.reading import Piece, PieceRole
from services.plandoc.findings.noting import place_of, section_of
from services.plandoc.items.clauses import goes_with_the_work_before
from services.plandoc.items.understood import UnderstoodWords
from services.plandoc.reading.painting import Paint, Painting
from services.plandoc.sources.source import Row, Table
from services.plandoc.structure.annex import AnnexRow, counts_columns
from services.plandoc.structure.columns import headings_of
from services.plandoc.structure.lines import Span
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import ANNEX
from services.plandoc.wording.asking import (
    asks_somebody,
    begins_with_duty,
    is_asked_in_list,
    is_formula,
)
from services.plandoc.wording.quantities import read_quantities
from services.plandoc.wording.words import syllables

_AROUND = " .;,/"
# An end that is not counted: "Không để hộ nào thiếu nước", "Phấn đấu nằm trong nhóm dẫn đầu".
_AIMED = re.compile(
    r"(?:không|phấn đấu|giữ vững|duy trì|bảo đảm|đảm bảo|hoàn thành|đạt|được công nhận|nằm trong)"
    r"(?!\w)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s|.*\d",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"(?<!\w)(?:(?:đến|hết|trong|cuối|trước)\s+)?năm\s+20\d\d[\s,]+"
    r"(?:được|đạt|hoàn thành|trở thành)",
    re.IGNORECASE,
)
_FEWEST = 3  # syllables of a stretch that can ask for something


def partition(read: UnderstoodWords) -> tuple[Piece, ...]:
    """Cut the whole document into pieces, each with its role; they join to the document."""
    return tuple(_Partition(read).pieces())


class _Partition:
    def __init__(self, read: UnderstoodWords) -> None:
        self.read = read
        self.painting = Painting(read.lines)
        self.owners: dict[int, list[str]] = defaultdict(list)  # items whose words an entry holds
        self.parts: dict[int, list[str]] = defaultdict(list)  # items of which it is a part
        self.form = _form(read)
        self.headings = _headings(read)
        self.with_items: set[Path] = set()  # sections that give work to somebody

    def pieces(self) -> Iterable[Piece]:
        self._take_items()
        self.with_items = {
            block.path
            for block in self.read.blocks
            if isinstance(block, Entry) and self.owners[id(block)]
        }
        for block in self.read.blocks:
            if isinstance(block, Table):
                self._take_table(block)
            else:
                self._take_entry(block)
        return self.painting.pieces()

    def _take_items(self) -> None:
        for duty in self.read.duties:
            self._take_words(duty.entry, duty.text, duty.code)
            self._add_parts(duty.below, duty.code)
        for scheme in self.read.schemes:
            if scheme.listed:
                self._take_words(scheme.listed, scheme.listed.text, scheme.code)
            for entry, words in scheme.named:
                self._take_words(entry, words, scheme.code)
            self._add_parts(scheme.below, scheme.code)
        for indicator in self.read.indicators:
            if indicator.paragraph:
                entry = indicator.paragraph.entry
                self._take_words(entry, entry.text, indicator.code)
                self._add_parts(indicator.paragraph.below, indicator.code)
            for row in indicator.rows:
                self._take_row(row, indicator.code)
        self._take_what_stands_under_schemes()
        given: dict[int, list[str]] = defaultdict(list)
        for duty in self.read.duties:
            given[id(duty.assignee)].append(duty.code)
        for entry, assignee in self.read.heads:
            self._add_parts([entry], *given[id(assignee)])

    def _take_words(self, entry: Entry, words: str, code: str) -> None:
        """Paint the words of an item in its paragraph; the rest of it stays for what it says."""
        self.owners[id(entry)].append(code)
        paint = _paint(PieceRole.ITEM, entry, (code,))
        start = _found(entry.text, words)
        for span in _within(entry, *((start, start + len(words)) if start >= 0 else (0, -1))):
            self.painting.paint(span, paint)

    def _add_parts(self, entries: Iterable[Entry], *codes: str) -> None:
        for entry in entries:
            self.parts[id(entry)] += codes

    def _take_what_stands_under_schemes(self) -> None:
        """The paragraphs under the number of a listed scheme are parts of it."""
        listed: dict[Path, list[str]] = defaultdict(list)
        for scheme in self.read.schemes:
            if scheme.listed:
                listed[scheme.listed.path].append(scheme.code)
        for entry in self.read.parts.body:
            for depth in range(len(entry.path)):
                self._add_parts([entry], *listed.get(entry.path[:depth], ()))

    def _take_row(self, row: AnnexRow, code: str) -> None:
        place = f"phụ lục, dòng {row.label}" if row.label else "phụ lục"
        paint = Paint(role=PieceRole.ITEM, place=place, section=ANNEX, items=(code,))
        for printed in row.printed:
            self.painting.paint(self.read.lines.row(printed), paint)

    def _take_entry(self, entry: Entry) -> None:
        """Paint what no item has taken of a paragraph, stretch by stretch."""
        items = tuple(dict.fromkeys((*self.owners[id(entry)], *self.parts[id(entry)])))
        first = True
        for span in entry.spans:
            for start, end in self.painting.free(span):
                words = self.read.lines.texts[span.line][start:end]
                if items and not syllables(words):
                    continue  # a full stop goes with the words before it
                stretch = Span(line=span.line, start=start, end=end)
                if items and (first or self._is_part(words)):
                    role = PieceRole.PART  # the lead before the work, the time behind it
                else:
                    role = PieceRole.UNREAD if items else self._role(entry)
                own = items if role is PieceRole.PART else ()
                self.painting.paint(stretch, _paint(role, entry, own))
                first = False
            first = False

    def _is_part(self, words: str) -> bool:
        """Whether words behind an item are no work of their own: when, a closing turn, a name."""
        bare = words.strip(_AROUND)
        beside = is_formula(words) or goes_with_the_work_before(bare, ())
        return beside or not self._asks(words)

    def _role(self, entry: Entry) -> PieceRole:
        """What a paragraph is in which no item and no part of one was found."""
        text, form = entry.text, self.form.get(id(entry), False)
        if id(entry) in self.form and (not form or not self._asks(text)):
            return PieceRole.FORM
        if form or self._asks(text):
            return PieceRole.UNREAD
        if id(entry) in self.headings:
            return PieceRole.FORM
        return PieceRole.UNREAD if self._is_asked(entry) else PieceRole.CONTEXT

    def _is_asked(self, entry: Entry) -> bool:
        """Whether a line without body and time asks for something by where it stands."""
        listed = entry.level is not Level.PLAIN
        match self.read.parts.kind(entry):
            case "state":
                return False
            case "indicators":
                return bool(read_quantities(entry.text)) or (
                    listed and _AIMED.match(entry.text) is not None
                )
            case "goals":
                return bool(read_quantities(entry.text))
            case "aims":
                return _counts(entry.text) and (listed or _FUTURE.search(entry.text) is not None)
            case "tasks" if listed or entry.path not in self.with_items:
                return is_asked_in_list(entry.text)
            case _:
                # A line of a list that nothing explains may ask: it is rather quoted than lost.
                asked = listed or begins_with_duty(entry.text)
                return asked and is_asked_in_list(entry.text)

    def _asks(self, text: str) -> bool:
        if len(syllables(text)) < _FEWEST:
            return False
        return asks_somebody(text, self.read.book.is_named)

    def _take_table(self, table: Table) -> None:
        start, _ = headings_of(table)
        for at, row in enumerate(table.rows):
            span = self.read.lines.row(row)
            items = self.painting.items_on(span.line)
            role = PieceRole.PART if items else self._role_of_row(row, above=at < start)
            paint = Paint(role=role, place=ANNEX, section=ANNEX, items=items)
            self.painting.paint(span, paint)

    def _role_of_row(self, row: Row, *, above: bool) -> PieceRole:
        if above or counts_columns(row.cells) or not any(row.cells):
            return PieceRole.FORM
        words = " ".join(filter(None, row.cells))
        asked = self._asks(words) or begins_with_duty(words)
        return PieceRole.UNREAD if asked else PieceRole.CONTEXT


def _counts(text: str) -> bool:
    """Whether an aim can be counted or dated, so that somebody may be asked for it."""
    return bool(read_quantities(text)) or _FUTURE.search(text) is not None


def _paint(role: PieceRole, entry: Entry, items: tuple[str, ...]) -> Paint:
    return Paint(role=role, place=place_of(entry), section=section_of(entry), items=items)


def _form(read: UnderstoodWords) -> dict[int, bool]:
    """The paragraphs that only give a document its form; true of one that may still ask."""
    parts = read.parts
    certain = (*parts.head, *parts.bases, *(parts.recipients or ()))
    known = {id(entry) for entry in (*certain, *parts.body, *parts.closing, *parts.annex)}
    signed = [each for each in read.blocks if isinstance(each, Entry) and id(each) not in known]
    collected = {id(entry): True for entry in (*parts.closing, *signed)}
    collected |= {id(entry): True for entry in parts.annex if entry.level is Level.PLAIN}
    return collected | {id(entry): False for entry in certain}


def _headings(read: UnderstoodWords) -> set[int]:
    """The numbered paragraphs below which others stand."""
    entries = [*read.parts.body, *read.parts.annex]
    above = {entry.path[:depth] for entry in entries for depth in range(len(entry.path))}
    collected = {
        id(entry) for entry in entries if entry.level < Level.DASH and entry.path in above
    }
    return collected | {
        id(entry)
        for entry, below in pairwise(entries)
        if entry.level < Level.DASH <= below.level and below.path == entry.path
    }


def _found(text: str, words: str) -> int:
    """Where an item's words begin in its paragraph; -1 where they are not said there in a row."""
    at = text.find(words)
    return at if at >= 0 or not words else text.find(f"{words[0].lower()}{words[1:]}")


def _within(entry: Entry, start: int, end: int) -> Iterable[Span]:
    """Where characters of an entry's text stand in the document; a negative end is its own."""
    end = len(entry.text) if end < 0 else end
    before = 0
    for span in entry.spans:
        length = span.end - span.start
        first, last = max(start - before, 0), min(end - before, length)
        if first < last:
            yield Span(line=span.line, start=span.start + first, end=span.start + last)
        before += length
        before += entry.text.startswith(" ", before)  # the blank that joins two lines

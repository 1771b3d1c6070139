"""The paragraphs of a document under their headings: Roman, Arabic, dotted, letters, dashes."""

import re
from dataclasses import dataclass, field, replace

from services.plandoc.sources.source import SourceDocument, Table
from services.plandoc.structure.layout import side_by_side
from services.plandoc.structure.lines import DocumentLines, Span, span_of
from services.plandoc.structure.numbering import (
    LETTERS,
    OPTIONAL,
    ORDINALS,
    PARTS,
    ROMANS,
    TOPS,
    Level,
    Path,
    Runs,
    order_of,
    ordinal,
    run_of,
    section_name,
    written,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Một đoạn có chỗ: its section ("II.5.1", "II.2(3)"), its mark and its words.

    `path` holds the numbers of the headings above and its own; a dash and plain text have the
    path of their heading. `spans` are where its words stand in the document's lines: several
    where a page break had cut it, its mark in front of the first.
    """

    path: Path
    level: Level
    mark: str
    text: str
    spans: tuple[Span, ...] = ()

    @property
    def section(self) -> str:
        """The section as the office writes it."""
        return section_name(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Số đề mục bị thiếu hoặc trùng: which number, before or at which entry."""

    path: Path
    missing: str
    entry: Entry
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Dàn ý: the entries and tables of a document, in order, and what its numbering lacks."""

    blocks: tuple[Entry | Table, ...]
    gaps: tuple[Gap, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The paragraphs alone."""
        return tuple(block for block in self.blocks if isinstance(block, Entry))


_PART = re.compile(
    r"(?=[PC])(?P<kind>phần|chương)\s+(?:(?:thứ\s+)?"
    rf"(?P<word>{'|'.join(ORDINALS)}|bốn)|(?-i:(?P<roman>[IVX]{{1,5}}|[A-E]))|(?P<digit>\d{{1,2}}))"
    r"(?:\s*[./:–-]\s*|\s*$|\s+(?-i:(?=[^\W\d_a-zđ]{2})))",
    re.IGNORECASE,
)
_ANNEX = re.compile(
    r"PHỤ LỤC\b|PHỤ BIỂU\b|(?:Phụ lục|Phụ biểu|BIỂU|Biểu)(?:\s+(?:số|SỐ))?\s*[\dIVX]{0,4}\s*[:.]?$"
)
_ROMAN = re.compile(r"(?!V/v)(?=[IVX])([IVX]{1,5})\s*[./:)–-]\s*(?=\S)")
_TOP_LETTER = re.compile(r"([A-HĐ])\s*[./:)–-]\s+(?=\S)")
_NUMBER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2}){0,3})\s*"
    r"(?:[.)/]\s*(?=[^\W\d_]|[“\"'‘(])|[.)]\s+(?=[\d≥≤<>])|[–-]\s+(?=[^\W\d_a-zđ]))"
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])")
_LETTERED = re.compile(r"([A-HĐ])(\d{1,2}(?:\.\d{1,2}){0,3})\s*[.):/-]?\s+(?=[^\W\d_]|\d)")
_PAREN = re.compile(r"\((\d{1,3})\)[.:]?\s*(?=\S)")
_LETTER = re.compile(r"([a-qđ])\s*(?:\)\s*|[./–-]\s+)(?=\S)")
_DASH = re.compile(r"[-–—+•*▪●]\s*(?=\S)")
_DEEPEST = 4  # numbers of a path: "1.2.3.4"; whatever begins anew below that is no sub-list
_CUT_WORD = re.compile(r"\w[-/]$")  # "12/QĐ-", its "UBND" on the next line
_ENDS = (".", ":", ";", "!", "?", "”", ")", "/.")


@dataclass(slots=True)
class _OutlineWalk:
    path: list[str] = field(default_factory=list)
    last: Runs = field(default_factory=Runs)
    blocks: list[Entry | Table] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    in_annex: bool = False
    span: Span = field(init=False)  # of the paragraph that is being taken

    def take(self, text: str, span: Span, *, wrapped: bool = False) -> None:
        self.span = span
        if _ANNEX.match(text):
            self.path, self.in_annex = ["phụ lục"], True
            self.last.forget(("phụ lục",))
        if self._goes_on(text, wrapped=wrapped):
            return
        for reads in (
            self._part,
            self._top,
            self._lettered,
            self._numbered,
            self._paren,
            self._letter,
            self._dash,
        ):
            if reads(text):
                return
        self._add(Level.PLAIN, "", text, tuple(self.path))

    def _goes_on(self, text: str, *, wrapped: bool) -> bool:
        """Join the rest of a paragraph that paper cut: it is said to be so, or in lower case."""
        before = self.blocks[-1] if self.blocks else None
        if not isinstance(before, Entry):
            return False
        if before.level is Level.PART and not before.text and not _ROMAN.match(text):
            # "PHẦN THỨ HAI", its words below
            self.blocks[-1] = replace(before, text=text, spans=(*before.spans, self.span))
            return True
        if not wrapped and before.text.endswith(_ENDS):
            return False
        if not wrapped and (not text[0].islower() or _LETTER.match(text)):
            return False
        joint = "" if _CUT_WORD.search(before.text) else " "
        whole = f"{before.text}{joint}{text}"
        self.blocks[-1] = replace(before, text=whole, spans=(*before.spans, self.span))
        return True

    def _add(self, level: Level, mark: str, text: str, path: Path) -> Entry:
        # The words are the end of the paragraph: only a mark stands before them.
        span = replace(self.span, start=self.span.end - len(text))
        entry = Entry(path=path, level=level, mark=mark, text=text, spans=(span,))
        self.blocks.append(entry)
        return entry

    def _base(self) -> list[str]:
        """What encloses the tops: the annex, the part."""
        annex = self.path[:1] if self.in_annex else []
        return annex + [part for part in self.path if part.startswith(PARTS)]

    def _part(self, text: str) -> bool:
        match = _PART.match(text)
        if match is None:
            return False
        printed = match["roman"] or match["digit"] or f"thứ {ordinal(match['word'])}"
        mark = f"{match['kind'].capitalize()} {printed}"
        path = (*(self.path[:1] if self.in_annex else ()), mark)
        self._place(Level.PART, match, path, text)
        return True

    def _top(self, text: str) -> bool:
        match = _ROMAN.match(text) or _TOP_LETTER.match(text)
        if match is None:
            return False
        base = self._base()
        tops = [part for part in self.path[len(base) :] if part[0] in TOPS]
        roman = match[1] in ROMANS
        inside = tops[:1] if tops and (tops[0] in ROMANS) is not roman else []
        path = (*base, *inside, match[1])
        if not roman and not self._follows_letter(path):
            return False
        self._place(Level.TOP, match, path, text)
        return True

    def _follows_letter(self, path: Path) -> bool:
        """Whether a capital letter goes on with a list: "B. Hương" may end a name instead."""
        if path[-1] == "A":
            return True
        before = self.last.get(path[:-1], "letters")
        if before is None:
            return False
        return 0 < order_of(Level.TOP, path[-1]) - order_of(Level.TOP, before) <= len("DĐE")

    def _lettered(self, text: str) -> bool:
        """Read "B1.2." below a heading "B": the letter is that heading's own."""
        match = _LETTERED.match(text)
        tops = [part for part in self.path if part[0] in TOPS]
        if match is None or not tops or tops[-1] != match[1]:
            return False
        self._place(Level.NUMBER, match, (*tops, *match[2].split(".")), text)
        return True

    def _numbered(self, text: str) -> bool:
        match = _DOTTED.match(text) or _NUMBER.match(text)
        if match is None:
            return False
        parts = match[1].split(".")
        top = [part for part in self.path if part[0] in TOPS]
        numbers = [part for part in self.path if part[0].isdigit()]
        if len(parts) > 1:
            path = (*top, *parts)
        else:
            path = (*top, *self._level_of(tuple(top), numbers, int(parts[0])), parts[0])
        self._place(Level.NUMBER, match, path, text)
        return True

    def _level_of(self, top: Path, numbers: list[str], number: int) -> list[str]:
        """Find the list that a single number goes on with: the innermost that waits for it."""
        for depth in range(len(numbers), 0, -1):
            above = numbers[: depth - 1]
            if self.last.get((*top, *above), "number") == str(number - 1):
                return above
        if numbers and number == 1 and len(numbers) < _DEEPEST:
            return numbers
        return numbers[:-1] if numbers else []

    def _paren(self, text: str) -> bool:
        match = _PAREN.match(text)
        if match is None:
            return False
        above = [part for part in self.path if not part.startswith("(") and part not in LETTERS]
        self._place(Level.PAREN, match, (*above, f"({match[1]})"), text)
        return True

    def _letter(self, text: str) -> bool:
        match = _LETTER.match(text)
        if match is None:
            return False
        above = [part for part in self.path if part not in LETTERS]
        self._place(Level.LETTER, match, (*above, match[1]), text)
        return True

    def _dash(self, text: str) -> bool:
        match = _DASH.match(text)
        if match is None:
            return False
        mark = match[0].strip()
        self._add(Level.DASH, mark, text[match.end() :].strip(), tuple(self.path))
        return True

    def _place(self, level: Level, match: re.Match[str], path: Path, text: str) -> None:
        entry = self._add(level, match[0].strip(), text[match.end() :].strip(), path)
        self._count(entry)
        self.path = list(path)

    def _count(self, entry: Entry) -> None:
        run = (entry.path[:-1], run_of(entry.level, entry.path))
        order = order_of(entry.level, entry.path[-1])
        before = self.last.get(*run)
        known = order_of(entry.level, before) if before else 0
        if entry.path[:-1] or entry.level <= Level.TOP or before:
            for number in range(known + 1, min(order, known + 4)):
                missing = written(entry.level, entry.path[-1], number)
                if missing not in OPTIONAL:
                    self.gaps.append(Gap(path=entry.path[:-1], missing=missing, entry=entry))
            if before and order <= known:
                self.gaps.append(
                    Gap(path=entry.path[:-1], missing=entry.path[-1], entry=entry, repeated=True)
                )
        self.last.put(*run, entry.path[-1])
        self.last.forget(entry.path)


def outline(document: SourceDocument, lines: DocumentLines) -> Outline:
    """Put each paragraph under its heading; paragraphs that a page break cut are whole again."""
    walk = _OutlineWalk()
    line = 0
    for block in document.blocks:
        if isinstance(block, Table):
            columns = side_by_side(block, lines)
            for text, span in columns:
                walk.take(text, span)
            if not columns:
                rows = tuple(row for row in block.rows if not row.layout)
                walk.blocks.append(replace(block, rows=rows))
            line += len(block.rows)
        else:
            if not block.layout:
                walk.take(block.text, span_of(block, line), wrapped=block.goes_on)
            line += 1
    return Outline(blocks=tuple(walk.blocks), gaps=tuple(walk.gaps))

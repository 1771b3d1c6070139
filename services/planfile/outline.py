"""The paragraphs of a document under their headings: Roman, Arabic, dotted, letters, dashes."""

import re
from dataclasses import dataclass, field, replace
from enum import IntEnum

from services.planfile.source import Paragraph, SourceDocument, Table

Path = tuple[str, ...]


class Level(IntEnum):
    """Cấp của một đoạn, from the outermost to plain text."""

    TOP = 0  # "I.", "A.", "Phần I"
    NUMBER = 1  # "1.", "1.2."
    PAREN = 2  # "(1)"
    LETTER = 3  # "a)"
    DASH = 4  # "-", "+", "•"
    PLAIN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Một đoạn có chỗ: its section ("II.5.1", "II.2(3)"), its mark and its words.

    `path` holds the numbers of the headings above and its own; a dash and plain text have the
    path of their heading.
    """

    path: Path
    level: Level
    mark: str
    text: str

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
        return tuple(one for one in self.blocks if isinstance(one, Entry))


_ROMAN = re.compile(r"(?:(?:PHẦN|Phần|CHƯƠNG|Chương)\s+)?(?=[IVX])([IVX]{1,5})\s*[./:-]\s*(?=\S)")
_TOP_LETTER = re.compile(r"([A-HĐ])\s*[./]\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)/]\s*(?=[^\W\d_]|[“\"'‘(])")
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[^\W\d_])")
_PAREN = re.compile(r"\((\d{1,3})\)\s*(?=\S)")
_LETTER = re.compile(r"([a-hđ])\s*[).]\s+(?=\S)")
_DASH = re.compile(r"[-–—+•*▪●]\s*(?=\S)")
_ENDS = (".", ":", ";", "!", "?", "”", ")", "/.")
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h")
_TOP_LETTERS = tuple("ABCDEGH")
_TOPS = frozenset("ABCDEGHIVXp")  # "p" as in "phụ lục"


def section_name(path: Path) -> str:
    """Write a path as the office does: II.5.1, II.2(3), II.2(3)a."""
    name = ""
    for part in path:
        name += part if not name or part.startswith("(") or part.isalpha() else f".{part}"
    return name or "phần mở đầu"


@dataclass(slots=True)
class _Walk:
    path: list[str] = field(default_factory=list)
    last: dict[tuple[Path, str], str] = field(default_factory=dict)
    blocks: list[Entry | Table] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    in_annex: bool = False

    def take(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        if re.match(r"PHỤ LỤC\b", text):
            self.path, self.in_annex = ["phụ lục"], True
        if self._goes_on(text):
            return
        for reads in (self._top, self._numbered, self._paren, self._letter, self._dash):
            if reads(text):
                return
        self._add(Level.PLAIN, "", text, tuple(self.path))

    def _goes_on(self, text: str) -> bool:
        """Join the rest of a paragraph that a page break cut: it begins in lower case."""
        before = self.blocks[-1] if self.blocks else None
        if not isinstance(before, Entry) or before.text.endswith(_ENDS):
            return False
        if not text[0].islower() or _LETTER.match(text):
            return False
        self.blocks[-1] = replace(before, text=f"{before.text} {text}")
        return True

    def _add(self, level: Level, mark: str, text: str, path: Path) -> Entry:
        entry = Entry(path=path, level=level, mark=mark, text=text)
        self.blocks.append(entry)
        return entry

    def _base(self) -> list[str]:
        return self.path[:1] if self.in_annex else []

    def _top(self, text: str) -> bool:
        match = _ROMAN.match(text)
        if match is None:
            letter = _TOP_LETTER.match(text)
            if letter is None or not self._follows_letter(letter[1]):
                return False
            match = letter
        path = (*self._base(), match[1])
        self._place(Level.TOP, match, path, text)
        return True

    def _follows_letter(self, letter: str) -> bool:
        if letter == "A":
            return True
        before = self.last.get((tuple(self._base()), "top"), "")
        at = _TOP_LETTERS.index(letter) if letter in _TOP_LETTERS else 0
        return at > 0 and before == _TOP_LETTERS[at - 1]

    def _numbered(self, text: str) -> bool:
        match = _DOTTED.match(text) or _NUMBER.match(text)
        if match is None:
            return False
        parts = match[1].split(".")
        top = [part for part in self.path if part[0] in _TOPS]
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
            if self.last.get(((*top, *above), "number")) == str(number - 1):
                return above
        if numbers and number == 1:
            return numbers
        return numbers[:-1] if numbers else []

    def _paren(self, text: str) -> bool:
        match = _PAREN.match(text)
        if match is None:
            return False
        above = [part for part in self.path if not part.startswith("(") and part not in _LETTERS]
        self._place(Level.PAREN, match, (*above, f"({match[1]})"), text)
        return True

    def _letter(self, text: str) -> bool:
        match = _LETTER.match(text)
        if match is None:
            return False
        above = [part for part in self.path if part not in _LETTERS]
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
        run = (entry.path[:-1], _RUNS[entry.level])
        order = _order(entry.level, entry.path[-1])
        before = self.last.get(run)
        known = _order(entry.level, before) if before else 0
        if entry.path[:-1] or entry.level is Level.TOP or before:
            for number in range(known + 1, min(order, known + 4)):
                missing = _written(entry.level, number)
                self.gaps.append(Gap(path=entry.path[:-1], missing=missing, entry=entry))
            if before and order <= known:
                self.gaps.append(
                    Gap(path=entry.path[:-1], missing=entry.path[-1], entry=entry, repeated=True)
                )
        self.last[run] = entry.path[-1]
        for key in [one for one in self.last if one[0][: len(entry.path)] == entry.path]:
            del self.last[key]


_RUNS = {
    Level.TOP: "top",
    Level.NUMBER: "number",
    Level.PAREN: "paren",
    Level.LETTER: "letter",
}
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def _order(level: Level, mark: str) -> int:
    bare = mark.strip("()")
    if level is Level.TOP:
        names = _ROMANS if bare in _ROMANS else _TOP_LETTERS
        return names.index(bare) + 1 if bare in names else 0
    if level is Level.LETTER:
        return _LETTERS.index(bare) + 1 if bare in _LETTERS else 0
    return int(bare)


def _written(level: Level, number: int) -> str:
    if level is Level.TOP:
        return _ROMANS[number - 1]
    if level is Level.LETTER:
        return _LETTERS[number - 1]
    return f"({number})" if level is Level.PAREN else str(number)


def outline(document: SourceDocument) -> Outline:
    """Put each paragraph under its heading; paragraphs that a page break cut are whole again."""
    walk = _Walk()
    for block in document.blocks:
        if isinstance(block, Table):
            walk.blocks.append(block)
        else:
            walk.take(block)
    return Outline(blocks=tuple(walk.blocks), gaps=tuple(walk.gaps))

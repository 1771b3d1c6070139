"""Duties: what the sections give to each unit, sentence by sentence, and the schemes in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from services.plandoc.bodies.assignees import Assignee, opening, partners
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.brackets import in_brackets
from services.plandoc.bodies.labels import is_label, labelled, labels_behind, unled
from services.plandoc.items.schemes import SchemeBook, is_list_of_schemes
from services.plandoc.items.times import times_of
from services.plandoc.structure.lines import DocumentLines
from services.plandoc.structure.numbering import PARTS, Level
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import ANNEX, DocumentParts
from services.plandoc.structure.worklists import work_rows
from services.plandoc.wording.rhythm import Rhythm
from services.plandoc.wording.rhythms import is_only_time
from services.plandoc.wording.vocabulary import longest_first, vocabulary
from services.plandoc.wording.words import sentences, syllables, unmarked

_TOPIC = re.compile(r"(?P<topic>[^.:]{3,160}):\s+(?=\S)")
_FORMULA = re.compile(
    "|".join(map(re.escape, longest_first(vocabulary().formulas))), re.IGNORECASE
)
_DUE = re.compile(r"(?:thời gian|thời hạn|tiến độ)", re.IGNORECASE)
_FEWEST_WORDS = 3
_HEADING_WORDS = 8


@dataclass(slots=True, kw_only=True)
class DutyReading:
    """Một nhiệm vụ đọc được: its sentence, its topic, who leads and supports it."""

    text: str
    topic: str
    entry: Entry
    assignee: Assignee
    supporting: tuple[str, ...]
    code: str = ""
    due: str = ""  # the words of a column that says by when
    year: int | None = None  # of a plan of one year
    below: tuple[Entry, ...] = ()  # the lines under it that say who leads it, and by when

    def add_time(self, words: str) -> None:
        """Take a clause behind it that says nothing but when."""
        self.due = "; ".join(filter(None, (self.due, words)))

    @property
    def rhythms(self) -> tuple[Rhythm, ...]:
        """When and how often, as its own words and its column or label of time say."""
        return times_of(self.text, self.due, self.year)


@dataclass(slots=True)
class _Walk:
    book: UnitBook
    schemes: SchemeBook
    duties: list[DutyReading] = field(default_factory=list)
    heads: list[tuple[Entry, Assignee]] = field(default_factory=list)
    holder: tuple[Entry, Assignee] | None = None
    open: bool = False  # whether the holder's heading only announces what follows

    def take(self, entry: Entry, below: list[Entry]) -> None:
        """Read one paragraph; `below` are its own lines that say who leads it, and by when."""
        own = labelled([line.text for line in below], self.book)
        bare, bracketed = in_brackets(entry.text, self.book)
        if bracketed is None:
            bare, bracketed = labels_behind(entry.text, self.book)
        assignee = opening(entry.text, self.book)
        if assignee is not None and assignee.leads and assignee.work:
            own = None  # it says itself who leads it
        if own is None and not self._inside(entry) and assignee is None:
            own = unled([line.text for line in below], self.book)
        if own is not None or bracketed is not None:
            self._alone(entry, bare, own or bracketed, below)
            return
        inside = self._inside(entry) and self.open and entry.level is Level.PLAIN
        if assignee is not None and not inside:
            self.holder = (entry, assignee)
            self.heads.append(self.holder)
            self.open = self._only_heads(entry, assignee)
            if not self.open:
                self.give(assignee.work, entry, assignee)
            return
        rest = entry.level is Level.PLAIN and not self.open  # speaks of the section again
        if self.holder is not None and self._inside(entry) and not rest:
            self.give(entry.text, entry, self.holder[1])
        else:
            self.holder = None

    def _alone(
        self, entry: Entry, text: str, assignee: Assignee | None, below: list[Entry]
    ) -> None:
        """Give one work to the units that its own brackets or the lines below it name."""
        if assignee is None:
            return
        before = len(self.duties)
        self.heads.append((entry, assignee))
        self.give(text, entry, assignee)
        due = " ".join(line.text for line in below if _DUE.match(line.text))
        for duty in self.duties[before:]:
            duty.add_time(due or assignee.work)
            duty.below = tuple(below)

    def _inside(self, entry: Entry) -> bool:
        """Whether an entry stands under the unit that was named last."""
        if self.holder is None:
            return False
        head = self.holder[0]
        if entry.path == head.path:
            deeper = entry.level > head.level
            listed = head.level is Level.PLAIN and self.open and entry.level is Level.DASH
            return deeper or listed or (head.mark in ("-", "–") and entry.mark == "+")
        return len(entry.path) > len(head.path) and entry.path[: len(head.path)] == head.path

    def _only_heads(self, entry: Entry, assignee: Assignee) -> bool:
        """Whether the words behind the unit's name only announce what follows."""
        if entry.text.rstrip().endswith(":"):
            return True
        return len(syllables(assignee.work)) < _HEADING_WORDS and "." not in entry.text[-1:]

    def give(self, text: str, entry: Entry, assignee: Assignee) -> None:
        """Take each sentence of a paragraph as one duty of the unit, or as its scheme."""
        if is_list_of_schemes(text) and self.schemes.assign(text, assignee, entry):
            return
        match = _TOPIC.match(text)
        topic = match["topic"].strip() if match else ""
        before = len(self.duties)
        for at, sentence in enumerate(sentences(text[match.end() :] if match else text)):
            own = opening(sentence, self.book) if at else None
            if own is not None and own.leads and own.work:
                self.heads.append((entry, own))
                self.give(own.work, entry, own)
                continue
            if len(syllables(sentence)) < _FEWEST_WORDS or _FORMULA.match(sentence):
                continue
            if self.schemes.assign(sentence, assignee, entry):
                continue
            if at and before < len(self.duties) and is_only_time(sentence):
                self.duties[-1].add_time(sentence)
                continue
            self.duties.append(
                DutyReading(
                    text=_capital(sentence),
                    topic=topic,
                    entry=entry,
                    assignee=assignee,
                    supporting=self._supporting(sentence, assignee),
                )
            )

    def _supporting(self, sentence: str, assignee: Assignee) -> tuple[str, ...]:
        named = (*assignee.supporting, *partners(sentence, self.book))
        return tuple(dict.fromkeys(each for each in named if each not in assignee.leads))


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Nhiệm vụ của văn bản: each one with its code, and the headings that name units."""

    duties: tuple[DutyReading, ...]
    heads: tuple[tuple[Entry, Assignee], ...]


def read_duties(
    parts: DocumentParts,
    book: UnitBook,
    schemes: SchemeBook,
    lines: DocumentLines,
    year: int | None,
) -> Duties:
    """Read what every section outside the indicators and the list of schemes gives to units.

    `year` is that of a plan of one year.
    """
    walk = _Walk(book, schemes)
    for entry, below in _with_labels(parts.body):
        if parts.role(entry) in ("indicators", "schemes", "aims"):
            walk.holder = None
            continue
        walk.take(entry, below)
    _from_tables(parts, walk, lines)
    _number(walk.duties)
    for duty in walk.duties:
        duty.year = year
    return Duties(duties=tuple(walk.duties), heads=tuple(walk.heads))


def _with_labels(entries: tuple[Entry, ...]) -> Iterator[tuple[Entry, list[Entry]]]:
    """Each paragraph with the lines below it that only say who leads it, and by when.

    Such lines hold for every line of the list above them, back to its heading or to the labels
    of the list before.
    """
    listed: list[Entry] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        if listed and not _goes_on(listed[-1], entry):
            yield from ((each, []) for each in listed)
            listed = []
        if not (listed and is_label(entry.text)):
            listed.append(entry)
            at += 1
            continue
        below = list(takewhile(lambda each: is_label(each.text), entries[at:]))
        below = [each for each in below if _goes_on(listed[-1], each)]
        yield from ((each, below) for each in listed)
        listed = []
        at += len(below)
    yield from ((each, []) for each in listed)


def _goes_on(last: Entry, entry: Entry) -> bool:
    """Whether a paragraph is of the list that goes on, or a label that stands under it."""
    if is_label(last.text):
        return False
    if is_label(entry.text):
        return entry.path[: len(last.path)] == last.path and entry.level >= last.level
    if entry.level is not last.level:
        return False
    if last.level is Level.DASH:
        return entry.mark == last.mark and entry.path == last.path
    return last.level in _LISTED and entry.path[:-1] == last.path[:-1]


_LISTED = (Level.LETTER, Level.PAREN)


def _from_tables(parts: DocumentParts, walk: _Walk, lines: DocumentLines) -> None:
    """Take the rows of tables that list work; a scheme among them is no duty."""
    for row in work_rows(parts.tables):
        section = f"phụ lục dòng {row.number}" if row.number else ANNEX
        entry = Entry(
            path=(section,),
            level=Level.PLAIN,
            mark="",
            text=row.work,
            spans=(lines.cell(row.printed, row.place),),
        )
        assignee = row.assignee(walk.book)
        if row.scheme:
            walk.schemes.enter(row.work, f"{row.work}; {row.due}", assignee, entry)
            continue
        before = len(walk.duties)
        walk.give(row.work, entry, assignee)
        for duty in walk.duties[before:]:
            duty.due = row.due


def _number(duties: list[DutyReading]) -> None:
    """Give each duty the code of its section and its place in it: 51-01, III-07."""
    prefixes: dict[tuple[str, ...], str] = {}
    counts: dict[str, int] = {}
    for duty in duties:
        section = _section(duty.entry.path)
        if section not in prefixes:
            prefixes[section] = _prefix(section, set(prefixes.values()))
        prefix = prefixes[section]
        counts[prefix] = counts.get(prefix, 0) + 1
        duty.code = f"{prefix}-{counts[prefix]:02d}"


def _section(path: tuple[str, ...]) -> tuple[str, ...]:
    """The section that numbers a duty: its dotted number, else its top heading."""
    path = tuple(each for each in path if not each.startswith(PARTS)) or path
    numbers = tuple(each for each in path if each[0].isdigit())
    top = tuple(each for each in path[:1] if not each[0].isdigit())
    if top and top[0].startswith(ANNEX):
        return (ANNEX,)
    return (*top, *numbers) if len(numbers) > 1 or not top else top


def _prefix(section: tuple[str, ...], taken: set[str]) -> str:
    """Write a section as a code may be written: "51", "III", "PL" for the annex."""
    if not section or section[0].startswith(ANNEX):
        return "PL"
    plain_parts = [re.sub(r"[^A-Za-z0-9]", "", unmarked(each).upper()) for each in section]
    numbers = [plain_part for plain_part in plain_parts if plain_part.isdigit()]
    short = "".join(numbers) if numbers else plain_parts[0]
    return short if short not in taken else ".".join(plain_parts)


def _capital(words: str) -> str:
    words = words.strip(" ,")
    return f"{words[0].upper()}{words[1:]}" if words else words

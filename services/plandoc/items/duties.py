"""Duties: what the sections give to each unit, sentence by sentence, and the schemes in them."""

import re
from dataclasses import dataclass, field, replace

from services.plandoc.bodies.assignees import Assignee, opening, partners
from services.plandoc.bodies.beside import said_beside
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.labels import is_label, labelled
from services.plandoc.items.clauses import goes_with_the_work_before, says_nothing
from services.plandoc.items.duty_codes import number_duties
from services.plandoc.items.duty_reading import DutyReading
from services.plandoc.items.label_lists import heading_others, with_labels
from services.plandoc.items.schemes import SchemeBook, is_list_of_schemes
from services.plandoc.items.stages import PlanStage
from services.plandoc.structure.lines import DocumentLines
from services.plandoc.structure.numbering import Level, Path
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import ANNEX, ARTICLE, DocumentParts
from services.plandoc.structure.worklists import work_rows
from services.plandoc.wording.rhythms import is_only_time
from services.plandoc.wording.words import sentences, syllables

_TOPIC = re.compile(r"(?P<topic>[^.:]{3,160}):\s+(?=\S)")
_FEWEST_WORDS = 3
_HEADING_WORDS = 8


@dataclass(slots=True)
class _Walk:
    parts: DocumentParts
    book: UnitBook
    schemes: SchemeBook
    announcing: frozenset[Path]  # the headings below which other paragraphs stand
    followed: frozenset[int]  # the paragraphs right below which one of their own stands
    duties: list[DutyReading] = field(default_factory=list)
    heads: list[tuple[Entry, Assignee]] = field(default_factory=list)
    holder: tuple[Entry, Assignee] | None = None
    stage: PlanStage = field(default_factory=PlanStage)
    open: bool = False  # whether the holder's heading only announces what follows

    def take(self, entry: Entry, below: list[Entry], labels: list[str], *, shared: bool) -> None:
        """Read one paragraph; `labels` are what the lines `below` say of it.

        `shared` tells that they stand below a list of which it is not the last line.
        """
        text, said = said_beside(entry.text, self.book)
        if said and said.leads and self.heads_others(entry):
            self._head(entry, said)
            return
        opened = opening(text, self.book) or self._behind_topic(text)
        speaks = _leads_itself(opened) or bool(said and said.leads)
        # Labels below a whole list are no matter of a line that says itself who leads it.
        under = None if speaks and shared else labelled(labels, self.book)
        chosen = self._chosen(entry, opened, under, said)
        before = len(self.duties)
        if chosen is not None:
            self.heads.append((entry, chosen))
            self.give(text, entry, chosen)
        else:
            self._by_place(entry, text, opened)
        for duty in self.duties[before:]:
            duty.take_from(*filter(None, (said, under)))
            duty.below = tuple(below)
            duty.add_unsaid_time(self.stage.due)

    def heads_others(self, entry: Entry) -> bool:
        """Whether a numbered paragraph is the heading of others."""
        below = entry.path in self.announcing or id(entry) in self.followed
        sentence = entry.text.rstrip().endswith((".", ";"))
        return below and not sentence and entry.level < Level.DASH

    def _chosen(
        self,
        entry: Entry,
        opened: Assignee | None,
        under: Assignee | None,
        said: Assignee | None,
    ) -> Assignee | None:
        """Whom labels below or words beside it name; a label that is blank counts as well."""
        if under is not None and under.leads and not _leads_itself(opened):
            return under
        if said is not None and said.leads:
            return said
        blank = under is not None and under.named and opened is None and not self._inside(entry)
        return under if blank else None

    def _by_place(self, entry: Entry, text: str, opened: Assignee | None) -> None:
        """Read a paragraph by whom it addresses, or by the heading under which it stands."""
        inside = self._inside(entry) and self.open and entry.level is Level.PLAIN
        if opened is not None and self._only_demands(entry, opened):
            self.holder = None
            return
        if opened is not None and not inside:
            self._head(entry, opened)
            self.open = self._only_heads(entry, opened)
            if not self.open:
                self.give(opened.work, entry, opened)
            return
        rest = entry.level is Level.PLAIN and not self.open  # speaks of the section again
        if self.holder is not None and self._inside(entry) and not rest:
            self.give(text, entry, self.holder[1])
            return
        self.holder = None
        self._sentence_by_sentence(entry)

    def _only_demands(self, entry: Entry, opened: Assignee) -> bool:
        """Whether a section of aims and demands only says how all of them are to work."""
        named = any(code in self.book.bodies for code in opened.leads)
        return not named and self.parts.demands(entry)

    def _sentence_by_sentence(self, entry: Entry) -> None:
        """Take the sentences of a paragraph that name a body of their own behind its first."""
        if self.parts.kind(entry) == "state":
            return
        for sentence in sentences(entry.text)[1:]:
            own = opening(sentence, self.book)
            if own is not None and own.leads and own.work:
                self.heads.append((entry, own))
                self.give(own.work, entry, own)

    def _head(self, entry: Entry, assignee: Assignee) -> None:
        """Remember who holds what stands below this heading."""
        self.holder = (entry, assignee)
        self.heads.append(self.holder)
        self.open = True

    def _behind_topic(self, text: str) -> Assignee | None:
        """Whom the words behind a topic address: "Về đất đai: Giao Phòng A …"."""
        topic = _TOPIC.match(text)
        if topic is None or is_label(text):
            return None
        addressed = opening(text[topic.end() :], self.book)
        if addressed is None or not addressed.work:
            return None
        if len(syllables(addressed.work)) < _FEWEST_WORDS:  # "Họp giao ban: Văn phòng chuẩn bị"
            addressed = replace(addressed, work=topic["topic"])
        return addressed if addressed.leads or addressed.persons else None

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
        short = len(syllables(assignee.work)) < _HEADING_WORDS and "." not in entry.text[-1:]
        return short and (not assignee.work or id(entry) in self.followed)

    def give(self, text: str, entry: Entry, assignee: Assignee) -> None:
        """Take each sentence of a paragraph as one duty of the unit, or as its scheme."""
        if is_list_of_schemes(text) and self.schemes.assign(text, assignee, entry):
            return
        match = _TOPIC.match(text)
        if match and is_only_time(text[match.end() :]):
            match = None  # "Đánh giá các chỉ tiêu: 6 tháng và cả năm"
        topic = match["topic"].strip() if match else ""
        before = len(self.duties)
        for at, sentence in enumerate(sentences(text[match.end() :] if match else text)):
            own = opening(sentence, self.book) if at else None
            if own is not None and own.leads and own.work:
                self.heads.append((entry, own))
                self.give(own.work, entry, own)
                continue
            if len(syllables(sentence)) < _FEWEST_WORDS or says_nothing(sentence):
                continue
            if self.schemes.assign(sentence, assignee, entry):
                continue
            follows = at and before < len(self.duties)
            if follows and goes_with_the_work_before(sentence, self.duties[-1].rhythms):
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
            self.duties[-1].add_unsaid_time(topic)

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
    depths = {entry.path[:depth] for entry in parts.body for depth in range(len(entry.path))}
    walk = _Walk(parts, book, schemes, frozenset(depths), heading_others(parts.body))
    for entry, below, labels, shared in with_labels(parts.body):
        if parts.role(entry) in ("indicators", "schemes", "aims"):
            walk.holder = None
            continue
        walk.stage.enter(entry, heads=walk.heads_others(entry))
        walk.take(entry, below, labels, shared=shared)
    _from_articles(parts, walk)
    _from_tables(parts, walk, lines)
    number_duties(walk.duties)
    for duty in walk.duties:
        duty.year = year
    return Duties(duties=tuple(walk.duties), heads=tuple(walk.heads))


def _from_articles(parts: DocumentParts, walk: _Walk) -> None:
    """Take what the articles of a decision give: "Điều 2. Giao Phòng A hướng dẫn, kiểm tra …"."""
    for entry in parts.closing:
        article = ARTICLE.match(entry.text)
        words = entry.text[article.end() :] if article else ""
        given = opening(words, walk.book) if words.startswith("Giao ") else None
        if given is not None and given.leads and given.work:
            walk.heads.append((entry, given))
            walk.give(given.work, entry, given)


def _from_tables(parts: DocumentParts, walk: _Walk, lines: DocumentLines) -> None:
    """Take the rows of tables that list work; a scheme among them is no duty."""
    for row in work_rows(parts.tables, walk.book):
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


def _leads_itself(opened: Assignee | None) -> bool:
    """Whether a paragraph says who does its work where it begins."""
    return opened is not None and bool(opened.leads) and bool(opened.work)


def _capital(words: str) -> str:
    words = words.strip(" ,")
    return f"{words[0].upper()}{words[1:]}" if words else words

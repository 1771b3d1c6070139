"""Duties: what the sections give to each unit, sentence by sentence, and the schemes in them."""

import re
from dataclasses import dataclass, field

from services.domain.calendar import Frequency
from services.planfile.annex import is_figures
from services.planfile.assignees import Assignee, opening, partners
from services.planfile.bodies import UnitBook
from services.planfile.outline import Entry, Level
from services.planfile.parts import Parts
from services.planfile.schemes import SchemeBook, is_list_of_schemes
from services.planfile.words import sentences, syllables

_TOPIC = re.compile(r"(?P<topic>[^.:]{3,160}):\s+(?=\S)")
_FEWEST_WORDS = 3
_HEADING_WORDS = 8
_FREQUENCIES = (
    (
        Frequency.YEAR,
        re.compile(r"(?:hằng|hàng|mỗi) năm|(?:năm),?\s+quý|năm, 6 tháng", re.IGNORECASE),
    ),
    (Frequency.HALF_YEAR, re.compile(r"6 tháng|sáu tháng|nửa năm", re.IGNORECASE)),
    (Frequency.QUARTER, re.compile(r"(?:hằng|hàng|mỗi) quý|,\s*quý", re.IGNORECASE)),
    (Frequency.MONTH, re.compile(r"(?:hằng|hàng|mỗi) tháng|quý,\s*tháng", re.IGNORECASE)),
)


@dataclass(slots=True, kw_only=True)
class DutyReading:
    """Một nhiệm vụ đọc được: its sentence, its topic, who leads and supports it."""

    text: str
    topic: str
    entry: Entry
    assignee: Assignee
    supporting: tuple[str, ...]
    code: str = ""

    @property
    def frequencies(self) -> tuple[Frequency, ...]:
        """The frequencies that the sentence itself names."""
        return tuple(one for one, words in _FREQUENCIES if words.search(self.text))


@dataclass(slots=True)
class _Walk:
    book: UnitBook
    schemes: SchemeBook
    duties: list[DutyReading] = field(default_factory=list)
    heads: list[tuple[Entry, Assignee]] = field(default_factory=list)
    holder: tuple[Entry, Assignee] | None = None

    def take(self, entry: Entry) -> None:
        assignee = opening(entry.text, self.book)
        if assignee is not None and not (self._inside(entry) and entry.level is Level.PLAIN):
            self.holder = (entry, assignee)
            self.heads.append(self.holder)
            if not self._only_heads(entry, assignee):
                self.give(assignee.work, entry, assignee)
            return
        if self.holder is not None and self._inside(entry):
            self.give(entry.text, entry, self.holder[1])
        else:
            self.holder = None

    def _inside(self, entry: Entry) -> bool:
        """Whether an entry stands under the unit that was named last."""
        if self.holder is None:
            return False
        head = self.holder[0]
        if entry.path == head.path:
            deeper = entry.level > head.level
            return deeper or (head.mark in ("-", "–") and entry.mark == "+")
        return entry.level > head.level and entry.path[: len(head.path)] == head.path

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
        for sentence in sentences(text[match.end() :] if match else text):
            if len(syllables(sentence)) < _FEWEST_WORDS:
                continue
            if self.schemes.assign(sentence, assignee, entry):
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
        return tuple(dict.fromkeys(one for one in named if one not in assignee.leads))


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """Nhiệm vụ của văn bản: each one with its code, and the headings that name units."""

    duties: tuple[DutyReading, ...]
    heads: tuple[tuple[Entry, Assignee], ...]


def read_duties(parts: Parts, book: UnitBook, schemes: SchemeBook) -> Duties:
    """Read what every section outside the indicators and the list of schemes gives to units."""
    walk = _Walk(book, schemes)
    for entry in parts.body:
        if parts.role(entry) in ("indicators", "schemes"):
            walk.holder = None
            continue
        walk.take(entry)
    _from_tables(parts, walk)
    _number(walk.duties)
    return Duties(duties=tuple(walk.duties), heads=tuple(walk.heads))


def _from_tables(parts: Parts, walk: _Walk) -> None:
    """Read tables that list work with its unit and have no column of targets."""
    for table in parts.tables:
        if is_figures(table) or not table.rows:
            continue
        names = [cell.lower() for cell in table.rows[0].cells]
        work = next(
            (at for at, one in enumerate(names) if "nhiệm vụ" in one or "nội dung" in one), None
        )
        lead = next(
            (
                at
                for at, one in enumerate(names)
                if "chủ trì" in one or ("thực hiện" in one and "đơn vị" in one)
            ),
            None,
        )
        if work is None or lead is None:
            continue
        entry = Entry(path=("phụ lục",), level=Level.PLAIN, mark="", text="")
        for row in table.rows[1:]:
            if max(work, lead) < len(row.cells) and row.cells[work] and row.cells[lead]:
                assignee = opening(f"{row.cells[lead]}:", walk.book)
                if assignee is not None:
                    walk.give(row.cells[work], entry, assignee)


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
    numbers = tuple(one for one in path if one[0].isdigit())
    top = tuple(one for one in path[:1] if not one[0].isdigit())
    return (*top, *numbers) if len(numbers) > 1 or not top else top


def _prefix(section: tuple[str, ...], taken: set[str]) -> str:
    numbers = [one for one in section if one[0].isdigit()]
    if not section or section[0] == "phụ lục":
        return "PL"
    short = "".join(numbers) if numbers else section[0]
    return short if short not in taken else ".".join(section)


def _capital(words: str) -> str:
    words = words.strip(" ,")
    return f"{words[0].upper()}{words[1:]}" if words else words

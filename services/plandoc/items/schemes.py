"""Schemes (đề án): those that a section lists, and those that only a unit's duty names."""

import re
from dataclasses import dataclass, field

from services.plandoc.bodies.assignees import Assignee, opening
from services.plandoc.bodies.bodies import UnitBook
from services.plandoc.bodies.brackets import in_brackets
from services.plandoc.bodies.labels import is_label, labelled
from services.plandoc.structure.outline import Entry
from services.plandoc.structure.parts import DocumentParts
from services.plandoc.wording.words import cover, plain, shorten, syllables

_TITLE = re.compile(r"Đề án\s+(?P<title>(?!\d|của\b|này\b|trên\b|góp\b)[^;.:()]{6,400})")
_MAKES = re.compile(
    r"(?<!\w)(?:xây dựng|lập|ban hành|triển khai|thực hiện|tham mưu)", re.IGNORECASE
)
_OWNED = re.compile(r"(?:của|các|những|theo|trong)\s+$", re.IGNORECASE)
_SAME = 0.8
_DATE = re.compile(r"20\d\d|quý\s+[IV\d]|tháng\s+\d", re.IGNORECASE)
_MOST_TITLE = 400


@dataclass(slots=True, kw_only=True)
class SchemeReading:
    """Một đề án đọc được: its title, where it is listed and named, who leads it.

    `below` are the lines under it that say who leads it, and by when.
    """

    title: str
    listed: Entry | None
    named: list[tuple[Entry, str]] = field(default_factory=list)
    leads: list[Assignee] = field(default_factory=list)
    code: str = ""
    details: list[str] = field(default_factory=list)
    below: list[Entry] = field(default_factory=list)

    @property
    def section(self) -> str:
        """Where it stands."""
        entries = ([self.listed] if self.listed else []) + [entry for entry, _ in self.named]
        return ", ".join(dict.fromkeys(entry.section for entry in entries))

    @property
    def dated(self) -> bool:
        """Whether any place that names it says by when."""
        words = [self.title, *(text for _, text in self.named), *self.details]
        if self.listed:
            words.append(self.listed.text)
        return any(_DATE.search(word) for word in words)

    @property
    def yearly_plan(self) -> bool:
        """Whether the text asks for a plan of each year."""
        return any(
            re.search(r"kế hoạch (?:hằng|hàng) năm", text, re.IGNORECASE) for _, text in self.named
        )


class SchemeBook:
    """The schemes of one document; a sentence about one of them gives it its lead."""

    def __init__(self, parts: DocumentParts, book: UnitBook) -> None:
        self.schemes: list[SchemeReading] = []
        for entry in parts.body:
            if parts.role(entry) != "schemes":
                continue
            last = self.schemes[-1] if self.schemes else None
            if last and last.listed and is_label(entry.text) and entry.path == last.listed.path:
                last.details.append(entry.text)
                last.below.append(entry)
            elif entry.mark and "đề án" in plain(entry.text):
                bare, assignee = in_brackets(entry.text, book)
                if assignee is None:
                    bare, assignee = _led_behind(bare, book)
                scheme = SchemeReading(title=_clean(bare), listed=entry)
                if assignee is not None:
                    scheme.leads.append(assignee)
                self.schemes.append(scheme)
        for scheme in self.schemes:
            below = labelled(scheme.details, book)
            if below is not None and below.leads and not scheme.leads:
                scheme.leads.append(below)
        self._number()

    def enter(self, title: str, words: str, assignee: Assignee, entry: Entry) -> None:
        """Take a scheme that a table lists: one that is known already gets its lead and date."""
        own = _own(title)
        known = next(
            (scheme for scheme in self.schemes if cover(_own(scheme.title), own) >= _SAME), None
        )
        if known is None:
            known = SchemeReading(title=_clean(title), listed=entry)
            self.schemes.append(known)
        known.details.append(words)
        if all(lead.leads != assignee.leads for lead in known.leads):
            known.leads.append(assignee)
        self._number()

    def assign(self, sentence: str, assignee: Assignee, entry: Entry) -> bool:
        """Give each scheme that the sentence asks to make to this unit; False if there is none."""
        chosen__matches = [
            scheme_reading
            for match in self._matches(sentence)
            if (scheme_reading := self._find(match, sentence))
        ]
        for scheme in chosen__matches:
            scheme.named.append((entry, sentence))
            if all(lead.leads != assignee.leads for lead in scheme.leads):
                scheme.leads.append(assignee)
        self._number()
        return bool(chosen__matches)

    def _matches(self, sentence: str) -> list[re.Match[str]]:
        return [
            match
            for match in _TITLE.finditer(sentence)
            if not _OWNED.search(sentence, max(0, match.start() - 8), match.start())
            and _MAKES.search(sentence, 0, match.start())
        ]

    def _find(self, match: re.Match[str], sentence: str) -> SchemeReading | None:
        words = syllables(match["title"])
        for scheme in self.schemes:
            if cover(_own(scheme.title), words) >= _SAME:
                return scheme
        if not match["title"][0].isupper() and not _close_before(match, sentence):
            return None
        scheme = SchemeReading(title=_clean(match[0]), listed=None)
        self.schemes.append(scheme)
        return scheme

    def _number(self) -> None:
        for at, scheme in enumerate(self.schemes, start=1):
            scheme.code = f"DA{at}"


def _led_behind(text: str, book: UnitBook) -> tuple[str, Assignee | None]:
    """Take "…: Phòng A chủ trì, trình trong quý II" off the title of a scheme."""
    title, _, rest = text.partition(": ")
    assignee = opening(rest, book) if rest else None
    return (title, assignee) if assignee is not None and assignee.leads else (text, None)


def _own(title: str) -> list[str]:
    """The syllables that tell one scheme from another."""
    return [syllable for syllable in syllables(title) if syllable not in ("đề", "án", "về")]


def _close_before(match: re.Match[str], sentence: str) -> bool:
    """Whether the verb that makes the scheme stands right before its name."""
    before = sentence[max(0, match.start() - 40) : match.start()]
    return re.search(r"(?:xây dựng|lập|ban hành)[^,;.]*$", before, re.IGNORECASE) is not None


def is_list_of_schemes(text: str) -> bool:
    """Whether a paragraph only lists the schemes that its unit makes."""
    return re.search(r"các Đề án\s*:", text) is not None


def _clean(words: str) -> str:
    return shorten(" ".join(words.split()).strip(" .;,/"), _MOST_TITLE)

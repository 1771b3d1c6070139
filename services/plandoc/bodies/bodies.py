"""Which units a document names, in any of their usual forms, and which groups of units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from services.domain.directory.unit_kinds import UnitKind
from services.plandoc.wording.unit_forms import abbreviates, key_of, loose_of
from services.plandoc.wording.vocabulary import Vocabulary, longest_first, vocabulary
from services.plandoc.wording.words import CAPITAL, plain, syllables, unmarked

# The place that ends an official name: "phường", "xã", with or without its own name.
OF_PLACE = (
    r"(?:\s+(?i:phường|xã|thị trấn|đặc khu)(?!\w)"
    rf"(?:\s+{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})?)?"
)
PLACE_NAME = re.compile(
    rf"(?i:phường|xã|thị trấn|đặc khu)\s+(?P<name>{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})"
)
_THUOC = (
    r"(?:(?:\s+(?:trực thuộc|thuộc|của))?(?:\s+(?:UBND|Ủy ban nhân dân))?"
    r"\s+(?:phường|xã|thị trấn|đặc khu))"
)
_WITH_FRONT = re.compile(
    rf"\s*(?:,|và|cùng)\s+(?:{'|'.join(map(re.escape, longest_first(vocabulary().with_front)))})"
    r"(?:\s+(?:phường|xã))?(?!\w)",
    re.IGNORECASE,
)
_RELATED = r"(?:\s+(?:có\s+)?liên quan)"
_FEWEST, _MOST = 2, 14  # syllables of a unit's name
_MOST_LEARNT = 240  # names beyond the usual ones: no ward has half as many units
_BATCH = 16  # names that one pattern holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Một chỗ nêu tên đơn vị hoặc nhóm: its code, the printed words, their offsets."""

    code: str
    raw: str
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Body:
    """Một đơn vị được nêu trong văn bản, with every form in which it is printed."""

    code: str
    kind: UnitKind
    forms: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest form that the document prints."""
        name = max(self.forms, key=len)
        return f"{name[0].upper()}{name[1:]}"


@dataclass(slots=True, kw_only=True)
class Collective:
    """Một cụm từ chỉ nhóm đơn vị.

    `kinds` are what its nouns are read as, `defined` the members that the text lists, `parts` the
    units and groups of a lead that is shared by many.
    """

    code: str
    phrase: str
    kinds: tuple[UnitKind, ...]
    defined: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class UnitBook:
    """The units and groups of one document; learns new names, answers with codes."""

    def __init__(self, words: Vocabulary | None = None) -> None:
        self._words = words or vocabulary()
        self.bodies: dict[str, Body] = {}
        self.groups: dict[str, Collective] = {}
        self._forms: dict[str, tuple[str, UnitKind]] = {}
        self._learnt: list[str] = []
        self.placed: set[str] = set()  # units that only their place in the document shows
        # What each cell was read as, and how many names were known then.
        self.read_cells: dict[tuple[str, int, bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for unit in self._words.units:
            for form in unit.forms:
                self._forms[key_of(form)] = (unit.code, unit.kind)
        self._patterns = [self._compile(self._forms)]

    def _compile(self, forms_of: Iterable[str]) -> re.Pattern[str]:
        forms = "|".join(loose_of(form) for form in longest_first(tuple(forms_of)))
        return re.compile(rf"(?<!\w)(?P<form>(?i:(?:các\s+)?(?:{forms})))(?!\w){OF_PLACE}")

    @property
    def known(self) -> int:
        """How many names were learnt beyond the usual ones."""
        return len(self._learnt)

    def mentions(self, text: str, *, cell: bool = False) -> tuple[Mention, ...]:
        """Find every unit that the text names; each printed form is remembered.

        In running text a name begins with a capital letter: "trường học" alone is no unit.
        """
        collected: list[Mention] = []
        for match in self._matches(text):
            if (cell or _is_name(match)) and not (collected and match.start() < collected[-1].end):
                collected.append(self._mention(text, match))
        return tuple(collected)

    def is_learnt(self, code: str) -> bool:
        """Whether only this document taught the unit, no list of the usual ones."""
        return all(unit.code != code for unit in self._words.units)

    def is_named(self, text: str) -> bool:
        """Whether the text names a unit that is known by now; nothing is remembered of it."""
        return any(_is_name(match) for match in self._matches(text))

    def _matches(self, text: str) -> list[re.Match[str]]:
        """All places that look like names, the longest of those that begin together first."""
        collected = [match for pattern in self._patterns for match in pattern.finditer(text)]
        return sorted(collected, key=lambda match: (match.start(), -match.end()))

    def at(self, text: str, place: int) -> Mention | None:
        """The unit whose name begins at this very place."""
        collected = [match for pattern in self._patterns if (match := pattern.match(text, place))]
        match = max(collected, key=re.Match.end, default=None)
        return self._mention(text, match) if match and _is_name(match) else None

    def _mention(self, text: str, match: re.Match[str]) -> Mention:
        code, kind = self._forms[key_of(match["form"])]
        own = _WITH_FRONT.match(text, match.end()) if kind is UnitKind.FRONT else None
        self._note(code, kind, match[0])
        end = own.end() if own else match.end()
        return Mention(code=code, raw=text[match.start() : end], start=match.start(), end=end)

    def codes(self, text: str, *, cell: bool = False) -> tuple[str, ...]:
        """The units that the text names, each once, in order."""
        return tuple(dict.fromkeys(mention.code for mention in self.mentions(text, cell=cell)))

    def learn(self, name: str) -> str | None:
        """Take a name that begins as names of units do; its code, or None if it does not.

        A short form whose letters are the initials of a known name is that unit.
        """
        name = " ".join(name.split()).strip(" .,:;")
        known = self.whole(name)
        if known is not None:
            return known
        kind = next(
            (kind for head, kind in self._words.heads.items() if begins_with(name, head)), None
        )
        short = re.fullmatch(rf"{CAPITAL}[\w&.\- ]{{1,14}}", name) is not None
        code = self._abbreviated(name) if short or kind is not None else None
        if code is None and kind is None:
            return None
        return self._keep(name, code, kind)

    def learn_placed(self, name: str) -> str | None:
        """Take a name that stands where a document names a body, whatever it begins with."""
        name = " ".join(name.split()).strip(" .,:;")
        code = self.learn(name)
        if code is None:
            code = self._keep(name, None, None)
            if code is not None:
                self.placed.add(code)
        return code

    def whole(self, name: str) -> str | None:
        """The unit that goes by exactly this name; None where none is known."""
        known = self.mentions(name, cell=True)
        return known[0].code if known and len(known[0].raw) == len(name) else None

    def _keep(self, name: str, code: str | None, kind: UnitKind | None) -> str | None:
        """Know a name from now on, as a unit's further form or as a new unit."""
        if len(self._learnt) >= _MOST_LEARNT:
            return None
        if code is None:
            if not _FEWEST <= len(syllables(name)) <= _MOST:
                return None
            code = self._new_code(name)
        else:
            kind = self.bodies[code].kind
        self._forms[key_of(name)] = (code, kind or UnitKind.SERVICE)
        self._teach(name)
        self._note(code, kind or UnitKind.SERVICE, name)
        return code

    def _teach(self, name: str) -> None:
        """Find the name from now on; only the last few names are compiled anew for it."""
        if len(self._learnt) % _BATCH == 0:
            self._patterns.append(self._patterns[0])
        self._learnt.append(key_of(name))
        first = (len(self._learnt) - 1) // _BATCH * _BATCH
        self._patterns[-1] = self._compile(self._learnt[first:])

    def group(self, phrase: str) -> Collective:
        """The group that a phrase means; the same phrase is the same group."""
        key = plain(phrase)
        if key not in self.groups:
            kinds = self._kinds_of(key)
            code = f"G{len(self.groups) + 1}"
            self.groups[key] = Collective(code=code, phrase=phrase.strip(), kinds=kinds)
        return self.groups[key]

    def _kinds_of(self, phrase: str) -> tuple[UnitKind, ...]:
        """The kinds that a phrase's nouns are read as; the longest noun at each place counts."""
        collected: dict[UnitKind, None] = {}
        nouns = []
        for noun in longest_first(tuple(self._words.groups)):
            if noun in phrase:
                nouns.append(noun)
                collected |= dict.fromkeys(self._words.groups[noun])
                phrase = phrase.replace(noun, " ")
        alone = self._words.groups_alone.get(nouns[0]) if len(nouns) == 1 else None
        return alone or tuple(collected)

    def members(self, group: Collective) -> tuple[str, ...]:
        """The units that a group is read as: defined in the text, else by kind of unit."""
        if group.defined:
            return group.defined
        if group.parts:
            return tuple(code for code in group.parts if code != group.code)
        wanted = tuple(body.code for body in self.bodies.values() if body.kind in group.kinds)
        inside = self._words.internal
        if wanted or not inside.issuperset(group.kinds):
            return wanted
        return tuple(body.code for body in self.bodies.values() if body.kind in inside)

    def _note(self, code: str, kind: UnitKind, form: str) -> None:
        body = self.bodies.setdefault(code, Body(code=code, kind=kind))
        form = " ".join(form.split())
        if form not in body.forms:
            body.forms.append(form)

    def _abbreviated(self, name: str) -> str | None:
        for code, body in self.bodies.items():
            if any(abbreviates(name, form) for form in body.forms):
                return code
        return None

    def _new_code(self, name: str) -> str:
        initials = "".join(part[0] for part in syllables(unmarked(name)))[:12].upper()
        code, number = initials, 2
        taken = {*self.bodies, *(unit.code for unit in self._words.units)}
        while code in taken:
            code, number = f"{initials}{number}", number + 1
        return code


@cache
def group_pattern() -> re.Pattern[str]:
    """Words that mean several units at once without naming them.

    A noun that a capital letter follows begins a name ("Trung tâm Y tế") and ends the phrase.
    """
    nouns = "|".join(map(loose_of, longest_first(tuple(vocabulary().groups))))
    noun = rf"(?i:{nouns})(?!\w)(?!\s+{CAPITAL})"
    chain = rf"{noun}(?:(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:các\s+)?{noun})"
    ends = rf"(?:{_THUOC}|{_RELATED})"
    return re.compile(
        rf"(?<!\w)(?:(?:(?i:tất cả|toàn bộ|100%)\s+)?(?i:các|những)\s+{chain}*{ends}*"
        rf"|{chain}+{ends}*|{noun}{ends}+)(?!\w)"
    )


def _is_name(match: re.Match[str]) -> bool:
    """Whether running text names a unit: with a capital letter, or as "các thôn" by its plural."""
    return match[0][0].isupper() or re.match(r"các\s", match[0]) is not None


def begins_with(text: str, head: str) -> bool:
    """Whether words begin with this head of a name and go on."""
    return plain(text).startswith(f"{plain(head)} ")


def listed(book: UnitBook, codes: Iterable[str]) -> str:
    """Name units and groups in a sentence; names hold commas, so semicolons part them."""
    phrases = {group.code: group.phrase for group in book.groups.values()}
    return "; ".join(
        book.bodies[code].name if code in book.bodies else phrases[code] for code in codes
    )

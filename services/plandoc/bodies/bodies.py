"""Which units a document names, in any of their usual forms, and which groups of units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.domain.directory.unit_kinds import UnitKind
from services.plandoc.bodies.groups import Collective
from services.plandoc.wording.unit_forms import MANY, abbreviates, key_of, loose_of
from services.plandoc.wording.vocabulary import Vocabulary, any_of, longest_first, vocabulary
from services.plandoc.wording.words import CAPITAL, plain, syllables, unmarked

# The place that ends an official name: "phường", "xã", with or without its own name.
OF_PLACE = (
    r"(?:\s+(?i:phường|xã|thị trấn|đặc khu)(?!\w)"
    rf"(?:\s+{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})?"
    rf"|\s+khu vực(?:\s+(?:{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}}|\d{{1,2}}))?(?!\w))?"
)
PLACE_NAME = re.compile(
    rf"(?i:phường|xã|thị trấn|đặc khu)\s+(?P<name>{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})"
)
# "các trường mầm non, tiểu học và trung học cơ sở" are one unit by all their levels.
_LEVEL = r"(?:mầm non|tiểu học|trung học cơ sở|trung học phổ thông|THCS|THPT)"
_LEVELS = rf"(?:(?<=trường)\s+{_LEVEL}(?:(?:\s*,\s*|\s+và\s+){_LEVEL}){{0,4}}(?!\w))?"
_WITH_FRONT = re.compile(
    rf"\s*(?:,|và|cùng)\s+(?:{any_of(vocabulary().with_front)})"
    r"(?:\s+(?:phường|xã))?(?!\w)",
    re.IGNORECASE,
)
_PLACE_BEHIND = re.compile(r"(?<!hợp tác)\s+(?:phường|xã|thị trấn|đặc khu)$")
# "Trưởng các thôn", "Hiệu trưởng các trường": who answers for each of many.
_TITLED = re.compile(rf"(?:{any_of(vocabulary().titles_of_many)})\s+(?=các\s)")
_WHOLE = 4  # syllables that are a name without their place
_LONGEST_SHORT = 10  # letters of "VP HĐND&UBND": longer ones in capitals are headings
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
        """The longest form that the document prints.

        One in capitals, or with who answers for it ("Trưởng các thôn"), only if it has no other.
        """
        name = max(self.forms, key=lambda form: (not form.isupper(), not _titled(form), len(form)))
        return f"{name[0].upper()}{name[1:]}"


class UnitBook:
    """The units and groups of one document; learns new names, answers with codes."""

    def __init__(self, words: Vocabulary | None = None) -> None:
        self._words = words or vocabulary()
        self.bodies: dict[str, Body] = {}
        self.groups: dict[str, Collective] = {}
        self._forms: dict[str, tuple[str, UnitKind]] = {}
        self._spelled: dict[str, str] = {}  # usual names as they are written in small letters
        self._learnt: list[str] = []
        self.placed: set[str] = set()  # units that only their place in the document shows
        # What each cell was read as, and how many names were known then.
        self.read_cells: dict[tuple[str, int, bool], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._plural: list[str] = []  # "các trường": so named only in the plural
        for unit in self._words.units:
            for form in unit.forms:
                self._forms[key_of(form)] = (unit.code, unit.kind)
                self._spelled.setdefault(key_of(form), form)
                if form.startswith("các "):
                    self._plural.append(key_of(form))
        self._patterns = [self._compile(self._forms)]

    def _compile(self, forms_of: Iterable[str]) -> re.Pattern[str]:
        single = (form for form in forms_of if form not in self._plural)
        forms = "|".join(loose_of(form) for form in longest_first(tuple(single)))
        plural = "|".join(map(loose_of, self._plural))
        return re.compile(
            rf"(?<!\w)(?P<form>(?i:(?:{MANY}\s+)?(?:{forms}))"
            rf"|(?i:{MANY}\s+(?:{plural}))(?!\s+{CAPITAL}))(?!\w){_LEVELS}{OF_PLACE}"
        )

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
            if (cell or _is_name(match, counted=False)) and not (
                collected and match.start() < collected[-1].end
            ):
                collected.append(self._mention(text, match))
        return tuple(collected)

    def is_learnt(self, code: str) -> bool:
        """Whether only this document taught the unit, no list of the usual ones."""
        return all(unit.code != code for unit in self._words.units)

    def is_named(self, text: str) -> bool:
        """Whether the text names a unit that is known by now; nothing is remembered of it."""
        return any(_is_name(match, counted=False) for match in self._matches(text))

    def _matches(self, text: str) -> list[re.Match[str]]:
        """All places that look like names, the longest of those that begin together first."""
        collected = [match for pattern in self._patterns for match in pattern.finditer(text)]
        return sorted(collected, key=lambda match: (match.start(), -match.end()))

    def at(self, text: str, place: int) -> Mention | None:
        """The unit whose name begins at this very place."""
        collected = [match for pattern in self._patterns if (match := pattern.match(text, place))]
        match = max(collected, key=re.Match.end, default=None)
        return self._mention(text, match) if match and _is_name(match, counted=True) else None

    def _mention(self, text: str, match: re.Match[str]) -> Mention:
        code, kind = self._forms[key_of(match["form"])]
        own = _WITH_FRONT.match(text, match.end()) if kind is UnitKind.FRONT else None
        in_capitals = len(match["form"]) > _LONGEST_SHORT and match["form"].isupper()
        spelled = self._spelled.get(key_of(match["form"])) if in_capitals else None
        self._note(code, kind, spelled or match[0])
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
        if known is not None or len(self._learnt) >= _MOST_LEARNT:
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
            code = self._keep(name, None, UnitKind.RESIDENTS if _is_residents(name) else None)
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
        form = _without_place(name)
        self._forms[key_of(form)] = (code, kind or UnitKind.SERVICE)
        self._teach(form)
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
        titled = _TITLED.match(form)
        for each in (form[titled.end() :], form) if titled else (form,):
            if each not in body.forms:
                body.forms.append(each)

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


def _is_name(match: re.Match[str], *, counted: bool) -> bool:
    """Whether running text names a unit: with a capital letter, or as "các thôn" by its plural.

    `counted` where a name is looked for at this very place: there "19 tổ dân phố" is one.
    """
    many = re.match(rf"{MANY if counted else 'các'}\s", match[0])
    return match[0][0].isupper() or many is not None


def _titled(form: str) -> bool:
    return _TITLED.match(form) is not None


def _is_residents(name: str) -> bool:
    """Whether a name is one of a place where people live: "Thôn Sín Chải"."""
    return any(begins_with(name, noun) for noun in vocabulary().residents)


def _without_place(name: str) -> str:
    """A name without the "phường", "xã" at its end, which other lines leave out."""
    bare = _PLACE_BEHIND.sub("", name)
    return bare if len(syllables(bare)) >= _WHOLE else name


def begins_with(text: str, head: str) -> bool:
    """Whether words begin with this head of a name and go on."""
    return plain(text).startswith(f"{plain(head)} ")


def listed(book: UnitBook, codes: Iterable[str]) -> str:
    """Name units and groups in a sentence; names hold commas, so semicolons part them."""
    phrases = {group.code: group.phrase for group in book.groups.values()}
    return "; ".join(
        book.bodies[code].name if code in book.bodies else phrases[code] for code in codes
    )

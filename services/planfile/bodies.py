"""Which units a document names, in any of their usual forms, and which groups of units."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.domain.plan.draft import UnitKind
from services.planfile.vocabulary import Vocabulary, longest_first, vocabulary
from services.planfile.words import CAPITAL, plain, syllables, unmarked

# The place that ends an official name: "phường", "xã", with or without its own name.
OF_PLACE = (
    r"(?:\s+(?i:phường|xã|thị trấn|đặc khu)(?!\w)"
    rf"(?:\s+{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})?)?"
)
PLACE_NAME = re.compile(
    rf"(?i:phường|xã|thị trấn|đặc khu)\s+(?P<name>{CAPITAL}\w+(?:\s+{CAPITAL}\w+){{0,3}})"
)
_THUOC = r"(?:\s+(?:trực thuộc|thuộc|của)\s+(?:(?:UBND|Ủy ban nhân dân)\s+)?(?:phường|xã))"
_RELATED = r"(?:\s+(?:có\s+)?liên quan)"
_FEWEST, _MOST = 2, 14  # syllables of a unit's name
_SEPARATOR = re.compile(r"\s*(?:;|\n|,|\s+và\s+|\s+/\s+)\s*")


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
        return max(self.forms, key=len)


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
        for unit in self._words.units:
            for form in unit.forms:
                self._forms[_key(form)] = (unit.code, unit.kind)
        self._pattern = self._compile()

    def _compile(self) -> re.Pattern[str]:
        forms = "|".join(_loose(form) for form in longest_first(tuple(self._forms)))
        return re.compile(rf"(?<!\w)(?P<form>(?i:{forms}))(?!\w){OF_PLACE}")

    def mentions(self, text: str, *, cell: bool = False) -> tuple[Mention, ...]:
        """Find every unit that the text names; each printed form is remembered.

        In running text a name begins with a capital letter: "trường học" alone is no unit.
        """
        found = []
        for match in self._pattern.finditer(text):
            if not (cell or match[0][0].isupper()):
                continue
            code, kind = self._forms[_key(match["form"])]
            self._note(code, kind, match[0])
            found.append(Mention(code=code, raw=match[0], start=match.start(), end=match.end()))
        return tuple(found)

    def at(self, text: str, place: int) -> Mention | None:
        """The unit whose name begins at this very place."""
        match = self._pattern.match(text, place)
        if match is None or not match[0][0].isupper():
            return None
        code, kind = self._forms[_key(match["form"])]
        self._note(code, kind, match[0])
        return Mention(code=code, raw=match[0], start=match.start(), end=match.end())

    def codes(self, text: str, *, cell: bool = False) -> tuple[str, ...]:
        """The units that the text names, each once, in order."""
        return tuple(dict.fromkeys(one.code for one in self.mentions(text, cell=cell)))

    def learn(self, name: str) -> str | None:
        """Take a name that begins as names of units do; its code, or None if it does not.

        A short form whose letters are the initials of a known name is that unit.
        """
        name = " ".join(name.split()).strip(" .,:;")
        known = self._pattern.fullmatch(name.removeprefix("Các ").removeprefix("các "))
        if known:
            return self.codes(name, cell=True)[0]
        kind = next(
            (kind for head, kind in self._words.heads.items() if _begins(name, head)), None
        )
        short = re.fullmatch(rf"{CAPITAL}[\w&.\- ]{{1,14}}", name) is not None
        code = self._abbreviated(name) if short or kind is not None else None
        if code is None:
            if kind is None or not _FEWEST <= len(syllables(name)) <= _MOST:
                return None
            code = self._new_code(name)
        else:
            kind = self.bodies[code].kind
        self._forms[_key(name)] = (code, kind or UnitKind.SERVICE)
        self._pattern = self._compile()
        self._note(code, kind or UnitKind.SERVICE, name)
        return code

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
        found: dict[UnitKind, None] = {}
        for noun in longest_first(tuple(self._words.groups)):
            if noun in phrase:
                found |= dict.fromkeys(self._words.groups[noun])
                phrase = phrase.replace(noun, " ")
        return tuple(found)

    def members(self, group: Collective) -> tuple[str, ...]:
        """The units that a group is read as: defined in the text, else by kind of unit."""
        if group.defined:
            return group.defined
        if group.parts:
            return tuple(code for code in group.parts if code != group.code)
        inside = [body.code for body in self.bodies.values() if body.kind in self._words.internal]
        wanted = [code for code in inside if self.bodies[code].kind in group.kinds]
        return tuple(wanted or inside)

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


def group_pattern() -> re.Pattern[str]:
    """Words that mean several units at once without naming them.

    A noun that a capital letter follows begins a name ("Trung tâm Y tế") and ends the phrase.
    """
    nouns = "|".join(map(_loose, longest_first(tuple(vocabulary().groups))))
    noun = rf"(?i:{nouns})(?!\w)(?!\s+{CAPITAL})"
    chain = rf"{noun}(?:(?:\s*,\s*|\s+và\s+|\s*-\s*)(?:các\s+)?{noun})"
    ends = rf"(?:{_THUOC}|{_RELATED})"
    return re.compile(
        rf"(?<!\w)(?:(?:(?i:tất cả|toàn bộ|100%)\s+)?(?i:các|những)\s+{chain}*{ends}*"
        rf"|{chain}+{ends}*|{noun}{ends}+)(?!\w)"
    )


def pieces(cell: str, book: UnitBook) -> list[str]:
    """Split a cell that names several units; a comma inside a unit's own name does not split."""
    held = [(one.start, one.end) for one in book.mentions(cell, cell=True)]
    held += [(match.start(), match.end()) for match in group_pattern().finditer(cell)]
    found, start = [], 0
    for match in _SEPARATOR.finditer(cell):
        if any(begin < match.start() < end for begin, end in held):
            continue
        if match[0].strip() in (",", "và") and not _opens_name(cell[match.end() :]):
            continue
        found.append(cell[start : match.start()])
        start = match.end()
    found.append(cell[start:])
    return [piece.strip(" .-") for piece in found if piece.strip(" .-")]


def _opens_name(rest: str) -> bool:
    heads = (*vocabulary().heads, "các", "tổ", "cơ quan", "đơn vị")
    return any(_begins(rest, head) for head in heads) or bool(re.match(rf"{CAPITAL}{{2,}}", rest))


def _begins(text: str, head: str) -> bool:
    return plain(text).startswith(f"{plain(head)} ")


def abbreviates(short: str, full: str) -> bool:
    """Whether each word of `short` is a word of `full` or the initials of its next words."""
    words = [word for word in syllables(full) if word != "và"]
    short_words = [part for part in re.split(r"[\s\-&.,]+", short) if part and part != "và"]
    at = 0
    for part in short_words:
        if at < len(words) and plain(part) == words[at]:
            at += 1
            continue
        initials = "".join(word[0] for word in words[at : at + len(part)])
        if not part.isupper() or plain(part) != initials:
            return False
        at += len(part)
    rest = words[at:]
    return bool(short_words) and (not rest or rest[0] in ("phường", "xã"))


def _key(form: str) -> str:
    return re.sub(r"\s*[-–—&]\s*", "-", plain(form)).removeprefix("các ")


def _loose(form: str) -> str:
    """A pattern of a form in which blanks and dashes may be typed either way."""
    parts = re.split(r"(\s+|\s*[-–—&]\s*)", form)
    made = []
    for part in parts:
        if not part.strip():
            made.append(r"\s+" if part else "")
        elif re.fullmatch(r"\s*[-–—&]\s*", part):
            made.append(r"\s*[-–—&]\s*")
        else:
            made.append(re.escape(part))
    return "".join(made)


def listed(book: UnitBook, codes: Iterable[str]) -> str:
    """Name units and groups in a sentence; names hold commas, so semicolons part them."""
    phrases = {group.code: group.phrase for group in book.groups.values()}
    return "; ".join(
        book.bodies[code].name if code in book.bodies else phrases[code] for code in codes
    )

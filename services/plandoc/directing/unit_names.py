"""Where a text names the units of the ward, in any of their forms; whole texts in one pass."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from services.plandoc.bodies.name_ends import name_from
from services.plandoc.wording.unit_forms import abbreviates, key_of
from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL, plain

_TOKEN: Final = re.compile(r"[^\W_]+")
# What may stand between two words of a name: "HĐND&UBND", "Văn hóa - Xã hội", "P. Kinh tế".
_BETWEEN: Final = re.compile(r"[ ]*\n?[ ]*[.,]?[ ]*(?:[-–—&/,][ ]*)?\n?[ ]*")
_JOINING: Final = frozenset({"và"})
_KINDS_OF_PLACE: Final = (("phường",), ("xã",), ("thị", "trấn"), ("đặc", "khu"))
# Behind such words a like-named body of a higher level is meant: "Công an thành phố".
_ABOVE: Final = re.compile(
    r"[ ]*(?:UBND[ ]+|Ủy ban nhân dân[ ]+)?(?:TP(?:HCM)?\b|tỉnh|thành phố|trung ương|quận|huyện"
    r"|Thành ủy|Tỉnh ủy|Chính phủ|khu vực)(?!\w)",
    re.IGNORECASE,
)
_OWN_PLACE: Final = re.compile(rf"[ ]+(?i:phường|xã|đặc khu)(?:[ ]+{CAPITAL}\w+){{0,3}}(?!\w)")
_SHORT_HEADS: Final = {
    ("phòng",): "p",
    ("trung", "tâm"): "tt",
    ("văn", "phòng"): "vp",
    ("công", "an"): "ca",
    ("ban", "chỉ", "huy"): "bch",
    ("ủy", "ban"): "ub",
}
_HEADS_ALONE: Final = frozenset(
    {*_SHORT_HEADS, ("ban",), ("hội",), ("đoàn",), ("trạm",), ("đội",), ("tổ",), ("thuế",)}
) - {("công", "an"), ("văn", "phòng"), ("thuế",)}
_ENDS_IN_PLACE: Final = re.compile(r"(?:phường|xã|thị trấn|đặc khu)$", re.IGNORECASE)
_OF_PLACE: Final = re.compile(rf"(?:[ ]+{CAPITAL}\w+){{1,3}}(?!\w)")
# "Văn phòng Đảng ủy" is no "Văn phòng" of the list, nor "Công an Thành phố" its "Công an".
_HEADS_THAT_GO_ON: Final = frozenset({"văn phòng", "công an", "thuế", "ban chỉ huy", "trung tâm"})
_GOES_ON: Final = re.compile(rf"[ ]+{CAPITAL}")
_HEADS: Final = any_of(
    (*vocabulary().heads, "Sở", "Tổ", "Hội đồng", "Công ty", "Ủy ban", "Tòa án")
)
_UNKNOWN: Final = re.compile(rf"(?<!\w)(?:P\.\s?|(?:{_HEADS})\s+)(?={CAPITAL}|\d)\w+")
_LONGEST: Final = 200  # letters of a name that is in no list
_NO_NAMES: Final = re.compile(any_of(vocabulary().no_heads), re.IGNORECASE)
_SUPPLIES: Final = re.compile(r"(?:văn phòng phẩm|công an nhân dân)", re.IGNORECASE)
_WIDEST: Final = 8  # letters between two words of a name
_FEWEST_SMALL: Final = 3  # words of a name that is known in small letters


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderUnit:
    """Đơn vị có thể được giao việc: one row of the ward's list.

    A partner outside the administration is not `internal`; `is_group` is true of several units
    under one name ("các trường học").
    """

    code: str
    name: str
    other_names: tuple[str, ...] = ()
    internal: bool = True
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """Chỗ nêu tên đơn vị: words[start:end] of what was folded.

    `codes` are the units that go by this name: two where the list does not tell them apart, none
    where a body is named that is not in the list, or a like-named one of another level.
    """

    start: int
    end: int
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    """A word in lower case and one spelling, and where it stands."""

    word: str
    start: int
    end: int


class UnitFinder:
    """The names of a ward's units, looked up word by word."""

    def __init__(self, units: Sequence[OrderUnit]) -> None:
        self.units = {unit.code: unit for unit in units}
        self._forms: dict[str, dict[tuple[str, ...], list[str]]] = {}
        usual = [
            {_without_place(key_of(form)): form for form in unit.forms}
            for unit in vocabulary().units
        ]
        for unit in units:
            names = (unit.name, *unit.other_names)
            keys = {_without_place(key_of(name)) for name in names}
            forms = [form for forms in usual if keys & forms.keys() for form in forms.values()]
            for name in (*names, *forms, unit.code):
                self._know(name, unit.code)

    def _know(self, name: str, code: str) -> None:
        words = tuple(plain(match[0]) for match in _TOKEN.finditer(name))
        words = tuple(word for word in words if word not in _JOINING)
        bare = next(
            (words[: -len(kind)] for kind in _KINDS_OF_PLACE if words[-len(kind) :] == kind), words
        )
        for form in {words, bare, *map(_shortened, (words, bare))}:
            if not form or form in _HEADS_ALONE or form[0].isdigit():
                continue
            codes = self._forms.setdefault(form[0], {}).setdefault(form, [])
            if code not in codes:
                codes.append(code)

    def named(self, words: str) -> Iterator[NamedUnit]:
        """Every place that names a unit, the longest name at each; known or not, in order."""
        known = list(self._known(words))
        at = last = 0
        for unknown in _UNKNOWN.finditer(words):
            while at < len(known) and known[at].end <= unknown.start():
                yield known[at]
                at += 1
            start = unknown.start()
            inside = at < len(known) and known[at].start < unknown.end()
            if inside or start < last or _NO_NAMES.match(unknown[0]):
                continue
            name = name_from(words[start : start + _LONGEST], 0, placed=True) or unknown[0]
            last = min(start + len(name), known[at].start if at < len(known) else len(words))
            yield NamedUnit(start=start, end=last, codes=self._abbreviated(words[start:last]))
        yield from known[at:]

    def _abbreviated(self, name: str) -> tuple[str, ...]:
        """The units whose name these words shorten, by the first letters of its words."""
        return tuple(
            code
            for code, unit in self.units.items()
            if any(abbreviates(name, each) for each in (unit.name, *unit.other_names))
        )

    def _known(self, words: str) -> Iterator[NamedUnit]:
        tokens = [
            _Token(plain(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(words)
        ]
        at = 0
        while at < len(tokens):
            longest = self._longest(words, tokens, at)
            if longest is None:
                at += 1
                continue
            last, codes = longest
            yield _named(words, tokens[at].start, tokens[last].end, tuple(codes))
            at = last + 1

    def _longest(
        self, words: str, tokens: Sequence[_Token], at: int
    ) -> tuple[int, list[str]] | None:
        """The last token of the longest name that begins here, and whose name it is."""
        best: tuple[int, list[str]] | None = None
        for form, codes in self._forms.get(tokens[at].word, {}).items():
            last = _last_of(words, tokens, at, form)
            if last is not None and (best is None or last > best[0]):
                is_group = any(self.units[code].is_group for code in codes)
                if _begins_other_word(words, tokens, at, last if is_group else at):
                    continue
                if is_group or words[tokens[at].start].isupper() or len(form) >= _FEWEST_SMALL:
                    best = last, codes
        return best


def _begins_other_word(words: str, tokens: Sequence[_Token], at: int, last: int) -> bool:
    """Whether the words only begin like a name: "các trường hợp", "Văn phòng phẩm"."""
    return any(
        each.match(words, tokens[place].start)
        for each in (_NO_NAMES, _SUPPLIES)
        for place in {at, last}
    )


def _without_place(name: str) -> str:
    return re.sub(r" (?:phường|xã|thị trấn|đặc khu)$", "", name)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name with its head in letters: "P. Kinh tế", "TT Phục vụ hành chính công"."""
    for head, short in _SHORT_HEADS.items():
        if words[: len(head)] == head and len(words) > len(head):
            return (short, *words[len(head) :])
    return words


def _last_of(words: str, tokens: Sequence[_Token], at: int, form: Sequence[str]) -> int | None:
    """The last token where a name stands from a token on; "và" may stand inside of it."""
    for wanted in form[1:]:
        before = tokens[at].end
        at += 1
        if at < len(tokens) and tokens[at].word in _JOINING:
            before = tokens[at].end
            at += 1
        if at >= len(tokens) or tokens[at].word != wanted:
            return None
        gap = tokens[at].start - before
        if gap > _WIDEST or _BETWEEN.fullmatch(words, before, tokens[at].start) is None:
            return None
    return at


def _named(words: str, start: int, end: int, codes: tuple[str, ...]) -> NamedUnit:
    above = _ABOVE.match(words, end)
    if above is not None:
        return NamedUnit(start=start, end=above.end(), codes=())
    if plain(words[start:end]) in _HEADS_THAT_GO_ON and _GOES_ON.match(words, end):
        name = name_from(words[start : start + _LONGEST], 0, placed=True) or words[start:end]
        return NamedUnit(start=start, end=max(end, start + len(name)), codes=())
    place = (_OF_PLACE if _ENDS_IN_PLACE.search(words, start, end) else _OWN_PLACE).match(
        words, end
    )
    return NamedUnit(start=start, end=place.end() if place else end, codes=codes)

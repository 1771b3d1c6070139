"""Finding work by a few letters, and people in the order of the Vietnamese alphabet."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES: Final = {letter: place for place, letter in enumerate(_ALPHABET)}
_WORD: Final = re.compile(r"[^\W_]+")
# One sound in two spellings: quý and quí, kỷ and kỉ; after a vowel (ngày, tay) it is another one.
_SOUND_I: Final = re.compile(r"(?<![^\W\d_])y|(?<=[bcdghklmnpqrstvx])y|(?<=qu)y")
_UNSEEN: Final = frozenset({"Mn", "Cf"})  # marks apart from their letter; what has no width
_KEPT_BELOW: Final = 0x2000  # what texts are made of: letters, their marks, common signs


class _Seen(dict[int, str]):
    """Each character as itself, or as nothing where nobody sees it; asked for once."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        seen = "" if unicodedata.category(letter) in _UNSEEN else letter
        if code < _KEPT_BELOW:
            self[code] = seen
        return seen


_SEEN: Final = _Seen()
_ZERO_WIDTH_BLANK: Final = "\u200b"
_TONES: Final = frozenset("\u0300\u0301\u0303\u0309\u0323")
MOST_WORDS: Final = 12
_SHORTEST_NEAR: Final = 3  # of a shorter word one letter is too much to be mistaken in


def folded(words: str) -> str:
    """Small letters without marks, so that a hurried hand finds the same as a careful one.

    Whatever is no letter and no digit parts two words; "quí" and "quý" are one.
    """
    words = words.replace(_ZERO_WIDTH_BLANK, " ").casefold().replace("đ", "d")
    plain = unicodedata.normalize("NFKD", words).translate(_SEEN)
    return " ".join(_WORD.findall(_SOUND_I.sub("i", plain)))


@lru_cache(maxsize=8192)
def folded_title(words: str) -> str:
    """The same for the plan's own words, which come again and again; never for people's."""
    return folded(words)


def by_given_name(name: str) -> tuple[list[int], list[int], str]:
    """The order of a Vietnamese list of people: by the last word, then by the whole name."""
    given = name.split()[-1:] or [""]
    return _letters(given[0]), _letters(name), name


def _letters(words: str) -> list[int]:
    """Places in the Vietnamese alphabet; the tone is not a letter and is left out."""
    apart = unicodedata.normalize("NFD", words.casefold())
    plain = "".join(letter for letter in apart if letter not in _TONES)
    return [_PLACES.get(letter, -1) for letter in unicodedata.normalize("NFC", plain)]


def readable(wanted: str) -> str:
    """What was typed, without what nobody can see, with single blanks."""
    seen = (
        letter
        for letter in wanted.replace(_ZERO_WIDTH_BLANK, " ")
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join("".join(seen).split())


def asked_words(wanted: str) -> tuple[str, ...]:
    """The words that are looked for, in whatever order they were typed.

    What was typed without a blank stays together: "51-08" is one, "III/2027" too. A mark alone
    is none.
    """
    typed = (folded(part) for part in wanted.replace(_ZERO_WIDTH_BLANK, " ").split())
    return tuple(dict.fromkeys(word for word in typed if word))[:MOST_WORDS]


def holds(text: str, asked: Iterable[str]) -> bool:
    """Whether a folded text holds every word that is looked for, each from its beginning."""
    spaced = f" {text}"
    return all(f" {word}" in spaced for word in asked)


@dataclass(frozen=True, slots=True)
class Match:
    """Which of many texts hold every wanted word, and which hold words one letter away."""

    exact: tuple[int, ...]
    near: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Wanted words, each with the words of all texts that are one letter away from it."""

    ways: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, asked: Iterable[str], texts: Iterable[str]) -> "SearchFilter":
        """The wanted words over the folded texts that are compared."""
        known = {word for text in texts for word in text.split()}
        return cls(tuple((f" {word}", _near(word, known)) for word in asked))

    def missing(self, text: str, among: Collection[int] | None = None) -> list[int]:
        """The places of those words that a folded text does not hold."""
        spaced = f" {text}"
        places = range(len(self.ways)) if among is None else among
        return [place for place in places if self.ways[place][0] not in spaced]

    def far(self, text: str, among: Collection[int] | None = None) -> list[int]:
        """Of those that it does not hold, the ones that are not even one letter away."""
        words = frozenset(text.split())
        return [
            place for place in self.missing(text, among) if words.isdisjoint(self.ways[place][1])
        ]


def matched(texts: Sequence[str], asked: Collection[str]) -> Match:
    """Compare folded texts with the wanted words: the beginning of a word is enough.

    So "doi dat" finds "đất đai" too, as near: a letter is wrong, missing or too much.
    """
    wanted = SearchFilter.of(asked, texts)
    exact = [place for place, text in enumerate(texts) if not wanted.missing(text)]
    result = set(exact)
    near = [
        place for place, text in enumerate(texts) if place not in result and not wanted.far(text)
    ]
    return Match(tuple(exact), tuple(near))


def may_be_near(word: str) -> bool:
    """Whether a wanted word is looked for with one letter wrong, too."""
    return len(word) >= _SHORTEST_NEAR and word.isalpha()


def _near(word: str, known: Iterable[str]) -> frozenset[str]:
    if not may_be_near(word):
        return frozenset()
    return frozenset(other for other in known if _one_letter_away(word, other))


def _one_letter_away(word: str, other: str) -> bool:
    """One letter exchanged, missing or too much; the first letter must be right."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    shorter, longer = sorted((word, other), key=len)
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    rest = start + (len(shorter) == len(longer))
    return shorter[rest:] == longer[start + 1 :]

"""The name of a body in running text: where it ends, before the work that stands behind it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from services.plandoc.wording.vocabulary import any_of, vocabulary
from services.plandoc.wording.words import CAPITAL, plain, syllables

_WORDS: Final = vocabulary()
_MOST: Final = 14  # syllables of a name
_FEWEST: Final = 2
_SPECIFIC: Final = 3  # words behind the head that tell a body of small letters from its kind
_PROPER: Final = 2  # capitals in a row are a name of their own: "Trường THCS Lê Lợi mở …"
_NEAR: Final = 24  # characters that are looked back at
_LAST: Final = 2  # syllables of a verb that takes an object

_HEADS: Final = any_of(sorted({*_WORDS.heads, *_WORDS.placed_heads, *_WORDS.branches}))
_SURE: Final = re.compile(rf"(?:{any_of(_WORDS.heads)})(?=\s+{CAPITAL})")
_PLACED: Final = re.compile(
    rf"(?!(?i:{any_of(_WORDS.no_heads)})(?!\w))(?={CAPITAL})(?i:{_HEADS})(?=\s+\w)"
)
_TOKEN: Final = re.compile(
    r"\s*(?P<joint>[,\-–]?)\s*(?P<word>(?i:phòng),\s*chống|[\w&]+(?:[.\-/'’]\w+)*)"
)
_ANOTHER: Final = re.compile(rf"(?:các|những)\s|(?={CAPITAL})(?i:{_HEADS})(?!\w)")
_RESIDENTS: Final = re.compile(
    rf"(?i:{any_of(_WORDS.residents)})\s+(?:(?i:số)\s+)?(?:{CAPITAL}|\d)"
)
_BEHIND: Final = re.compile(rf"(?:{any_of(_WORDS.behind_names)})(?!\w)")
# Behind a name stands work; of one syllable these are parts of nouns elsewhere.
_VERB: Final = re.compile(
    rf"(?:{any_of((*_WORDS.verbs, *_WORDS.asking, *_WORDS.beginning))})(?!\w)"
)
_IN_NAMES: Final = frozenset(_WORDS.verbs_in_names)
_ENDED: Final = re.compile(r"\s*(?:$|[.:;)])")
_ROLES: Final = frozenset({"chủ trì", "phối hợp", "thực hiện", "phụ trách", "tham mưu"})
_ENDS_WHOLE: Final = re.compile(rf"(?:{any_of(_WORDS.behind_names)}|{any_of(_ROLES)})(?!\w)")
_LONG_HEADS: Final = tuple(
    plain(head)
    for head in (*_WORDS.heads, *_WORDS.placed_heads)
    if len(syllables(head)) >= _SPECIFIC
)
_BRANCH: Final = re.compile(rf"(?i:{any_of(_WORDS.branches)})(?!\w)")
# "Ban Bồi thường, giải phóng mặt bằng phường": small words go on with a name up to its place.
_TO_PLACE: Final = re.compile(
    r"(?:(?:,|,?\s+và)(?:\s+(?!phường|xã|các|những|công an)[^\W\d_A-ZĐ]\w*){1,4}){1,3}"
    r"(?:\s+và(?:\s+(?!phường|xã|các|những)[^\W\d_A-ZĐ]\w*){1,4})?\s+(?:phường|xã|đặc khu)(?!\w)"
)
_PLACE: Final = re.compile(
    r"(?<!hợp tác )(?:(?<!\w)(?:phường|xã|thị trấn|đặc khu|cơ sở|\d{1,3}|[IVX]{1,5}))$"
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    joint: str  # the comma or dash before it
    begin: int
    end: int

    @property
    def small(self) -> bool:
        return self.text[0].islower()


def begins_name(text: str, at: int = 0) -> bool:
    """Whether a noun that may begin the name of a body stands here with a capital letter."""
    return _PLACED.match(text, at) is not None


def is_residents(text: str) -> bool:
    """Whether a place where people live is named here: "thôn Sín Chải", "tổ dân phố số 14"."""
    return _RESIDENTS.match(text) is not None


def name_from(text: str, start: int, *, placed: bool) -> str | None:
    """The name of a body that begins here and ends before its work; None where none does.

    `placed` tells that a body is likely here: then it may begin with a noun that begins other
    words elsewhere, and go on in small letters.
    """
    head = (_PLACED if placed else _SURE).match(text, start)
    if head is None:
        return None
    end = _NameEnd(text, head.end()).find()
    name = text[start:end] if end > head.end() else ""  # a head alone names no body
    return name if _FEWEST <= len(syllables(name)) <= _MOST else None


class _NameEnd:
    """Walks over the words behind a head; what was seen of the name so far."""

    def __init__(self, text: str, head_end: int) -> None:
        self._text = text
        head = plain(text[max(0, head_end - _NEAR) : head_end])
        self._begins_with_verbs = head.endswith(_WORDS.verb_heads)
        self._long_head = head.endswith(_LONG_HEADS)  # "Ban Quản lý": one word tells which
        self._start = self._end = self._held = head_end
        self._words = self._proper = 0
        self._capital = self._placed = False
        self._within_compound = False  # behind "Chăn", whose "nuôi" is no verb
        self._perhaps: int | None = None  # before the first verb that names may hold

    def find(self) -> int:
        """Where the name ends: at the latest before the stop, at best before a verb."""
        for word in self._following():
            if self._placed and _ENDS_WHOLE.match(self._text, word.begin):
                return self._end  # "Đội Trật tự xây dựng phường được giao …"
            if self._stops(word):
                break
            if self._is_work(word):
                return self._end if self._perhaps is None or word.joint else self._perhaps
            self._take(word)
        heads_section = self._text[self._end :].lstrip().startswith(":")
        return self._end if self._perhaps is None or heads_section else self._perhaps

    def _following(self) -> Iterator[_Word]:
        at = self._start
        while token := _TOKEN.match(self._text, at):
            yield _Word(token["word"], token["joint"], token.start("word"), token.end())
            at = token.end()

    def _stops(self, word: _Word) -> bool:
        """Whether this word cannot belong to the name."""
        another = _ANOTHER.match(self._text, word.begin) is not None
        if word.joint == "," and (self._placed or word.small or another):
            return _TO_PLACE.match(self._text, self._end) is None
        if word.joint and another:
            return _BRANCH.match(self._text, word.begin) is None
        if word.text in ("và", "cùng"):
            behind = self._text[word.end :].lstrip()
            other = _ANOTHER.match(behind) is not None or behind[:1].isdigit()
            return self._placed or word.text == "cùng" or other
        if not word.small or self._is_place(word):
            return False
        ended = self._placed or self._proper >= _PROPER
        return ended or _BEHIND.match(self._text, word.begin) is not None

    def _is_work(self, word: _Word) -> bool:
        """Whether a verb ends the name here; one that names hold does so only if none follows."""
        verb = _VERB.match(self._text, word.begin) if word.begin >= self._held else None
        if verb is None or (_ENDED.match(self._text, verb.end()) and plain(verb[0]) not in _ROLES):
            return False  # "Trung tâm Dịch vụ tổng hợp": nothing is worked on
        self._held = verb.end()
        if self._takes_object() or (self._within_compound and " " not in verb[0]):
            return False
        specific = self._capital or self._words >= (1 if self._long_head else _SPECIFIC)
        if plain(verb[0]) not in _IN_NAMES:
            return self._words > 0 or (" " in verb[0] and not self._begins_with_verbs)
        if self._perhaps is None and specific:
            self._perhaps = self._end
        return False

    def _takes_object(self) -> bool:
        """Whether the name cannot end here: "Ban Quản lý" manages something."""
        last = syllables(self._text[max(0, self._end - _NEAR) : self._end])[-_LAST:]
        return any(" ".join(last[at:]) in _WORDS.takes_object for at in range(_LAST))

    def _is_place(self, word: _Word) -> bool:
        if self._text.startswith(" hội", word.end):
            return False  # "Bảo hiểm xã hội"
        return _PLACE.search(self._text, max(0, word.end - _NEAR), word.end) is not None

    def _take(self, word: _Word) -> None:
        of_place = self._is_place(word)
        self._proper = 0 if word.small else self._proper + 1
        self._within_compound = word.text.istitle() and self._proper == 1
        self._capital = self._capital or not word.small
        self._placed = of_place or (self._placed and not word.small)
        self._words += 1
        self._end = word.end

"""A text as it is read, with the way back: what is found there is told by places of the text.

A pasted text holds letters in two parts, line ends of three kinds, blanks at which no line may
break, hyphens that nobody sees. Whoever looks for words wants none of it, whoever shows them
wants the very characters.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What no page shows: soft hyphens, marks of direction, blanks and joiners without width.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_HYPHENS = "\u2010\u2011"
_STRANGE = re.compile(
    rf"(?P<end>\r\n?|[{_ENDS}])|(?P<unseen>[{_UNSEEN}])|(?P<blank>[{_BLANKS}])"
    rf"|(?P<hyphen>[{_HYPHENS}])|(?P<letter>[^\s{_MARKS}{_UNSEEN}][{_UNSEEN}]*[{_MARKS}]"
    rf"[{_MARKS}{_UNSEEN}]*)"
)
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_SEEN_AS = {"end": "\n", "blank": " ", "hyphen": "-", "unseen": ""}
# Old places of the tone mark, with the place of today's schools: as many letters, so places stay.
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_PAIRS = (("o", "a"), ("o", "e"), ("u", "y"), ("O", "A"), ("O", "E"), ("U", "Y"))
_OLD_TONES = {
    unicodedata.normalize("NFC", f"{first}{second}{tone}"): unicodedata.normalize(
        "NFC", f"{first}{tone}{second}"
    )
    for first, second in (*_PAIRS, ("O", "a"), ("O", "e"), ("U", "y"))
    for tone in _TONES
}
_OLD_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_OLD_TONES)})(?!\w)")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedText:
    """Chữ để đọc: the words as they are read, and where each letter stands in the text.

    `starts` has the place of each letter of `words`, and the length of the text behind the last;
    it is None where both are the same, letter by letter.
    """

    words: str
    starts: Sequence[int] | None

    def place(self, start: int, end: int) -> Place:
        """The place in the text of what was read from `start` to `end`."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]

    def at(self, offset: int) -> int:
        """The letter that is read at a place of the text, or the next one behind it."""
        return offset if self.starts is None else bisect_left(self.starts, offset)


def fold(text: str) -> FoldedText:
    """The text as it is read: NFC letters, LF line ends, plain blanks, nothing that is unseen."""
    pieces: list[str] = []
    starts: list[int] = []
    end = 0
    for match in _STRANGE.finditer(text):
        starts.extend(range(end, match.start()))
        pieces.append(text[end : match.start()])
        seen = _seen(match)
        pieces.append(seen)
        starts.extend([match.start()] * len(seen))
        end = match.end()
    if not pieces:
        return FoldedText(words=_spelled(text), starts=None)
    starts.extend(range(end, len(text) + 1))
    pieces.append(text[end:])
    return FoldedText(words=_spelled("".join(pieces)), starts=starts)


def lines_of(words: str) -> Iterator[Place]:
    """Every line with its end, in order: together they are the whole."""
    start = 0
    while start < len(words):
        end = words.find("\n", start) + 1 or len(words)
        yield start, end
        start = end


def _seen(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind != "letter":
        return _SEEN_AS[kind]
    # One letter for one letter: marks that have no letter of their own are left out.
    return unicodedata.normalize("NFC", _HIDDEN.sub("", match[0]))[0]


def _spelled(words: str) -> str:
    return _OLD_TONE.sub(lambda match: _OLD_TONES[match[0]], words)

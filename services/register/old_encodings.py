"""Cells in encodings of before Unicode (TCVN3, VNI): turned into Unicode, or named as unsure.

A font tells it where the file has one. Exports of old systems have none: there each cell is
looked at, then its row, then the whole sheet.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from typing import Final

from services.plandoc.sources.legacy_encodings import ENCODINGS, LegacyEncoding
from services.plandoc.sources.legacy_text import LegacyText, Piece
from services.plandoc.sources.spelling import is_spelled
from services.register.sheet import SheetGrid

Place = tuple[int, int]  # row, column

# Letters of Vietnamese that Windows-1252 does not have: a cell that holds one is Unicode.
_UNICODE: Final = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
_WORDS: Final = re.compile(r"[^\s!-/:-@\[-`{-~\u2000-\u2fff]+")
_LETTER: Final = re.compile(r"[A-Za-z]")
_CLEAR: Final = 0.9  # of the cells of a sheet that say which encoding it is in
_MOST_ODD: Final = 0.34  # of the accented words of a cell that may be no word when turned
_FEW: Final = 20
_KEPT: Final = 20_000


class _Sign(Enum):
    NONE = "no accents: the same either way"
    UNICODE = "only of Unicode"
    OLD = "only of an old encoding; of both alike where none is named"
    EITHER = "words of both"


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnedCells:
    """Các ô đã chuyển sang Unicode: the new texts, and the cells that nobody can be sure of."""

    texts: Mapping[Place, str]
    encodings: Mapping[Place, str]
    unsure: frozenset[Place]

    @property
    def few(self) -> bool:
        """Whether so few were turned that each is worth a word: they may be no old text at all."""
        return len(self.texts) <= _FEW


@dataclass(slots=True)
class _Turning:
    texts: dict[Place, str] = field(default_factory=dict)
    encodings: dict[Place, str] = field(default_factory=dict)
    unsure: set[Place] = field(default_factory=set)

    def keep(self, place: Place, text: str | None, before: str, encoding: str) -> None:
        """Keep a text that changed; None is one that could not be turned."""
        if text is None:
            self.unsure.add(place)
        elif text != before:
            self.texts[place] = text
            self.encodings[place] = encoding


def turned_into_unicode(grid: SheetGrid) -> TurnedCells:
    """Turn the cells of a sheet that are in TCVN3 or VNI into Unicode. Linear in its cells."""
    turning = _Turning()
    _turn_by_font(grid.old_fonts, turning)
    bare = {place: text for place, text in _accented(grid) if place not in grid.old_fonts}
    _turn_by_spelling(bare, turning)
    return TurnedCells(
        texts=turning.texts, encodings=turning.encodings, unsure=frozenset(turning.unsure)
    )


def _accented(grid: SheetGrid) -> Iterator[tuple[Place, str]]:
    for row in grid.rows:
        for column, value in row.cells.items():
            if isinstance(value, str) and not value.isascii():
                yield (row.number, column), unicodedata.normalize("NFC", value)


def _turn_by_font(old_fonts: Mapping[Place, tuple[Piece, ...]], turning: _Turning) -> None:
    legacy = LegacyText()
    for pieces in old_fonts.values():
        legacy.survey(pieces)
    for place, pieces in old_fonts.items():
        before = "".join(text for text, _ in pieces)
        unsure = len(legacy.unsure)
        text = legacy.converted(pieces)
        names = {font.encoding.name for _, font in pieces if font}
        kept = text if len(legacy.unsure) == unsure else None
        turning.keep(place, kept, before, ", ".join(sorted(names)))


def _turn_by_spelling(bare: Mapping[Place, str], turning: _Turning) -> None:
    signs = {place: _sign(text) for place, text in bare.items()}
    old = Counter(encoding for _, encoding in signs.values() if encoding is not None)
    if not old:
        # Without a cell that tells the encodings apart, what is in one of them stays unread.
        turning.unsure |= {place for place, (sign, _) in signs.items() if sign is _Sign.OLD}
        return
    sheets = max(old, key=lambda encoding: old[encoding])
    unicode = sum(1 for sign, _ in signs.values() if sign is _Sign.UNICODE)
    every_old = sum(1 for sign, _ in signs.values() if sign is _Sign.OLD)
    share = every_old / (every_old + unicode)
    rows: dict[int, set[_Sign]] = {}
    for (row, _), (sign, _encoding) in signs.items():
        rows.setdefault(row, set()).add(sign)
    for place, (sign, encoding) in signs.items():
        text, other = bare[place], encoding or sheets
        if sign is _Sign.OLD:
            turning.keep(place, _turned(text, other), text, other.name)
        elif sign is _Sign.EITHER and _reads_in(text, other):
            old_here = _is_old(rows[place[0]], share)
            if old_here is None:
                turning.unsure.add(place)
            elif old_here:
                turning.keep(place, _turned(text, other), text, other.name)


def _is_old(row: set[_Sign], share: float) -> bool | None:
    """Whether a cell that may be either is old: its row says it, else the sheet; None: unsure."""
    if (_Sign.OLD in row) is not (_Sign.UNICODE in row):
        return _Sign.OLD in row
    return None if 1 - _CLEAR < share < _CLEAR else share >= _CLEAR


@lru_cache(maxsize=_KEPT)
def _sign(text: str) -> tuple[_Sign, LegacyEncoding | None]:
    if _UNICODE.search(text):
        return _Sign.UNICODE, None
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    # A sign by itself ("3 × 4") proves nothing: the letters of old encodings stand in words.
    strange = [word for word in words if not is_spelled(word) and _LETTER.search(word)]
    if not words:
        return _Sign.NONE, None
    if not strange:
        return _Sign.EITHER, None
    proofs = {
        encoding: sum(1 for word in strange if is_spelled(encoding.decoded(word) or "?"))
        for encoding in ENCODINGS
    }
    best = max(ENCODINGS, key=lambda encoding: proofs[encoding])
    if proofs[best] < len(strange) / 2:
        return _Sign.NONE, None
    tie = list(proofs.values()).count(proofs[best]) > 1
    return _Sign.OLD, None if tie else best


def _reads_in(text: str, encoding: LegacyEncoding) -> bool:
    """Whether every word of a text would be a word in the old encoding too."""
    decoded = [encoding.decoded(word) for word in _WORDS.findall(text) if not word.isascii()]
    return all(word is not None and is_spelled(word) for word in decoded)


def _turned(text: str, encoding: LegacyEncoding) -> str | None:
    """The text in Unicode; None where a letter is unknown or too many words are none."""
    turned = encoding.decoded(text)
    if turned is None:
        return None
    words = [word for word in _WORDS.findall(turned) if not word.isascii()]
    odd = [word for word in words if not is_spelled(word) and not word.isupper()]
    return turned if len(odd) <= _MOST_ODD * len(words) else None

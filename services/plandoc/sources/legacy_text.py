"""Text in fonts of before Unicode, turned into Unicode word by word, or refused.

A font's name says how its letters are printed, but a name may stay behind where somebody has
turned the text into Unicode already. So each word is looked at: "Céng" can only be TCVN3, "cộng"
can only be Unicode, "cá" may be either, and then the words around it decide.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from services.plandoc.sources.legacy_encodings import (
    ENCODINGS,
    TCVN3,
    LegacyEncoding,
    LegacyFont,
)
from services.plandoc.sources.source import DocumentError
from services.plandoc.sources.spelling import is_spelled

# Some text and the font of before Unicode that prints it; None for any other font.
Piece = tuple[str, LegacyFont | None]

# Blanks and punctuation are the same in every encoding: they part words.
_BETWEEN = r"\s!-/:-@\[-`{-~\u2000-\u2fff"
_TOKENS = re.compile(rf"([{_BETWEEN}]+)|([^{_BETWEEN}]+)")
# Vietnamese letters that Windows-1252 does not have: text that holds one is Unicode.
_UNICODE = re.compile("[ĂăĐđĨĩŨũƠơƯư\u0300-\u036f\u1ea0-\u1ef9]")
_PRIVATE = 0xF000
_CLEAR = 0.9  # of the words of a document that say which it is
_MOST_UNSURE = 0.1
_FEW = 3  # unsure words that a document may have whatever its length
_QUOTED = 3
_ENOUGH = 20  # accented words by which a text without fonts is recognised
_SURELY = 0.98
_CAPITALS = (
    "Bảng mã TCVN3 không ghi chữ hoa có dấu của các phông .Vn…H: dòng viết hoa có thể đọc thành "
    "chữ thường. Nếu có tệp Word gốc, hãy dùng tệp đó."
)


class _Verdict(Enum):
    PLAIN = "letters without accents, the same either way"
    LEGACY = "only of the font's encoding"
    UNICODE = "turned into Unicode already"
    EITHER = "a word of both"
    ODD = "letters of the font's encoding that make no word: a name, or another encoding"
    UNSURE = "no letters of the font's encoding"


@dataclass(frozen=True, slots=True)
class _Word:
    """Một từ: how it is stored, what its font's encoding makes of it, and which it is."""

    raw: str
    decoded: str
    verdict: _Verdict
    changed: int  # letters that the encoding changes
    fonts: tuple[LegacyFont, ...]


@dataclass(slots=True)
class LegacyText:
    """Turns a document's pieces into Unicode, and counts what was turned and what was not.

    `survey` every paragraph first: words that may be either are decided by all of them.
    """

    surveyed: Counter[_Verdict] = field(default_factory=Counter)
    letters: Counter[LegacyFont] = field(default_factory=Counter)
    unsure: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    accented: int = 0

    def survey(self, pieces: Iterable[Piece]) -> None:
        """Count which words of a paragraph say what encoding the document is in."""
        self.surveyed.update(word.verdict for word in _words(pieces))

    def converted(self, pieces: Sequence[Piece]) -> str:
        """The text of a paragraph in Unicode; what is unsure stays as it is stored."""
        if not any(font for _, font in pieces):
            return "".join(text for text, _ in pieces)
        words = list(_words(pieces))
        legacy = self._is_legacy(words)
        return "".join(self._take(word, legacy) for word in words)

    def _is_legacy(self, words: Iterable[_Word]) -> bool | None:
        """What a word that may be either is here: its paragraph says it, else the document."""
        own = Counter(word.verdict for word in words)
        if bool(own[_Verdict.LEGACY]) is not bool(own[_Verdict.UNICODE]):
            return bool(own[_Verdict.LEGACY])
        legacy, other = self.surveyed[_Verdict.LEGACY], self.surveyed[_Verdict.UNICODE]
        if legacy + other == 0:
            return True  # nothing speaks against the font's name
        share = legacy / (legacy + other)
        return None if 1 - _CLEAR < share < _CLEAR else share >= _CLEAR

    def _take(self, word: _Word, legacy: bool | None) -> str:
        verdict = word.verdict
        if verdict is _Verdict.PLAIN:
            return word.decoded
        self.accented += 1
        if verdict is _Verdict.EITHER and legacy is not None:
            verdict = _Verdict.LEGACY if legacy else _Verdict.UNICODE
        if verdict is _Verdict.ODD:
            self.odd.append(word.raw)
        if verdict in {_Verdict.LEGACY, _Verdict.ODD}:
            for font in word.fonts:
                self.letters[font] += word.changed
            return word.decoded
        if verdict is not _Verdict.UNICODE:
            self.unsure.append(word.raw)
        return word.raw

    def notes(self, name: str) -> tuple[str, ...]:
        """Say in Vietnamese what was turned into Unicode.

        Raises DocumentError where too much of it is unsure.
        """
        strange = (*self.unsure, *self.odd)
        if len(strange) > max(_FEW, _MOST_UNSURE * self.accented):
            raise _unsure(name, strange, self.accented)
        return (*self._converted_notes(), *self._unsure_notes())

    def _converted_notes(self) -> Iterator[str]:
        for encoding in ENCODINGS:
            fonts = {font: n for font, n in self.letters.items() if font.encoding is encoding}
            if fonts:
                names = ", ".join(sorted({font.name for font in fonts if font.name}))
                yield (
                    f"Đã chuyển {sum(fonts.values())} chữ có dấu "
                    f"{f'của phông {names} ' if names else ''}(bảng mã {encoding.name}) sang "
                    "Unicode. Hãy đối chiếu vài đoạn với bản Word."
                )

    def _unsure_notes(self) -> Iterator[str]:
        if self.unsure:
            yield (
                f"{len(self.unsure)} từ dùng phông cũ không chắc là chữ gì nên giữ nguyên: "
                f"{_quoted(self.unsure)}. Hãy gõ lại các từ này bằng phông Unicode."
            )


def _words(pieces: Iterable[Piece]) -> Iterator[_Word]:
    """The words and what stands between them, across the pieces of a paragraph."""
    word: list[Piece] = []
    for text, font in pieces:
        for between, letters in _TOKENS.findall(text):
            if letters:
                word.append((letters, font))
                continue
            yield from _judged(word)
            word = []
            yield _Word(between, between, _Verdict.PLAIN, 0, ())
    yield from _judged(word)


def _judged(word: list[Piece]) -> Iterator[_Word]:
    if not word:
        return
    parts = [
        ("".join(text for text, _ in pieces), font)
        for font, pieces in itertools.groupby(word, key=lambda piece: piece[1])
    ]
    raw = "".join(text for text, _ in parts)
    fonts = tuple(dict.fromkeys(font for text, font in parts if font and not text.isascii()))
    decoded = [_decoded(text, font) for text, font in parts]
    whole = None if None in decoded else "".join(filter(None, decoded))
    changed = sum(1 for character in raw if not character.isascii())
    verdict = _verdict(parts, raw, whole) if fonts else _Verdict.PLAIN
    yield _Word(raw, whole or raw, verdict, changed, fonts)


def _decoded(text: str, font: LegacyFont | None) -> str | None:
    if font is None:
        return text
    # Word stores letters of some old fonts as symbols, in the private part of Unicode.
    stored = "".join(
        chr(ord(each) - _PRIVATE) if "\uf020" <= each <= "\uf0ff" else each for each in text
    )
    decoded = font.encoding.decoded(stored)
    return decoded.upper() if decoded and font.capitals else decoded


def _verdict(parts: Sequence[Piece], raw: str, decoded: str | None) -> _Verdict:
    encodings = {font.encoding if font else None for text, font in parts if not text.isascii()}
    if len(encodings) > 1:
        return _Verdict.UNSURE  # letters with accents in two encodings, in one word
    if _UNICODE.search(raw):
        return _Verdict.UNICODE
    if decoded is None:
        return _Verdict.UNICODE if is_spelled(raw) else _Verdict.UNSURE
    if decoded == raw:
        return _Verdict.PLAIN
    capitals = any(font and font.capitals for _, font in parts)
    sure = is_spelled(decoded) or (decoded.isupper() and not capitals)  # "HĐND"
    if is_spelled(raw):
        return _Verdict.EITHER if sure else _Verdict.UNICODE
    return _Verdict.LEGACY if sure else _Verdict.ODD


def recognised(text: str) -> LegacyEncoding | None:
    """The encoding of a text that comes without fonts; None unless nearly every word says so."""
    if _UNICODE.search(text):
        return None
    words = [word for _, word in _TOKENS.findall(text) if not word.isascii()]
    if len(words) < _ENOUGH or sum(map(is_spelled, words)) > len(words) / 2:
        return None
    for encoding in ENCODINGS:
        decoded = [encoding.decoded(word) or "" for word in words]
        sure = sum(1 for word in decoded if is_spelled(word) or word.isupper())  # "HĐND"
        if sure >= _SURELY * len(words):
            return encoding
    return None


def in_unicode(text: str, name: str) -> tuple[str, tuple[str, ...]]:
    """A text without fonts in Unicode, and notes; as it is where its encoding is not sure.

    Raises DocumentError where too much of it is unsure.
    """
    encoding = recognised(text)
    if encoding is None:
        return text, ()
    font = LegacyFont(name="", encoding=encoding, capitals=False)
    legacy = LegacyText()
    lines = text.split("\n")
    for line in lines:
        legacy.survey([(line, font)])
    converted = "\n".join(legacy.converted([(line, font)]) for line in lines)
    capitals = (_CAPITALS,) if encoding is TCVN3 else ()
    return converted, (*legacy.notes(name), *capitals)


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in list(dict.fromkeys(words))[:_QUOTED])


def _unsure(name: str, unsure: Sequence[str], accented: int) -> DocumentError:
    return DocumentError(
        "document-legacy-font",
        name,
        f"{len(unsure)} trên {accented} từ có dấu dùng phông cũ (.Vn… hoặc VNI-…) nhưng không "
        f"theo bảng mã của phông, ví dụ {_quoted(unsure)}. Hãy chuyển văn bản sang phông Unicode "
        "(Times New Roman) rồi tải lại.",
    )

"""The two encodings of Vietnamese before Unicode, as their fonts print Latin letters.

A Word file holds such text as letters of Windows-1252: "Céng hoµ" in .VnTime prints "Cộng hoà",
"Coäng hoøa" in VNI-Times prints "Cộng hòa".

Sources: TCVN 5712:1993, the third table (VN3, "ABC"), as in ISO-IR 180 without the capitals with
tones and the combining marks; VNI encoding for Windows (VNI Software), a letter and a mark.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

_NONE: Final = "?"  # a code that the table does not give a letter to

# Codes A0 to FF, sixteen a row. Capitals with tones have no code: they are printed by fonts whose
# small letters look like capitals (.VnTimeH).
_TCVN3_ROWS: Final = (
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđ?",
    "?????àảãáạ?ằẳẵắ?",
    "??????ặầẩẫấậè?ẻẽ",
    "éẹềểễếệìỉ???ĩíịò",
    "?ỏõóọồổỗốộờởỡớợù",
    "?ủũúụừửữứựỳỷỹýỵ?",
)
_FIRST_CODE: Final = 0xA0

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_ROOF, _BOWL = "\u0302", "\u0306"
# The mark behind a letter of VNI, and what it adds to it.
_VNI_TONES: Final = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_VNI_ROOFS: Final = {
    "â": _ROOF,
    "à": _ROOF + _GRAVE,
    "á": _ROOF + _ACUTE,
    "å": _ROOF + _HOOK,
    "ã": _ROOF + _TILDE,
    "ä": _ROOF + _DOT,
}
_VNI_BOWLS: Final = {
    "ê": _BOWL,
    "è": _BOWL + _GRAVE,
    "é": _BOWL + _ACUTE,
    "ú": _BOWL + _HOOK,
    "ü": _BOWL + _TILDE,
    "ë": _BOWL + _DOT,
}
# Letters of VNI that are one code.
_VNI_ALONE: Final = {
    "ô": "ơ",
    "ö": "ư",
    "ñ": "đ",
    "î": "ỵ",
    "ì": "ì",
    "í": "í",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
}
_VNI_TONED: Final = {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}


@dataclass(frozen=True, eq=False)
class LegacyEncoding:
    """Bảng mã cũ: what it is called, and the letter of each code or pair of codes."""

    name: str
    letters: dict[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pairs = sorted((code for code in self.letters if len(code) > 1), key=len, reverse=True)
        return re.compile("|".join([*map(re.escape, pairs), "."]), re.DOTALL)

    def decoded(self, word: str) -> str | None:
        """The word in Unicode; None where a code of it has no letter in this encoding."""
        letters = [
            self.letters.get(code, code if _is_neutral(code) else None)
            for code in self._pattern.findall(word)
        ]
        known = [letter for letter in letters if letter is not None]
        return unicodedata.normalize("NFC", "".join(known)) if len(known) == len(letters) else None


@dataclass(frozen=True, slots=True)
class LegacyFont:
    """Phông cũ: its name, its encoding, and whether it prints every letter as a capital."""

    name: str
    encoding: LegacyEncoding
    capitals: bool


def _is_neutral(code: str) -> bool:
    """ASCII, and the quotes and dashes of Windows-1252, are the same in both encodings."""
    return code.isascii() or "\u2000" <= code <= "\u2fff"


def _tcvn3() -> dict[str, str]:
    return {
        chr(_FIRST_CODE + at): letter
        for at, letter in enumerate("".join(_TCVN3_ROWS))
        if letter != _NONE
    }


def _vni() -> dict[str, str]:
    small = dict(_VNI_ALONE)
    for bases, marks in (
        (_VNI_TONED, _VNI_TONES),
        ({each: each for each in "aeo"}, _VNI_ROOFS),
        ({"a": "a"}, _VNI_BOWLS),
    ):
        for base, letter in bases.items():
            for mark, added in marks.items():
                small[base + mark] = unicodedata.normalize("NFC", letter + added)
    large = {code.upper(): letter.upper() for code, letter in small.items()}
    # A capital that was typed first keeps the small mark: "Aùnh sáng".
    mixed = {code.capitalize(): letter.upper() for code, letter in small.items() if code[1:]}
    return {**mixed, **large, **small}


TCVN3: Final = LegacyEncoding(name="TCVN3 (ABC)", letters=_tcvn3())
VNI: Final = LegacyEncoding(name="VNI", letters=_vni())
ENCODINGS: Final = (TCVN3, VNI)


@lru_cache(maxsize=512)
def legacy_font(name: str) -> LegacyFont | None:
    """Recognise a font of before Unicode by its name; None for any other."""
    bare = name.strip()
    folded = bare.casefold()
    if folded.startswith(("vni-", "vni ")):
        return LegacyFont(bare, VNI, capitals=False)
    if folded.startswith(".vn"):
        return LegacyFont(bare, TCVN3, capitals=bare.endswith("H") or folded in _CAPITALS)
    return None


_CAPITALS: Final = frozenset({".vntimeh", ".vnarialh"})  # also typed in small letters

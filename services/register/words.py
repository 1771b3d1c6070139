"""Words of cells, brought to one form: what is read, and what is compared."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from services.plandoc.sources.characters import visible
from services.plandoc.wording.words import plain, unmarked

_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\s*\n\s*")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# Nothing but letters, digits, single blanks and common signs: most cells are so, and stay so.
_TIDY: Final = re.compile(r"[\w!-~“”‘’…–—]+(?: [\w!-~“”‘’…–—]+)*")
_SIGNS: Final = re.compile(r"[\W_]+")
_KEPT: Final = 20_000


def cleaned(text: str) -> str:
    """A text as it is printed: NFC, single blanks, its lines kept, nothing that nobody sees."""
    if _TIDY.fullmatch(text) and unicodedata.is_normalized("NFC", text):
        return text
    words = _BLANKS.sub(" ", _CONTROL.sub("", visible(text)))
    return _LINES.sub("\n", words).strip()


@lru_cache(maxsize=_KEPT)
def comparable(text: str) -> str:
    """The words alone, in lower case and one spelling, without signs: to compare, not to show."""
    return _SIGNS.sub(" ", plain(cleaned(text))).strip()


@lru_cache(maxsize=_KEPT)
def bare(text: str) -> str:
    """The same without the marks of Vietnamese: how people type in a hurry."""
    return unmarked(comparable(text))

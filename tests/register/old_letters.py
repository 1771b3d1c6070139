"""Unicode turned back into the letters of before it, as old systems stored them."""

import unicodedata

from services.plandoc.sources.legacy_encodings import TCVN3, VNI, LegacyEncoding


def _inverse(encoding: LegacyEncoding) -> dict[str, str]:
    return {letter: code for code, letter in reversed(encoding.letters.items())}


_LETTERS = {encoding.name: _inverse(encoding) for encoding in (TCVN3, VNI)}


def in_old_letters(text: str, encoding: LegacyEncoding) -> str:
    """The text as a font of this encoding stores it; a capital without a code is a small one."""
    letters = _LETTERS[encoding.name]
    return "".join(
        each if each.isascii() else letters.get(each) or letters.get(each.lower(), each)
        for each in unicodedata.normalize("NFC", text)
    )

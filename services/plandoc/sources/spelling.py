"""How Vietnamese syllables are spelled, to tell words from letters of another encoding.

Source: the rules of chữ quốc ngữ: an initial, a rime and at most one tone; a syllable that ends
in c, ch, p or t has the tone sắc or nặng.
"""

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_ACUTE_OR_DOT = frozenset("\u0301\u0323")
# k, gh and ngh stand before e, ê, i (k before y), c, g and ng before the other vowels.
_INITIAL = (
    "(?:b|ch|c(?![eêiy])|d|đ|gh(?=[eêi])|gi|g(?![eê])|h|kh|k(?=[eêiy])|l|m"
    "|ngh(?=[eêi])|ng(?![eêi])|nh|n|ph|p|q(?=u)|r|s|th|tr|t|v|x)?"
)
_OPEN = (
    "uyu|uya|oai|oay|oao|oeo|uai|uay|uây|uao|ueo|uôi|ươi|ươu|iêu|yêu|uêu|uyê"
    "|ai|ao|au|ay|âu|ây|eo|êu|ia|iu|oa|oe|oi|ôi|ơi|ua|uê|ui|uơ|uy|ưa|ưi|ưu|ya"
    "|a|e|ê|i|o|ô|ơ|u|ư|y"
)
_CLOSED = "iê|yê|uô|ươ|uyê|oa|oă|oe|uâ|uê|uy|oo|ua|uă|ue|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y"
_SYLLABLE = re.compile(
    rf"{_INITIAL}(?:(?:{_OPEN})|(?:{_CLOSED})(?:(?:ng|nh|n|m)|(?P<stop>ch|c|p|t)))"
)


def is_spelled(word: str) -> bool:
    """Whether a word could be one Vietnamese syllable, in any case; other words are not."""
    letters: list[str] = []
    tones: list[str] = []
    for character in unicodedata.normalize("NFD", word.casefold()):
        (tones if character in _TONES else letters).append(character)
    if len(tones) > 1:
        return False
    match = _SYLLABLE.fullmatch(unicodedata.normalize("NFC", "".join(letters)))
    return match is not None and (not match["stop"] or set(tones) <= _ACUTE_OR_DOT)

"""Vietnamese words compared: syllables, likeness of two phrases, sentences of a paragraph."""

import re
import unicodedata
from collections.abc import Iterable

from services.plandoc.wording.vocabulary import longest_first, vocabulary

CAPITAL = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ]"
_SYLLABLE = re.compile(r"[^\W_]+")
_OPEN, _CLOSE = "([“‘", ")]”’"
# "TP.", "P.", "số 5." end no sentence.
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|[A-ZĐ]|\d{1,3}|tr|đ/c)$")
_PAPER = re.compile(
    rf"(?:các\s+)?(?:{'|'.join(map(re.escape, longest_first(vocabulary().papers)))})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(
    rf"(?:{'|'.join(map(re.escape, longest_first(tuple(vocabulary().heads))))})\s+{CAPITAL}"
)
# "…; Phòng B chủ trì …" gives work to the next unit, where "…; Phòng B; …" only lists it.
_GIVES_WORK = re.compile(r"[^;.:(]{4,80}?(?::|\s(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\s)")
# Old and new places of the tone mark, and two letters for one sound: one spelling to compare.
_SPELLINGS = {
    **dict(zip(["oá", "oà", "oả", "oã", "oạ"], ["óa", "òa", "ỏa", "õa", "ọa"], strict=True)),
    **dict(zip(["oé", "oè", "oẻ", "oẽ", "oẹ"], ["óe", "òe", "ỏe", "õe", "ọe"], strict=True)),
    **dict(zip(["uý", "uỳ", "uỷ", "uỹ", "uỵ"], ["úy", "ùy", "ủy", "ũy", "ụy"], strict=True)),
}
_OLD_SPELLING = re.compile(rf"(?<!q)(?:{'|'.join(_SPELLINGS)})(?!\w)")
_SOUND_I = re.compile(r"(?<!\w)tỉ(?!\w)")
_MARKS = unicodedata.category


def plain(words: str) -> str:
    """The words in lower case and one spelling, with single blanks."""
    folded = " ".join(words.lower().split())
    folded = _OLD_SPELLING.sub(lambda match: _SPELLINGS[match[0]], folded)
    return _SOUND_I.sub("tỷ", folded)


def unmarked(words: str) -> str:
    """The words without tone marks and case, for a guess at a misspelt name."""
    apart = unicodedata.normalize("NFD", words.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if _MARKS(letter) != "Mn")


def syllables(words: str) -> tuple[str, ...]:
    """The syllables and numbers of a phrase, in order."""
    return tuple(_SYLLABLE.findall(plain(words)))


def cover(part: Iterable[str], whole: Iterable[str]) -> float:
    """How much of `part` stands in `whole`: 0 to 1; nothing is covered by anything as 0."""
    wanted, there = set(part), set(whole)
    return len(wanted & there) / len(wanted) if wanted else 0.0


def alike(each: str, other: str) -> float:
    """How alike two phrases are: syllables in common, of all that either has."""
    left, right = set(syllables(each)), set(syllables(other))
    return len(left & right) / len(left | right) if left | right else 0.0


def sentences(text: str) -> list[str]:
    """Split a paragraph at full stops and semicolons, never inside brackets or quotes.

    A semicolon that goes on listing papers or units begins nothing new.
    """
    collected: list[str] = []
    start = depth = 0
    for at, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in ".;" and _ends(text, at):
            collected.append(text[start:at].strip())
            start = at + 1
    collected.append(text[start:].strip(" .;/"))
    return [each for each in collected if each.strip(" .;/…")]


def _ends(text: str, at: int) -> bool:
    rest = text[at + 1 :].lstrip(" ./…")
    if not rest:
        return True
    if text[at] == ";":
        return not (_PAPER.match(rest) or (_UNIT.match(rest) and not _GIVES_WORK.match(rest)))
    if not text[at + 1 : at + 2].isspace() or _SHORT.search(text, max(0, at - 8), at):
        return False
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPEN


def shorten(words: str, most: int) -> str:
    """Cut a sentence that is too long for a title, between two words."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"

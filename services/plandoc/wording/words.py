"""Vietnamese words compared: syllables, likeness of two phrases, sentences of a paragraph."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from services.plandoc.wording.vocabulary import any_of, vocabulary

CAPITAL = r"[A-ZĐÀÁẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÈÉẺẼẸÊẾỀỂỄỆÌÍỈĨỊÒÓỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÙÚỦŨỤƯỨỪỬỮỰỲÝỶỸỴ]"
_SYLLABLE = re.compile(r"[^\W_]+")
_OPEN, _CLOSE = "([“‘", ")]”’"
# "TP.", "P.", "số 5." end no sentence.
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|[A-ZĐ]|\d{1,3}|tr|đ/c)$")
_PAPER = re.compile(
    rf"(?:các\s+)?(?:{any_of(vocabulary().papers)})\b",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"(?:{any_of(vocabulary().heads)})\s+{CAPITAL}")
# "…; Phòng B chủ trì …" gives work to the next unit, where "…; Phòng B; …" only lists it.
_GIVES_WORK = re.compile(r"[^;.:(]{4,80}?(?::|\s(?:chủ trì|có trách nhiệm|chịu trách nhiệm)\s)")
# "số 16/QĐ-UBND …" goes on with a list of papers.
_SIGN = re.compile(r"(?:các\s+)?(?:số\s+)?\d{1,5}[a-zđ]?\s*(?:/\s*20\d\d\s*)?[/-]\s*[A-ZĐ]{2}")
_VERB = any_of((*vocabulary().verbs, *vocabulary().asking, *vocabulary().beginning))
_WORKS_ITSELF = re.compile(rf"[^,;.:(]{{4,80}}?\s(?:{_VERB})(?!\w)")
_GIVEN = re.compile(r"^(?:\W*(?:giao(?: cho)?|đề nghị|yêu cầu)\s+)+", re.IGNORECASE)
_HOLDS_WORK = re.compile(rf"(?<!\w)(?:{_VERB})(?!\w)", re.IGNORECASE)
_BEFORE_VERB = r"(?:(?:cần|phải|và|đồng thời|sau đó|từng bước|tập trung|định kỳ)\s+)*"
_BEGINS_WORK = re.compile(rf"{_BEFORE_VERB}(?:{_VERB})(?!\w)", re.IGNORECASE)
_OF_LIST = re.compile(rf"(?:{any_of(vocabulary().listing)})\s", re.IGNORECASE)
_OPENS_LIST = re.compile(
    rf"(?<!\w)(?:{any_of(vocabulary().list_openings)})\s",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^;.:]*")
_LISTED = 6  # syllables of a thing in a list, at most
_TOO_FEW = 2  # syllables that are no work by themselves
# Old and new places of the tone mark, and two letters for one sound: one spelling to compare.
_SPELLINGS = {
    **dict(zip(["oá", "oà", "oả", "oã", "oạ"], ["óa", "òa", "ỏa", "õa", "ọa"], strict=True)),
    **dict(zip(["oé", "oè", "oẻ", "oẽ", "oẹ"], ["óe", "òe", "ỏe", "õe", "ọe"], strict=True)),
    **dict(zip(["uý", "uỳ", "uỷ", "uỹ", "uỵ"], ["úy", "ùy", "ủy", "ũy", "ụy"], strict=True)),
}
_OLD_SPELLING = re.compile(rf"(?<!q)(?:{'|'.join(_SPELLINGS)})(?!\w)")
_SOUND_I = re.compile(r"(?<!\w)tỉ(?!\w)")
_MARKS = unicodedata.category
_KEPT = 8192  # phrases: names and titles are compared again and again


@lru_cache(maxsize=_KEPT)
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

    A semicolon that goes on listing things, papers or units begins nothing new; one behind which
    a verb begins, or words too long for a thing in a list, does.
    """
    collected: list[str] = []
    start = clause = depth = 0
    listing = False
    for at, letter in enumerate(text):
        if letter in _OPEN:
            depth += 1
        elif letter in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and letter in ".;":
            if letter == ";":
                listing = listing or _lists(text[clause:at])
                clause = at + 1
            if _ends(text, at, listing=listing):
                collected.append(text[start:at].strip())
                start, clause, listing = at + 1, at + 1, False
    collected.append(text[start:].strip(" .;/"))
    return [each for each in collected if each.strip(" .;/…")]


def _lists(clause: str) -> bool:
    """Whether the end of a clause is the first thing of a list: "… pháp luật về sách"."""
    tail = " ".join(clause.split()[-_LISTED - 2 :])
    opened = _OPENS_LIST.search(tail)
    if opened is not None or any(map(str.isdigit, clause)):
        return opened is not None
    return len(syllables(clause)) <= _TOO_FEW and _BEGINS_WORK.match(clause.strip()) is None


def _ends(text: str, at: int, *, listing: bool) -> bool:
    rest = text[at + 1 :].lstrip(" ./…")
    if not rest:
        return True
    if text[at] == ";":
        return not _goes_on(rest, text[:at], listing=listing)
    if not text[at + 1 : at + 2].isspace():
        return False
    short = _SHORT.search(text, max(0, at - 8), at)
    if short and not (short[0].strip(" (").isdigit() and _BEGINS_WORK.match(rest)):
        return False  # "TP. Vinh", "số 5. Hòa", never "ở ấp 4, ấp 7. Lập danh sách"
    return rest[0].isupper() or rest[0].isdigit() or rest[0] in _OPEN


def _goes_on(rest: str, before: str, *, listing: bool) -> bool:
    """Whether the words behind a semicolon are one more thing, paper or unit of a list."""
    if _SIGN.match(rest) or _lists_paper(rest):
        return True
    if _UNIT.match(rest):
        return _GIVES_WORK.match(rest) is None and not (
            _WORKS_ITSELF.match(rest) and _HOLDS_WORK.search(_GIVEN.sub("", before))
        )
    clause = _CLAUSE.match(rest)
    words = clause[0] if clause else ""
    count = len(syllables(words))
    if any(map(str.isdigit, words)):
        return False  # a figure of its own
    if _OF_LIST.match(words):
        return True
    if count <= _TOO_FEW:
        return True  # too short to be work by itself: it belongs to the work before it
    return listing and count <= _LISTED and _BEGINS_WORK.match(words) is None


def _lists_paper(rest: str) -> bool:
    """Whether a paper is named here: "hướng dẫn người dân" is work, "Hướng dẫn số 3" a paper."""
    paper = _PAPER.match(rest)
    if paper is None or _BEGINS_WORK.match(rest) is None:
        return paper is not None
    return (
        rest[0].isupper() or re.match(r"\s+(?:số|của|liên)(?!\w)", rest[paper.end() :]) is not None
    )


def shorten(words: str, most: int) -> str:
    """Cut a sentence that is too long for a title, between two words."""
    if len(words) <= most:
        return words
    return words[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"

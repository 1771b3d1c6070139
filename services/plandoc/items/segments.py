"""A sentence cut into the words of each promise: those before its figure and those behind."""

import re
from dataclasses import dataclass

from services.plandoc.wording.promised import promised
from services.plandoc.wording.quantities import Quantity
from services.plandoc.wording.titles import title_of

STRETCH = re.compile(r"phấn đấu", re.IGNORECASE)
NONE_LEFT = re.compile(
    r"(?:không (?:còn|có|để|phát sinh)(?: xảy ra| phát sinh)?)\s+(?P<what>[^,;.()]{3,80})",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,:;]|\s-\s")


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """The words of one promise: all of them, and those before and behind its figure."""

    words: str
    quantity: Quantity | None
    before: str = ""
    behind: str = ""


def segments_of(sentence: str) -> list[PromiseWords]:
    """Cut a sentence into one stretch of words for each figure, and the rest without figures."""
    quantities = promised(sentence)
    if not quantities:
        return [PromiseWords(sentence, None)]
    segments: list[PromiseWords] = []
    start = 0
    for at, quantity in enumerate(quantities):
        following = quantities[at + 1] if at + 1 < len(quantities) else None
        behind = following.start if following else len(sentence)
        cut = _cut(sentence, start, quantity, behind)
        if cut is not None and (following or _promises(sentence, cut)):
            behind = cut.start()
        end = behind
        words = sentence[start:end]
        before, after = sentence[start : quantity.start], sentence[quantity.end : end]
        segments.append(PromiseWords(words, quantity, before, after))
        start = end
    if start < len(sentence):
        segments.append(PromiseWords(sentence[start:], None))
    return segments


def _cut(sentence: str, start: int, quantity: Quantity, end: int) -> re.Match[str] | None:
    """Where the words of the next figure begin: the first comma behind this one.

    The last one where its own words follow it: "100% hộ, cơ sở phân loại rác, 20% ủ phân".
    """
    cuts = list(_CUT.finditer(sentence, quantity.end, end))
    if not cuts:
        return None
    named = title_of("", sentence[start : quantity.start], quantity, "")
    unnamed = not named or named.lower() == (quantity.unit or "").lower()
    return cuts[-1] if unnamed else cuts[0]


def _promises(sentence: str, cut: re.Match[str]) -> bool:
    """Whether what follows the last figure is an end of its own, not the rest of its subject."""
    rest = sentence[cut.end() :]
    return NONE_LEFT.search(rest) is not None or STRETCH.search(rest) is not None

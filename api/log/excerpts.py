"""What was typed, where it holds the words that the log was searched for."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from services.queries.search import asked_words, folded

MOST: Final = 30  # words of one text in the list; its own page shows all
_BEFORE: Final = 8
Runs = Sequence[tuple[str, bool]]  # words one after another, and whether they were looked for


def excerpt(body: str, wanted: str) -> Runs:
    """A short text whole, of a long one what stands around the first word that was looked for."""
    looked_for = {_key(part) for word in asked_words(wanted) for part in word.split()}
    typed = body.split()
    marked = [not looked_for.isdisjoint(map(_key, folded(word).split())) for word in typed]
    first = 0
    if len(typed) > MOST and True in marked:
        first = min(max(0, marked.index(True) - _BEFORE), len(typed) - MOST)
    shown = list(zip(typed, marked, strict=True))[first : first + MOST]
    runs = [
        (" ".join(word for word, _ in some), is_wanted)
        for is_wanted, some in groupby(shown, lambda each: each[1])
    ]
    ahead = [("…", False)] if first else []
    behind = [("…", False)] if first + MOST < len(typed) else []
    return [*ahead, *runs, *behind]


def _key(word: str) -> str:
    """As the index has a word: every y is an i."""
    return word.replace("y", "i")

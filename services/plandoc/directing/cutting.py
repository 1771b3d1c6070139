"""Clauses cut and joined by hand: the text stays, only the bounds of its clauses move."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from services.domain.directive.cutting_rules import (
    CUT_IN_LETTER,
    CUT_IN_WORD,
    CUT_OUTSIDE,
    NOTHING_TO_JOIN,
)
from services.plandoc.directing.clauses import TextClause
from services.plandoc.directing.folding import fold
from services.plandoc.directing.marks import mark_of

# A word, a number, a day or the sign of a paper: "15/12/2026", "3,5", "12/KH-UBND".
_WHOLE: Final = re.compile(r"\w+(?:[./,:]\d+|/\w+(?:[-&]\w+)*)*")
_AROUND: Final = 80  # letters on each side of the cut that are looked at


def split(clauses: Sequence[TextClause], text: str, at: int) -> tuple[TextClause, ...]:
    """Cut the clause that holds the place `at` in two; the second begins there.

    Each part keeps the kind and the depth, the second has the mark that it begins with. Raises
    the Refusal of CUT_OUTSIDE where no clause has words on both sides of the place, CUT_IN_WORD
    and CUT_IN_LETTER where a word or a letter would be parted.
    """
    clause = next((each for each in clauses if each.start < at < each.end), None)
    if clause is None:
        raise CUT_OUTSIDE.refuse(at=at)
    _refuse_inside(text, at)
    before, behind = text[clause.start : at], text[at : clause.end]
    if not fold(before).words.strip() or not fold(behind).words.strip():
        raise CUT_OUTSIDE.refuse(at=at)
    mark = mark_of(fold(behind).words.strip())
    place = clauses.index(clause)
    return (
        *clauses[:place],
        replace(clause, end=at),
        replace(clause, start=at, mark=mark.printed if mark else ""),
        *clauses[place + 1 :],
    )


def join(clauses: Sequence[TextClause], index: int) -> tuple[TextClause, ...]:
    """Join the clause at `index` (from 0) with the one behind it; the first one's mark stays.

    Raises the Refusal of NOTHING_TO_JOIN where none stands behind it.
    """
    if not 0 <= index < len(clauses) - 1:
        raise NOTHING_TO_JOIN.refuse(number=index + 1)
    first, second = clauses[index], clauses[index + 1]
    return (*clauses[:index], replace(first, end=second.end), *clauses[index + 2 :])


def _refuse_inside(text: str, at: int) -> None:
    if unicodedata.category(text[at]).startswith("M"):
        raise CUT_IN_LETTER.refuse(at=at, word=_word_at(text, at))
    word = _word_at(text, at)
    if word:
        raise CUT_IN_WORD.refuse(at=at, word=word)


def _word_at(text: str, at: int) -> str:
    """The word that a cut would part, as it is read; blank where it parts none."""
    begin = max(0, at - _AROUND)
    folded = fold(text[begin : at + _AROUND])
    place = folded.at(at - begin)
    for match in _WHOLE.finditer(folded.words):
        # The mark of a letter is read with its letter: there the place lies behind the letter.
        behind = match.end() if unicodedata.category(text[at]).startswith("M") else match.end() - 1
        if match.start() < place <= behind:
            return match[0]
    return ""

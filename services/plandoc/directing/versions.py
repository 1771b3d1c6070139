"""Two versions of a directing text, clause by clause: which clauses a new version touches."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from services.plandoc.directing.clauses import TextClause
from services.plandoc.directing.folding import fold
from services.plandoc.wording.words import plain

Words = tuple[str, ...]
_WORD: Final = re.compile(r"[^\W_]+|[%‰≥≤<>=±×+]")
_ALIKE: Final = 0.6  # of the words of two clauses that must agree for one to be the other changed
_MOST_PAIRS: Final = 20_000  # pairs of clauses that are compared word by word
_MOST_WORDS: Final = 400  # of a clause that are compared


class ClauseFate(StrEnum):
    """What a new version does with a clause: giữ nguyên, sửa, chuyển chỗ, thêm, bỏ."""

    SAME = "same"
    CHANGED = "changed"
    MOVED = "moved"  # the same words at another place among the clauses
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """Một ý qua hai bản: what became of it, and its place (from 0) in each version.

    `old` is None for what is new, `new` for what is gone. `moved` is also true of a changed
    clause that stands elsewhere now.
    """

    fate: ClauseFate
    old: int | None
    new: int | None
    moved: bool = False


def compare(
    old_text: str,
    old_clauses: Sequence[TextClause],
    new_text: str,
    new_clauses: Sequence[TextClause],
) -> tuple[ClauseChange, ...]:
    """Say of each clause of both versions what became of it, each exactly once.

    In the order of the new version, what is gone behind what stood before it. Words are compared
    without case, blanks, stops and the marks of lists: a clause that was only numbered anew or
    wrapped otherwise is the same. Signs of figures ("%", "≥") count.
    """
    old = [_words(old_text, each) for each in old_clauses]
    new = [_words(new_text, each) for each in new_clauses]
    pairs = _same(old, new)
    pairs |= _changed(old, new, pairs)
    still = _in_order(pairs)
    changes = [_change(pairs.get(at), at, old, new, still) for at in range(len(new))]
    return tuple(_with_gone(changes, len(old)))


def _words(text: str, clause: TextClause) -> Words:
    words = fold(text[clause.start : clause.end]).words.strip()
    return tuple(_WORD.findall(plain(words.removeprefix(clause.mark))))


def _same(old: Sequence[Words], new: Sequence[Words]) -> dict[int, int]:
    """New clauses with their old ones where all words agree.

    Clauses that stand once in each version part both into stretches; the same words are paired
    within a stretch first, so that of two alike the right one is gone.
    """
    places: dict[Words, list[int]] = {}
    for at, words in enumerate(old):
        places.setdefault(words, []).append(at)
    times = Counter(new)
    once = {
        at: places[words][0]
        for at, words in enumerate(new)
        if times[words] == 1 and len(places.get(words, ())) == 1
    }
    pairs = {at: once[at] for at in _in_order(once)}
    last_old = last_new = 0
    for new_end, old_end in (*sorted(pairs.items()), (len(new), len(old))):
        pairs |= _alike_within(old, new, range(last_old, old_end), range(last_new, new_end))
        last_old, last_new = old_end + 1, new_end + 1
    taken = set(pairs.values())
    rest_old = [at for at in range(len(old)) if at not in taken]
    rest_new = [at for at in range(len(new)) if at not in pairs]
    return pairs | _alike_within(old, new, rest_old, rest_new)


def _alike_within(
    old: Sequence[Words], new: Sequence[Words], old_at: Iterable[int], new_at: Iterable[int]
) -> dict[int, int]:
    """The same words among these clauses, paired in their order."""
    left: dict[Words, deque[int]] = {}
    for at in old_at:
        left.setdefault(old[at], deque()).append(at)
    return {at: left[new[at]].popleft() for at in new_at if left.get(new[at])}


def _changed(old: Sequence[Words], new: Sequence[Words], same: dict[int, int]) -> dict[int, int]:
    """The rest paired by how alike the words are, the most alike first."""
    taken = set(same.values())
    rest_old = [at for at in range(len(old)) if at not in taken]
    rest_new = [at for at in range(len(new)) if at not in same]
    scored = sorted(
        (-score, abs(left - right), left, right)
        for left, right, score in _scores(old, new, rest_old, rest_new)
        if score >= _ALIKE
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, left, right in scored:
        if left not in used and right not in pairs:
            used.add(left)
            pairs[right] = left
    return pairs


def _scores(
    old: Sequence[Words],
    new: Sequence[Words],
    rest_old: Sequence[int],
    rest_new: Sequence[int],
) -> Iterator[tuple[int, int, float]]:
    """How alike two clauses are; of very many clauses only those near each other are compared."""
    reach = max(1, _MOST_PAIRS // max(1, len(rest_old)))
    matcher: SequenceMatcher[str] = SequenceMatcher(autojunk=False)
    for place, right in enumerate(rest_new):
        matcher.set_seq2(new[right][:_MOST_WORDS])
        near = round(place * len(rest_old) / len(rest_new))
        for left in rest_old[max(0, near - reach) : near + reach]:
            matcher.set_seq1(old[left][:_MOST_WORDS])
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                yield left, right, matcher.ratio()


def _in_order(pairs: Mapping[int, int]) -> frozenset[int]:
    """The new clauses of the longest run that kept its order: all others were moved."""
    tails: list[int] = []  # the last new clause of the best run of each length
    before: dict[int, int | None] = {}
    for new in sorted(pairs):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if pairs[tails[middle]] < pairs[new]:
                low = middle + 1
            else:
                high = middle
        before[new] = tails[low - 1] if low else None
        tails[low : low + 1] = [new]
    kept: list[int] = []
    at = tails[-1] if tails else None
    while at is not None:
        kept.append(at)
        at = before[at]
    return frozenset(kept)


def _change(
    old_at: int | None,
    new_at: int,
    old: Sequence[Words],
    new: Sequence[Words],
    still: frozenset[int],
) -> ClauseChange:
    if old_at is None:
        return ClauseChange(fate=ClauseFate.NEW, old=None, new=new_at)
    moved = new_at not in still
    if old[old_at] != new[new_at]:
        return ClauseChange(fate=ClauseFate.CHANGED, old=old_at, new=new_at, moved=moved)
    fate = ClauseFate.MOVED if moved else ClauseFate.SAME
    return ClauseChange(fate=fate, old=old_at, new=new_at, moved=moved)


def _with_gone(changes: Sequence[ClauseChange], count: int) -> Iterator[ClauseChange]:
    """All changes, with what is gone behind the clause that stood before it."""
    kept = {each.old for each in changes if each.old is not None}
    placed = {each.old for each in changes if each.old is not None and not each.moved}
    behind: dict[int, list[int]] = {}
    last = -1
    for at in range(count):
        if at in placed:
            last = at
        elif at not in kept:
            behind.setdefault(last, []).append(at)
    yield from (_gone(at) for at in behind.get(-1, ()))
    for change in changes:
        yield change
        if change.old in placed and change.old is not None:
            yield from (_gone(at) for at in behind.get(change.old, ()))


def _gone(at: int) -> ClauseChange:
    return ClauseChange(fate=ClauseFate.GONE, old=at, new=None)

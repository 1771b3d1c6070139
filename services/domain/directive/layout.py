"""The clauses of a directive's text, and which of them a later version of it touches. Pure."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from services.domain.directive.terms import ClauseKind

# A clause of which less than half stayed is another clause: nobody decided on its words.
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseCut:
    """A clause as somebody cut it: from `start` up to before `end`, in characters of the text.

    `mark` is its number or letter as it stands at its beginning ("2.1", "a)"), blank for none;
    `depth` counts the clauses that it stands in, from 0.
    """

    start: int
    end: int
    mark: str
    depth: int
    kind: ClauseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Điều, khoản, ý: a part of the text under an id that is never used again (`k1`)."""

    id: str
    start: int
    end: int
    mark: str
    depth: int
    kind: ClauseKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """The clauses of a version; `touched` are those that are changed, new or gone since."""

    layout: tuple[Clause, ...]
    touched: tuple[str, ...]


def is_whole(cuts: Sequence[ClauseCut], words: str) -> bool:
    """Whether each character of the text belongs to exactly one clause."""
    at = 0
    for cut in cuts:
        if cut.start != at or cut.end <= cut.start:
            return False
        at = cut.end
    return at == len(words)


def cut_words(cuts: Sequence[ClauseCut], words: str) -> Iterator[str]:
    """The words in whose middle a clause begins; the text is laid out whole."""
    for cut in cuts:
        at = cut.start
        if at and _is_letter(words[at - 1]) and _is_letter(words[at]):
            yield _word_around(words, at)


def has_its_mark(cut: ClauseCut, words: str) -> bool:
    """Whether a mark is what the clause begins with: no words stand in a mark besides."""
    return words[cut.start : cut.end].lstrip().startswith(cut.mark)


def lay_out(
    cuts: Sequence[ClauseCut],
    words: str,
    before: Sequence[Clause],
    words_before: str | None,
    last_number: int,
) -> LaidOut:
    """The clauses of a text under their ids: those of the version before where they stayed.

    A clause keeps its id where its words stayed, its mark aside, also elsewhere in the text, and
    where it was changed in its place. It is touched where its words changed, or where it stands
    in another clause than before. Without the words of the version before (they were erased)
    every clause is new. `last_number` is that of the newest id that was ever given.
    """
    old = [] if words_before is None else [*before]
    keys_before = [_key(words_before or "", each) for each in old]
    keys = [_key(words, cut) for cut in cuts]
    kept = _kept_ids(cuts, keys, old, keys_before)
    ids, number = [], last_number
    for each in kept:
        number += each is None
        ids.append(f"k{number}" if each is None else each)
    layout = tuple(
        Clause(
            id=ids[at],
            start=cut.start,
            end=cut.end,
            mark=cut.mark,
            depth=cut.depth,
            kind=cut.kind,
        )
        for at, cut in enumerate(cuts)
    )
    stayed = _unchanged(layout, keys, old, keys_before)
    changed = tuple(each.id for each in layout if each.id not in stayed)
    gone = tuple(each.id for each in before if each.id not in set(ids))
    return LaidOut(layout=layout, touched=(*changed, *gone))


def number_of(clause_id: str) -> int:
    """The number in an id of a clause."""
    return int(clause_id[1:])


def _kept_ids(
    cuts: Sequence[ClauseCut], keys: list[str], old: list[Clause], keys_before: list[str]
) -> list[str | None]:
    """For each cut the clause of before that it is: in order, moved, or changed in its place."""
    kept: list[int | None] = [None] * len(cuts)
    left = set(range(len(old)))
    blocks = SequenceMatcher(None, keys_before, keys, autojunk=False).get_opcodes()
    for tag, first, last, new_first, _ in blocks:
        if tag == "equal":
            for at in range(first, last):
                kept[new_first + at - first] = at
                left.discard(at)
    _keep_moved(kept, keys, left, keys_before)
    for tag, first, last, new_first, new_last in blocks:
        if tag == "replace":
            for at in range(new_first, new_last):
                if kept[at] is None:
                    beside = [each for each in range(first, last) if each in left]
                    changed = _changed(cuts[at], keys[at], beside, old, keys_before)
                    kept[at] = changed
                    left -= {changed}
    return [None if at is None else old[at].id for at in kept]


def _keep_moved(
    kept: list[int | None], keys: list[str], left: set[int], keys_before: list[str]
) -> None:
    """The same words elsewhere in the text: the first of them that is left."""
    elsewhere: dict[str, list[int]] = defaultdict(list)
    for at in sorted(left, reverse=True):
        elsewhere[keys_before[at]].append(at)
    for at, key in enumerate(keys):
        if kept[at] is None and elsewhere[key]:
            moved = elsewhere[key].pop()
            kept[at] = moved
            left.discard(moved)


def _changed(
    cut: ClauseCut, key: str, beside: list[int], old: list[Clause], keys_before: list[str]
) -> int | None:
    """The clause of before with the same mark, or in the same place, whose words are alike."""
    marked = [at for at in beside if cut.mark and old[at].mark == cut.mark]
    for at in (*marked, *beside[:1]):
        if _is_alike(keys_before[at], key):
            return at
    return None


def _unchanged(
    layout: Sequence[Clause], keys: list[str], old: list[Clause], keys_before: list[str]
) -> set[str]:
    """The ids whose words stayed, in the same clause as before."""
    within_before = dict(zip((each.id for each in old), _parents(old), strict=True))
    words_before = dict(zip((each.id for each in old), keys_before, strict=True))
    return {
        each.id
        for each, key, within in zip(layout, keys, _parents(layout), strict=True)
        if words_before.get(each.id) == key and within_before.get(each.id) == within
    }


def _parents(clauses: Sequence[Clause]) -> list[str | None]:
    """The clause in which each stands: the nearest one before it of less depth."""
    open_: list[Clause] = []
    parents: list[str | None] = []
    for each in clauses:
        while open_ and open_[-1].depth >= each.depth:
            open_.pop()
        parents.append(open_[-1].id if open_ else None)
        open_.append(each)
    return parents


def _key(words: str, each: ClauseCut | Clause) -> str:
    """The words of a clause without its mark; spaces and line ends say nothing."""
    own = words[each.start : each.end].lstrip().removeprefix(each.mark)
    return " ".join(own.split())


def _is_alike(before: str, now: str) -> bool:
    matcher = SequenceMatcher(None, before.split(), now.split(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _word_around(words: str, at: int) -> str:
    first, last = at, at
    while first and _is_letter(words[first - 1]):
        first -= 1
    while last < len(words) and _is_letter(words[last]):
        last += 1
    return words[first:last]

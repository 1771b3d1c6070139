"""Which row of a file is which of ours: from the surest sign to the weakest, one to one."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from services.plandoc.wording.words import alike
from services.register.repeated_rows import content_key
from services.register.row import ImportedRow, RegisterRow
from services.register.words import cleaned, comparable

_BLANK: Final = RegisterRow()
_TELLING: Final = frozenset({"received_number", "number", "issued_on", "summary", "work", "lead"})
_ALIKE: Final = 0.5  # syllables in common of two texts of one work that was worded anew


class PairedBy(StrEnum):
    """Bởi dấu hiệu nào hai dòng là một việc; all but the first two are said as a doubt."""

    CODE = "code"
    KEY = "key"
    WORK_OF_PAPER = "work-of-paper"  # the lead is another
    LEAD_OF_PAPER = "lead-of-paper"  # the work is worded anew
    WORK = "work"  # number or day of the paper are others
    PAPER = "paper"  # worded anew and of another lead


@dataclass(frozen=True, slots=True, kw_only=True)
class OurRow:
    """Một dòng trong sổ của ta: its code, the keys under which it was imported, and its values."""

    code: str
    row: RegisterRow
    imported_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowPair:
    """Một cặp dòng của cùng một việc."""

    imported: ImportedRow
    ours: OurRow
    paired_by: PairedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedRows:
    """Các cặp, and what stands on one side alone, in the order of that side."""

    pairs: tuple[RowPair, ...]
    only_theirs: tuple[ImportedRow, ...]
    only_ours: tuple[OurRow, ...]


def paired(
    rows: Sequence[ImportedRow], ours: Sequence[OurRow], present: frozenset[str]
) -> PairedRows:
    """Pair the rows of a file with ours; each stands in one pair at most. Linear in both.

    Ours are looked at through the columns that the file has: a copy without *Trích yếu* is still
    a copy.
    """
    left = {row.number: row for row in rows if row.values is not None}
    right = {at: _seen_through(our, present) for at, our in enumerate(ours)}
    pairs: dict[int, RowPair] = {}
    for sign, theirs_of, ours_of, only_single in _SIGNS:
        matches = _matches(left, right, theirs_of, ours_of, only_single=only_single)
        for number, at in matches:
            if sign in _NEED_LIKENESS and not _worded_alike(left[number], right[at]):
                continue
            del right[at]
            pairs[number] = RowPair(imported=left.pop(number), ours=ours[at], paired_by=sign)
    return PairedRows(
        pairs=tuple(pairs[number] for number in sorted(pairs)),
        only_theirs=tuple(left.values()),
        only_ours=tuple(ours[at] for at in right),
    )


def _seen_through(our: OurRow, present: frozenset[str]) -> OurRow:
    absent = _TELLING - present
    if not absent:
        return our
    blank = {key: getattr(_BLANK, key) for key in absent}
    return replace(our, row=replace(our.row, **blank))


_Keys = Iterable[Hashable]
_TheirKeys = Callable[[ImportedRow, RegisterRow], _Keys]
_OurKeys = Callable[[OurRow], _Keys]


def _matches(
    left: dict[int, ImportedRow],
    right: dict[int, OurRow],
    theirs_of: _TheirKeys,
    ours_of: _OurKeys,
    *,
    only_single: bool,
) -> list[tuple[int, int]]:
    """Pairs with a key in common; where only single ones count, both sides must have it once."""
    theirs: dict[Hashable, list[int]] = defaultdict(list)
    mine: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in left.items():
        for key in theirs_of(row, row.values) if row.values else ():
            theirs[key].append(number)
    for at, our in right.items():
        for key in ours_of(our):
            if key in theirs:
                mine[key].append(at)
    matches: list[tuple[int, int]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for key, numbers in theirs.items():
        places = mine.get(key, [])
        if only_single and (len(numbers) > 1 or len(places) > 1):
            continue
        free = [at for at in places if at not in taken_right]
        for number, at in zip((n for n in numbers if n not in taken_left), free, strict=False):
            matches.append((number, at))
            taken_left.add(number)
            taken_right.add(at)
    return matches


def _worded_alike(imported: ImportedRow, ours: OurRow) -> bool:
    work = imported.values.work if imported.values else ""
    return alike(comparable(work), comparable(ours.row.work)) >= _ALIKE


def _code(words: str) -> _Keys:
    return [cleaned(words).casefold()] if words else []


def _paper(row: RegisterRow) -> tuple[Hashable, ...]:
    """Which paper gave the work; () where none is named."""
    if not row.number:
        return ()
    return comparable(row.received_number), comparable(row.number), row.issued_on


def _of_paper(row: RegisterRow, *more: Hashable) -> _Keys:
    paper = _paper(row)
    return [(*paper, *more)] if paper else []


def _words(row: RegisterRow) -> Hashable:
    return comparable(row.summary), comparable(row.work)


def _work(row: RegisterRow) -> _Keys:
    return [(_words(row), row.lead)] if row.work else []


def _work_of_paper(row: RegisterRow) -> _Keys:
    return [(_paper(row), _words(row))]


_SIGNS: Final[tuple[tuple[PairedBy, _TheirKeys, _OurKeys, bool], ...]] = (
    (PairedBy.CODE, lambda _, row: _code(row.code), lambda our: _code(our.code), True),
    (
        PairedBy.KEY,
        lambda theirs, row: dict.fromkeys((theirs.key, content_key(row))),
        lambda our: dict.fromkeys((*our.imported_keys, content_key(our.row))),
        False,
    ),
    (
        PairedBy.WORK_OF_PAPER,
        lambda _, row: _work_of_paper(row),
        lambda our: _work_of_paper(our.row),
        True,
    ),
    (
        PairedBy.LEAD_OF_PAPER,
        lambda _, row: _of_paper(row, row.lead),
        lambda our: _of_paper(our.row, our.row.lead),
        True,
    ),
    (PairedBy.WORK, lambda _, row: _work(row), lambda our: _work(our.row), True),
    (PairedBy.PAPER, lambda _, row: _of_paper(row), lambda our: _of_paper(our.row), True),
)
_NEED_LIKENESS: Final = frozenset({PairedBy.LEAD_OF_PAPER, PairedBy.PAPER})

"""A file of another system: which of its columns is which of ours, decided once and remembered."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from services.plandoc.wording.words import alike
from services.register.columns import BY_KEY, REGISTER_COLUMNS
from services.register.words import bare, comparable

BETWEEN: Final = " / "  # a head of two lines: "Văn bản / Số"
_LIKELY: Final = 0.6
_BRACKET: Final = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """Tiêu đề một cột của tệp: its column (from 1), its words, and what stands above it."""

    column: int
    text: str
    group: str = ""

    @property
    def label(self) -> str:
        """Both lines in one."""
        return f"{self.group}{BETWEEN}{self.text}" if self.group else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedHead:
    """Một cột đã ghép: the n-th head of these words is our column `key`; None: not used."""

    label: str
    occurrence: int
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """Cách ghép cột: for files whose heads have this fingerprint; a plain value to be stored."""

    heads_key: str
    heads: tuple[MappedHead, ...]

    def as_values(self) -> dict[str, Any]:
        """The mapping as JSON holds it."""
        heads = [[each.label, each.occurrence, each.key] for each in self.heads]
        return {"heads_key": self.heads_key, "heads": heads}

    def columns(self, heads: Sequence[SheetHead]) -> dict[int, str]:
        """Our key of each column of a file with these heads; the others are not used."""
        known = {(bare(each.label), each.occurrence): each.key for each in self.heads}
        keys = {
            head.column: known.get((bare(head.label), occurrence))
            for head, occurrence in _counted(heads)
        }
        return {column: key for column, key in keys.items() if key is not None}

    def missing(self) -> tuple[str, ...]:
        """The columns that every import must have and this file has not, by their heads."""
        mapped = {each.key for each in self.heads}
        return tuple(
            each.head for each in REGISTER_COLUMNS if each.required and each.key not in mapped
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingProposal:
    """Đề nghị ghép cột: a mapping by the words of the heads, and what a person must look at."""

    mapping: ColumnMapping
    doubts: tuple[str, ...]
    unused: tuple[str, ...]


def mapping_from(values: Mapping[str, Any]) -> ColumnMapping:
    """Read what `as_values` made. Raises ValueError where it is something else."""
    try:
        heads = tuple(
            MappedHead(label=str(label), occurrence=int(occurrence), key=key)
            for label, occurrence, key in values["heads"]
        )
        key = str(values["heads_key"])
    except (KeyError, TypeError) as error:
        raise ValueError("no stored mapping of columns") from error
    unknown = {each.key for each in heads} - {None, *BY_KEY}
    if unknown:
        raise ValueError(f"no columns of the register: {unknown}")
    return ColumnMapping(heads_key=key, heads=heads)


def heads_key(heads: Sequence[SheetHead]) -> str:
    """The fingerprint of a file's heads: the same whatever the order of the columns.

    Where two heads have the same words their order counts: it alone tells them apart.
    """
    labels = [bare(head.label) for head in heads]
    unique = len(set(labels)) == len(labels)
    text = json.dumps(sorted(labels) if unique else labels, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def propose_mapping(heads: Sequence[SheetHead]) -> MappingProposal:
    """Propose which column is which, by the heads' words; what is not sure is said.

    Of two columns for one of ours neither is taken: a person has to choose.
    """
    sure = {head.column: sure_key(head) for head in heads}
    taken = {key for key in sure.values() if key}
    guessed = {
        head.column: guess
        for head in heads
        if sure[head.column] is None and (guess := _likely_key(head, taken))
    }
    keys = {column: key or guessed.get(column) for column, key in sure.items()}
    instead = _summary_as_work(keys)
    if instead is not None:
        keys[instead] = "work"
    often = {key for key, count in Counter(filter(None, keys.values())).items() if count > 1}
    mapped = tuple(
        MappedHead(
            label=head.label,
            occurrence=occurrence,
            key=None if keys[head.column] in often else keys[head.column],
        )
        for head, occurrence in _counted(heads)
    )
    doubts = [_several(key, [h for h in heads if keys[h.column] == key]) for key in sorted(often)]
    doubts += [
        f"Cột “{head.label}” được đoán là “{BY_KEY[guess].head}”. Hãy kiểm tra."
        for head in heads
        if (guess := guessed.get(head.column)) is not None and guess not in often
    ]
    doubts += [
        f"Tệp không có cột “{BY_KEY['work'].head}” nên cột “{head.label}” được dùng thay. "
        "Hãy kiểm tra."
        for head in heads
        if head.column == instead
    ]
    return MappingProposal(
        mapping=ColumnMapping(heads_key=heads_key(heads), heads=mapped),
        doubts=tuple(doubts),
        unused=tuple(h.label for h in heads if keys[h.column] is None),
    )


def _summary_as_work(keys: Mapping[int, str | None]) -> int | None:
    """The one column of summaries where nothing else says what is to be done; None: no need."""
    summaries = [column for column, key in keys.items() if key == "summary"]
    return summaries[0] if "work" not in keys.values() and len(summaries) == 1 else None


def sure_key(head: SheetHead) -> str | None:
    """Our column of this head, by its own words or with those above it; None where unknown."""
    known = _known_heads()
    words = _BRACKET.sub("", head.text)
    for label in (head.label, f"{head.group}{BETWEEN}{words}", head.text, words):
        key = known.get(bare(label))
        if key is not None:
            return key
    return None


@lru_cache(maxsize=1)
def _known_heads() -> dict[str, str]:
    pairs = [
        (bare(words), column.key)
        for column in REGISTER_COLUMNS
        for words in (column.head, *column.synonyms)
    ]
    return dict(reversed(pairs))  # a head of ours before a synonym of another column


def _likely_key(head: SheetHead, taken: Iterable[str]) -> str | None:
    """A guess by common words; None where nothing is near or two are equally near."""
    likeness = {
        column.key: max(
            alike(comparable(words), comparable(head.text))
            for words in (column.head, *column.synonyms)
        )
        for column in REGISTER_COLUMNS
        if column.key not in taken
    }
    best = max(likeness.values(), default=0.0)
    keys = [key for key, value in likeness.items() if value == best]
    return keys[0] if best >= _LIKELY and len(keys) == 1 else None


def _counted(heads: Sequence[SheetHead]) -> list[tuple[SheetHead, int]]:
    counts: Counter[str] = Counter()
    counted = []
    for head in heads:
        counts[bare(head.label)] += 1
        counted.append((head, counts[bare(head.label)]))
    return counted


def _several(key: str, heads: Sequence[SheetHead]) -> str:
    labels = ", ".join(f"“{head.label}”" for head in heads)
    return (
        f"Các cột {labels} đều có thể là “{BY_KEY[key].head}”, nên chưa cột nào được dùng. "
        "Hãy chọn một cột."
    )

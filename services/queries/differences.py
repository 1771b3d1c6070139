"""What a new version of a report changed in the one before it: figures, and words line by line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise
from typing import Final

from services.queries.views import FigureLine, SubmissionLine

_WORDS_AT_MOST: Final = 400  # of a changed passage; a longer one is shown whole, before and after
_LINES_AT_MOST: Final = 2000
_WORD: Final = re.compile(r"\S+\s*|\s+")


class Change(StrEnum):
    """Whether a passage stayed, came or went."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of words, or of whole lines, that shares one fate."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Between two versions; `figures` are the measures whose answer changed, with the old one."""

    before: int
    after: int
    figures: Mapping[str, FigureLine | None]
    passages: tuple[Passage, ...]
    files_added: tuple[str | None, ...]
    files_removed: tuple[str | None, ...]

    @property
    def text_changed(self) -> bool:
        """Whether any word came or went."""
        return any(passage.change is not Change.SAME for passage in self.passages)


def difference(after: SubmissionLine, before: SubmissionLine) -> Difference:
    """What the later version changed."""
    codes = [*after.figures, *(code for code in before.figures if code not in after.figures)]
    old, new = ({file.sha256: file.name for file in each.files} for each in (before, after))
    return Difference(
        before=before.number,
        after=after.number,
        figures={
            code: before.figures.get(code)
            for code in codes
            if _answer(after.figures.get(code)) != _answer(before.figures.get(code))
        },
        passages=passages(before.words or "", after.words or ""),
        files_added=tuple(name for key, name in new.items() if key not in old),
        files_removed=tuple(name for key, name in old.items() if key not in new),
    )


def differences(submissions: Sequence[SubmissionLine]) -> Mapping[int, Difference]:
    """Each version against the one before it, by its number; the newest stands first."""
    return {after.number: difference(after, before) for after, before in pairwise(submissions)}


def _answer(line: FigureLine | None) -> object:
    if line is None:
        return None
    return line.figure.value, line.figure.kind, line.nil_words


def passages(before: str, after: str) -> tuple[Passage, ...]:
    """By lines first, then by words within the lines that changed."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if max(len(old), len(new)) > _LINES_AT_MOST:
        return _replaced(before, after) if before != after else (_same(after),)
    collected: list[Passage] = []
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[i:j]), "".join(new[k:n])
        if tag == "equal":
            collected.append(_same(come))
        else:
            collected += _by_words(gone, come)
    return tuple(collected)


def _by_words(gone: str, come: str) -> Sequence[Passage]:
    old, new = _WORD.findall(gone), _WORD.findall(come)
    if not gone or not come or max(len(old), len(new)) > _WORDS_AT_MOST:
        return _replaced(gone, come)
    collected: list[Passage] = []
    for tag, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            collected.append(_same("".join(new[k:n])))
        else:
            collected += _replaced("".join(old[i:j]), "".join(new[k:n]))
    return collected


def _replaced(gone: str, come: str) -> tuple[Passage, ...]:
    both = (
        Passage(change=Change.REMOVED, text=gone),
        Passage(change=Change.ADDED, text=come),
    )
    return tuple(passage for passage in both if passage.text)


def _same(text: str) -> Passage:
    return Passage(change=Change.SAME, text=text)

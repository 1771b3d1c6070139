"""Lists with the lines below them that only say who leads them, and by when."""

from collections.abc import Iterator
from itertools import pairwise, takewhile

from services.plandoc.bodies.labels import is_arrow, is_label
from services.plandoc.items.label_parts import lines_for
from services.plandoc.structure.numbering import Level
from services.plandoc.structure.outline import Entry

_LISTED = (Level.NUMBER, Level.LETTER, Level.PAREN)


def with_labels(
    entries: tuple[Entry, ...],
) -> Iterator[tuple[Entry, list[Entry], list[str], bool]]:
    """Each paragraph with the lines below it that only say who leads it, and by when.

    Such lines hold for every line of the list above them, back to its heading or to the labels
    of the list before: the third value are their words as far as they are meant for this one, the
    last tells that others of the list stand between. An arrow holds for the line right above it.
    """
    listed: list[Entry] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        if listed and not _goes_on(listed[-1], entry):
            yield from ((each, [], [], False) for each in listed)
            listed = []
        if not (listed and is_label(entry.text)):
            listed.append(entry)
            at += 1
            continue
        below = list(takewhile(lambda each: is_label(each.text), entries[at:]))
        below = [each for each in below if _goes_on(listed[-1], each)]
        shared = [line for line in below if not is_arrow(line.text)]
        for each in listed[:-1]:
            yield each, shared, lines_for(each, shared), True
        words = lines_for(listed[-1], below) if len(listed) > 1 else [each.text for each in below]
        yield listed[-1], below, words, False
        listed = []
        at += len(below)
    yield from ((each, [], [], False) for each in listed)


def _goes_on(last: Entry, entry: Entry) -> bool:
    """Whether a paragraph is of the list that goes on, or a label that stands under it."""
    if is_label(last.text):
        return False
    if is_label(entry.text):
        below = entry.level >= last.level or last.level is Level.PLAIN
        inside = entry.path[: len(last.path)] == last.path and below
        # Beside the list stands "b) Phân công: …" behind "a) Hoạt động: …".
        beside = entry.level in _LISTED and last.path[: len(entry.path) - 1] == entry.path[:-1]
        blank = entry.text.rstrip().endswith(":")  # "b) Phân công:" heads what follows
        return inside or (beside and not blank and len(last.path) >= len(entry.path))
    if entry.level is not last.level:
        return False
    if last.level is Level.DASH:
        return entry.mark == last.mark and entry.path == last.path
    return last.level in _LISTED and entry.path[:-1] == last.path[:-1]


def heading_others(entries: tuple[Entry, ...]) -> frozenset[int]:
    """The paragraphs right below which one of their own stands, by their identity."""
    return frozenset(
        id(entry) for entry, below in pairwise(entries) if _stands_below(below, entry)
    )


def _stands_below(entry: Entry, head: Entry) -> bool:
    """Whether a paragraph may be of what another one heads."""
    if entry.path == head.path:
        return entry.level > head.level or entry.level is Level.DASH
    return len(entry.path) > len(head.path) and entry.path[: len(head.path)] == head.path

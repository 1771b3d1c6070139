"""Changes of a document that change its reading in one way or in none; text in, text out.

Each is what a clerk does: names another place, types another mark, leaves an item out.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Final

Change = Callable[[str], str]

_LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
_DASHED = re.compile(r"-\s+(?=\S)")
_LETTERED = re.compile(r"[a-zđ]\)\s+(?=\S)")
_ITEM = re.compile(r"(?:[-+*•]|[a-zđ]\)|\(\d+\))\s+(?=\S)")
_NUMBERED = re.compile(r"(\d+)\.\s+(?=\S)")
_OUTER = re.compile(r"(?:[A-ZĐ]|[IVX]+)\.\s|(?:Phần|PHẦN|Điều|Chương)\s|PHỤ LỤC|Trên đây|Nơi nhận")
_BEGINS = re.compile(r"^(?:I|A|1|Phần I|Phần thứ nhất)\.?\s", re.MULTILINE)
_ENDS = re.compile(r"^(?:Nơi nhận|Trên đây là|PHỤ LỤC)", re.MULTILINE)
_LABEL = re.compile(r"(?:\*\s+)?[^\W\d_][^:]{1,34}:")


def renamed(text: str, words: Mapping[str, str]) -> str:
    """Other words everywhere, also where they stand in capitals; the longest are taken first."""
    both = dict(words) | {old.upper(): new.upper() for old, new in words.items()}
    old_words = sorted(both, key=len, reverse=True)
    anywhere = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, old_words))})(?!\w)")
    return anywhere.sub(lambda match: both[match[0]], text)


def with_label(text: str, label: str, *, instead_of: tuple[str, ...]) -> str:
    """Another label in front of colons, with a small letter where the old one had one."""
    olds = "|".join(map(re.escape, sorted(instead_of, key=len, reverse=True)))
    small = label[0].lower() + label[1:]
    return re.sub(
        rf"(?<!\w)(?i:{olds})(?=:)", lambda old: label if old[0][0].isupper() else small, text
    )


def in_body(change: Change) -> Change:
    """The change between the head and the recipients only."""

    def only_there(text: str) -> str:
        begin = _BEGINS.search(text)
        first = begin.start() if begin else 0
        end = _ENDS.search(text, first)
        last = end.start() if end else len(text)
        return text[:first] + change(text[first:last]) + text[last:]

    return only_there


def each_line(change: Change, *, rows: bool = True) -> Change:
    """The change of each line that has words, of rows of tables only where they are meant."""

    def of_all(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(
            change(line) if line.strip() and (rows or "\t" not in line) else line for line in lines
        )

    return of_all


def _mark(old: re.Pattern[str], new: str, line: str) -> str:
    match = old.match(line)
    return f"{new}{line[match.end() :]}" if match else line


def _lettered(text: str) -> str:
    """Letters for the dashes of each list, where no list has letters already."""
    if any(map(_LETTERED.match, text.split("\n"))):
        return text
    lines: list[str] = []
    at = 0
    for line in text.split("\n"):
        match = _DASHED.match(line)
        inner = not line.strip() or line.startswith(("+", "*", "•"))
        at = at + 1 if match else at if inner else 0
        letter = _LETTERS[min(at, len(_LETTERS)) - 1]
        lines.append(f"{letter}) {line[match.end() :]}" if match else line)
    return "\n".join(lines)


def _hidden(sign: str, line: str) -> str:
    return re.sub(r"(?<=\w)(?=\w)", sign, line)


def _ended(sign: str, line: str) -> str:
    return re.sub(r"[.;]+$", sign, line) if _ITEM.match(line) else line


# How blanks and signs that nobody sees are typed: nothing of it is ever read.
UNSEEN_SIGNS: Final[dict[str, Change]] = {
    "two blanks": each_line(lambda line: line.replace(" ", "  "), rows=False),
    "fixed blanks": each_line(lambda line: line.replace(" ", "\u00a0")),
    "blanks at the end": each_line(lambda line: f"{line}   ", rows=False),
    "indented": each_line(lambda line: f"    {line}", rows=False),
    "zero-width blanks": each_line(partial(_hidden, "\u200b")),
    "soft hyphens": each_line(partial(_hidden, "\u00ad")),
    "marks of their own": lambda text: unicodedata.normalize("NFD", text),
    "ends of lines": lambda text: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text: f"\ufeff{text}",
}

# How lists are marked: the items are the same.
OTHER_MARKS: Final[dict[str, Change]] = {
    "long dashes": in_body(each_line(partial(_mark, _DASHED, "– "))),
    "plus signs": in_body(each_line(partial(_mark, _DASHED, "+ "))),
    "points": in_body(each_line(partial(_mark, _DASHED, "• "))),
    "dashes without a blank": in_body(each_line(partial(_mark, _DASHED, "-"))),
    "dashes for letters": in_body(each_line(partial(_mark, _LETTERED, "- "))),
    "plus signs for letters": in_body(each_line(partial(_mark, _LETTERED, "+ "))),
    "letters for dashes": in_body(_lettered),
    "no points at the end": in_body(each_line(partial(_ended, ""), rows=False)),
    "semicolons at the end": in_body(each_line(partial(_ended, ";"), rows=False)),
}


@dataclass(frozen=True, slots=True)
class OtherText:
    """A document with one change: what was changed, and the whole text."""

    what: str
    text: str


def other_orders(text: str) -> list[OtherText]:
    """Each two neighbours that may change places: sections of units, items, rows."""
    return [*_sections_swapped(text), *_items_swapped(text), *_rows_swapped(text)]


def one_less(text: str) -> list[OtherText]:
    """The document without one item or row."""
    lines = text.split("\n")
    left_out = [*items_of(lines), *(second for _, second in _row_pairs(lines))]
    return [_without(lines, at) for at in left_out]


def _without(lines: list[str], at: int) -> OtherText:
    return OtherText(f"without {lines[at]}", "\n".join([*lines[:at], *lines[at + 1 :]]))


def _body_lines(lines: list[str]) -> range:
    text = "\n".join(lines)
    begin = _BEGINS.search(text)
    first = begin.start() if begin else 0
    end = _ENDS.search(text, first)
    last = end.start() if end else len(text)
    return range(text.count("\n", 0, first), text.count("\n", 0, last))


def items_of(lines: list[str]) -> list[int]:
    """Lines of lists without a label, and with no list of their own below."""
    items = {at for at in _body_lines(lines) if _ITEM.match(lines[at])}
    heads = {at for at in items if at + 1 in items and _is_above(lines[at], lines[at + 1])}
    labels = {at for at in items if _LABEL.match(_ITEM.sub("", lines[at], count=1))}
    return sorted(items - heads - labels)


def _is_above(line: str, after: str) -> bool:
    """Whether the next line begins an inner list, not the outer one anew."""
    return _kind(line) != _kind(after) and not (_kind(line) in "-+*•" and _kind(after) == ")")


def one_more(text: str, work: str) -> list[OtherText]:
    """The document with one line more behind each line of a list, marked as it is."""
    lines = text.split("\n")
    return [
        OtherText(f"behind {lines[at]}", "\n".join([*lines[: at + 1], line, *lines[at + 1 :]]))
        for at in items_of(lines)
        for line in [f"{lines[at].split(maxsplit=1)[0]} {work}."]
    ]


def _items_swapped(text: str) -> list[OtherText]:
    lines = text.split("\n")
    items = set(items_of(lines))
    return [
        _swapped(lines, at, _ITEM)
        for at in sorted(items)
        if at + 1 in items and _kind(lines[at]) == _kind(lines[at + 1])
    ]


def _kind(line: str) -> str:
    return line[0] if line[0] in "-+*•(" else ")"


def _swapped(lines: list[str], at: int, mark: re.Pattern[str]) -> OtherText:
    """Two neighbours behind each other's marks."""
    first, second = mark.match(lines[at]), mark.match(lines[at + 1])
    assert first
    assert second
    upper = first[0] + lines[at + 1][second.end() :]
    lower = second[0] + lines[at][first.end() :]
    other = [*lines[:at], upper, lower, *lines[at + 2 :]]
    return OtherText(f"{lines[at]} / {lines[at + 1]}", "\n".join(other))


def _row_pairs(lines: list[str]) -> list[tuple[int, int]]:
    """Numbered rows that follow each other, without rows of their own."""
    numbers = [line.split("\t")[0] if "\t" in line else "" for line in lines]
    printed = [at for at, line in enumerate(lines) if line.strip()]
    starts = [at for at in printed if "\t" not in lines[at] or numbers[at].isdigit()]
    alone = {at for at, after in pairwise(printed) if after in starts} | {*printed[-1:]}
    return [
        (first, second)
        for first, second in pairwise(starts)
        if second == first + 1
        and second in alone
        and numbers[first].isdigit()
        and numbers[second] == str(int(numbers[first]) + 1)
    ]


def _rows_swapped(text: str) -> list[OtherText]:
    lines = text.split("\n")
    number = re.compile(r"\d+\t")
    return [_swapped(lines, first, number) for first, _ in _row_pairs(lines)]


def _sections_swapped(text: str) -> list[OtherText]:
    lines = text.split("\n")
    changed: list[OtherText] = []
    for run in _runs(lines):
        for first, second, end in zip(run, run[1:], run[2:], strict=False):
            upper, lower = lines[second:end], lines[first:second]
            swap = [
                _NUMBERED.sub(f"{_number(lines[first])}. ", upper[0], count=1),
                *upper[1:],
                _NUMBERED.sub(f"{_number(lines[second])}. ", lower[0], count=1),
                *lower[1:],
            ]
            other = [*lines[:first], *swap, *lines[end:]]
            changed.append(OtherText(f"{lines[first]} / {lines[second]}", "\n".join(other)))
    return changed


def _number(line: str) -> str:
    match = _NUMBERED.match(line)
    assert match
    return match[1]


def _runs(lines: list[str]) -> list[list[int]]:
    """The sections "1.", "2." … that count on, and where the last of each run ends.

    Sections with numbers inside ("2.1.") are headings of more than one unit and stay.
    """
    runs: list[list[int]] = []
    run: list[int] = []
    for at in [*_body_lines(lines), -1]:
        line = lines[at] if at >= 0 else "Nơi nhận"
        match = _NUMBERED.match(line)
        counts_on = match and int(match[1]) == len(run) + 1
        if match and counts_on:
            run.append(at)
        elif run and (_OUTER.match(line) or "\t" in line or match or re.match(r"\d+\.\d", line)):
            runs.append([*run, at if at >= 0 else _body_lines(lines).stop])
            run = [at] if match and match[1] == "1" else []
    return [each for each in runs if len(each) > len(("first", "end"))]

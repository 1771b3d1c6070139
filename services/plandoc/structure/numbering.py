"""How headings are numbered: marks and their order, what a number is missing, what runs on."""

from dataclasses import dataclass, field
from enum import IntEnum

Path = tuple[str, ...]


class Level(IntEnum):
    """Cấp của một đoạn, from the outermost to plain text."""

    PART = 0  # "PHẦN THỨ NHẤT", "Chương II"
    TOP = 1  # "I.", "A."
    NUMBER = 2  # "1.", "1.2."
    PAREN = 3  # "(1)"
    LETTER = 4  # "a)"
    DASH = 5  # "-", "+", "•"
    PLAIN = 6


PARTS = ("Phần ", "Chương ")
ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
ROMANS = (
    *("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"),
    *("XV", "XVI", "XVII", "XVIII", "XIX", "XX"),
)
LETTERS = tuple("abcdđefghijklmnopq")
TOP_LETTERS = tuple("ABCDĐEFGH")
OPTIONAL = frozenset("đfjĐF")  # letters that many lists leave out
TOPS = frozenset("ABCDĐEFGHIVXPp")  # "P" as in "Phần", "p" as in "phụ lục"
_RUNS = {
    Level.PART: "part",
    Level.TOP: "top",
    Level.NUMBER: "number",
    Level.PAREN: "paren",
    Level.LETTER: "letter",
}


def section_name(path: Path) -> str:
    """Write a path as the office does: II.5.1, II.2(3), II.2(3)a, II.1 Phần thứ hai."""
    name = ""
    for part in path:
        if part.startswith(PARTS):
            continue
        joined = part.startswith("(") or part in LETTERS or not name
        name += part if joined else f".{part}"
    parts = [part for part in path if part.startswith(PARTS)]
    return " ".join(filter(None, (name, *parts))) or "phần mở đầu"


def ordinal(word: str) -> str:
    """One spelling of an ordinal: the fourth part is "thứ tư" or "thứ bốn"."""
    return "tư" if word.lower() == "bốn" else word.lower()


def run_of(level: Level, path: Path) -> str:
    """The list that a heading's own number counts in."""
    letters = level is Level.TOP and path[-1] not in ROMANS
    return "letters" if letters else _RUNS[level]


def order_of(level: Level, mark: str) -> int:
    """The place of a mark in its list, from 1; 0 where it has none."""
    bare = mark.rsplit(maxsplit=1)[-1].strip("()")
    if level is Level.LETTER:
        return LETTERS.index(bare) + 1 if bare in LETTERS else 0
    for names in (ROMANS, TOP_LETTERS, ORDINALS):
        if bare in names:
            return names.index(bare) + 1
    return int(bare) if bare.isdigit() else 0


def written(level: Level, mark: str, number: int) -> str:
    """Write the number that is missing before a mark, in the mark's own way."""
    if level is Level.PART:
        kind, printed = mark.split(maxsplit=1)
        if printed.startswith("thứ"):
            return f"{kind} thứ {ORDINALS[number - 1]}"
        return f"{kind} {ROMANS[number - 1] if printed in ROMANS else number}"
    if level is Level.TOP:
        return (ROMANS if mark in ROMANS else TOP_LETTERS)[number - 1]
    if level is Level.LETTER:
        return LETTERS[number - 1]
    return f"({number})" if level is Level.PAREN else str(number)


@dataclass(slots=True)
class Runs:
    """Số cuối cùng của mỗi dãy đề mục, by the heading above it.

    A tree, so that a new heading forgets all lists below it at once however many there are.
    """

    last: dict[str, str] = field(default_factory=dict)
    below: dict[str, "Runs"] = field(default_factory=dict)

    def get(self, path: Path, run: str) -> str | None:
        """The last number of a list below a heading."""
        node: Runs | None = self
        for part in path:
            node = node.below.get(part) if node else None
        return node.last.get(run) if node else None

    def put(self, path: Path, run: str, mark: str) -> None:
        """Remember the last number of a list below a heading."""
        node = self
        for part in path:
            node = node.below.setdefault(part, Runs())
        node.last[run] = mark

    def forget(self, path: Path) -> None:
        """Begin anew below a heading."""
        node: Runs | None = self
        for part in path[:-1]:
            node = node.below.get(part) if node else None
        if node:
            node.below.pop(path[-1], None)

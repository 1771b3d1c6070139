"""A score: for each kind of thing how much was recalled and how much of what was read is right."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class ScoredKind(StrEnum):
    """What is counted, in the order in which it is printed."""

    HEAD = "head"
    DUTY = "duties"
    INDICATOR = "indicators"
    SCHEME = "schemes"
    ACCOUNTED = "recalled_or_quoted"
    TITLE = "titles"
    LEAD = "leads"
    SUPPORTING = "supporters"
    DUE = "dates"
    TARGET = "targets"
    UNIT = "units"
    FINDING = "findings"
    LINE = "lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreFigure:
    """Counts of one kind: `recalled` of `wanted` stand in the reading; `right` of `read` are true.

    Counts of several documents are added with `+`.
    """

    wanted: int = 0
    recalled: int = 0
    read: int = 0
    right: int = 0

    def __add__(self, other: "ScoreFigure") -> "ScoreFigure":
        """The counts of both."""
        return ScoreFigure(
            wanted=self.wanted + other.wanted,
            recalled=self.recalled + other.recalled,
            read=self.read + other.read,
            right=self.right + other.right,
        )

    @property
    def recall(self) -> float | None:
        """Recalled of wanted, 0 to 1; None where nothing was wanted."""
        return self.recalled / self.wanted if self.wanted else None

    @property
    def precision(self) -> float | None:
        """Right of read, 0 to 1; None where nothing was read."""
        return self.right / self.read if self.read else None


class Mismatch(StrEnum):
    """How a reading falls short of what is expected."""

    MISSING = "missing"  # expected, and neither read nor quoted
    QUOTED_ONLY = "quoted_only"  # expected as an item, and only a finding quotes it
    DIFFERENT = "different"  # read, and otherwise than expected
    INVENTED = "invented"  # read, and not expected
    LOST = "lost"  # a line that asks for something, and nothing of the reading holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """Một chỗ chưa đạt: of which kind, at which item or line, what was expected, what was read."""

    kind: ScoredKind
    mismatch: Mismatch
    at: str
    expected: str
    read: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingScore:
    """Điểm của một lần đọc: the figures of each kind, and each shortfall."""

    figures: dict[ScoredKind, ScoreFigure] = field(default_factory=dict)
    shortfalls: tuple[Shortfall, ...] = ()

    def of(self, kind: ScoredKind) -> ScoreFigure:
        """The counts of a kind; zeros where it was not counted."""
        return self.figures.get(kind, ScoreFigure())

    def count(self, kind: ScoredKind, mismatch: Mismatch) -> int:
        """How many shortfalls there are of a kind."""
        return sum(each.kind is kind and each.mismatch is mismatch for each in self.shortfalls)


def total(scores: Iterable[ReadingScore]) -> ReadingScore:
    """The counts and shortfalls of several readings together."""
    each = tuple(scores)
    return ReadingScore(
        figures={
            kind: sum((score.of(kind) for score in each), ScoreFigure())
            for kind in ScoredKind
            if any(kind in score.figures for score in each)
        },
        shortfalls=tuple(shortfall for score in each for shortfall in score.shortfalls),
    )

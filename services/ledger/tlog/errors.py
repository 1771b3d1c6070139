"""Why the log does not prove what somebody says: the one exception of this package."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Unproven(StrEnum):
    """What kind of thing is wrong, for the report and the exit code."""

    MALFORMED = "malformed"
    ALTERED = "altered"
    MISSING = "missing"
    KEY_UNKNOWN = "key-unknown"

    @property
    def words(self) -> str:
        """What people read of it, after what it is said of (Vietnamese)."""
        return _WORDS[self]


_WORDS: Final[Mapping[Unproven, str]] = {
    Unproven.MALFORMED: "không còn đọc được",
    Unproven.ALTERED: "đã bị sửa",
    Unproven.MISSING: "không còn",
    Unproven.KEY_UNKNOWN: "ký bằng khóa lạ",
}


class NotProven(Exception):
    """What was handed over is altered, malformed or missing; the sentence says which and where.

    The sentence is for programmers; people read `kind.words` of `where`, the file, if it is one.
    """

    def __init__(self, kind: Unproven, sentence: str, where: str = "") -> None:
        super().__init__(sentence)
        self.kind = kind
        self.where = where

    def at(self, where: str) -> "NotProven":
        """The same, said of a file; what names its file already keeps it."""
        return NotProven(self.kind, str(self), self.where or where)


def malformed(sentence: str) -> NotProven:
    """It is not written as the standard says."""
    return NotProven(Unproven.MALFORMED, sentence)


def altered(sentence: str, where: str = "") -> NotProven:
    """It is well written and says something else than what was signed or kept."""
    return NotProven(Unproven.ALTERED, sentence, where)


def missing(sentence: str, where: str = "") -> NotProven:
    """It should be kept and is not there."""
    return NotProven(Unproven.MISSING, sentence, where)


def key_unknown(sentence: str) -> NotProven:
    """Nobody whom the reader knows has signed it."""
    return NotProven(Unproven.KEY_UNKNOWN, sentence)

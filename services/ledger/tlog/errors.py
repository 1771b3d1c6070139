"""Why the log does not prove what somebody says: the one exception of this package."""

from enum import StrEnum


class Unproven(StrEnum):
    """What kind of thing is wrong, for the report and the exit code."""

    MALFORMED = "malformed"
    ALTERED = "altered"
    MISSING = "missing"
    KEY_UNKNOWN = "key-unknown"


class NotProven(Exception):
    """What was handed over is altered, malformed or missing; the sentence says which and where."""

    def __init__(self, kind: Unproven, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind


def malformed(sentence: str) -> NotProven:
    """It is not written as the standard says."""
    return NotProven(Unproven.MALFORMED, sentence)


def altered(sentence: str) -> NotProven:
    """It is well written and says something else than what was signed or kept."""
    return NotProven(Unproven.ALTERED, sentence)


def missing(sentence: str) -> NotProven:
    """It should be kept and is not there."""
    return NotProven(Unproven.MISSING, sentence)


def key_unknown(sentence: str) -> NotProven:
    """Nobody whom the reader knows has signed it."""
    return NotProven(Unproven.KEY_UNKNOWN, sentence)

"""What a measure asks for: a number, or whether something is reached. Pure.

A figure is stored as a number whatever was asked: 1 says reached, 0 not reached. That is known
here alone; everybody else speaks of an `Answer`.
"""

from decimal import Decimal
from enum import Enum, StrEnum


class MeasureKind(StrEnum):
    """How a measure is answered: with a number, a milestone reached, or achieved / not."""

    NUMBER = "number"
    MILESTONE = "milestone"
    YES_NO = "yes_no"

    @property
    def is_yes_no(self) -> bool:
        """Whether it is only reached or not."""
        return self in {MeasureKind.MILESTONE, MeasureKind.YES_NO}


class Answer(Enum):
    """Đạt hoặc chưa đạt; the value is what a figure stores."""

    REACHED = Decimal(1)
    NOT_REACHED = Decimal(0)

    @classmethod
    def of(cls, stored: Decimal) -> "Answer":
        """The answer that a stored figure gives; total, as every reading of facts."""
        return cls.REACHED if stored else cls.NOT_REACHED

    @classmethod
    def is_one(cls, value: Decimal) -> bool:
        """Whether a number that came in stands for an answer at all."""
        return value in {answer.value for answer in cls}


_YES_NO = frozenset(kind.value for kind in MeasureKind if kind.is_yes_no)


def asks_yes_no(kind: str) -> bool:
    """Whether a measure of this stored kind is only reached or not; no other word is."""
    return kind in _YES_NO


class Answered:
    """Something that is answered as its kind says: a measure, wherever it stands."""

    __slots__ = ()

    kind: str

    @property
    def is_yes_no(self) -> bool:
        """Whether it is only reached or not: no number is asked."""
        return asks_yes_no(self.kind)

"""How much of a list a page shows: lists have an end, so that a page costs the same for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """So many rows behind the first ones; without a length all of them."""

    first: int = 0
    length: int | None = None

    @classmethod
    def of_page(cls, number: int, length: int) -> "Stretch":
        """The rows of a page, the first page being 1."""
        return cls(first=(number - 1) * length, length=length)

    def of(self, rows: Sequence[T]) -> Sequence[T]:
        """These rows of a whole list."""
        last = None if self.length is None else self.first + self.length
        return rows[self.first : last]


WHOLE: Final = Stretch()

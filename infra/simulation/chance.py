"""What a seed decides: a chance, and ids, salts and tokens in an order of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Final, TypeVar
from uuid import UUID

from services.commands.ports import Randomness

_T = TypeVar("_T")
_MOST: Final = 2**64


@dataclass(frozen=True, slots=True)
class Chance:
    """Answers of a seed: the same question has the same answer, in whatever order it is asked."""

    seed: str

    def share(self, *key: object) -> float:
        """A number from 0 up to 1, without 1."""
        asked = "/".join([self.seed, *(str(part) for part in key)])
        return int.from_bytes(sha256(asked.encode()).digest()[:8]) / _MOST

    def between(self, low: int, high: int, *key: object) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.share(*key) * (high - low + 1))

    def pick(self, options: Sequence[_T], *key: object) -> _T:
        """One of the options."""
        return options[self.between(0, len(options) - 1, *key)]


def seeded_randomness(seed: str) -> Randomness:
    """Ids, salts and tokens in an order that the seed decides."""
    numbers = count(1)

    def draw(kind: str) -> bytes:
        return sha256(f"{seed}/{kind}/{next(numbers)}".encode()).digest()

    return Randomness(
        new_id=lambda: UUID(bytes=draw("id")[:16], version=4),
        salt=lambda: draw("salt"),
        token=lambda: draw("token").hex(),
    )

"""What verify reads: the stored bytes as they are, nothing decoded, nothing trusted."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from services.ledger.rows import StoredRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """How much the ledger says it holds, and how many rows stand beside the events."""

    size: int
    payloads: int
    texts: int


@dataclass(slots=True)  # not frozen: as a stored row
class StoredText:
    """A body that a person typed, with its salt."""

    salt: bytes
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSecret:
    """A row beside the ledger that opens something: `password`, `session` or `token`.

    `key` is the public id of a session or token; `sha256` (hex) is the digest of the stored hash;
    `scope` and `ends_on` are a token's.
    """

    kind: str
    person_id: UUID
    key: UUID | None
    sha256: str
    scope: str | None
    ends_on: date | None


class Source(Protocol):
    """One ledger, to be read once from the first row to the last, at one moment."""

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`."""
        ...

    async def head(self) -> Head:
        """The size that the ledger's head claims, and the counts of rows."""
        ...

    def batches(self, after: int = 0) -> AsyncIterator[Sequence[StoredRow]]:
        """Every stored row behind a position, in their order, some at a time."""
        ...

    async def earlier(self, streams: Collection[str], until: int) -> Sequence[StoredRow]:
        """The rows of some streams up to a position, in their order."""
        ...

    async def text_rows(self, ids: Collection[UUID]) -> Mapping[UUID, StoredText]:
        """Salts and bodies by id; a missing one is missing."""
        ...


class RowReader(Protocol):
    """Some rows of one ledger by their positions, for what is handed over of it."""

    @property
    def ledger_id(self) -> str:
        """`real-…` or `demo-…`."""
        ...

    async def rows_at(self, positions: Collection[int]) -> Sequence[StoredRow]:
        """The stored rows at these positions, in their order; a missing one is missing."""
        ...

    async def text_rows(self, ids: Collection[UUID]) -> Mapping[UUID, StoredText]:
        """Salts and bodies by id; a missing one is missing."""
        ...

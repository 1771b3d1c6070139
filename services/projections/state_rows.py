"""A projection row is the folded state of a stream, and beside it what lists filter and sort by.

The state is written through the ledger's own field codec and read back into the same type; the
columns are computed from it by one function. So no SQL repeats a rule of the fold, and a new field
of a state needs no migration: its rows are told again (`rebuild`).
"""

import hashlib
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import Row, Table

from services.domain.facts import Event, Fact
from services.domain.streams import Family, family_of
from services.ledger.fields import Converter, converter, shape

S = TypeVar("S")
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside(Generic[S]):
    """A second table that the same state fills, with as many rows as it says."""

    table: Table
    rows: Callable[[S], Sequence[Values]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRows:
    """A table that facts fill, each with its own rows; streams of several kinds may share it.

    Its rows are written once and never changed, as facts are.
    """

    table: Table
    rows: Callable[[Event], Sequence[Values]]

    def of(self, fact: Fact) -> list[Values]:
        """The rows of one fact."""
        return [
            {"stream": fact.stream, "version": fact.version, **row}
            for row in self.rows(fact.event)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRows(Generic[S]):
    """One kind of stream as rows of `table`: its fold, its state's type, the columns of a list.

    `revision` is raised when fold or columns change what they say of the same facts while the
    shape of the state stays: it makes old rows be told again.
    """

    table: Table
    streams: Family
    kind: type[S]
    evolve: Callable[[S | None, Fact], S | None]
    columns: Callable[[S], Values]
    beside: tuple[Beside[S], ...] = ()
    by_fact: tuple[FactRows, ...] = ()
    revision: int = 1

    @property
    def name(self) -> str:
        """The projection's name, which is its table's."""
        return self.table.name

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table that this projection writes."""
        beside = (each.table for each in self.beside)
        return (self.table, *beside, *(each.table for each in self.by_fact))

    @property
    def fingerprint(self) -> str:
        """Hex SHA-256 of the shape of the state and of the columns: it differs where rows must."""
        said = {
            "state": shape(self.kind),
            "columns": [sorted(column.name for column in table.c) for table in self.tables],
            "revision": self.revision,
        }
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    def fold(self, state: S | None, facts: Sequence[Fact]) -> S | None:
        """The state after some more facts of its stream."""
        for fact in facts:
            state = self.evolve(state, fact)
        return state

    def row_of(self, stream: str, version: int, state: S) -> Values:
        """The whole row of a state at a version of its stream."""
        written = json.dumps(_way(self.kind).write(state), ensure_ascii=False)
        return {"stream": stream, "version": version, "state": written, **self.columns(state)}

    def rows_beside(self, stream: str, state: S | None, beside: Beside[S]) -> list[Values]:
        """The rows of a second table that belong to this state."""
        if state is None:
            return []
        return [{"stream": stream, **row} for row in beside.rows(state)]

    def state_of(self, row: Row[Any]) -> S:
        """The state of a row that was read with its column `state`."""
        return self.read(row.state)

    def read(self, stored: str) -> S:
        """The state of what a row stores."""
        collected: S = _read(cast(Hashable, self.kind), stored)
        return collected


def of_stream(projections: Sequence[StateRows[Any]], stream: str) -> StateRows[Any] | None:
    """The projection of a stream's kind; None where no list shows such streams."""
    family = family_of(stream)
    return next((projection for projection in projections if projection.streams is family), None)


def _way(kind: type[Any]) -> Converter:
    return converter(cast(Hashable, kind))


# States never change, and the same open tasks stand on page after page: what is told again in the
# same words is the same state. A ward's five years are some two thousand tasks.
@lru_cache(maxsize=4096)
def _read(kind: Hashable, stored: str) -> Any:
    return converter(kind).read(json.loads(stored))

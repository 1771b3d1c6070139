"""Making every row again from the first fact: after a change of shape, or to prove it right.

The new rows are made beside the old ones, which pages read on; one transaction then exchanges
them. Writers wait for that exchange only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.domain.facts import Fact
from services.ledger.driver import driver_connection
from services.ledger.faults import translated
from services.ledger.port import Ledger
from services.projections.state_rows import Beside, FactRows, StateRows, of_stream
from services.projections.writing import add_statement, empty_statement, forget_statement

_LOOKED_AT: Final = 5000
_WRITTEN_AT_ONCE: Final = 100
Projections = Sequence[StateRows[Any]]
# Told while facts are folded: how many were looked at so far.
Progress = Callable[[int], None]


@dataclass(slots=True)
class Folding:
    """The states that facts make, stream by stream, gathered in the order of the ledger."""

    projections: Projections
    states: dict[str, dict[str, tuple[int, Any]]] = field(default_factory=dict)
    facts: dict[tuple[str, str], list[Mapping[str, Any]]] = field(default_factory=dict)

    def take(self, facts: Sequence[Fact]) -> None:
        """Fold some more facts; those of streams that no projection keeps are passed over."""
        for fact in facts:
            rows = of_stream(self.projections, fact.stream)
            if rows is None:
                continue
            kept = self.states.setdefault(rows.name, {})
            _, before = kept.get(fact.stream, (0, None))
            kept[fact.stream] = fact.version, rows.evolve(before, fact)
            for by_fact in rows.by_fact:
                gathered = self.facts.setdefault((rows.name, by_fact.table.name), [])
                gathered += by_fact.of(fact)

    def rows(self, rows: StateRows[Any]) -> Iterator[Mapping[str, Any]]:
        """Each row of the projection's own table."""
        for stream, (version, state) in self.states.get(rows.name, {}).items():
            if state is not None:
                yield rows.row_of(stream, version, state)

    def rows_beside(
        self, rows: StateRows[Any], beside: Beside[Any]
    ) -> Iterator[Mapping[str, Any]]:
        """The rows of a second table."""
        for stream, (_, state) in self.states.get(rows.name, {}).items():
            yield from rows.rows_beside(stream, state, beside)

    def rows_by_fact(self, rows: StateRows[Any], by_fact: FactRows) -> list[Mapping[str, Any]]:
        """The rows that the facts of these streams have in a table of their own."""
        return self.facts.get((rows.name, by_fact.table.name), [])


async def rebuild(
    engine: AsyncEngine,
    ledger: Ledger,
    projections: Projections,
    progress: Progress | None = None,
) -> int:
    """Make these projections again from the ledger; the number of facts looked at.

    Only facts of the streams that they keep leave the database: a ward's tasks are most of its
    ledger, and the rows of its people and plans are made again without them.
    The login of `engine` is that of the ledger's ward. Raises LedgerUnavailable, Undecodable.
    """
    folding, reported = Folding(projections), 0

    families = [projection.streams for projection in projections]

    async def take() -> int:
        done = reported
        while True:
            facts, looked_at = await ledger.tail_of(families, done, _LOOKED_AT)
            if looked_at == done:
                return done
            folding.take(facts)
            done = looked_at
            if progress is not None:
                progress(done)

    reported = await take()
    with translated():
        async with engine.begin() as connection:
            tables = ", ".join(
                sorted({table.name for projection in projections for table in projection.tables})
            )
            # Because a fact between the last reading and the exchange would be missing in a row.
            await connection.execute(text(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE"))
            reported = await take()
            for projection in projections:
                await _exchange(await driver_connection(connection), folding, projection)
    return reported


async def _exchange(
    connection: psycopg.AsyncConnection[Any], folding: Folding, rows: StateRows[Any]
) -> None:
    for table in (rows.table, *(beside.table for beside in rows.beside)):
        await connection.execute(empty_statement(table))
    for by_fact in rows.by_fact:
        await connection.execute(forget_statement(by_fact.table), {"family": rows.streams.value})
    await write_rows(connection, folding, rows)
    await connection.execute(
        b"INSERT INTO projections AS p (name, fingerprint) VALUES (%(name)s, %(fingerprint)s)"
        b" ON CONFLICT (ledger_id, name) DO UPDATE SET fingerprint = excluded.fingerprint,"
        b" rebuilt_at = excluded.rebuilt_at",
        {"name": rows.name, "fingerprint": rows.fingerprint},
    )


async def write_rows(
    connection: psycopg.AsyncConnection[Any], folding: Folding, rows: StateRows[Any]
) -> None:
    """Add every row of a projection, some at a time: the others of the process go on between."""
    async with connection.cursor() as cursor:
        for some in _some(folding.rows(rows)):
            await cursor.executemany(add_statement(rows.table), some)
        for beside in rows.beside:
            for some in _some(folding.rows_beside(rows, beside)):
                await cursor.executemany(add_statement(beside.table), some)
        for by_fact in rows.by_fact:
            for some in _some(folding.rows_by_fact(rows, by_fact)):
                await cursor.executemany(add_statement(by_fact.table), some)


def _some(every: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    left = iter(every)
    while some := list(islice(left, _WRITTEN_AT_ONCE)):
        yield some


async def outdated(connection: AsyncConnection, projections: Projections) -> Projections:
    """Those whose rows were made in another shape, or never."""
    rows = await connection.execute(
        text("SELECT name, fingerprint FROM projections WHERE ledger_id = own_ledger()")
    )
    kept = {row.name: row.fingerprint for row in rows}
    return [
        projection
        for projection in projections
        if kept.get(projection.name) != projection.fingerprint
    ]


async def bring_up_to_date(
    engine: AsyncEngine,
    ledger: Ledger,
    projections: Projections,
    progress: Progress | None = None,
) -> Sequence[str]:
    """Make those projections again whose rows have another shape; their names."""
    with translated():
        async with engine.connect() as connection:
            wanted = await outdated(connection, projections)
    if wanted:
        await rebuild(engine, ledger, wanted, progress)
    return [each.name for each in wanted]

"""How states become rows: in the append's own transaction, through the driver's connection.

The statements are written once: this is the only way by which a row of a projection changes.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any, LiteralString

from psycopg import AsyncConnection, sql
from sqlalchemy import Table

from services.ledger.port import Appended
from services.projections import STATE_ROWS
from services.projections.state_rows import StateRows, of_stream


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Keeps the rows of one kind of stream; see `port.Projection`."""

    rows: StateRows[Any]

    async def project(self, connection: AsyncConnection[Any], appended: Appended) -> None:
        """Write the state that the new facts of one stream make, unless a later one stands."""
        rows, stream = self.rows, appended.stream
        for by_fact in rows.by_fact:
            for row in (row for fact in appended.facts for row in by_fact.of(fact)):
                await connection.execute(keep_statement(by_fact.table), row)
        before = self._before(appended)
        after = rows.fold(before, appended.facts)
        if after is None:
            return
        own = rows.row_of(stream, appended.facts[-1].version, after)
        await connection.execute(put_statement(rows.table), own)
        for beside in rows.beside:
            old = rows.rows_beside(stream, before, beside)
            new = rows.rows_beside(stream, after, beside)
            if new != old:
                await connection.execute(drop_statement(beside.table), {"stream": stream})
                for each in new:
                    await connection.execute(add_statement(beside.table), each)

    def _before(self, appended: Appended) -> object | None:
        if appended.state is not None:
            stored: object = self.rows.read(appended.state)
            return stored
        return self.rows.fold(None, appended.before)


def projection_of(stream: str) -> RowWriter | None:
    """The projection that keeps the rows of a stream, for the ledger's store."""
    result = of_stream(STATE_ROWS, stream)
    return None if result is None else RowWriter(result)


@cache
def put_statement(table: Table) -> bytes:
    """One row as it now is, unless a later version of its stream stands already."""
    changed = [column.name for column in table.c if column.name not in {"ledger_id", "stream"}]
    return _compiled(
        "INSERT INTO {table} AS t ({names}) VALUES ({values}) ON CONFLICT (ledger_id, stream)"
        " DO UPDATE SET {changes} WHERE t.version < excluded.version",
        table,
        changes=sql.SQL(", ").join(
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in changed
        ),
    )


@cache
def add_statement(table: Table) -> bytes:
    """One more row."""
    return _compiled("INSERT INTO {table} ({names}) VALUES ({values})", table)


@cache
def keep_statement(table: Table) -> bytes:
    """One more row of a fact, unless it is kept already."""
    return _compiled(
        "INSERT INTO {table} ({names}) VALUES ({values}) ON CONFLICT DO NOTHING", table
    )


@cache
def forget_statement(table: Table) -> bytes:
    """The rows of facts of one family of streams of the ward."""
    return _compiled(
        "DELETE FROM {table} WHERE ledger_id = own_ledger() AND starts_with(stream, %(family)s)",
        table,
    )


@cache
def drop_statement(table: Table) -> bytes:
    """The rows of one stream of the ward."""
    return _compiled(
        "DELETE FROM {table} WHERE ledger_id = own_ledger() AND stream = %(stream)s", table
    )


@cache
def empty_statement(table: Table) -> bytes:
    """All rows of the ward."""
    return _compiled("DELETE FROM {table} WHERE ledger_id = own_ledger()", table)


def _compiled(statement: LiteralString, table: Table, **more: sql.Composable) -> bytes:
    names = [column.name for column in table.c if column.name != "ledger_id"]
    values = (
        sql.SQL("{}::jsonb" if name == "state" else "{}").format(sql.Placeholder(name))
        for name in names
    )
    return (
        sql.SQL(statement)
        .format(
            table=sql.Identifier(table.name),
            names=sql.SQL(", ").join(map(sql.Identifier, names)),
            values=sql.SQL(", ").join(values),
            **more,
        )
        .as_bytes()
    )

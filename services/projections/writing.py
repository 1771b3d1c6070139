"""How a projection writes: a first row, a change of it, its end; nothing twice."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.facts import Fact
from services.projections.tables import own_rows


async def put(
    connection: AsyncConnection, table: Table, fact: Fact, values: Mapping[str, Any]
) -> None:
    """Write the whole row of a stream, unless it was told this fact or a later one."""
    row = {"stream": fact.stream, "version": fact.version, **values}
    statement = insert(table).values(row).inline()
    keys = {column.name for column in table.primary_key}
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=[column.name for column in table.primary_key],
            set_={name: statement.excluded[name] for name in row if name not in keys},
            where=table.c.version < fact.version,
        )
    )


async def change(
    connection: AsyncConnection,
    table: Table,
    fact: Fact,
    values: Mapping[str, Any],
    only: ColumnElement[bool] | None = None,
) -> None:
    """Change rows of the fact's stream that were not told this fact yet."""
    statement = (
        update(table)
        .where(own_rows(table), table.c.stream == fact.stream, table.c.version < fact.version)
        .values({"version": fact.version, **values})
    )
    await connection.execute(statement if only is None else statement.where(only))


async def drop(connection: AsyncConnection, table: Table, fact: Fact) -> None:
    """Drop the rows of the fact's stream that were not told this fact yet."""
    await connection.execute(
        delete(table).where(
            own_rows(table), table.c.stream == fact.stream, table.c.version < fact.version
        )
    )

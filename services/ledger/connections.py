"""One connection a request: whoever reads while a page holds a connection reads on that one.

A request that held one connection and waited for a second would wait for those who do the same:
with as many of them as the pool has connections nobody would ever be answered.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Final

from sqlalchemy import Executable
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

# Lock wait too long, statement too long, no connection left: the database is well and says so.
BUSY: Final = frozenset({"55P03", "57014", "53300"})
_HELD: Final[ContextVar[AsyncConnection | None]] = ContextVar("held", default=None)


def held_connection(engine: AsyncEngine) -> AsyncConnection | None:
    """The connection that the request already holds, if it is one of this engine's pool."""
    held = _HELD.get()
    return held if held is not None and held.engine.pool is engine.pool else None


@asynccontextmanager
async def one_connection(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection on which each statement is its own transaction: the held one, or one to hold.

    For one statement after another, as a request runs them.
    """
    held = held_connection(engine)
    if held is not None:
        yield held
        return
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        mark = _HELD.set(connection)
        try:
            yield connection
        finally:
            _HELD.reset(mark)


@asynccontextmanager
async def one_snapshot(engine: AsyncEngine, before: Executable) -> AsyncIterator[AsyncConnection]:
    """One connection for a whole request, which sees the tables as they stood at its start.

    It reads alone; `before` is run first and may set what ends with the transaction. Whoever
    reads meanwhile reads on this one.
    """
    async with engine.connect() as connection:
        await connection.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        await connection.execute(before)
        mark = _HELD.set(connection)
        try:
            yield connection
        finally:
            _HELD.reset(mark)

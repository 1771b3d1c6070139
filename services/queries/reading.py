"""How pages reach the rows: one connection for one page, and one meaning for a lost database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.port import LedgerUnavailable


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that only reads; raises LedgerUnavailable where the database is away."""
    try:
        async with engine.connect() as connection:
            await connection.execution_options(isolation_level="AUTOCOMMIT")
            yield connection
    except (OperationalError, InterfaceError, PoolTimeout, OSError) as error:
        raise LedgerUnavailable(f"the rows cannot be read: {type(error).__name__}") from error

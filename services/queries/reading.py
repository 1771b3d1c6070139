"""How pages reach the rows: one connection for one page, and one meaning for a lost database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from services.ledger.connections import BUSY, one_connection
from services.ledger.port import LedgerBusy, LedgerUnavailable


@asynccontextmanager
async def reading(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that only reads, and on which the ledger reads meanwhile.

    Raises LedgerBusy where too much is asked at once, LedgerUnavailable where the database is
    away.
    """
    try:
        async with one_connection(engine) as connection:
            yield connection
    except PoolTimeout as error:
        raise LedgerBusy("every connection to the database stayed in use") from error
    except (OperationalError, InterfaceError, OSError) as error:
        state = getattr(getattr(error, "orig", None), "sqlstate", None)
        kind = LedgerBusy if state in BUSY else LedgerUnavailable
        raise kind(f"the rows cannot be read: {type(error).__name__}") from error

"""psycopg's own connection below SQLAlchemy's: for statements that are written once, by hand."""

from typing import Any

import psycopg
from sqlalchemy.ext.asyncio import AsyncConnection


async def driver_connection(connection: AsyncConnection) -> psycopg.AsyncConnection[Any]:
    """The connection that the pool holds, in the transaction of the one it is taken from."""
    found = (await connection.get_raw_connection()).driver_connection
    assert isinstance(found, psycopg.AsyncConnection), "the pool holds psycopg's"  # noqa: S101
    return found

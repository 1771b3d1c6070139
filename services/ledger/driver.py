"""psycopg's own connection below SQLAlchemy's: for statements that are written once, by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import PoolProxiedConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlalchemy.util import greenlet_spawn

from services.ledger.connections import held_connection

Driver = psycopg.AsyncConnection[Any]


async def driver_connection(connection: AsyncConnection) -> Driver:
    """The connection that the pool holds, in the transaction of the one it is taken from."""
    return _psycopg((await connection.get_raw_connection()).driver_connection)


@asynccontextmanager
async def one_driver(engine: AsyncEngine) -> AsyncIterator[Driver]:
    """For one statement, its own transaction: the request's held connection, or one of the pool.

    The same rule as `one_connection`, without SQLAlchemy's layer above each statement.
    """
    held = held_connection(engine)
    if held is None:
        async with pooled_driver(engine) as driver:
            yield driver
        return
    driver = await driver_connection(held)
    try:
        yield driver
    except BaseException as error:
        if _is_spoilt(driver, error):
            _tell_pool(engine, await held.get_raw_connection(), driver, error)
            await held.invalidate(error)
        raise


@asynccontextmanager
async def pooled_driver(engine: AsyncEngine) -> AsyncIterator[Driver]:
    """A connection of the pool in autocommit, for nobody else until it is given back.

    One that is lost, cut off or in the middle of something is closed, as SQLAlchemy does it.
    """
    pooled = await engine.raw_connection()
    driver = _psycopg(pooled.driver_connection)
    try:
        await driver.set_autocommit(True)
        yield driver
    except BaseException as error:
        if _is_spoilt(driver, error):
            _tell_pool(engine, pooled, driver, error)
            await greenlet_spawn(pooled.invalidate, error)
        raise
    finally:
        if pooled.is_valid:
            try:
                await driver.set_autocommit(False)
            finally:
                await greenlet_spawn(pooled.close)


def _is_spoilt(driver: Driver, error: BaseException) -> bool:
    """Whether nobody may get the connection again.

    After a cancellation the server may still be told to stop, and stop the next statement.
    """
    at_rest = driver.info.transaction_status == TransactionStatus.IDLE
    return not at_rest or not isinstance(error, Exception)


def _tell_pool(
    engine: AsyncEngine, pooled: PoolProxiedConnection, driver: Driver, error: BaseException
) -> None:
    """Let the pool open its other connections anew too where the server is lost.

    SQLAlchemy does it for statements of its own, and has no public name for it.
    """
    if driver.closed:
        engine.pool._invalidate(pooled, error, _checkin=False)  # noqa: SLF001


def _psycopg(given: Any) -> Driver:
    assert isinstance(given, psycopg.AsyncConnection), "the pool holds psycopg's"  # noqa: S101
    return given

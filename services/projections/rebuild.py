"""Telling every row again from the first fact: after a repair, or to prove that rows are right."""

from typing import Final

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.ledger.port import Ledger
from services.projections import IN_TRANSACTION
from services.projections.tables import ALL, own_rows

_BATCH: Final = 1000


async def rebuild(connection: AsyncConnection, ledger: Ledger) -> int:
    """Empty the ward's rows and tell every fact again; the number of facts told.

    Must not commit: the caller's transaction makes the new rows visible all at once. Writers of
    rows wait meanwhile, so that no fact falls between the reading and the end. Raises
    LedgerUnavailable, Undecodable.
    """
    names = ", ".join(table.name for table in ALL)
    await connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))
    for table in ALL:
        await connection.execute(delete(table).where(own_rows(table)))
    told = 0
    while facts := await ledger.tail(told, _BATCH):
        for fact in facts:
            for projection in IN_TRANSACTION:
                await projection.project(connection, fact)
        told += len(facts)
    return told

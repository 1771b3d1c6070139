"""The leaves of the ledger's facts in their order, for who builds the provable tree behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.faults import translated
from services.ledger.statements import statement


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """What the tree needs of one fact: where it stands, its leaf hash, of which kind it is."""

    position: int
    leaf: bytes
    type: str


class PostgresLeaves:
    """Reads the leaves of one ward; the auditor's login fits."""

    def __init__(self, engine: AsyncEngine, ledger_id: str) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._ledger_id = ledger_id

    async def read(self, first: int, limit: int) -> Sequence[StoredLeaf]:
        """Those from a position on, in order; raises LedgerUnavailable."""
        values = {"ledger_id": self._ledger_id, "first": first, "limit": limit}
        with translated():
            async with self._engine.connect() as connection:
                answer = await connection.exec_driver_sql(statement("leaves"), values)
                rows: Sequence[Sequence[Any]] = answer.fetchall()
                return [StoredLeaf(*row) for row in rows]

    async def size(self) -> int:
        """The position of the newest fact, 0 for none; raises LedgerUnavailable."""
        with translated():
            async with self._engine.connect() as connection:
                row = await connection.exec_driver_sql(
                    statement("newest_position"), {"ledger_id": self._ledger_id}
                )
                return int(row.scalar_one())

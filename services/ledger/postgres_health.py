"""How each part of a ward's installation fares, written by the part itself every few seconds."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.faults import translated
from services.ledger.statements import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHealth:
    """What a part last said of itself; `age` is measured by the database's clock."""

    part: str
    status: str
    at: datetime
    age: timedelta
    counts: Mapping[str, int | None]


class PostgresHealth:
    """Reads and writes `part_health` of one ward: by the ward's login or the relay's."""

    def __init__(self, engine: AsyncEngine, ledger_id: str) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._ledger_id = ledger_id

    async def write(self, part: str, status: str, counts: Mapping[str, int | None]) -> None:
        """Say how a part fares now."""
        with translated():
            async with self._engine.connect() as connection:
                await connection.exec_driver_sql(
                    statement("health_write"),
                    {
                        "ledger_id": self._ledger_id,
                        "part": part,
                        "status": status,
                        "counts": json.dumps(dict(counts)),
                    },
                )

    async def behind(self) -> timedelta:
        """How far the database's clock lies before the newest fact; zero where it does not.

        More than zero says that the clock was set back, or was ahead when that fact was recorded.
        """
        with translated():
            async with self._engine.connect() as connection:
                answer = await connection.exec_driver_sql(
                    statement("clock"), {"ledger_id": self._ledger_id}
                )
                times: Sequence[Any] = answer.one()
        now, newest = times
        return max(timedelta(), newest - now) if newest else timedelta()

    async def read(self) -> Sequence[PartHealth]:
        """What every part last said."""
        with translated():
            async with self._engine.connect() as connection:
                rows = await connection.exec_driver_sql(
                    statement("health_read"), {"ledger_id": self._ledger_id}
                )
                return [PartHealth(**row) for row in rows.mappings()]

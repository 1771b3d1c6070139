"""Agendas and wake-ups in PostgreSQL: when a stream wants to be planned, and who shall wake it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.faults import translated
from services.ledger.statements import statement


class PostgresAgendas:
    """The next moments of one ward's open streams, through that ward's login.

    Which clocks run stands in the projections `assignments`, `tasks` and `directives`
    (`clock_runs`).
    """

    def __init__(self, engine: AsyncEngine, ledger_id: str) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._ledger_id = ledger_id

    async def note(self, stream: str, version: int, next_at: datetime | None) -> None:
        """Remember the next moment (UTC) of a stream; None: it waits for an act only."""
        await self._run("note_agenda", stream=stream, version=version, next_at=next_at)

    async def open_streams(self) -> Sequence[str]:
        """Assignments in force, tasks not closed or owing a lateness, directives that repeat."""
        return await self._run("open_streams")

    async def overdue(self, now: datetime) -> Sequence[str]:
        """Open streams whose next moment has passed, and those not planned as they now stand."""
        return await self._run("overdue", now=now)

    async def wake(self, now: datetime) -> Sequence[str]:
        """Ring what is overdue: each stream once for each version and moment."""
        return await self._run("wake", now=now)

    async def ring(self, streams: Collection[str]) -> None:
        """Ask for a new plan of these streams: one outbox row each."""
        if streams:
            await self._run("ring", streams=sorted(set(streams)))

    async def _run(self, name: str, **parameters: Any) -> list[str]:
        with translated():
            async with self._engine.connect() as connection:
                answer = await connection.exec_driver_sql(
                    statement(name), {"ledger_id": self._ledger_id, **parameters}
                )
                return [row[0] for row in answer] if answer.returns_rows else []


@dataclass(frozen=True, slots=True, kw_only=True)
class WakeUp:
    """One row of the outbox: this stream's workflow shall plan again."""

    id: int
    ledger_id: str
    stream: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedWakeUp:
    """A wake-up that Temporal refused for good, with its words, until somebody asks again."""

    id: int
    stream: str
    version: int
    created_at: datetime
    parked_at: datetime
    error: str


class PostgresOutbox:
    """The wake-ups of all wards, through the relay's login; a wake-up that rang is deleted."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")

    async def fetch(self, limit: int) -> Sequence[WakeUp]:
        """The oldest wake-ups that wait to be rung; asking again gives them again."""
        return [WakeUp(**row) for row in await self._run("outbox_fetch", limit=limit)]

    async def done(self, ids: Collection[int]) -> None:
        """Forget wake-ups that rang."""
        if ids:
            await self._run("outbox_done", ids=list(ids))

    async def park(self, refused: Mapping[int, str]) -> None:
        """Put wake-ups aside with the words that refused them, by id."""
        if refused:
            await self._run("outbox_park", ids=list(refused), errors=list(refused.values()))

    async def parked(self, ledger_id: str) -> Sequence[ParkedWakeUp]:
        """One ward's wake-ups that stand aside, oldest first."""
        return [
            ParkedWakeUp(**row) for row in await self._run("outbox_parked", ledger_id=ledger_id)
        ]

    async def retry(self, ledger_id: str) -> int:
        """Let one ward's parked wake-ups ring again; how many there were."""
        return len(await self._run("outbox_retry", ledger_id=ledger_id))

    async def _run(self, name: str, **parameters: Any) -> Sequence[RowMapping]:
        with translated():
            async with self._engine.connect() as connection:
                answer = await connection.exec_driver_sql(statement(name), parameters)
                return answer.mappings().all() if answer.returns_rows else []

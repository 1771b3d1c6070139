"""The relay: rings workflows for what the outbox holds, and starts those that do not run.

Every event is announced at least once: a row goes only after Temporal accepted the call. The
announcement carries nothing, so losing, repeating and reordering it only moves the moment of
the next plan.
"""

import asyncio
import contextlib
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from services.contracts import BELL, TASK_QUEUE, StreamInput, workflow_id, workflow_type
from services.ledger.port import LedgerUnavailable
from services.ledger.postgres_bells import Bell

POLL_SECONDS = 0.15
BATCH = 500
AT_ONCE = 20
RPC_TIMEOUT = timedelta(seconds=5)
LONGEST_PAUSE = 15.0
_log = structlog.get_logger("relay")


class Outbox(Protocol):
    """The rows that wait to be announced, of all wards."""

    async def fetch(self, limit: int) -> Sequence[Bell]:
        """Oldest first."""
        ...

    async def done(self, ids: Collection[int]) -> None:
        """These were announced."""
        ...


async def ring(client: Client, ledger_id: str, stream: str) -> None:
    """Start the stream's workflow or ring it, in one call."""
    kind = workflow_type(stream)
    if kind is None:
        return
    await client.start_workflow(
        kind,
        StreamInput(ledger_id, stream),
        id=workflow_id(ledger_id, stream),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal=BELL,
        rpc_timeout=RPC_TIMEOUT,
    )


@dataclass(slots=True)
class Relay:
    """Polls one outbox and rings through one client."""

    outbox: Outbox
    client: Client
    status: str = "ok"
    rung: int = 0
    _pause: float = field(default=POLL_SECONDS)

    async def run(self, stop: asyncio.Event) -> None:
        """Announce until told to stop; an outage of either side is waited out."""
        while not stop.is_set():
            announced = await self.once()
            if announced and self._pause == POLL_SECONDS:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._pause)

    async def once(self) -> int:
        """Announce one batch; how many rows went. Outages are logged and slow the next round."""
        try:
            rows = await self.outbox.fetch(BATCH)
            done = await self._announce(rows)
            if done:
                await self.outbox.done(done)
        except LedgerUnavailable as error:
            self._slow("database_away", error)
            return 0
        if len(done) < len(rows):
            return len(done)
        self.status, self._pause = "ok", POLL_SECONDS
        self.rung += len(done)
        return len(done)

    async def _announce(self, rows: Sequence[Bell]) -> list[int]:
        wanted: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            wanted.setdefault((row.ledger_id, row.stream), []).append(row.id)
        gate = asyncio.Semaphore(AT_ONCE)
        done: list[int] = []

        async def announce(key: tuple[str, str], ids: list[int]) -> None:
            async with gate:
                try:
                    await ring(self.client, *key)
                except RPCError as error:
                    self._slow("temporal_away", error)
                    return
            done.extend(ids)

        await asyncio.gather(*(announce(key, ids) for key, ids in wanted.items()))
        return done

    def _slow(self, why: str, error: Exception) -> None:
        """Back off with jitter, so that a server that returns is not met by everybody at once."""
        self.status = why
        jitter = random.uniform(0.5, 1.0)  # noqa: S311  (no secret)
        self._pause = min(LONGEST_PAUSE, max(self._pause, 0.5) * 2) * jitter
        _log.warning(why, error=type(error).__name__, pause_seconds=round(self._pause, 2))

"""The relay: rings workflows for what the outbox holds, and starts those that do not run.

Every event is announced at least once: a row goes only after Temporal accepted the call. The
announcement carries nothing, so losing, repeating and reordering it only moves the moment of
the next plan. A row that Temporal refuses for good stands aside with its error and delays no
other; only a server that is away or too busy is waited for.
"""

import asyncio
import contextlib
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

import structlog
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import TemporalError
from temporalio.service import RPCError, RPCStatusCode

from services.commands.stream_clocks import workflow_of
from services.contracts import TASK_QUEUE, WAKE_UP, StreamInput, workflow_id
from services.domain.streams import UnknownCategory
from services.ledger.port import LedgerUnavailable
from services.ledger.postgres_outbox import WakeUp

POLL_SECONDS = 0.15
BATCH = 500
AT_ONCE = 20
RPC_TIMEOUT = timedelta(seconds=5)
LONGEST_PAUSE = 15.0
# Temporal itself is not there or has too much to do: every row would be answered so.
_AWAY: Final = frozenset(
    {
        RPCStatusCode.UNAVAILABLE,
        RPCStatusCode.DEADLINE_EXCEEDED,
        RPCStatusCode.RESOURCE_EXHAUSTED,
    }
)
_ERROR_AT_MOST = 500
_log = structlog.get_logger("relay")


class Outbox(Protocol):
    """The rows that wait to be announced, of all wards."""

    async def fetch(self, limit: int) -> Sequence[WakeUp]:
        """Oldest first."""
        ...

    async def done(self, ids: Collection[int]) -> None:
        """These were announced."""
        ...

    async def park(self, refused: Mapping[int, str]) -> None:
        """These were refused for good, in these words: they wait for somebody who asks."""
        ...


async def ring(client: Client, ledger_id: str, stream: str) -> None:
    """Start the stream's workflow or ring it, in one call. Raises UnknownCategory."""
    kind = workflow_of(stream)
    if kind is None:
        return
    await client.start_workflow(
        kind,
        StreamInput(ledger_id, stream),
        id=workflow_id(ledger_id, stream),
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        start_signal=WAKE_UP,
        rpc_timeout=RPC_TIMEOUT,
    )


@dataclass(slots=True)
class _Round:
    """What became of one batch, by the ids of its rows."""

    done: list[int] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)
    away: RPCError | None = None


@dataclass(slots=True)
class Relay:
    """Polls one outbox and rings through one client."""

    outbox: Outbox
    client: Client
    status: str = "ok"
    rung: int = 0
    parked: int = 0
    _pause: float = field(default=POLL_SECONDS)

    async def run(self, stop: asyncio.Event) -> None:
        """Announce until told to stop; an outage of either side is waited out."""
        while not stop.is_set():
            settled = await self.once()
            if settled and self._pause == POLL_SECONDS:
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self._pause)

    async def once(self) -> int:
        """Announce one batch; how many rows wait no longer. Outages slow the next round."""
        try:
            tried = await self._announce(await self.outbox.fetch(BATCH))
            await self.outbox.done(tried.done)
            await self.outbox.park(tried.refused)
        except LedgerUnavailable as error:
            self._slow("database_away", error)
            return 0
        self.rung += len(tried.done)
        self.parked += len(tried.refused)
        if tried.away is not None:
            self._slow("temporal_away", tried.away)
        else:
            self.status, self._pause = "ok", POLL_SECONDS
        return len(tried.done) + len(tried.refused)

    async def _announce(self, rows: Sequence[WakeUp]) -> _Round:
        wanted: dict[tuple[str, str], list[int]] = {}
        for row in rows:
            wanted.setdefault((row.ledger_id, row.stream), []).append(row.id)
        gate = asyncio.Semaphore(AT_ONCE)
        tried = _Round()

        async def announce(key: tuple[str, str], ids: list[int]) -> None:
            async with gate:
                if tried.away is not None:
                    return
                try:
                    await ring(self.client, *key)
                except (TemporalError, UnknownCategory) as error:
                    if isinstance(error, RPCError) and error.status in _AWAY:
                        tried.away = error
                        return
                    words = _words(error)
                    _log.error("bell_parked", stream=key[1], error=words)
                    tried.refused.update(dict.fromkeys(ids, words))
                    return
            tried.done.extend(ids)

        await asyncio.gather(*(announce(key, ids) for key, ids in wanted.items()))
        return tried

    def _slow(self, why: str, error: Exception) -> None:
        """Back off with jitter, so that a server that returns is not met by everybody at once."""
        self.status = why
        jitter = random.uniform(0.5, 1.0)  # noqa: S311  (no secret)
        self._pause = min(LONGEST_PAUSE, max(self._pause, 0.5) * 2) * jitter
        _log.warning(why, error=type(error).__name__, pause_seconds=round(self._pause, 2))


def _words(error: TemporalError | UnknownCategory) -> str:
    kind = error.status.name if isinstance(error, RPCError) else type(error).__name__
    return f"{kind}: {error}"[:_ERROR_AT_MOST]

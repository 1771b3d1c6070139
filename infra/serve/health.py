"""Each part tells PostgreSQL every few seconds how it is; `/healthz` reads only that."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import structlog

from services.ledger.port import LedgerUnavailable
from services.ledger.postgres_health import PostgresHealth

EVERY_SECONDS = 5.0
_log = structlog.get_logger("health")

Counts = Mapping[str, int | None]


async def beat(
    health: PostgresHealth, part: str, look: Callable[[], Awaitable[tuple[str, Counts]]]
) -> None:
    """Write the part's health for ever; a database that is away is tried again, and logged."""
    while True:
        try:
            status, counts = await look()
            await health.write(part, status, counts)
        except LedgerUnavailable:
            _log.warning("health_not_written", part=part)
        await asyncio.sleep(EVERY_SECONDS)

"""Each part tells PostgreSQL every few seconds how it is; `/healthz` reads only that."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

import psycopg
import structlog
from sqlalchemy import URL

from services.ledger.engine import plain_url
from services.ledger.port import LedgerUnavailable
from services.ledger.postgres_health import PostgresHealth

EVERY_SECONDS = 5.0
_log = structlog.get_logger("health")

_BEAT = (
    "SELECT 1 FROM part_health WHERE part = %(part)s "
    "AND at > clock_timestamp() - make_interval(secs => %(seconds)s)"
)

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


def part_beats(login: URL, name: str) -> bool:
    """Whether a part told this database of itself lately."""
    url = plain_url(login)
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(_BEAT, {"part": name, "seconds": EVERY_SECONDS}).fetchone()
    except psycopg.OperationalError:
        return False
    return row is not None

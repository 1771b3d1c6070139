"""Some facts of the ledger by their positions, for pages that have found them in a list."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.facts import Fact
from services.domain.registry import EVENTS
from services.ledger.codec import Codec
from services.queries.log_rights import events, payloads

CODEC: Final = Codec(EVENTS)
# Facts never change, and the newest page of the log is asked for again and again.
stored_fact = lru_cache(maxsize=2048)(CODEC.fact)


async def facts_at(
    connection: AsyncConnection, ledger_id: str, positions: Collection[int]
) -> list[Fact]:
    """These facts, the newest first; raises Undecodable."""
    beside = (payloads.c.ledger_id == events.c.ledger_id) & (
        payloads.c.position == events.c.position
    )
    statement = (
        select(events.c.position, events.c.record, payloads.c.payload)
        .select_from(events.join(payloads, beside))
        .where(events.c.ledger_id == ledger_id, events.c.position.in_(positions))
        .order_by(events.c.position.desc())
    )
    return [
        stored_fact(row.position, bytes(row.record), bytes(row.payload))
        for row in await connection.execute(statement)
    ]

"""How fast rows are made again from the facts of a ward of some years, each table alone.

Seconds are those of a whole rebuild: reading, folding, exchanging the rows. Simple is a projection
whose streams hold no more than a tenth of the ledger: people, accounts, plans and the like.
"""

import asyncio
import time
from collections import Counter
from typing import Final, TypedDict

from sqlalchemy import URL

from infra.bench.simulated_installation import SimulatedInstallation
from infra.wiring import CODEC
from services.domain.streams import family_of
from services.ledger.engine import make_engine
from services.ledger.postgres import PostgresLedger
from services.projections import STATE_ROWS
from services.projections.rebuild import rebuild

WANTED: Final = 60_000  # facts a second, of the simple ones: printed, never demanded
_SIMPLE: Final = 0.1  # of the ledger's facts at most


class Rebuilt(TypedDict):
    """One projection: the facts of its streams, and how many of the ledger it passed a second."""

    projection: str
    facts: int
    per_second: float
    simple: bool


def measure_rebuild(installation: SimulatedInstallation) -> list[Rebuilt]:
    """Each projection alone, the slowest first."""
    ward = installation.simulated.ward
    kinds = Counter(family_of(row.stream) for row in ward.ledger.stored)
    seconds = asyncio.run(_seconds(installation.app, ward.ledger.ledger_id))
    size = len(ward.ledger.stored)
    rows = [
        Rebuilt(
            projection=each.name,
            facts=kinds[each.streams],
            per_second=size / seconds[each.name],
            simple=kinds[each.streams] <= _SIMPLE * size,
        )
        for each in STATE_ROWS
    ]
    return sorted(rows, key=lambda row: row["per_second"])


def lines(rows: list[Rebuilt]) -> list[str]:
    """The figures as a person reads them."""
    slowest = min((row["per_second"] for row in rows if row["simple"]), default=0.0)
    return [
        f"rebuild  simple projections: {slowest:.0f} facts/s the slowest (wanted: {WANTED})",
        *(
            f"         {row['projection']:<20} {row['facts']:>7} facts of its own: "
            f"{row['per_second']:>8.0f}/s"
            for row in rows
        ),
    ]


async def _seconds(app: URL, ledger_id: str) -> dict[str, float]:
    engine, seconds = make_engine(app, part="bench", pool_size=2), {}
    try:
        ledger = PostgresLedger(engine, ledger_id, CODEC)
        for projection in STATE_ROWS:
            begun = time.perf_counter()
            await rebuild(engine, ledger, [projection])
            seconds[projection.name] = time.perf_counter() - begun
    finally:
        await engine.dispose()
    return seconds

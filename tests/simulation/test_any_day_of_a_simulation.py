"""Any day of simulated months: its rows are those of a fresh ledger that knows nothing later."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.simulation.simulator import FIRST_DAY, simulate
from infra.wiring import CODEC
from services.domain.instants import end_of
from services.ledger.memory import MemoryLedger
from services.projections.past_places import PAST_ROWS
from services.projections.rebuild import Folding
from services.projections.state_rows import of_stream
from services.queries.past import PastLedger

LIVED = 120
Rows = dict[str, list[Mapping[str, Any]]]


@cache
def lived() -> MemoryLedger:
    return asyncio.run(simulate(FIRST_DAY + timedelta(days=LIVED))).ward.ledger


async def fresh(position: int, at: datetime) -> Rows:
    """Each stream by itself, from the stored bytes of a ledger that ends there."""
    ledger = MemoryLedger(lived().ledger_id, CODEC, lambda: at)
    ledger.stored = lived().stored[:position]
    made: Rows = {}
    streams: dict[str, tuple[int, Any]] = {}
    for fact in await ledger.tail(0, position):
        rows = of_stream(PAST_ROWS, fact.stream)
        if rows is not None:
            _, state = streams.get(fact.stream, (0, None))
            streams[fact.stream] = fact.version, rows.evolve(state, fact)
    for stream, (version, state) in streams.items():
        rows = of_stream(PAST_ROWS, stream)
        assert rows is not None
        if state is not None:
            made.setdefault(rows.table.name, []).append(rows.row_of(stream, version, state))
        for beside in rows.beside:
            made.setdefault(beside.table.name, []).extend(rows.rows_beside(stream, state, beside))
    return made


async def past(position: int, at: datetime) -> Rows:
    folding, ledger = Folding(PAST_ROWS), PastLedger(lived(), position, at)
    folding.take(await ledger.tail(0, len(lived().stored)))
    made: Rows = {}
    for rows in PAST_ROWS:
        made.setdefault(rows.table.name, []).extend(folding.rows(rows))
        for beside in rows.beside:
            made.setdefault(beside.table.name, []).extend(folding.rows_beside(rows, beside))
    return {name: each for name, each in made.items() if each}


@settings(max_examples=12, deadline=None)
@given(st.integers(min_value=0, max_value=LIVED - 1))
def test_any_day_is_what_a_ledger_that_ends_there_makes(number: int) -> None:
    over = end_of(FIRST_DAY + timedelta(days=number))
    position = sum(row.recorded_at < over for row in lived().stored)
    known = asyncio.run(past(position, over))
    assert known == {
        name: each for name, each in asyncio.run(fresh(position, over)).items() if each
    }

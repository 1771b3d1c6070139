"""What a verification holds in memory does not grow with the facts of a stream."""

import tracemalloc
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from services.ledger.memory import MemoryLedger
from services.ledger.rows import StoredRow
from services.ledger.source import Head, StoredText
from services.ledger.verify import verify
from tests.ledger.toys import count

AT_ONCE = 50
STREAMS = 5


@dataclass
class Rows:
    """Rows that stand elsewhere, handed over some at a time."""

    ledger_id: str
    rows: Sequence[StoredRow]

    async def head(self) -> Head:
        return Head(size=len(self.rows), payloads=len(self.rows), texts=0)

    async def batches(self, after: int = 0) -> AsyncIterator[Sequence[StoredRow]]:
        for first in range(after, len(self.rows), AT_ONCE):
            yield self.rows[first : first + AT_ONCE]

    async def earlier(self, streams: Collection[str], until: int) -> Sequence[StoredRow]:
        return [each for each in self.rows[:until] if each.stream in streams]

    async def text_rows(self, ids: Collection[UUID]) -> Mapping[UUID, StoredText]:
        return dict.fromkeys(ids, StoredText(b"", ""))


async def peak_over(ledger: MemoryLedger, facts: int) -> int:
    source = Rows(ledger.ledger_id, ledger.stored[:facts])
    tracemalloc.start()
    try:
        report = await verify(source)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert report.ok, report.problems
    assert report.size == facts
    return peak


async def test_ten_times_the_facts_of_as_many_streams_take_hardly_more(
    memory: MemoryLedger,
) -> None:
    for number in range(1, 401):
        for stream in range(STREAMS):
            await count(memory, f"task-{stream}", number)
    await peak_over(memory, 200)  # what is remembered once for all
    short, long = await peak_over(memory, 200), await peak_over(memory, 2000)
    assert long < 2 * short, (short, long)

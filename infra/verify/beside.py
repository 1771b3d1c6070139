"""The rows that pages read, compared in every verification, also of facts that are not read again.

What a sound verification saw of each row is kept as a digest. A row of which it is another one,
or which is new, or gone, or of a stream that has new facts, is compared with a fold of its facts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from services.ledger.postgres_source import PostgresSource
from services.ledger.row_check import LedgerCheck
from services.projections.audit import FoldedRows, RowsReport
from services.projections.tables import ALL

_AT_ONCE: Final = 500  # streams


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsCompared:
    """What differs, and the digests of all rows as they are now, by table and stream."""

    report: RowsReport
    digests: Mapping[str, str]


async def compared(
    source: PostgresSource, folded: FoldedRows, known: Mapping[str, str] | None, size: int
) -> RowsCompared:
    """Compare every row; `known` are the digests of before, None where all facts were read."""
    digests = {
        f"{table.name} {stream}": digest
        for table in ALL
        for stream, digest in (await source.row_digests(table.name)).items()
    }
    if known is None:
        kept = {each.name: await source.table_rows(each.name) for each in ALL}
        return RowsCompared(report=folded.check(kept), digests=digests)
    changed = {
        key.partition(" ")[2] for key in {*known, *digests} if known.get(key) != digests.get(key)
    }
    await _fold(source, folded, changed - folded.versions.keys() - folded.broken, size)
    looked_at = {*changed, *folded.versions, *folded.broken}
    kept = {each.name: await source.table_rows(each.name, looked_at) for each in ALL}
    rows = sum(int(digest.partition(":")[0]) for digest in digests.values())
    return RowsCompared(report=replace(folded.check(kept), checked=rows), digests=digests)


async def _fold(source: PostgresSource, folded: FoldedRows, streams: set[str], size: int) -> None:
    """Fold the facts of these streams, which were judged at an earlier verification."""
    again = LedgerCheck(source.ledger_id, {})
    names = sorted(streams)
    for first in range(0, len(names), _AT_ONCE):
        for row in await source.earlier(names[first : first + _AT_ONCE], size):
            folded.row(again.earlier(row))

"""Checks that the ledger says today what it said when each fact was written.

It hashes the stored bytes and never re-serialises what it judges; no payload schema is needed, so
a release that no longer knows an event can still prove it. What it cannot see alone: a rewrite of
everything by somebody who owns the database. For that, keep `size` and `root` outside.
"""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from services.ledger.merkle import Tree
from services.ledger.read_row import ReadRow
from services.ledger.row_check import LedgerCheck, LedgerProblem
from services.ledger.rows import StoredRow
from services.ledger.source import Source

NOTHING_KEPT: Final[Mapping[int, bytes]] = {}


def no_others(_row: StoredRow) -> Collection[str]:
    """A row is judged on the facts of its own stream."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What an earlier verification found sound: the tree over so many facts, their payloads.

    `peaks` are the roots of its full subtrees, the largest first; `newest_at` is when the last of
    them was recorded. It is believed: what was changed in these facts since is found by a
    verification from the first one.
    """

    peaks: tuple[bytes, ...] = ()
    size: int = 0
    payloads: int = 0
    newest_at: datetime | None = None


NOTHING_VERIFIED: Final = Verified()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """Who looks on while the ledger is read.

    `row` is shown every row, `leaf` the leaf hash of every record and the tree that it is now in,
    in order. After each batch `progress` hears how far it came, how many facts there are, and
    whether all was sound so far. `others` names the streams besides its own on which a row is
    judged: their facts of before are shown first where they were verified earlier; those of the
    streams `first` before all.
    """

    row: Callable[[ReadRow], None] | None = None
    leaf: Callable[[bytes, Tree], None] | None = None
    progress: Callable[[Verified, int, bool], None] | None = None
    others: Callable[[StoredRow], Collection[str]] = no_others
    first: Collection[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What verify found; `root` (hex) over `size` facts may be kept outside and compared later.

    `roots` are those that the ledger has now of the sizes whose kept roots it was compared with.
    Facts up to `start` were not read again; `reached` is where a next verification may go on.
    """

    ledger_id: str
    start: int
    size: int
    root: str
    roots: Mapping[int, str]
    texts: int
    reached: Verified
    problems: tuple[LedgerProblem, ...]
    more_problems: int

    @property
    def ok(self) -> bool:
        """True: everything is as it was written."""
        return not self.problems

    @property
    def first_bad(self) -> int | None:
        """The first position at which something is wrong."""
        return min((p.position for p in self.problems if p.position is not None), default=None)

    def as_json(self) -> dict[str, Any]:
        """The report for a program."""
        return {
            "ledger_id": self.ledger_id,
            "ok": self.ok,
            "start": self.start,
            "size": self.size,
            "root": self.root,
            "texts": self.texts,
            "first_bad": self.first_bad,
            "problems": [
                {"position": p.position, "code": p.code, "detail": p.detail} for p in self.problems
            ],
            "more_problems": self.more_problems,
        }


async def verify(
    source: Source,
    *,
    watch: Callable[[ReadRow], None] | None = None,
    watching: Watching | None = None,
    kept_roots: Mapping[int, bytes] = NOTHING_KEPT,
    start: Verified = NOTHING_VERIFIED,
) -> Report:
    """Read the ledger once and report; memory grows with streams and texts, not events.

    `watch` is shown every row, for checks of what lies beside the ledger; `watching` is more of
    it. `kept_roots` are roots that were kept outside the database, by the size of the ledger when
    each was taken: a ledger that was replaced by another one, however consistent, does not have
    them. What is before `start` is not read again.
    """
    given = watching or Watching(row=watch)
    check = LedgerCheck(source.ledger_id, kept_roots)
    check.begin(Tree(start.peaks, start.size), start.payloads, start.newest_at)
    head = await source.head()
    reading = _Reading(source, check, given, start, head.size)
    if start.size:
        await reading.before(given.first)
    with _seldom_collected():
        async for batch in source.batches(start.size):
            await reading.batch(batch)
    check.finish(head.size, head.payloads, None if start.size else head.texts)
    return Report(
        ledger_id=source.ledger_id,
        start=start.size,
        size=check.tree.size,
        root=check.tree.root().hex(),
        roots=check.roots,
        texts=len(check.seen_texts),
        reached=reading.reached,
        problems=tuple(check.problems),
        more_problems=check.more,
    )


@contextmanager
def _seldom_collected() -> Iterator[None]:
    # What is kept grows with the ledger, and no cycle holds it: to walk it again and again in
    # search of one takes a sixth of the time.
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@dataclass(slots=True)
class _Reading:
    source: Source
    check: LedgerCheck
    watching: Watching
    start: Verified
    size: int
    known: set[str] = field(default_factory=set)

    async def batch(self, batch: Sequence[StoredRow]) -> None:
        if self.start.size:
            others = self.watching.others
            await self.before({name for row in batch for name in (row.stream, *others(row))})
        for row in batch:
            read = self.check.row(row)
            if self.watching.leaf is not None:
                self.watching.leaf(self.check.leaf, self.check.tree)
            if self.watching.row is not None:
                self.watching.row(read)
        await self.check.texts(self.source)
        if self.watching.progress is not None:
            self.watching.progress(self.reached, self.size, not self.check.problems)

    async def before(self, wanted: Collection[str]) -> None:
        """Show what was verified of these streams, on which rows are judged; of each once."""
        new = set(wanted) - self.known
        self.known |= new
        if not new:
            return
        for row in await self.source.earlier(new, self.start.size):
            read = self.check.earlier(row)
            if self.watching.row is not None:
                self.watching.row(read)

    @property
    def reached(self) -> Verified:
        tree: Tree = self.check.tree
        return Verified(
            peaks=tree.peaks,
            size=tree.size,
            payloads=self.check.payloads,
            newest_at=self.check.newest_at,
        )

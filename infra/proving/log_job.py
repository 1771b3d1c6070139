"""Builds the log behind the ledger and signs it: the one writer of the log's folder.

A round reads the leaves that came, writes their tiles, and signs a checkpoint: at most one a
second while facts come, one a day when none do. Nothing on the append path waits for it. A round
that is cut off anywhere is gone on with: what is on the disk says where.

It signs only what continues everything that was ever signed, here or at an anchor. Where that is
not so it signs nothing, says why, and asks the disk and the database anew at each later round.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol

import structlog
from psycopg import Error as DriverError
from sqlalchemy.exc import SQLAlchemyError

from infra.proving import faults
from infra.proving.anchors import AnchorAway, AnchorRefused, AnchorRunner
from infra.proving.faults import NotSigned, Stopped
from infra.proving.key_folder import KeyFileBroken, KeyFolder
from services.domain.instants import day_of
from services.domain.log_keys import LogKey, LogKeyIntroduced
from services.ledger.leaves import StoredLeaf
from services.ledger.port import LedgerError, LedgerUnavailable
from services.ledger.tlog.building import BATCH, TreeBuilder
from services.ledger.tlog.checkpoints import Checkpoint, open_checkpoint, sign_checkpoint
from services.ledger.tlog.errors import NotProven, altered
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from services.ledger.tlog.proofs import verify_consistency

POLL_SECONDS: Final = 0.2
SIGN_SECONDS: Final = 1.0
STOPPED_SECONDS: Final = 5.0
_ANCHOR_SECONDS: Final = 5.0
_log = structlog.get_logger("auditor")


class Leaves(Protocol):
    """The ledger as the job reads it: leaves by position."""

    async def read(self, first: int, limit: int) -> Sequence[StoredLeaf]:
        """Those from a position on; raises LedgerUnavailable."""
        ...

    async def size(self) -> int:
        """The position of the newest fact; raises LedgerUnavailable."""
        ...


@dataclass(slots=True)
class _OpenLog:
    """What the job holds in memory between two rounds: it follows from the disk alone."""

    builder: TreeBuilder
    keys: Sequence[LogKey]
    signed: Checkpoint | None
    last_leaf: bytes
    held: Sequence[Checkpoint]  # by anchors, to be continued too


@dataclass(slots=True)
class LogJob:
    """One ward's log. `now` (UTC) and `monotonic` (seconds) are the machine's clocks."""

    origin: str
    folder: LogFolder
    key_folder: KeyFolder
    leaves: Leaves
    read_keys: Callable[[], Awaitable[Sequence[LogKey]]]
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    anchors: Sequence[AnchorRunner] = ()
    state: Stopped = Stopped.OK
    said: str = ""
    built: int = 0
    signed_size: int | None = None
    _opened: _OpenLog | None = None
    _signed_at: float = field(default=float("-inf"))

    async def run(self, stop: asyncio.Event) -> None:
        """Build and sign until told to stop."""
        while not stop.is_set():
            more = await self.once()
            if more:
                continue
            try:
                await asyncio.wait_for(stop.wait(), self._pause())
            except TimeoutError:
                continue

    async def once(self) -> bool:
        """One round; whether there is more to read at once. What stops it is told by `state`."""
        try:
            more = await self._round()
        except LedgerUnavailable:
            self._stop(Stopped.DATABASE_AWAY, "Cơ sở dữ liệu tạm thời không dùng được.")
        except (LedgerError, SQLAlchemyError, DriverError) as problem:
            _log.warning("ledger_unreadable", error=type(problem).__name__)
            unreadable = faults.unreadable()
            self._stop(unreadable.state, str(unreadable))
        except NotSigned as problem:
            self._stop(problem.state, str(problem))
        except NotProven as problem:
            spoilt = faults.log_altered(problem)
            self._stop(spoilt.state, str(spoilt))
        except KeyFileBroken as problem:
            self._stop(Stopped.KEY_MISSING, str(problem))
        except OSError as problem:
            refused = faults.disk_refused(self.folder.path, problem)
            self._stop(refused.state, str(refused))
        else:
            self._stop(Stopped.OK, "")
            return more
        # Whatever it was, the next round believes the disk and the database alone.
        self._opened = None
        return False

    async def _round(self) -> bool:
        opened = self._opened = self._opened or await self._start()
        came = await self._read_on(opened)
        if came:
            await asyncio.to_thread(opened.builder.extend, [each.leaf for each in came])
            opened.last_leaf = came[-1].leaf
            self.built = opened.builder.size
            if any(each.type == LogKeyIntroduced.TYPE for each in came):
                opened.keys = await self._keys()
        more = len(came) >= BATCH
        if not more and self._is_due(opened):
            await self._sign(opened)
        return more

    async def _start(self) -> _OpenLog:
        """Take up what lies on the disk; raises NotSigned, NotProven where that is not sound."""
        keys = await self._keys()
        builder = await asyncio.to_thread(TreeBuilder, self.folder.tiles)
        signed = await asyncio.to_thread(self._newest_signed, keys)
        size = builder.size
        last = self.folder.tree(size).leaf(size - 1) if size else b""
        self.built, self.signed_size = size, None if signed is None else signed.size
        return _OpenLog(builder, keys, signed, last, await self._held())

    async def _keys(self) -> Sequence[LogKey]:
        """The keys of the ledger, which the anchors then know too.

        Beside them those whose private half lies here: a database that was set back to before a
        key came knows less than a copy that this key signed.
        """
        keys = await self.read_keys()
        known = [NoteVerifier.read(key.key) for key in keys]
        with contextlib.suppress(KeyFileBroken):  # told when it is to sign
            known += [each.verifier for each in self.key_folder.kept().values()]
        for runner in self.anchors:
            runner.trust(known)
        return keys

    def _newest_signed(self, keys: Sequence[LogKey]) -> Checkpoint | None:
        """What was signed last, whichever of its two places was taken away or set back."""
        notes = [note for note in (self.folder.newest(), self.folder.newest_kept()) if note]
        known = [NoteVerifier.read(key.key) for key in keys]
        opened = [open_checkpoint(note.write(), self.origin, known).checkpoint for note in notes]
        return max(opened, key=lambda each: each.size, default=None)

    async def _read_on(self, opened: _OpenLog) -> Sequence[StoredLeaf]:
        """The leaves behind the tree's; the tree's last one is read too and must be the same."""
        size = opened.builder.size
        rows = await self.leaves.read(max(size, 1), BATCH + 1)
        if size:
            if not rows or rows[0].position > size:
                raise await self._behind(opened)
            if rows[0].leaf != opened.last_leaf:
                raise faults.forked(size)
            rows = rows[1:]
        for expected, row in enumerate(rows, size + 1):
            if row.position != expected:
                raise faults.gap(expected)
        if len(rows) < BATCH and size + len(rows) < self._promised(opened):
            raise faults.shorter(await self.leaves.size(), self._promised(opened))
        return rows

    async def _behind(self, opened: _OpenLog) -> NotSigned:
        """The tree's last fact is not there: either later ones are, or the ledger was set back."""
        facts, built = await self.leaves.size(), opened.builder.size
        return faults.gap(built) if facts > built else faults.shorter(facts, built)

    def _promised(self, opened: _OpenLog) -> int:
        """How many facts somebody can prove to have been there."""
        held = (each.size for each in opened.held)
        return max(0 if opened.signed is None else opened.signed.size, *held, 0)

    def _is_due(self, opened: _OpenLog) -> bool:
        if opened.signed is None or opened.builder.size > opened.signed.size:
            return self.monotonic() - self._signed_at >= SIGN_SECONDS
        at = self.folder.signed_at()
        return at is None or day_of(datetime.fromtimestamp(at, UTC)) != day_of(self.now())

    async def _sign(self, opened: _OpenLog) -> None:
        size = opened.builder.size
        if not size:
            return
        now = self.now()
        root = await asyncio.to_thread(self._continued, opened, size)
        signers = self.key_folder.signers(opened.keys, now)
        if not signers:
            raise faults.key_missing(str(self.key_folder.path))
        signed = Checkpoint(self.origin, size, root)
        self._signed_at = self.monotonic()
        await asyncio.to_thread(self.folder.keep, sign_checkpoint(signed, signers))
        opened.signed, opened.held, self.signed_size = signed, (), size
        self.key_folder.erase_retired(opened.keys, now)
        for runner in self.anchors:
            runner.offer()

    def _continued(self, opened: _OpenLog, size: int) -> bytes:
        """The root of the tiles at that size, proven to continue all that was signed before."""
        tree = self.folder.tree(size)
        root = tree.root()
        if root != opened.builder.root():
            raise altered(f"the tiles give another root of {size} facts than they did", "tile")
        for last in (*filter(None, (opened.signed,)), *opened.held):
            if last.size > size:
                raise faults.shorter(size, last.size)
            if self.folder.tree(last.size).root() != last.root:
                raise faults.root_differs(last.size)
            verify_consistency(last.size, size, tree.consistency(last.size), last.root, root)
        return root

    async def _held(self) -> Sequence[Checkpoint]:
        """What the anchors hold; one that is away refuses later what does not continue it.

        What is wrong with an anchor itself is told by its runner, and decides nothing here.
        """
        result = []
        for runner in self.anchors:
            with contextlib.suppress(AnchorAway, AnchorRefused, NotProven, OSError):
                newest = await asyncio.wait_for(runner.anchor.newest(), _ANCHOR_SECONDS)
                result += [newest] if newest else []
        return result

    def _stop(self, state: Stopped, said: str) -> None:
        if state is not self.state:
            _log.warning("log_state", state=state.value, said=said, built=self.built)
        self.state, self.said = state, said

    def _pause(self) -> float:
        if self.state is not Stopped.OK:
            return STOPPED_SECONDS if self.state is not Stopped.DATABASE_AWAY else SIGN_SECONDS
        # What comes before a checkpoint may be signed again waits for it, with its tiles.
        return max(self._signed_at + SIGN_SECONDS - self.monotonic(), POLL_SECONDS)

"""One ward whose log is built and signed: real PostgreSQL, real files, clocks by hand."""

import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from infra.proving.anchors import Anchor
from infra.proving.folder_copy import FolderCopy
from infra.proving.key_folder import KeyFolder, origin_of
from infra.proving.log_job import LogJob
from infra.proving.log_keys import ensure_log_key
from infra.serve.auditor import make_log_job
from infra.settings import Installation
from services.commands.log_keys import LogKeyCommands
from services.domain.facts import NewEvent
from services.domain.log_keys import LogKey, LogKeyIntroduced
from services.ledger.codec import Codec
from services.ledger.engine import make_engine
from services.ledger.merkle import Tree
from services.ledger.postgres import PostgresLedger
from services.ledger.tlog.checkpoints import OpenedCheckpoint, open_checkpoint
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import WHEN, Counted, click, context

CODEC = Codec((Counted, LogKeyIntroduced))


@dataclass
class Clocks:
    """The machine's clocks, moved by the test."""

    now: datetime = WHEN
    seconds: float = 0.0


@dataclass
class ProvedWard:
    """A ledger with facts, and its data directory."""

    database: LedgerDatabase
    there: Installation
    ledger: PostgresLedger
    clocks: Clocks = field(default_factory=Clocks)
    counted: int = 0

    @property
    def origin(self) -> str:
        return origin_of(self.ledger.ledger_id)

    @property
    def keys(self) -> KeyFolder:
        return KeyFolder(self.there.log_key)

    @property
    def folder(self) -> LogFolder:
        return LogFolder(self.there.log)

    @property
    def copy(self) -> FolderCopy:
        """The folder for copies, for who knows the keys that lie here."""
        made = FolderCopy(self.there.data / "anchor", self.origin)
        made.trust([each.verifier for each in self.keys.kept().values()])
        return made

    async def add(self, facts: int) -> None:
        """Append so many facts in one command."""
        before, self.counted = self.counted, self.counted + facts
        # The key was introduced by the database's clock: nothing may be older.
        read = await self.ledger.read(["task-1"])
        await self.ledger.append(
            click(f"counted/{self.counted}"),
            context(at=read.read_at),
            tuple(
                NewEvent(stream="task-1", event=Counted(number=number))
                for number in range(before + 1, self.counted + 1)
            ),
            expected={"task-1": before},
        )

    @asynccontextmanager
    async def job(self, *anchors: Anchor) -> AsyncIterator[LogJob]:
        """The job as a start of the auditor part makes it, under that part's login."""
        engine = make_engine(self.database.ward.auditor, pool_size=2)
        try:
            made = make_log_job(engine, self.there, self.ledger.ledger_id, anchors)
            made.now, made.monotonic = lambda: self.clocks.now, lambda: self.clocks.seconds
            yield made
        finally:
            await engine.dispose()

    async def round(self, job: LogJob) -> None:
        """What a running part does until it has nothing left, a second later than before."""
        self.clocks.seconds += 1
        while await job.once():
            pass
        for each in job.anchors:
            await each.once()

    async def signed_anew(self, *anchors: Anchor) -> LogJob:
        """A start, one round, the end; the job as it stood then."""
        async with self.job(*anchors) as job:
            await self.round(job)
        return job

    async def log_keys(self) -> Sequence[LogKey]:
        return (await LogKeyCommands(self.ledger).known()).keys

    async def verifiers(self) -> list[NoteVerifier]:
        return [NoteVerifier.read(key.key) for key in await self.log_keys()]

    async def opened(self, size: int | None = None) -> OpenedCheckpoint:
        """The newest checkpoint, or that of a size, as a stranger with the keys opens it."""
        note = self.folder.newest() if size is None else self.folder.checkpoint(size)
        assert note is not None
        return open_checkpoint(note.write(), self.origin, await self.verifiers())

    def leaves(self) -> list[bytes]:
        """The leaves as the database has them."""
        with self.database.superuser() as admin:
            rows = admin.execute(
                "SELECT leaf FROM events WHERE ledger_id = %s ORDER BY position",
                [self.ledger.ledger_id],
            ).fetchall()
        return [row[0] for row in rows]

    def root(self, size: int) -> bytes:
        """The root of the first facts, made without any tile."""
        tree = Tree()
        for leaf in self.leaves()[:size]:
            tree.add(leaf)
        return tree.root()

    async def demand_all_consistent(self) -> None:
        """Every checkpoint that was kept is signed, has the ledger's root, and is continued."""
        sizes = self.kept_sizes()
        for size in sizes:
            assert (await self.opened(size)).checkpoint.root == self.root(size)
        for old, new in pairwise(sizes):
            proof = self.folder.consistency(old, new)
            proof.verify(self.origin, await self.verifiers())

    def kept_sizes(self) -> list[int]:
        there = (self.there.log / "checkpoints").rglob("*")
        return sorted(int(path.name) for path in there if path.is_file())

    def copied_sizes(self) -> list[int]:
        return sorted(int(path.stem) for path in self.copy.path.glob("*.checkpoint"))

    def cut(self, size: int) -> None:
        """What restoring an older backup does: the newest facts are gone, the head is set back."""
        ledger_id = self.ledger.ledger_id
        with self.database.superuser() as admin:
            admin.execute("SET session_replication_role = replica")
            for table in ("events", "payloads"):
                admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
                admin.execute(
                    f"DELETE FROM {table} WHERE ledger_id = %s AND position > %s",  # noqa: S608
                    [ledger_id, size],
                )
            admin.execute(
                "UPDATE ledger_heads SET size = %s WHERE ledger_id = %s", [size, ledger_id]
            )

    def saved(self, name: str, *folders: Path) -> Path:
        """A copy of some folders, to be put back later."""
        backup = self.there.data.parent / name
        for folder in folders:
            shutil.copytree(folder, backup / folder.name)
        return backup


def restore(backup: Path, *folders: Path) -> None:
    """Put folders back as they were."""
    for folder in folders:
        shutil.rmtree(folder)
        shutil.copytree(backup / folder.name, folder)


async def proved_ward(database: LedgerDatabase, ledger: PostgresLedger, data: Path) -> ProvedWard:
    """A ward after its first start: one key, its fact, an empty anchor folder."""
    there = Installation(data)
    (data / "anchor").mkdir(parents=True)
    await ensure_log_key(ledger, KeyFolder(there.log_key))
    return ProvedWard(database=database, there=there, ledger=ledger)

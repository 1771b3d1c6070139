"""The folder that holds the provable log: tiles, every signed checkpoint, and proofs from them.

    tile/…             the tree (C2SP tlog-tiles); entries are never kept here
    checkpoint         the newest signed checkpoint
    checkpoints/…      every signed checkpoint, by the number of facts it covers

One process writes, others read at any time: each file is there whole or not at all.
"""

import threading
from pathlib import Path
from typing import Final

from services.ledger.tlog.checkpoints import read_checkpoint
from services.ledger.tlog.durable import write_whole
from services.ledger.tlog.errors import NotProven, altered, malformed, missing
from services.ledger.tlog.files import TileFiles
from services.ledger.tlog.notes import SignedNote, read_note
from services.ledger.tlog.proof_files import ConsistencyFile, InclusionFile
from services.ledger.tlog.proofs import TiledTree

_IN_A_FOLDER: Final = 10_000


class LogFolder:
    """The log of one ward in its folder, made when something is first kept in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tiles = TileFiles(path)
        self._turn = threading.Lock()

    def newest(self) -> SignedNote | None:
        """The newest signed checkpoint; None before the first. Not yet checked."""
        return self._note_at(self.path / "checkpoint")

    def checkpoint(self, size: int) -> SignedNote | None:
        """The checkpoint that was signed at this size, with every cosignature that came since."""
        return self._note_at(self.place(size))

    def newest_kept(self) -> SignedNote | None:
        """The largest one under `checkpoints/`: what `checkpoint` must not be older than."""
        folder = self.path / "checkpoints"
        for group in sorted(_numbers(folder), reverse=True):
            sizes = _numbers(folder / str(group))
            if sizes:
                return self.checkpoint(max(sizes))
        return None

    def keep(self, note: SignedNote) -> SignedNote:
        """Keep a signed checkpoint, or more signatures of one; answers it with all of them.

        Another checkpoint of the same size is refused: that would be another history.
        """
        size = read_checkpoint(note.text).size
        with self._turn:
            known = self.checkpoint(size)
            whole = note if known is None else self._joined(known, note)
            if known is None or whole != known:
                write_whole(self.place(size), whole.write(), self.path)
            newest = self.newest()
            if newest is None or read_checkpoint(newest.text).size <= size:
                # Also where nothing is new: its time of change tells when it was last signed.
                write_whole(self.path / "checkpoint", whole.write(), self.path)
            return whole

    def signed_at(self) -> float | None:
        """When the newest checkpoint was last signed (POSIX seconds); None before the first."""
        try:
            return (self.path / "checkpoint").stat().st_mtime
        except FileNotFoundError:
            return None

    def tree(self, size: int) -> TiledTree:
        """The log as it was at that size, out of its tiles."""
        return TiledTree(self.tiles, size)

    def inclusion(self, position: int, size: int | None = None) -> InclusionFile:
        """The proof that the fact at a position (from 1) stands in the log of a checkpoint.

        Of the newest one unless a size is given. `NotProven` where there is no such checkpoint or
        it does not reach so far.
        """
        note = self._signed(size)
        reached = read_checkpoint(note.text).size
        if not 0 < position <= reached:
            raise missing(f"the checkpoint of {reached} facts does not reach fact {position}")
        path = self.tree(reached).inclusion(position - 1)
        return InclusionFile(position - 1, tuple(path), note)

    def consistency(self, old: int, new: int) -> ConsistencyFile:
        """The proof that the log of a checkpoint only continued that of an earlier one."""
        if old > new:
            raise malformed(f"a log of {new} facts does not continue one of {old}")
        earlier, later = self._signed(old), self._signed(new)
        return ConsistencyFile(tuple(self.tree(new).consistency(old)), earlier, later)

    def _signed(self, size: int | None) -> SignedNote:
        note = self.newest() if size is None else self.checkpoint(size)
        if note is None:
            raise missing(
                "no checkpoint has been signed yet"
                if size is None
                else f"no checkpoint was signed at {size} facts"
            )
        return note

    def place(self, size: int) -> Path:
        """Where the checkpoint of so many facts lies, if one was signed at that size."""
        return self.path / "checkpoints" / str(size // _IN_A_FOLDER) / str(size)

    def _joined(self, known: SignedNote, note: SignedNote) -> SignedNote:
        if known.text != note.text:
            size = read_checkpoint(known.text).size
            where = str(self.place(size).relative_to(self.path))
            raise altered(f"another checkpoint of {size} facts was signed before", where)
        more = tuple(each for each in note.signatures if each not in known.signatures)
        return SignedNote(known.text, known.signatures + more)

    def _note_at(self, path: Path) -> SignedNote | None:
        try:
            return read_note(path.read_bytes())
        except FileNotFoundError:
            return None
        except NotProven as problem:
            raise problem.at(str(path.relative_to(self.path))) from problem


def _numbers(folder: Path) -> list[int]:
    try:
        names = [each.name for each in folder.iterdir()]
    except FileNotFoundError:
        return []
    return [int(name) for name in names if name.isascii() and name.isdecimal()]

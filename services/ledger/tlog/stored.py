"""The signed checkpoints that are kept, each opened with the keys of the log: for verify."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.ledger.tlog.checkpoints import open_checkpoint
from services.ledger.tlog.errors import NotProven, altered
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder


@dataclass(frozen=True, slots=True)
class StoredCheckpoint:
    """A file that should hold a checkpoint of so many facts: its root, or why it is not so."""

    size: int
    root: bytes | None
    fault: NotProven | None = None


def signed_here(
    folder: LogFolder, origin: str, keys: Sequence[NoteVerifier], after: int = 0
) -> Iterator[StoredCheckpoint]:
    """Those of the log's own folder of more than so many facts, the newest copy among them."""
    for group in sorted(_numbered(folder.path / "checkpoints")):
        for size, path in sorted(_numbered(folder.path / "checkpoints" / str(group)).items()):
            if size > after:
                yield _opened(path, size, origin, keys)
    newest = folder.path / "checkpoint"
    if newest.is_file():
        try:
            size = open_checkpoint(newest.read_bytes(), origin, keys).checkpoint.size
        except NotProven as fault:
            yield StoredCheckpoint(0, None, fault)
            return
        if folder.checkpoint(size) is None:
            yield _opened(newest, size, origin, keys)


def copied_to(
    folder: Path, origin: str, keys: Sequence[NoteVerifier], after: int = 0
) -> Iterator[StoredCheckpoint]:
    """Those of a folder of copies, `<size>.checkpoint`, of more than so many facts."""
    for size, path in sorted(_numbered(folder, ".checkpoint").items()):
        if size > after:
            yield _opened(path, size, origin, keys)


def _opened(path: Path, size: int, origin: str, keys: Sequence[NoteVerifier]) -> StoredCheckpoint:
    try:
        said = open_checkpoint(path.read_bytes(), origin, keys).checkpoint
        if said.size != size:
            raise altered(f"the file of {size} facts holds a checkpoint of {said.size}")
    except NotProven as fault:
        return StoredCheckpoint(size, None, fault)
    return StoredCheckpoint(size, said.root)


def _numbered(folder: Path, suffix: str = "") -> dict[int, Path]:
    if not folder.is_dir():
        return {}
    named = {path: path.name.removesuffix(suffix) for path in folder.iterdir()}
    return {
        int(name): path
        for path, name in named.items()
        if path.name.endswith(suffix) and name.isascii() and name.isdecimal()
    }

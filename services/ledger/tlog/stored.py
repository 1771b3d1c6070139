"""The signed checkpoints that are kept, each opened with the keys of the log: for verify."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from services.ledger.tlog.checkpoints import Checkpoint, open_checkpoint
from services.ledger.tlog.errors import NotProven, altered, malformed, missing
from services.ledger.tlog.keys import NoteVerifier
from services.ledger.tlog.log_folder import LogFolder

_COPY: Final = ".checkpoint"


def signed_sizes(folder: LogFolder) -> Sequence[int]:
    """The sizes at which a checkpoint lies in the log's own folder, rising."""
    groups = _numbers(folder.path / "checkpoints")
    listed = (_numbers(folder.path / "checkpoints" / str(group)) for group in groups)
    return sorted(
        size
        for group, sizes in zip(groups, listed, strict=True)
        for size in sizes
        if folder.place(size).parent.name == str(group)
    )


def copied_sizes(folder: Path) -> Sequence[int]:
    """Those of which a folder of copies holds `<size>.checkpoint`, rising."""
    return sorted(_numbers(folder, _COPY))


def copy_of(folder: Path, size: int) -> Path:
    """Where a folder of copies holds the checkpoint of so many facts."""
    return folder / f"{size}{_COPY}"


def opened_file(path: Path, size: int, origin: str, keys: Sequence[NoteVerifier]) -> Checkpoint:
    """The checkpoint of so many facts that a file should hold, signed by one of the log's keys.

    Raises NotProven, also where the disk does not give the file.
    """
    name = path.name
    try:
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise missing(f"{name} is not there", name) from problem
    except OSError as problem:
        raise malformed(f"{name} cannot be read: {problem.strerror}").at(name) from problem
    try:
        said = open_checkpoint(content, origin, keys).checkpoint
    except NotProven as problem:
        raise problem.at(name) from problem
    if said.size != size:
        raise altered(f"the file of {size} facts holds a checkpoint of {said.size}", name)
    return said


def _numbers(folder: Path, suffix: str = "") -> list[int]:
    if not folder.is_dir():
        return []
    names = [path.name.removesuffix(suffix) for path in folder.iterdir() if _ends(path, suffix)]
    # Only as we write them: under another spelling nobody looks for it.
    return [
        int(name)
        for name in names
        if name.isascii() and name.isdecimal() and str(int(name)) == name
    ]


def _ends(path: Path, suffix: str) -> bool:
    return path.name.endswith(suffix)

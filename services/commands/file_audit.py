"""Whether every file that a fact names still lies in the store, byte for byte.

It reads stored rows as `services.ledger.verify` does: whatever cannot be read is that one's to
say, and no payload schema is needed.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil
from typing import Any, Final

from services.commands.files import FileChanged, FileLost, FileStore
from services.domain.assignment.issuing import TaskIssued
from services.domain.directive.events import DirectiveRegistered
from services.domain.directive.file_events import DirectiveFileAttached
from services.domain.task.file_events import FileAttached
from services.ledger import canonical
from services.ledger.canonical import NotCanonical
from services.ledger.read_row import ReadRow
from services.ledger.rows import StoredRow

# Within so many verifications each file that was read before is read again.
ROUNDS: Final = 10
_NAMING: Final = frozenset({FileAttached.TYPE, DirectiveFileAttached.TYPE})
_WATCHED: Final = _NAMING | {TaskIssued.TYPE, DirectiveRegistered.TYPE}


class Fault(StrEnum):
    """What is wrong with a file."""

    MISSING = "file-missing"
    CHANGED = "file-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFile:
    """A file as a fact names it: the fact's position, its thing, the file's SHA-256 (hex).

    `item`, `deliverable` and `period` are those of a task of the plan, `item` the code of a
    directive; empty for any other thing and where the thing's first fact is unreadable.
    """

    position: int
    stream: str
    sha256: str
    item: str = ""
    deliverable: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that is not as it was when it was attached."""

    file: NamedFile
    fault: Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenFile:
    """A file that an earlier verification found whole: its stamp then, and the run that read it.

    The stamp is what the disk says of a file beside its bytes (size, times, where it lies).
    """

    file: NamedFile
    stamp: str
    read_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesReport:
    """How many different files the facts name, and what is wrong, in the order of the facts.

    Of the `older` ones, which an earlier verification read, `again` were read in this run too.
    `strays` lie in the store and no fact names them: an upload that was cut off leaves one, so
    does a register that was looked at before its import, and so does somebody who put it there.
    `seen` is what a later verification may build on.
    """

    files: int
    problems: tuple[FileProblem, ...]
    strays: int = 0
    older: int = 0
    again: int = 0
    seen: tuple[SeenFile, ...] = ()


@dataclass(slots=True)
class NamedFiles:
    """The files of a ledger, gathered row by row while it is verified."""

    named: list[NamedFile] = field(default_factory=list)
    _things: dict[str, tuple[str, str, str]] = field(default_factory=dict)

    def row(self, read: ReadRow) -> None:
        """Note the file that this row names, if any."""
        row = read.row
        said = _payload(row)
        if row.type == TaskIssued.TYPE:
            keys = ("assignment", "deliverable", "period")
            item, deliverable, period = (str(said.get(key, "")) for key in keys)
            self._things[row.stream] = item, deliverable, period
        elif row.type == DirectiveRegistered.TYPE:
            self._things[row.stream] = str(said.get("code", "")), "", ""
        elif row.type in _NAMING and "sha256" in said and not read.earlier:
            item, deliverable, period = self._things.get(row.stream, ("", "", ""))
            self.named.append(
                NamedFile(
                    position=row.position,
                    stream=row.stream,
                    sha256=str(said["sha256"]),
                    item=item,
                    deliverable=deliverable,
                    period=period,
                )
            )


def _payload(row: StoredRow) -> dict[str, Any]:
    if row.type not in _WATCHED or row.payload is None:
        return {}
    try:
        said = canonical.decode(row.payload)
    except NotCanonical:  # the ledger's own check says so
        return {}
    return said if isinstance(said, dict) else {}


async def check_files(
    named: Sequence[NamedFile], store: FileStore, older: Sequence[SeenFile] = (), run: int = 1
) -> FilesReport:
    """Hash every named file once; a file that is named twice and wrong is told twice.

    Of the `older` ones those are read whose stamp is another one, and those that were not read
    for longest: all of them within `ROUNDS` runs. `run` is the number of this one.
    """
    before = {each.file.sha256: each for each in older}
    files = [*(each.file for each in older), *named]
    turn = _turn(before.values())
    faults: dict[str, Fault | None] = {}
    read_in: dict[str, tuple[str, int]] = {}
    for sha256 in dict.fromkeys(file.sha256 for file in files):
        known, stamp = before.get(sha256), await store.stamp(sha256)
        if known is not None and known.stamp == stamp and sha256 not in turn:
            faults[sha256], read_in[sha256] = None, (stamp, known.read_in)
        else:
            faults[sha256], read_in[sha256] = await _fault(sha256, store), (stamp, run)
    return FilesReport(
        files=len(faults),
        problems=tuple(
            FileProblem(file, fault)
            for file in files
            if (fault := faults[file.sha256]) is not None
        ),
        strays=len(set(await store.stored()) - faults.keys()),
        older=len(before),
        again=sum(read_in[sha256][1] == run for sha256 in before),
        seen=tuple(
            SeenFile(file=file, stamp=stamp, read_in=last)
            for file in files
            for stamp, last in (read_in[file.sha256],)
        ),
    )


def _turn(older: Collection[SeenFile]) -> Collection[str]:
    """Those whose turn it is to be read again: the ones that were not read for longest."""
    waiting = sorted(older, key=lambda each: (each.read_in, each.file.position))
    return {each.file.sha256 for each in waiting[: ceil(len(waiting) / ROUNDS)]}


async def _fault(sha256: str, store: FileStore) -> Fault | None:
    try:
        await store.get(sha256)
    except FileChanged:
        return Fault.CHANGED
    except FileLost:
        return Fault.MISSING
    return None

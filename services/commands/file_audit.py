"""Whether every file that a fact names still lies in the store, byte for byte.

It reads stored rows as `services.ledger.verify` does: whatever cannot be read is that one's to
say, and no payload schema is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
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


@dataclass(frozen=True, slots=True)
class FilesReport:
    """How many different files the facts name, and what is wrong, in the order of the facts.

    `strays` lie in the store and no fact names them: an upload that was cut off leaves one, so
    does a register that was looked at before its import, and so does somebody who put it there.
    """

    files: int
    problems: tuple[FileProblem, ...]
    strays: int = 0


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


async def check_files(named: Sequence[NamedFile], store: FileStore) -> FilesReport:
    """Hash every named file once; a file that is named twice and wrong is told twice."""
    faults: dict[str, Fault | None] = {}
    for file in named:
        if file.sha256 not in faults:
            faults[file.sha256] = await _fault(file.sha256, store)
    problems = []
    for file in named:
        fault = faults[file.sha256]
        if fault is not None:
            problems.append(FileProblem(file, fault))
    strays = set(await store.stored()) - faults.keys()
    return FilesReport(files=len(faults), problems=tuple(problems), strays=len(strays))


async def _fault(sha256: str, store: FileStore) -> Fault | None:
    try:
        await store.get(sha256)
    except FileChanged:
        return Fault.CHANGED
    except FileLost:
        return Fault.MISSING
    return None

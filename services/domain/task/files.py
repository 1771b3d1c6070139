"""Evidence files of a task: which belong to it, who may attach and take back. Pure."""

import re
from dataclasses import dataclass
from typing import Final

from services.domain.policy import EvidenceLimits
from services.domain.roles import WORKING, Holder, OfficeHeld
from services.domain.task.authority import require_worker
from services.domain.task.commands import AttachFile, DetachFile
from services.domain.task.file_events import FileAttached, FileDetached
from services.domain.task.file_rules import (
    FILE_KIND,
    FILE_TOO_LARGE,
    FILES_ARE_SUBMITTED,
    NO_SUPPORTING_UNIT,
    RESTRICTED_FILE,
    TOO_MANY_FILES,
)
from services.domain.task.rules import NOT_SUPPORTING_UNIT, TASK_CLOSED
from services.domain.task.state import Stage, Task

MEGABYTE: Final = 1024 * 1024
MEDIA_TYPES: Final = frozenset(
    {
        "application/pdf",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "image/jpeg",
        "image/png",
        "text/plain",
    }
)
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileVerdict:
    """The facts a wish about a file makes true, and the office under which it was made."""

    held: OfficeHeld
    events: tuple[FileAttached | FileDetached, ...]


def attach(task: Task, command: AttachFile, holder: Holder, limits: EvidenceLimits) -> FileVerdict:
    """A file is attached once; raises Refusal, NotAllowed."""
    held = _office(task, command.contribution_of, holder)
    if task.restricted:
        raise RESTRICTED_FILE.refuse()
    _check(command, limits)
    mine = task.files_of(command.contribution_of)
    if any(file.sha256 == command.sha256 for file in mine):
        return FileVerdict(held=held, events=())
    if len(mine) >= limits.files_at_most:
        raise TOO_MANY_FILES.refuse(files_at_most=limits.files_at_most)
    event = FileAttached(
        sha256=command.sha256,
        size_bytes=command.size_bytes,
        media_type=command.media_type,
        name=command.name,
        contribution_of=command.contribution_of,
    )
    return FileVerdict(held=held, events=(event,))


def detach(task: Task, command: DetachFile, holder: Holder) -> FileVerdict:
    """A file is taken back before it is handed in; what was handed in keeps it."""
    held = _office(task, command.contribution_of, holder)
    mine = task.files_of(command.contribution_of)
    if all(file.sha256 != command.sha256 for file in mine):
        return FileVerdict(held=held, events=())
    event = FileDetached(sha256=command.sha256, contribution_of=command.contribution_of)
    return FileVerdict(held=held, events=(event,))


def _office(task: Task, unit: str | None, holder: Holder) -> OfficeHeld:
    """The lead's people for the report; for a contribution its unit's, or the lead's for it."""
    if task.ending:
        raise TASK_CLOSED.refuse()
    if unit is None:
        held = require_worker(task, holder)
        if task.stage in {Stage.SUBMITTED, Stage.APPROVED}:
            raise FILES_ARE_SUBMITTED.refuse()
        return held
    if unit not in task.supporting:
        raise NO_SUPPORTING_UNIT.refuse()
    found = holder.find(WORKING, unit) or holder.find(WORKING, task.lead)
    if found is None:
        raise NOT_SUPPORTING_UNIT.refuse()
    return found


def _check(command: AttachFile, limits: EvidenceLimits) -> None:
    if command.media_type not in MEDIA_TYPES or not _SHA256.fullmatch(command.sha256):
        raise FILE_KIND.refuse()
    if not 0 < command.size_bytes <= limits.file_mb_at_most * MEGABYTE:
        raise FILE_TOO_LARGE.refuse(file_mb_at_most=limits.file_mb_at_most)

"""Evidence files of a task: who may attach and take back, for the report or a contribution.

Which files are taken at all is the same for those of a directive.
"""

import re
from typing import Final, Protocol

from services.domain.act import Names, Offer, Rule
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.policy import EvidenceLimits
from services.domain.roles import WORKING, OfficeHeld
from services.domain.task.authority import refuse_stopped, require_worker
from services.domain.task.contributing import is_outside
from services.domain.task.rules import (
    NOT_LEAD_UNIT,
    NOT_SUPPORTING_UNIT,
    TASK_CLOSED,
    TASK_SUSPENDED,
)
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
FILE_KIND: Final = Rule(
    code="file-kind",
    sentence="Loại tệp này không được nhận.",
    brief="loại tệp không được nhận",
    fields=("file",),
)
FILE_TOO_LARGE: Final = Rule(
    code="file-too-large",
    sentence="Tệp trống hoặc lớn hơn {file_mb_at_most} MB nên chưa được nhận.",
    brief="tệp trống hoặc quá lớn",
    fields=("file",),
)
FILES_ARE_SUBMITTED: Final = Rule(
    code="already-submitted",
    sentence=(
        "Báo cáo đã gửi và đang chờ quyết định. Chỉ thay tệp khi bản này bị trả lại hoặc "
        "được rút lại."
    ),
    brief="báo cáo đã được gửi",
)
NO_SUPPORTING_UNIT: Final = Rule(
    code="not-a-supporting-unit",
    sentence="Đơn vị này không phối hợp trong việc này.",
    brief="đơn vị không phối hợp trong việc này",
    fields=("unit",),
)
OFFICE_RULES: Final = (
    TASK_CLOSED,
    TASK_SUSPENDED,
    NOT_LEAD_UNIT,
    FILES_ARE_SUBMITTED,
    NO_SUPPORTING_UNIT,
    NOT_SUPPORTING_UNIT,
)
_AT_WORK: Final = frozenset({Stage.ISSUED, Stage.ACKNOWLEDGED})
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class NamedBytes(Protocol):
    """A command that attaches a file: what its bytes are, told by their digest."""

    @property
    def sha256(self) -> str:
        """Hex."""
        ...

    @property
    def size_bytes(self) -> int:
        """How many bytes."""
        ...

    @property
    def media_type(self) -> str:
        """What they are."""
        ...


class ForContribution(Protocol):
    """A command about a file: for the contribution of a unit, or for the report."""

    @property
    def contribution_of(self) -> str | None:
        """The unit; None for the report."""
        ...


def check_bytes(file: NamedBytes, limits: EvidenceLimits) -> None:
    """The ward takes a file of this kind and size; raises Refusal."""
    if file.media_type not in MEDIA_TYPES or not _SHA256.fullmatch(file.sha256):
        raise FILE_KIND.refuse()
    if not 0 < file.size_bytes <= limits.file_mb_at_most * MEGABYTE:
        raise FILE_TOO_LARGE.refuse(file_mb_at_most=limits.file_mb_at_most)


def file_offer(task: Task, context: DecisionContext) -> Offer | None:
    """For what somebody may attach files: `contribution_of` is blank for the report."""
    refuse_stopped(task)
    holder = context.holder
    leads = holder.find(WORKING, task.lead) is not None
    report = ("",) if leads and task.stage in _AT_WORK else ()
    units = tuple(
        unit
        for unit in task.supporting
        if holder.find(WORKING, unit) or (leads and is_outside(unit, context))
    )
    chosen = (*report, *units)
    return Offer(choices={"contribution_of": chosen}) if chosen else None


def require_file_office(task: Task, unit: str | None, context: DecisionContext) -> OfficeHeld:
    """The lead's people for the report, its unit's for a contribution.

    Of a unit without accounts the lead's.
    """
    holder = context.holder
    refuse_stopped(task)
    if unit is None:
        of_lead = require_worker(task, holder)
        if task.stage not in _AT_WORK:
            raise FILES_ARE_SUBMITTED.refuse()
        return of_lead
    if unit not in task.supporting:
        raise NO_SUPPORTING_UNIT.refuse()
    held = holder.find(WORKING, task.lead if is_outside(unit, context) else unit)
    if held is None:
        raise NOT_SUPPORTING_UNIT.refuse()
    return held


def unit_read(command: ForContribution) -> tuple[str, ...]:
    """The unit for whose contribution a file is, which may have no accounts."""
    return (unit_stream(command.contribution_of),) if command.contribution_of else ()


def describe_file(did: str, unit: str | None, names: Names) -> str:
    """What was done to a file, and whether the report's or a unit's."""
    if unit is None:
        return f"{did} của báo cáo."
    return f"{did} của nội dung phối hợp ({names.unit(unit)})."

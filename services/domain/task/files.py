"""Evidence files of a task: who may attach and take back, for the report or a contribution."""

from typing import Final

from services.domain.act import Names, Offer, Rule
from services.domain.context import DecisionContext
from services.domain.roles import WORKING, Holder, OfficeHeld
from services.domain.task.authority import refuse_stopped, require_worker
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


def file_offer(task: Task, context: DecisionContext) -> Offer | None:
    """For what somebody may attach files: `contribution_of` is blank for the report."""
    refuse_stopped(task)
    holder = context.holder
    leads = holder.find(WORKING, task.lead) is not None
    report = ("",) if leads and task.stage in _AT_WORK else ()
    units = tuple(unit for unit in task.supporting if leads or holder.find(WORKING, unit))
    chosen = (*report, *units)
    return Offer(choices={"contribution_of": chosen}) if chosen else None


def require_file_office(task: Task, unit: str | None, holder: Holder) -> OfficeHeld:
    """The lead's people for the report; for a contribution its unit's, or the lead's for it."""
    refuse_stopped(task)
    if unit is None:
        held = require_worker(task, holder)
        if task.stage not in _AT_WORK:
            raise FILES_ARE_SUBMITTED.refuse()
        return held
    if unit not in task.supporting:
        raise NO_SUPPORTING_UNIT.refuse()
    hits = holder.find(WORKING, unit) or holder.find(WORKING, task.lead)
    if hits is None:
        raise NOT_SUPPORTING_UNIT.refuse()
    return hits


def describe_file(did: str, unit: str | None, names: Names) -> str:
    """What was done to a file, and whether the report's or a unit's."""
    if unit is None:
        return f"{did} của báo cáo."
    return f"{did} của nội dung phối hợp ({names.unit(unit)})."

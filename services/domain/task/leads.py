"""Which unit may lead a task in the place of the present one."""

from typing import Final

from services.domain.act import Rule
from services.domain.assignment.rules import LEAD_OUTSIDE
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.task.state import Task

NO_SUCH_UNIT: Final = Rule(
    code="unit-unknown",
    sentence="Không có đơn vị {unit}. Hãy chọn một đơn vị trong danh bạ.",
    brief="đơn vị không có trong danh bạ",
    fields=("lead_unit",),
)
SAME_LEAD: Final = Rule(
    code="same-lead",
    sentence="Việc đang do đơn vị này chủ trì. Hãy chọn đơn vị khác.",
    brief="việc đang do đơn vị này chủ trì",
    fields=("lead_unit",),
)
LEAD_RESTRICTED: Final = Rule(
    code="lead-restricted",
    sentence=(
        "Đơn vị này chỉ làm việc theo chế độ mật, không nhận việc đã có nội dung trên hệ thống. "
        "Hãy thu hồi việc và giao bằng văn bản."
    ),
    brief="đơn vị chỉ làm việc theo chế độ mật",
    fields=("lead_unit",),
)
LEAD_RULES: Final = (SAME_LEAD, NO_SUCH_UNIT, LEAD_OUTSIDE, LEAD_RESTRICTED)


def require_new_lead(task: Task, code: str, context: DecisionContext) -> Unit:
    """The unit that is to lead the task from now on; raises Refusal."""
    if code == task.lead:
        raise SAME_LEAD.refuse()
    unit = fold_unit(context.of(unit_stream(code)))
    if unit is None:
        raise NO_SUCH_UNIT.refuse(unit=code)
    if not unit.internal:
        raise LEAD_OUTSIDE.refuse()
    if unit.restricted and not task.restricted:
        raise LEAD_RESTRICTED.refuse()
    return unit

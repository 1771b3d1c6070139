"""The words and the addresses of the Office's board."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final, assert_never
from urllib.parse import urlencode

from api.labels import count_groups, words
from services.domain.agenda import Idle
from services.domain.instants import day_of
from services.domain.policy import BoardRules
from services.domain.task.actions import (
    Acknowledge,
    Escalate,
    EscalateOverdue,
    EscalateRequest,
    ExpireStep,
    Miss,
    MissContribution,
    Move,
    MoveContributions,
    Remind,
    TaskAction,
)
from services.domain.task.births import CountGroup
from services.domain.task.clock_facts import leaders
from services.domain.task.events import TaskEscalated
from services.domain.task.standing import BoardColumn
from services.queries.board_views import BoardFilter, BoardList, NextStep, OpenTask

_LISTS: Final[Mapping[BoardList, str]] = {
    BoardList.LATE: "Quá hạn",
    BoardList.SILENT: "Im lặng, chưa quá hạn",
    BoardList.ESCALATED: "Đã báo cáo vượt cấp",
    BoardList.ASKED: "Đề nghị chờ trả lời",
    BoardList.ALL: "Tất cả việc đang mở",
}
SLUGS: Final[Mapping[BoardList | BoardColumn, str]] = {
    BoardColumn.NO_DUE_DATE: "khong-thoi-han",
    BoardColumn.NOT_DUE: "chua-den-han",
    BoardColumn.NEAR: "sap-den-han",
    BoardColumn.LATE: "qua-han-1-5",
    BoardColumn.LATER: "qua-han-6-15",
    BoardColumn.LATEST: "qua-han-tren-15",
    BoardColumn.RETURNED: "tra-lai",
    BoardColumn.WITH_HEAD: "cho-duyet",
    BoardColumn.TO_CONFIRM: "cho-xac-nhan",
    BoardColumn.SUSPENDED: "tam-dung",
    BoardList.LATE: "qua-han",
    BoardList.SILENT: "im-lang",
    BoardList.ESCALATED: "vuot-cap",
    BoardList.ASKED: "de-nghi",
    BoardList.ALL: "tat-ca",
}


_DAYS: Final = "ngày làm việc"


def columns(rules: BoardRules) -> dict[BoardColumn, str]:
    """The columns of the board, with the ward's own steps of lateness (working days)."""
    first, second = rules.late_steps_working_days
    return {
        BoardColumn.NO_DUE_DATE: "Không thời hạn",
        BoardColumn.NOT_DUE: "Chưa đến hạn",
        BoardColumn.NEAR: "Sắp đến hạn",
        BoardColumn.LATE: f"Quá hạn 1 đến {first} {_DAYS}" if first > 1 else f"Quá hạn 1 {_DAYS}",
        BoardColumn.LATER: f"Quá hạn {first + 1} đến {second} {_DAYS}",
        BoardColumn.LATEST: f"Quá hạn trên {second} {_DAYS}",
        BoardColumn.RETURNED: "Trả lại",
        BoardColumn.WITH_HEAD: "Chờ thủ trưởng duyệt",
        BoardColumn.TO_CONFIRM: "Chờ xác nhận",
        BoardColumn.SUSPENDED: "Tạm dừng",
    }


def lists(rules: BoardRules) -> dict[BoardList | BoardColumn, str]:
    """What each number of the board opens."""
    named = dict[BoardList | BoardColumn, str](columns(rules).items())
    return named | dict[BoardList | BoardColumn, str](_LISTS.items())


# In the address: what is ticked when the list opens.
TICK_TO_CHASE: Final = "tat-ca"
TICK_ALL: Final = "moi-viec"
SUSPENDED_SLUG: Final = SLUGS[BoardColumn.SUSPENDED]
SOUGHT: Final = {slug: sought for sought, slug in SLUGS.items()}


def sent(asked: BoardFilter) -> dict[str, str]:
    """The filters as the address and the form carry them."""
    collected = {
        count_groups.FIELD: count_groups.SLUGS[asked.group] if asked.group else "",
        "loai": asked.kind,
        "tim": asked.wanted,
        "don-vi": asked.unit,
        "tinh-trang": SLUGS[asked.sought],
    }
    return {name: value for name, value in collected.items() if value}


def address(asked: BoardFilter, unit: str, sought: BoardList | BoardColumn) -> str:
    """Where a cell, a total or a count leads: the same narrowing, its own unit and state."""
    own = replace(asked, unit=unit, sought=sought)
    return f"/don-doc?{urlencode(sent(own))}#danh-sach"


def of_group(asked: BoardFilter, group: CountGroup) -> str:
    """The board of another group of work, narrowed alike."""
    return f"/don-doc?{urlencode(sent(replace(asked, group=group, unit='')))}"


def late(open_task: OpenTask) -> str:
    """How the due date stands, in working days of the ward's calendar."""
    if open_task.task.suspended_at is not None:
        return f"Tạm dừng từ ngày {words.day(day_of(open_task.task.suspended_at))}"
    if open_task.standing is BoardColumn.TO_CONFIRM:
        return "Thủ trưởng đã duyệt"
    if open_task.days_late:
        return f"Quá hạn {open_task.days_late} ngày làm việc"
    if open_task.standing is BoardColumn.LATE:
        return "Quá hạn, chưa qua ngày làm việc nào"
    return "Trong hạn" if open_task.task.due else "Không thời hạn"


def sign(open_task: OpenTask) -> str:
    """The last sign of life of the units that owe."""
    if open_task.task.last_sign_at is None:
        return f"Chưa có, {open_task.silent_for} ngày làm việc kể từ ngày giao"
    last_day = words.day(day_of(open_task.task.last_sign_at))
    return f"{last_day}, {open_task.silent_for} ngày làm việc trước"


def next_step(step: NextStep) -> str:
    """What the clock will do next, and on which day."""
    match step.step:
        case Idle.CALENDAR:
            return "Chưa tính được vì thiếu lịch nghỉ của năm sau"
        case Idle():
            return "Không có, chờ người xử lý"
        case action:
            return f"{_action(action)} ngày {words.day(day_of(action.at))}"


def _action(action: TaskAction) -> str:
    match action:
        case Acknowledge():
            return "Coi như đã tiếp nhận"
        case Remind():
            return "Nhắc việc"
        case Miss():
            return "Ghi nhận quá hạn"
        case Move():
            return "Dời hạn theo lịch nghỉ"
        case MissContribution():
            return "Ghi nhận phối hợp chậm"
        case MoveContributions():
            return "Dời hạn phối hợp"
        case Escalate() | EscalateRequest() | EscalateOverdue():
            return _escalation(action)
        case ExpireStep():
            return "Ghi nhận quá hạn xử lý"
    assert_never(action)


def _escalation(action: Escalate | EscalateRequest | EscalateOverdue) -> str:
    match action:
        case Escalate():
            return "Báo cáo vượt cấp"
        case EscalateRequest():
            return "Báo cáo đề nghị chưa được trả lời"
        case EscalateOverdue():
            return "Báo cáo việc quá hạn lên một bước"


def chased_on(at: datetime) -> str:
    """The day of the last chase."""
    return words.day(day_of(at))


def reported_to(escalated_to: TaskEscalated, name: str | None) -> str:
    """Whom a chase too many was told, as the fact says it."""
    return f" tới {leaders(escalated_to, name or words.ERASED)}"

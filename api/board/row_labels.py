"""The words of a row of the board: how late it is, when its unit was heard of, what comes next."""

from datetime import date, datetime
from typing import Final, assert_never

from api.labels import words
from services.domain.agenda import Idle
from services.domain.instants import day_of
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
from services.domain.task.acts.send_chase import CHASE_TOO_EARLY, CHASED_TODAY
from services.domain.task.clock_facts import leaders
from services.domain.task.events import TaskEscalated
from services.domain.task.standing import BoardColumn
from services.domain.task.supporters import Supporter, SupporterState, supporters_of
from services.queries.board_views import NextStep, OpenTask, QuarterDone

# The columns that may be left out of the list, by their names in the address.
COLUMNS: Final = {
    "don-vi": "Đơn vị",
    "han": "Hạn",
    "don-doc": "Đôn đốc",
    "hua": "Hứa nộp, liên hệ",
    "cap-nhat": "Cập nhật gần nhất (ngày làm việc)",
    "buoc": "Bước tự động tiếp theo",
}
USUAL: Final = ("don-vi", "han", "don-doc", "hua", "cap-nhat")


def shown_columns(named: str) -> tuple[str, ...]:
    """The columns that an address names, in the order of the table; the usual ones where none."""
    chosen = set(named.split("."))
    return tuple(each for each in COLUMNS if each in chosen) or USUAL


def missing_of(open_task: OpenTask) -> list[Supporter]:
    """The supporting units that owe their contribution."""
    states = {SupporterState.MISSING, SupporterState.WAITS_FOR_HEAD}
    return [each for each in supporters_of(open_task.task) if each.state in states]


# Why a task is not to be chased now, where its row does not say so otherwise.
SHORT_REFUSALS: Final = {
    CHASED_TODAY.code: "Đã đôn đốc hôm nay",
    CHASE_TOO_EARLY.code: "Chưa đến lúc đôn đốc",
}


def lateness(open_task: OpenTask) -> str:
    """How many working days a task is late, or why none are counted, for a narrow column."""
    if open_task.task.suspended_at is not None:
        return "Tạm dừng"
    if open_task.standing is BoardColumn.TO_CONFIRM:
        return "Đã duyệt"
    return str(open_task.days_late or "–")


def share(done: QuarterDone) -> str:
    """How many of a quarter's finished tasks were late; a dash where none was finished."""
    return f"{done.late}/{done.total}" if done.total else "–"


def quarter(done: QuarterDone) -> str:
    """The name of a quarter in the head of a table."""
    return f"Quý {('I', 'II', 'III', 'IV')[done.quarter.number - 1]}/{done.quarter.year}"


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


def heard(open_task: OpenTask) -> str:
    """The day of the last sign of life and how many working days ago, for a narrow column."""
    last, anew = open_task.task.last_sign_at, _counted_anew(open_task)
    said = words.day(day_of(last)) if last else "Chưa có"
    since = f" từ {words.day(anew)}" if anew else ""
    return f"{said} ({open_task.silent_for}{since})"


def sign(open_task: OpenTask) -> str:
    """The last sign of life of the units that owe."""
    if open_task.task.last_sign_at is None:
        return f"Chưa có ({open_task.silent_for} ngày làm việc từ khi giao)"
    last_day, anew = words.day(day_of(open_task.task.last_sign_at)), _counted_anew(open_task)
    if anew:
        return (
            f"{last_day} ({open_task.silent_for} ngày làm việc từ khi tính lại {words.day(anew)})"
        )
    return f"{last_day} ({open_task.silent_for} ngày làm việc trước)"


def _counted_anew(open_task: OpenTask) -> date | None:
    """Since when the unit's clock runs, where that was after its last sign of life."""
    task = open_task.task
    begun = day_of(task.clock_from)
    return begun if task.last_sign_at and day_of(task.last_sign_at) < begun else None


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
            return "Báo cáo lãnh đạo"
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

"""Facts and states as sentences of the office."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from api.labels import words
from services.domain.act import Names
from services.domain.facts import Event
from services.domain.instants import day_of, written_day
from services.domain.nouns import KIND_OF
from services.domain.numerals import count
from services.domain.roles import WORKING, Holder
from services.domain.stated_days import late_entry
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.awaiting import Awaited
from services.domain.task.clock_facts import REQUESTS, ladder_day, leaders
from services.domain.task.contributing import contribution_due_on
from services.domain.task.events import TaskEscalated
from services.domain.task.lateness import OfficialStatus
from services.domain.task.requests import open_requests
from services.domain.task.state import Ending, Stage, Task
from services.domain.task.terms import RETURN_CODES
from services.domain.task.values import LastReminder
from services.domain.task.why_waits import called
from services.queries.access_reads import ReadsShown, reads_shown
from services.queries.return_reasons import ReturnReason
from services.queries.views import Doer, TaskPage, TrailLine
from services.queries.work_views import Part, WorkRow

Units = Mapping[str, str]
NO_DUE_DAY: Final = "không thời hạn"
WITHHELD: Final = "lý do không hiển thị"
OF_TRAIL: Final = 40  # acts of a task that are shown at once: years late is reminded weekly


def oversees(holder: Holder) -> bool:
    """Whether the pages about the whole ward are this person's."""
    return holder.oversees


def reads_accesses(holder: Holder) -> bool:
    """Whether the page of who read and exported what is this person's."""
    return reads_shown(holder) is not ReadsShown.NONE


def reports(holder: Holder) -> bool:
    """Whether this person's unit reports on work of its own."""
    return holder.find(WORKING) is not None


def state(task: Task, awaited: Awaited | None) -> str:
    """The state's official words."""
    if task.ending not in {None, Ending.CONFIRMED}:
        return words.ENDINGS[task.ending]
    if task.suspended_at is not None:
        return words.SUSPENDED
    if task.stage is Stage.APPROVED and awaited is not None and awaited.unit is None:
        return words.WAITS_FOR_LEADERS
    if task.returned:
        return words.RETURNED
    return words.STAGES[task.stage]


def waits_for(awaited: Awaited | None, units: Units) -> str:
    """Whose turn it is."""
    if awaited is None:
        return "Việc đã kết thúc."
    since = f" từ ngày {words.day(awaited.since)}" if awaited.since else ""
    by = f", hạn xử lý {words.day(awaited.due_on)}" if awaited.due_on else ""
    return f"Đang chờ: {called(awaited, Names(units=units, person=None))}{since}{by}"


def stopped(task: Task) -> str:
    """Since when a task is suspended, or ended without a result; blank of any other."""
    at = task.suspended_at or task.ended_at
    if at is None or task.ending is Ending.CONFIRMED:
        return ""
    return f"{state(task, None)} từ ngày {words.day(day_of(at))}"


def asked(task: Task) -> str:
    """What its unit asked for and nobody has answered; blank where nothing is."""
    said = [REQUESTS[each.kind].lower() for each in open_requests(task)]
    return f"Chờ trả lời: {', '.join(said)}" if said else ""


def due(task: Task) -> str:
    """The last day that holds, and beside it the one of the issue where that was another."""
    if task.due is None:
        return NO_DUE_DAY
    if task.due.on == task.due.original:
        return words.day(task.due.on)
    return f"{words.day(task.due.on)} (hạn gốc {words.day(task.due.original)})"


def by_day(task: Task) -> str:
    """The last day behind a comma: “hạn 15/12/2026”, “không thời hạn”."""
    return due(task) if task.due is None else f"hạn {due(task)}"


def contribution(row: WorkRow) -> str:
    """Until when the viewer's unit contributes, and was asked to; blank where it need not."""
    if row.part is not Part.CONTRIBUTE:
        return ""
    day = contribution_due_on(row.task)
    said = f"Hạn phối hợp {words.day(day)}" if day else "Phối hợp, không thời hạn"
    if row.contribution_asked_by is None:
        return said
    by_on = words.day(row.contribution_asked_by)
    return f"{said}; đơn vị chủ trì đề nghị gửi trước hết ngày {by_on}"


def reminder(sent: LastReminder) -> str:
    """One line of the day's reminders: which step of the ladder, and when it was recorded."""
    step, at = ladder_day(sent.offset_working_days), words.moment(sent.recorded_at)
    return f"nhắc {step} ({words.day(sent.due_on)}), ghi lúc {at}"


def time_left(row: WorkRow) -> str:
    """How the due date stands, in working days; where they are not known, it says which days."""
    if row.task.ending or row.task.suspended_at:
        return stopped(row.task) or words.BOXES[row.box]
    if row.part is Part.CONTRIBUTE and row.task.contributions.due is not None:
        return _contribution_left(row)
    return _own_left(row)


def _own_left(row: WorkRow) -> str:
    """How the lead's own day stands."""
    left = row.calendar_days_left
    if left is None:
        return NO_DUE_DAY.capitalize()
    if row.box is OfficialStatus.RUNNING_LATE:
        return f"Quá hạn {row.days_late} ngày làm việc" if row.days_late else "Quá hạn"
    if left == 0:
        return "Hạn hôm nay"
    if left > 0:
        return _left(row)
    return "Thủ trưởng đã duyệt trong hạn" if row.task.effective_on else "Đang bổ sung trong hạn"


def judged(row: WorkRow) -> OfficialStatus:
    """What the colour of `time_left` says: of the unit's own day where that is what is said."""
    if row.part is not Part.CONTRIBUTE or row.task.contributions.due is None:
        return row.box
    late = row.calendar_days_left is not None and row.calendar_days_left < 0
    return OfficialStatus.RUNNING_LATE if late else OfficialStatus.RUNNING_IN_TIME


def _contribution_left(row: WorkRow) -> str:
    """How the supporting unit's own day stands, whatever the lead's is."""
    if row.calendar_days_left == 0:
        return "Hạn phối hợp hôm nay"
    if row.calendar_days_left is not None and row.calendar_days_left < 0:
        late = -(row.days_left or 0)
        return f"Quá hạn phối hợp {late} ngày làm việc" if late else "Quá hạn phối hợp"
    return f"{_left(row)} đến hạn phối hợp"


def _left(row: WorkRow) -> str:
    if row.days_left:
        return f"Còn {row.days_left} ngày làm việc"
    return f"Còn {row.calendar_days_left} ngày theo lịch"


def doer(who: Doer, units: Units) -> str:
    """Who acted, with the office and unit of that day."""
    if who.kind == "system":
        return "Hệ thống (tự động)"
    if who.kind == "operator":
        return "Người vận hành máy chủ"
    if who.kind == "anonymous":
        return "Người chưa đăng nhập"
    name = who.name or "Người đã xóa tên"
    held = words.held(who.office, who.unit, units, who.at)
    return f"{name} ({held})" if held else name


def until(task: Task, today: date) -> str:
    """Until when the one whose turn it is should act; of a suspended task since when it is."""
    if task.suspended_at is not None:
        return f"tạm dừng từ ngày {words.day(day_of(task.suspended_at))}"
    corrected = task.correct_by if task.returned else None
    day = corrected or task.due_on
    if day is None:
        return NO_DUE_DAY
    passed = "đã qua hạn" if day < today else "hạn"
    return f"{passed} {words.day(day)}"


def last_return(task_page: TaskPage) -> TrailLine | None:
    """Why the task is back with its unit; None where it is not."""
    if not task_page.task.returned:
        return None
    return next(
        line
        for line in task_page.trail
        if isinstance(line.event, SubmissionReturned) and not line.undone
    )


def why_returned(reason: ReturnReason) -> str:
    """The first line of why a report came back, for a row of a list; withheld words say so."""
    if reason.code is not None:
        return f"Trả lại: {RETURN_CODES.get(reason.code, WITHHELD)}"
    lines = (reason.words or "").strip().splitlines()
    return f"Trả lại: {lines[0] if lines else WITHHELD}"


def escalated_to(task_page: TaskPage) -> str:
    """Whom the task's chase too many was told."""
    reported = [
        (each.event, each.reported)
        for each in task_page.trail
        if isinstance(each.event, TaskEscalated)
    ]
    return f"Đã báo cáo {leaders(*reported[0])}"


def recorded_late(event: Event, at: datetime) -> str:
    """Both days of what was recorded after it happened; blank of all else."""
    late = late_entry(event, at)
    if late is None:
        return ""
    return (
        f"Xảy ra ngày {written_day(late.happened_on)}, ghi sổ ngày "
        f"{written_day(late.recorded_on)} (ghi sau {count(late.days)} ngày theo lịch)"
    )


def describe(event: Event, units: Units, person: str | None = None) -> str:
    """One fact of a noun as a sentence; `person` is whom it names."""
    return KIND_OF[type(event)].describe(event, Names(units=units, person=person))

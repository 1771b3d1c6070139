"""Facts and states as sentences of the office."""

from collections.abc import Mapping
from datetime import date

from api import words
from api.figure_words import correction
from services.domain.roles import OVERSEEING, WORKING, Holder
from services.domain.task.events import (
    ChaseSent,
    ContributionSubmitted,
    DeadlineMissed,
    DueDateMoved,
    Paper,
    ReminderSent,
    ReminderSkipped,
    ReportSubmitted,
    SubmissionApproved,
    SubmissionConfirmed,
    SubmissionRecalled,
    SubmissionReturned,
    TaskAcknowledged,
    TaskEscalated,
    TaskEvent,
    TaskIssued,
)
from services.domain.task.file_events import FileAttached, FileDetached
from services.domain.task.lateness import Box
from services.domain.task.state import Stage, Task
from services.queries.shapes import (
    Awaited,
    Doer,
    May,
    PersonRow,
    TaskPage,
    TrailLine,
    WorkRow,
)

Units = Mapping[str, str]
_SKIPPED = {
    "superseded": "đã có lần nhắc mới hơn",
    "nothing_owed": "đơn vị không còn phải nộp gì",
}
_MISSED = {
    "due_day_ended": "hết ngày hạn mà chưa có báo cáo được thủ trưởng duyệt",
    "returned_for_quality": "sau ngày hạn, bản báo cáo bị trả lại vì chưa đạt chất lượng",
    "corrected_in_content": "bản sửa nội dung được đơn vị ký sau ngày hạn",
}


def oversees(holder: Holder) -> bool:
    """Whether the pages about the whole ward are this person's."""
    return holder.find(OVERSEEING) is not None


def reports(holder: Holder) -> bool:
    """Whether this person's unit reports on work of its own."""
    return holder.find(WORKING) is not None


def has_form(may: May, form: str) -> bool:
    """Whether the task's page shows this form to this person now."""
    return {
        "tiep-nhan": may.acknowledge,
        "bao-cao": may.submit,
        "phoi-hop": bool(may.contribute_as or may.record_for),
        "rut-lai": may.recall,
        "duyet": may.approve,
        "tra-lai": bool(may.return_on),
        "xac-nhan": may.confirm,
    }.get(form, False)


def state(task: Task, awaited: Awaited | None) -> str:
    """The state's official words."""
    if task.stage is Stage.APPROVED and awaited is not None and awaited.unit is None:
        return words.WAITS_FOR_LEADERS
    if task.returned:
        return words.RETURNED
    return words.STAGES[task.stage]


def waits_for(awaited: Awaited | None, units: Units) -> str:
    """Whose turn it is."""
    if awaited is None:
        return "Không còn ai phải làm gì."
    unit = units.get(awaited.unit, awaited.unit) if awaited.unit else None
    if not awaited.offices:
        return f"Đang chờ: {unit}"
    offices = " hoặc ".join(words.OFFICES[office] for office in awaited.offices)
    return f"Đang chờ: {offices}" + (f" – {unit}" if unit else " – UBND phường")


def time_left(row: WorkRow) -> str:
    """How the due date stands, in working days; where they are not known, it says which days."""
    if row.task.ending:
        return words.BOXES[row.box]
    if row.box is Box.RUNNING_LATE:
        return f"Quá hạn {row.days_late} ngày làm việc" if row.days_late else "Quá hạn"
    if row.calendar_days_left == 0:
        return "Hạn hôm nay"
    if row.calendar_days_left > 0:
        if row.days_left:
            return f"Còn {row.days_left} ngày làm việc"
        return f"Còn {row.calendar_days_left} ngày theo lịch"
    return "Thủ trưởng đã duyệt trong hạn" if row.task.effective_on else "Đang bổ sung trong hạn"


def doer(who: Doer, units: Units) -> str:
    """Who acted, with the office and unit of that day."""
    if who.kind == "system":
        return "Hệ thống (tự động)"
    if who.kind == "operator":
        return "Người vận hành máy chủ"
    if who.kind == "anonymous":
        return "Người chưa đăng nhập"
    name = who.name or "Người đã xóa tên"
    office = words.OFFICES.get(who.office or "", "")
    unit = units.get(who.unit, who.unit) if who.unit else ""
    held = ", ".join(part for part in (office, unit) if part)
    return f"{name} ({held})" if held else name


def paper(value: Paper) -> str:
    """A paper by number and day."""
    return f"Văn bản số {value.number} ngày {words.day(value.dated_on)}"


def until(task: Task, today: date) -> str:
    """Until when the one whose turn it is should act."""
    corrected = task.correct_by if task.returned else None
    day = corrected or task.due_on
    passed = "đã qua hạn" if day < today else "hạn"
    return f"{passed} {words.day(day)}"


def account(person: PersonRow) -> str:
    """How the account stands."""
    if not person.has_account:
        return "Chưa có tài khoản"
    if person.account_closed:
        return "Đã khóa"
    if person.password_set_at is None:
        return "Chưa đặt mật khẩu"
    return "Đang dùng"


def last_return(found: TaskPage) -> TrailLine | None:
    """Why the task is back with its unit; None where it is not."""
    if not found.task.returned:
        return None
    return next(line for line in found.trail if isinstance(line.event, SubmissionReturned))


def climbed(found: TaskPage) -> str:
    """Whom the task's chase too many was told."""
    told = [(one.event, one.told) for one in found.trail if isinstance(one.event, TaskEscalated)]
    return f"Đã báo cáo {leaders(*told[0])}"


def told(event: TaskEvent, units: Units, by_name: str | None = None) -> str:  # noqa: C901, PLR0911, PLR0912  (one arm a fact reads best whole)
    """One fact of a task as a sentence; `by_name` is the leader whom it was told."""
    match event:
        case TaskIssued():
            lead = units.get(event.lead_unit, event.lead_unit)
            return f"Giao việc cho {lead}, hạn {words.day(event.due_on)}."
        case TaskAcknowledged(by_silence=silent):
            if silent:
                return "Coi như đã tiếp nhận vì hết thời hạn phản hồi."
            return "Tiếp nhận việc."
        case ContributionSubmitted():
            unit = units.get(event.unit, event.unit)
            if event.on_paper:
                return f"Ghi nhận nội dung phối hợp bằng văn bản của {unit}."
            return f"Gửi nội dung phối hợp của {unit}."
        case ReportSubmitted(submission=number, changed_after_formal=changed):
            flag = "; đổi số liệu so với bản bị trả lại về thể thức" if changed else ""
            return f"Gửi báo cáo bản {number}{flag}."
        case SubmissionApproved(submission=number, rung=rung):
            return f"Duyệt báo cáo bản {number} (bước {_rung(rung)}){correction(event)}."
        case SubmissionRecalled(submission=number):
            return f"Rút lại báo cáo bản {number} để sửa."
        case SubmissionReturned():
            return _returned(event)
        case SubmissionConfirmed(submission=number, counted_on=counted_on):
            return (
                f"Xác nhận hoàn thành theo báo cáo bản {number}; "
                f"ngày tính hoàn thành {words.day(counted_on)}{correction(event)}."
            )
        case FileAttached() | FileDetached():
            return _of_file(event, units)
        case ReminderSent() | ReminderSkipped() | DeadlineMissed() | DueDateMoved():
            return _by_clock(event, units)
        case ChaseSent(chase=number, paper=letter):
            by = f", {paper(letter)[0].lower()}{paper(letter)[1:]}" if letter else ""
            return f"Đôn đốc lần {number}{by}."
        case TaskEscalated(chase=number):
            to = leaders(event, by_name)
            return f"Báo cáo vượt cấp tới {to} sau lần đôn đốc thứ {number}."


def leaders(event: TaskEscalated, by_name: str | None) -> str:
    """Whom a task was told: the one in charge by name, or all who hold an office of the rule."""
    offices = ", ".join(words.OFFICES[office] for office in event.to)
    return f"{offices} {by_name}" if by_name and event.person_id else offices


def _by_clock(
    event: ReminderSent | ReminderSkipped | DeadlineMissed | DueDateMoved, units: Units
) -> str:
    match event:
        case ReminderSent():
            to = ", ".join(units.get(unit, unit) for unit in event.units)
            return f"Nhắc việc {_offset(event.offset_working_days)} tới {to}."
        case ReminderSkipped():
            why = _SKIPPED.get(event.reason, "không cần nữa")
            return f"Bỏ qua lần nhắc {_offset(event.offset_working_days)}: {why}."
        case DeadlineMissed(due_on=due_on, cause=cause):
            why = _MISSED.get(cause, "hết hạn")
            return f"Ghi nhận quá hạn {words.day(due_on)}: {why}."
        case DueDateMoved():
            moved = f"{words.day(event.from_on)} sang {words.day(event.due_on)}"
            return f"Dời hạn từ {moved} theo lịch nghỉ."


def _of_file(event: FileAttached | FileDetached, units: Units) -> str:
    did = "Đính kèm tệp" if isinstance(event, FileAttached) else "Bỏ tệp"
    unit = event.contribution_of
    if unit is None:
        return f"{did} của báo cáo."
    return f"{did} của nội dung phối hợp ({units.get(unit, unit)})."


def _returned(event: SubmissionReturned) -> str:
    ground = words.GROUNDS[event.ground].lower()
    coded = words.RETURN_CODES.get(event.reason_code or "")
    why = f"{ground}: {coded.lower()}" if coded else ground
    return (
        f"Trả lại báo cáo bản {event.submission} (bước {_rung(event.rung)}) – {why}; "
        f"hoàn chỉnh trước hết ngày {words.day(event.correct_by)}."
    )


def _rung(name: str) -> str:
    return words.RUNGS.get(name, "duyệt")


def _offset(working_days: int) -> str:
    if working_days == 0:
        return "vào ngày hạn"
    side = "sau" if working_days > 0 else "trước"
    return f"{side} hạn {abs(working_days)} ngày làm việc"

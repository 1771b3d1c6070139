"""The facts that the clock makes of a task: reminders, the missed date, escalation."""

from operator import attrgetter
from typing import Final

from services.domain.act import FactKind, Names
from services.domain.facts import Fact
from services.domain.instants import written_day
from services.domain.replacing import replace
from services.domain.roles import TITLES
from services.domain.task.contributing import with_due
from services.domain.task.contributions import LateContribution
from services.domain.task.events import (
    ContributionMissed,
    ContributionsDueMoved,
    DeadlineMissed,
    DueDateMoved,
    ReminderSent,
    ReminderSkipped,
    RequestEscalated,
    RequestKind,
    StepTimeExpired,
    TaskEscalated,
)
from services.domain.task.line_owners import owner_of_product
from services.domain.task.overdue_facts import FACTS as OVERDUE_FACTS
from services.domain.task.specialists import specialist_of
from services.domain.task.state import Task
from services.domain.task.terms import rung_named
from services.domain.task.values import LastReminder, Reminded

SKIP_REASONS: Final = {
    "superseded": "đã có lần nhắc mới hơn",
    "nothing_owed": "đơn vị không còn phải nộp gì",
}
REQUESTS: Final = {
    RequestKind.EXTENSION: "Đề nghị gia hạn",
    RequestKind.DECLINE: "Đề nghị từ chối tiếp nhận",
    RequestKind.CAUSE: "Đề nghị xác nhận nguyên nhân khách quan",
    RequestKind.CONTEST: "Đề nghị xem lại bằng chứng chấm điểm",
}
_RUNG: Final = attrgetter("due_on", "offset_working_days")
_MISSED: Final = {
    "extension_undecided": "chưa quyết định gia hạn dù đơn vị đã xin đúng hạn",
    "extension_refused": "không đồng ý gia hạn sau ngày hạn",
    "extension_taken_back": "đơn vị rút đề nghị gia hạn sau ngày hạn",
    "task_reassigned": "giao lại cho đơn vị khác sau ngày hạn khi chưa quyết định gia hạn",
    "due_day_ended": "hết ngày hạn mà chưa có báo cáo được thủ trưởng duyệt",
    "returned_for_quality": "sau ngày hạn, bản báo cáo bị trả lại vì chưa đạt chất lượng",
    "returned_for_content": "sau ngày hạn, bản báo cáo bị trả lại vì sai nội dung lớn",
    "corrected_in_content": "bản sửa nội dung được đơn vị ký sau ngày hạn",
}


def _reminded(task: Task, event: ReminderSent, fact: Fact) -> Task:
    return replace(
        task,
        reminded=_with(task, event),
        reminders=task.reminders + 1,
        last_reminder=LastReminder(
            due_on=event.due_on,
            offset_working_days=event.offset_working_days,
            units=event.units,
            recorded_at=fact.recorded_at,
        ),
    )


def _describe_reminder(event: ReminderSent, names: Names) -> str:
    to = ", ".join(names.unit(unit) for unit in event.units)
    return f"Nhắc việc {ladder_day(event.offset_working_days)} tới {to}."


def _skipped(task: Task, event: ReminderSkipped, _fact: Fact) -> Task:
    return replace(task, reminded=_with(task, event))


def _describe_skip(event: ReminderSkipped, _names: Names) -> str:
    why = SKIP_REASONS.get(event.reason, "không cần nữa")
    return f"Bỏ qua lần nhắc {ladder_day(event.offset_working_days)}: {why}."


def _with(task: Task, event: ReminderSent | ReminderSkipped) -> tuple[Reminded, ...]:
    """Each rung once, also where a clock of an older release told it twice."""
    # Years late, a task was reminded some hundred times: what is compared are no whole rungs.
    if (event.due_on, event.offset_working_days) in map(_RUNG, task.reminded):
        return task.reminded
    rung = Reminded(due_on=event.due_on, offset_working_days=event.offset_working_days)
    return (*task.reminded, rung)


def ladder_day(working_days: int) -> str:
    """Where a reminder stands, counted from the due date."""
    if working_days == 0:
        return "vào ngày hạn"
    side = "sau" if working_days > 0 else "trước"
    return f"{side} hạn {abs(working_days)} ngày làm việc"


def _missed(task: Task, event: DeadlineMissed, _fact: Fact) -> Task:
    return replace(task, missed=True, missed_on=event.due_on, missed_of=owner_of_product(task))


def _describe_miss(event: DeadlineMissed, _names: Names) -> str:
    why = _MISSED.get(event.cause, "hết hạn")
    return f"Ghi nhận quá hạn {written_day(event.due_on)}: {why}."


def _moved(task: Task, event: DueDateMoved, _fact: Fact) -> Task:
    return replace(task, due=task.due and replace(task.due, counted=event.due_on))


def _describe_move(event: DueDateMoved, _names: Names) -> str:
    days = f"{written_day(event.from_on)} sang {written_day(event.due_on)}"
    return f"Dời hạn từ {days} theo lịch nghỉ."


def _contribution_missed(task: Task, event: ContributionMissed, _fact: Fact) -> Task:
    named = specialist_of(task, event.unit)
    late = LateContribution(
        unit=event.unit, due_on=event.due_on, named=named.person_id if named else None
    )
    given = task.contributions
    return replace(task, contributions=replace(given, late=(*given.late, late)))


def _describe_contribution_miss(event: ContributionMissed, names: Names) -> str:
    return (
        f"Ghi nhận {names.unit(event.unit)} phối hợp chậm: hết ngày {written_day(event.due_on)} "
        "mà chưa có nội dung được thủ trưởng đơn vị duyệt."
    )


def _contributions_moved(task: Task, event: ContributionsDueMoved, _fact: Fact) -> Task:
    return with_due(task, event.due_on)


def _describe_contributions_move(event: ContributionsDueMoved, _names: Names) -> str:
    days = f"{written_day(event.from_on)} sang {written_day(event.due_on)}"
    return f"Dời hạn phối hợp từ {days} theo hạn của đơn vị chủ trì."


def _escalated(task: Task, event: TaskEscalated, fact: Fact) -> Task:
    return replace(task, escalated_at=fact.occurred_at, escalation=event)


def _describe_escalation(event: TaskEscalated, names: Names) -> str:
    to = leaders(event, names.person)
    return f"Báo cáo {to} sau lần đôn đốc thứ {event.chase}."


def _request_escalated(task: Task, event: RequestEscalated, _fact: Fact) -> Task:
    return replace(task, request_escalations=(*task.request_escalations, event))


def _describe_request_escalation(event: RequestEscalated, names: Names) -> str:
    to = leaders(event, names.person)
    return f"{REQUESTS[event.kind]} lần {event.request} chưa được trả lời, báo cáo tới {to}."


def _expired(task: Task, _event: StepTimeExpired, _fact: Fact) -> Task:
    return replace(task, step_expired=True)


def _describe_expiry(event: StepTimeExpired, _names: Names) -> str:
    to = ", ".join(TITLES[office] for office in event.to)
    return (
        f"Báo cáo bản {event.submission} chờ bước {rung_named(event.rung)} từ ngày "
        f"{written_day(event.arrived_on)}, hết hạn xử lý ngày {written_day(event.due_on)} mà chưa "
        f"được quyết định; nhắc người giữ bước này, báo {to} biết."
    )


def leaders(event: TaskEscalated | RequestEscalated, person: str | None) -> str:
    """Whom a task was told: the one in charge by name, or all who hold an office of the rule."""
    offices = ", ".join(TITLES[office] for office in event.to)
    return f"{offices} {person}" if person and event.person_id else offices


FACTS: Final = (
    FactKind(event=ReminderSent, name="Nhắc việc", apply=_reminded, describe=_describe_reminder),
    FactKind(
        event=ReminderSkipped, name="Bỏ qua lần nhắc", apply=_skipped, describe=_describe_skip
    ),
    FactKind(event=DeadlineMissed, name="Quá hạn", apply=_missed, describe=_describe_miss),
    FactKind(event=DueDateMoved, name="Dời hạn theo lịch", apply=_moved, describe=_describe_move),
    FactKind(
        event=ContributionMissed,
        name="Phối hợp chậm",
        apply=_contribution_missed,
        describe=_describe_contribution_miss,
    ),
    FactKind(
        event=ContributionsDueMoved,
        name="Dời hạn phối hợp",
        apply=_contributions_moved,
        describe=_describe_contributions_move,
    ),
    FactKind(
        event=StepTimeExpired,
        name="Quá hạn xử lý",
        apply=_expired,
        describe=_describe_expiry,
    ),
    FactKind(
        event=TaskEscalated,
        name="Báo cáo lãnh đạo",
        apply=_escalated,
        describe=_describe_escalation,
        person=lambda event: event.person_id,
    ),
    FactKind(
        event=RequestEscalated,
        name="Đề nghị được báo cáo lên cấp trên",
        apply=_request_escalated,
        describe=_describe_request_escalation,
        person=lambda event: event.person_id,
    ),
    *OVERDUE_FACTS,
)

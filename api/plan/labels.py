"""The office's words for the plan as it is worked on: frequencies, due dates, periods, state."""

from collections.abc import Mapping
from typing import Final

from api.web.own_days import example, typed_days
from services.domain.assignment.due_words import written_days
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.assignment.terms import DELIVERABLES
from services.domain.calendar import Frequency
from services.domain.task.lateness import OfficialStatus
from services.queries.plan_board import PlanLine

FREQUENCIES: Final[Mapping[str, str]] = {
    Frequency.MONTH: "hằng tháng",
    Frequency.QUARTER: "hằng quý",
    Frequency.HALF_YEAR: "6 tháng một lần",
    Frequency.YEAR: "hằng năm",
    Frequency.SCHOOL_YEAR: "theo năm học",
    Frequency.ONCE: "một lần",
}
# A letter besides the colour, so that no colour carries a meaning alone.
LETTERS: Final[Mapping[OfficialStatus, str]] = {
    OfficialStatus.DONE_IN_TIME: "Đ",
    OfficialStatus.DONE_LATE: "M",
    OfficialStatus.RUNNING_IN_TIME: "T",
    OfficialStatus.RUNNING_LATE: "Q",
    OfficialStatus.NO_DUE_DATE: "K",
    OfficialStatus.SUSPENDED: "D",
    OfficialStatus.WITHDRAWN: "H",
}
SEVERITIES: Final[Mapping[str, str]] = {
    "error": "Lỗi",
    "doubt": "Chỗ còn nghi vấn",
    "note": "Ghi chú",
}


def frequencies(line: PlanLine, name: str) -> str:
    """How often a deliverable is asked: hằng quý và hằng năm."""
    collected = [
        FREQUENCIES[deliverable.frequency]
        for deliverable in line.item.deliverables
        if deliverable.name == name
    ]
    return " và ".join(collected)


def names(line: PlanLine) -> list[str]:
    """The deliverables of an item, each once."""
    return list(dict.fromkeys(deliverable.name for deliverable in line.item.deliverables))


def asked(deliverable: Deliverable) -> str:
    """A deliverable with its frequency: Báo cáo hằng quý."""
    return f"{DELIVERABLES.get(deliverable.name, 'Báo cáo')} {FREQUENCIES[deliverable.frequency]}"


def due(deliverable: Deliverable) -> str:
    """When it is due, as a sentence."""
    if deliverable.days is not None:
        days = written_days(deliverable)
        return f"Hạn: {days}; gặp ngày nghỉ thì là ngày làm việc kế tiếp."
    rule = deliverable.due
    if rule is None:
        return "Hạn: ngày làm việc đầu tiên sau ngày chốt số liệu."
    return (
        f"Hạn: ngày muộn hơn trong hai ngày: ngày làm việc đầu tiên sau ngày {rule.after_day} "
        f"tháng {rule.after_month}, và {rule.working_days_after_issue} ngày làm việc sau khi giao."
    )


def state(line: PlanLine) -> str:
    """How an item stands, in one sentence."""
    if line.item.closed:
        return "Đã kết thúc theo dõi."
    if line.item.lead_unit is None:
        return "Chưa có đơn vị chủ trì nên chưa giao việc."
    late, running = (
        line.counts.get(OfficialStatus.RUNNING_LATE, 0),
        line.counts.get(OfficialStatus.RUNNING_IN_TIME, 0),
    )
    done = line.counts.get(OfficialStatus.DONE_IN_TIME, 0) + line.counts.get(
        OfficialStatus.DONE_LATE, 0
    )
    reported = [
        f"{count} {what}"
        for count, what in (
            (late, "việc quá hạn"),
            (running, "việc trong hạn"),
            (done, "việc đã hoàn thành"),
        )
        if count
    ]
    return ", ".join(reported) + "." if reported else "Chưa giao việc kỳ nào."


def has(line: PlanLine, name: str, frequency: str) -> bool:
    """Whether a deliverable is asked in this frequency now."""
    return (name, frequency) in {
        (deliverable.name, deliverable.frequency) for deliverable in line.item.deliverables
    }


def after(rule: DueRule | None) -> str:
    """The day of a due-date rule as it is typed: 31/01."""
    return f"{rule.after_day:02d}/{rule.after_month:02d}" if rule else ""


def days(rule: DueRule | None) -> str:
    """The working days of a due-date rule as they are typed."""
    return str(rule.working_days_after_issue) if rule else ""


def own(deliverable: Deliverable) -> str:
    """The days of its own as they are typed: 01/06; 15/11."""
    return typed_days(deliverable.frequency, deliverable.days)


def own_example(deliverable: Deliverable) -> str:
    """How the days of this frequency are typed."""
    return f"Ví dụ {example(deliverable.frequency)}. Để trống nếu tính theo hai ô dưới."

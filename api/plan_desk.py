"""The office's words for the plan as it is worked on: frequencies, due dates, periods, state."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

from api import words
from services.domain.assignment.events import Deliverable, DueRule
from services.domain.calendar import Frequency
from services.domain.task.lateness import Box
from services.queries.plan_board import Choice, PlanLine

FREQUENCIES: Final[Mapping[str, str]] = {
    Frequency.MONTH: "hằng tháng",
    Frequency.QUARTER: "hằng quý",
    Frequency.HALF_YEAR: "6 tháng một lần",
    Frequency.YEAR: "hằng năm",
    Frequency.SCHOOL_YEAR: "theo năm học",
    Frequency.ONCE: "một lần",
}
# A letter besides the colour, so that no colour carries a meaning alone.
LETTERS: Final[Mapping[Box, str]] = {
    Box.DONE_IN_TIME: "Đ",
    Box.DONE_LATE: "M",
    Box.RUNNING_IN_TIME: "T",
    Box.RUNNING_LATE: "Q",
    Box.NO_DUE_DATE: "K",
}
SEVERITIES: Final[Mapping[str, str]] = {
    "error": "Lỗi",
    "doubt": "Chỗ còn nghi vấn",
    "note": "Ghi chú",
}


def choice_of(asked: Mapping[str, str]) -> Choice:
    """The filters of the plan's page as its address has them."""
    return Choice(
        kind=asked.get("loai", ""),
        unit=asked.get("don-vi", ""),
        with_findings=asked.get("diem") == "1",
        without_lead=asked.get("chua-chu-tri") == "1",
    )


def address(path: str, choice: Choice, done: str = "") -> str:
    """An address of the plan's page that keeps the filters; `done` is what was just done."""
    fields = {
        "loai": choice.kind,
        "don-vi": choice.unit,
        "diem": "1" if choice.with_findings else "",
        "chua-chu-tri": "1" if choice.without_lead else "",
        "xong": done,
    }
    query = urlencode({name: value for name, value in fields.items() if value})
    return f"{path}?{query}" if query else path


def frequencies(line: PlanLine, name: str) -> str:
    """How often a deliverable is asked: hằng quý và hằng năm."""
    found = [FREQUENCIES[one.frequency] for one in line.item.deliverables if one.name == name]
    return " và ".join(found)


def names(line: PlanLine) -> list[str]:
    """The deliverables of an item, each once."""
    return list(dict.fromkeys(one.name for one in line.item.deliverables))


def asked(one: Deliverable) -> str:
    """A deliverable with its frequency: Báo cáo hằng quý."""
    return f"{words.DELIVERABLES.get(one.name, 'Báo cáo')} {FREQUENCIES[one.frequency]}"


def due_rule(rule: DueRule | None) -> str:
    """When it is due, as a sentence."""
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
    late = sum(one.box is Box.RUNNING_LATE for one in line.periods)
    running = sum(one.box is Box.RUNNING_IN_TIME for one in line.periods)
    done = sum(one.task.ending is not None for one in line.periods)
    told = [
        f"{count} {what}"
        for count, what in (
            (late, "việc quá hạn"),
            (running, "việc trong hạn"),
            (done, "việc đã hoàn thành"),
        )
        if count
    ]
    return ", ".join(told) + "." if told else "Chưa giao việc kỳ nào."


def has(line: PlanLine, name: str, frequency: str) -> bool:
    """Whether a deliverable is asked in this frequency now."""
    return (name, frequency) in {(one.name, one.frequency) for one in line.item.deliverables}


def after(rule: DueRule | None) -> str:
    """The day of a due-date rule as it is typed: 31/01."""
    return f"{rule.after_day:02d}/{rule.after_month:02d}" if rule else ""


def days(rule: DueRule | None) -> str:
    """The working days of a due-date rule as they are typed."""
    return str(rule.working_days_after_issue) if rule else ""

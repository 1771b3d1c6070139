"""The words, the addresses and the asked day of the list of the meeting."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from api.labels import words
from api.web.forms import BadForm
from services.domain.directive.registering import said_paper
from services.domain.directive.terms import SOURCES
from services.domain.numerals import count
from services.domain.task.births import CountGroup
from services.queries.meeting_list import (
    EARLIEST_SINCE,
    MeetingHalf,
    MeetingPart,
    MeetingRow,
    MeetingSection,
)

ADDRESS: Final = "/giao-ban"
CONCLUSIONS: Final = "/giao-viec/moi?nguon=conclusion"
HALVES: Final[Mapping[MeetingHalf, str]] = {
    MeetingHalf.ASSIGNED: "Việc theo chỉ đạo",
    MeetingHalf.ROUTINE: "Việc thường xuyên theo kế hoạch",
}
SHORT_PARTS: Final[Mapping[MeetingPart, str]] = {
    MeetingPart.NEW: "Mới giao",
    MeetingPart.LATE: "Quá hạn",
    MeetingPart.DUE_THIS_WEEK: "Đến hạn trong tuần",
    MeetingPart.REPORTED_ABOVE: "Đã báo cáo cấp trên",
    MeetingPart.WAITS_FOR_LEADERS: "Chờ lãnh đạo",
}
IN_SIGHT: Final = 4  # rows of a part; those beyond are folded on the screen, never on paper
_WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)
_COUNTED: Final[Mapping[CountGroup, str]] = {
    CountGroup.ASSIGNED_DATED: "có thời hạn",
    CountGroup.ASSIGNED_UNDATED: "không thời hạn",
}
_SHORTLY_COUNTED: Final[Mapping[CountGroup, str]] = {CountGroup.ASSIGNED_UNDATED: "không hạn"}
_NONE: Final = "không có việc nào"


def parts(since: date, week_from: date, week_until: date) -> dict[MeetingPart, str]:
    """What each part holds, with the days that make it."""
    week = f"{words.day(week_from)} đến {words.day(week_until)}"
    return {
        MeetingPart.NEW: f"Mới giao từ ngày {words.day(since)}",
        MeetingPart.LATE: "Quá hạn",
        MeetingPart.DUE_THIS_WEEK: f"Đến hạn trong tuần, {week}",
        MeetingPart.REPORTED_ABOVE: "Đã báo cáo lên cấp trên của đơn vị",
        MeetingPart.WAITS_FOR_LEADERS: "Chờ lãnh đạo quyết định, trả lời",
    }


def on_day(day: date) -> str:
    """A day with its weekday: thứ Hai, ngày 23/11/2026."""
    return f"{_WEEKDAYS[day.weekday()]}, ngày {words.day(day)}"


def counted(section: MeetingSection) -> str:
    """How many tasks a part has: with a day and without one apart, never one sum."""
    said = [
        f"{count(amount)} việc {_COUNTED.get(group, '')}".strip()
        for group, amount in section.counts.items()
        if amount
    ]
    return ", ".join(said) or _NONE


def numbers(section: MeetingSection) -> str:
    """The same counts as bare numbers, those of work without a day named: 12 + 3 không hạn."""
    said = [
        f"{count(amount)} {_SHORTLY_COUNTED.get(group, '')}".strip()
        for group, amount in section.counts.items()
        if amount
    ]
    return " + ".join(said)


def origin(row: MeetingRow) -> str:
    """From which directive a task comes, by number and day; of routine work the plan's part."""
    if row.origin is not None:
        source = SOURCES.get(row.origin.source, "Chương trình công tác")
        return f"{source}{said_paper(row.origin.number, row.origin.on)}"
    periodic = row.work.task.periodic
    return f"Kế hoạch, mục {periodic.section}" if periodic else ""


def asked_since(since: date, today: date, *, field: str) -> date:
    """A day since which the list looks back; raises BadForm."""
    if since > today:
        raise BadForm("field-day", "Ngày họp trước: ngày này chưa đến. Hãy nhập lại.", field=field)
    earliest = today - EARLIEST_SINCE
    if since < earliest:
        raise BadForm(
            "field-day",
            f"Ngày họp trước: chỉ xem lại được đến ngày {words.day(earliest)}. Hãy nhập lại.",
            field=field,
        )
    return since

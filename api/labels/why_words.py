"""The office's words for what stands behind a derived state."""

from collections.abc import Mapping
from typing import Final

from services.domain.counted_days import CountedDays
from services.domain.instants import written_day
from services.domain.task.requests import is_unanswered
from services.domain.task.state import Task
from services.domain.task.step_limits import is_expired
from services.domain.task.why_parts import Explanation, WhyTopic

# What a link asks about, for those who hear the links of a row without seeing the row.
TOPICS: Final[Mapping[str, str]] = {
    WhyTopic.DUE: "hạn này",
    WhyTopic.STATUS: "tình trạng này",
    WhyTopic.WAITS: "chờ nơi này",
    WhyTopic.ESCALATED: "đã báo cáo lãnh đạo",
    WhyTopic.UNANSWERED: "đề nghị đã báo cáo lãnh đạo",
    WhyTopic.EXPIRED: "bước duyệt đã quá hạn xử lý",
    WhyTopic.CLIMBED: "đã báo cáo việc quá hạn",
    WhyTopic.APPRAISED: "tính hoặc không tính chậm",
    "barred": "chưa làm được",
}
UNANSWERED: Final = "đã báo cáo lãnh đạo"
MOST_REST_DAYS: Final = 15  # one by one: those of about a year; earlier ones are counted
EXPIRED: Final = "Bước duyệt đang chờ đã quá hạn xử lý"


def unanswered(task: Task) -> str:
    """That a request which still waits was told to a leader; blank where none was."""
    return UNANSWERED if is_unanswered(task) else ""


def expired(task: Task) -> str:
    """That the time of the step at which a report waits ran out; blank where it did not."""
    return EXPIRED if is_expired(task) else ""


def days(counted: CountedDays) -> str:
    """A span in working days, and how many days of it nobody works."""
    span = f"Sau ngày {written_day(counted.after_on)} đến hết ngày {written_day(counted.until_on)}"
    weekend = counted.weekend_days
    beside = f", không kể {weekend} thứ Bảy, Chủ nhật" if weekend else ""
    stood = counted.suspended_days
    paused = f", trong đó {stood} ngày làm việc tạm dừng không tính" if stood else ""
    return f"{span}: {counted.working_days} ngày làm việc{beside}{paused}"


def appraised(each: Explanation) -> str:
    """Whether a task counts as late for scoring, before why: only then days were asked.

    Their number may be unknown, where a year has no calendar.
    """
    return "Có ngày chậm" if each.by_calendar else "Không tính chậm"


def rules(version: str) -> str:
    """Which version of the ward's rules was asked (`policy-ward@2`)."""
    return f"Quy tắc của phường, bản {version.rpartition('@')[2]}"


def calendar(version: str) -> str:
    """Which version of the calendar was asked last (`calendar-2026@1`)."""
    return f"Lịch nghỉ đã ban hành ({version})"

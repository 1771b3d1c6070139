"""The office's words for what stands behind a derived state."""

from services.domain.counted_days import CountedDays
from services.domain.instants import written_day
from services.domain.task.why_parts import Explanation


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

"""The words of the page of promised reminders."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from api.labels import words
from services.domain.instants import written_day
from services.domain.task.clock_facts import SKIP_REASONS, ladder_day
from services.domain.task.overdue_facts import SKIPPED_STEPS
from services.domain.task.reminder_promises import IN_TIME_WITHIN, PromiseOutcome, ReminderPromise

OUTCOMES: Final[Mapping[PromiseOutcome, str]] = {
    PromiseOutcome.IN_TIME: "Đã nhắc đúng giờ",
    PromiseOutcome.LATE: "Đã nhắc muộn",
    PromiseOutcome.SKIPPED: "Bỏ qua, có ghi lý do",
    PromiseOutcome.MISSING: "Không có dấu vết",
}
SLUGS: Final[Mapping[PromiseOutcome, str]] = {
    PromiseOutcome.IN_TIME: "dung-gio",
    PromiseOutcome.LATE: "muon",
    PromiseOutcome.SKIPPED: "bo-qua",
    PromiseOutcome.MISSING: "khong-co",
}
OUTCOMES_BY_SLUG: Final = {slug: outcome for outcome, slug in SLUGS.items()}
MINUTES_IN_TIME: Final = int(IN_TIME_WITHIN.total_seconds() // 60)
_SKIPPED: Final = {**SKIP_REASONS, **SKIPPED_STEPS}
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def step(promise: ReminderPromise) -> str:
    """Which reminder it is, or which step of an overdue task, by the due date that held then."""
    if promise.escalates:
        return (
            f"Báo cáo việc quá hạn {promise.offset_working_days} ngày làm việc, "
            f"hạn {written_day(promise.due_on)}"
        )
    reminder = ladder_day(promise.offset_working_days)
    return f"{reminder[0].upper()}{reminder[1:]}, hạn {written_day(promise.due_on)}"


def became(promise: ReminderPromise) -> str:
    """What became of it, in one sentence without its full stop."""
    if promise.recorded_at is None:
        return OUTCOMES[PromiseOutcome.MISSING]
    at = words.moment(promise.recorded_at)
    late = f", muộn {lasting(promise.late_by)}" if promise.late_by else ""
    if promise.skip_reason is not None:
        why = _SKIPPED.get(promise.skip_reason, "không cần nữa")
        return f"Bỏ qua vì {why}, ghi lúc {at}{late}"
    done = "Đã báo cáo" if promise.escalates else "Đã nhắc"
    return f"{done} lúc {at}{late}"


def lasting(span: timedelta) -> str:
    """How long something took, in its largest unit."""
    if span >= _DAY:
        return f"{span // _DAY} ngày theo lịch"
    if span >= _HOUR:
        return f"{span // _HOUR} giờ"
    return f"{span // timedelta(minutes=1)} phút"

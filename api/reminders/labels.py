"""The words of the page of promised reminders."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from api.labels import words
from services.domain.instants import written_day
from services.domain.task.clock_facts import REQUESTS, SKIP_REASONS, ladder_day
from services.domain.task.events import RequestKind
from services.domain.task.overdue_facts import SKIPPED_STEPS
from services.domain.task.promised_ladders import PromiseKind
from services.domain.task.reminder_promises import IN_TIME_WITHIN, PromiseOutcome, ReminderPromise
from services.domain.task.terms import rung_named

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
    """Which step of which ladder it is, by the day that held then."""
    last_day = written_day(promise.due_on)
    match promise.kind:
        case PromiseKind.REMINDER:
            which = ladder_day(promise.number)
            return f"{which[0].upper()}{which[1:]}, hạn {last_day}"
        case PromiseKind.OVERDUE:
            return f"Báo cáo việc quá hạn {promise.number} ngày làm việc, hạn {last_day}"
        case PromiseKind.STEP:
            return (
                f"Nhắc bước {rung_named(promise.about)} quá hạn xử lý báo cáo bản "
                f"{promise.number}, hạn xử lý {last_day}"
            )
        case PromiseKind.REQUEST:
            asked = REQUESTS[RequestKind(promise.about)]
            return f"{asked} lần {promise.number} chưa được trả lời, hạn trả lời {last_day}"


def became(promise: ReminderPromise) -> str:
    """What became of it, in one sentence without its full stop."""
    if promise.recorded_at is None:
        return OUTCOMES[PromiseOutcome.MISSING]
    at = words.moment(promise.recorded_at)
    late = f", muộn {lasting(promise.late_by)}" if promise.late_by else ""
    if promise.skip_reason is not None:
        why = _SKIPPED.get(promise.skip_reason, "không cần nữa")
        return f"Bỏ qua vì {why}, ghi lúc {at}{late}"
    done = "Đã nhắc" if promise.kind is PromiseKind.REMINDER else "Đã báo cáo"
    return f"{done} lúc {at}{late}"


def lasting(span: timedelta) -> str:
    """How long something took, in its largest unit."""
    if span >= _DAY:
        return f"{span // _DAY} ngày theo lịch"
    if span >= _HOUR:
        return f"{span // _HOUR} giờ"
    return f"{span // timedelta(minutes=1)} phút"

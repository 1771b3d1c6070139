"""One rule of lateness (design §2): the day that counts, and when a due date is missed."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.domain.calendar import Calendar
from services.domain.instants import day_of, end_of
from services.domain.policy import Policy
from services.domain.task.events import DeadlineMissed
from services.domain.task.running_days import last_day_of
from services.domain.task.state import Ending, Stage, Task


class OfficialStatus(StrEnum):
    """The official boxes; disjoint, and together all tasks in force.

    Beside them stand, from the day of the decision, those that are suspended, and those that
    ended without a result: withdrawn, declined or replaced.
    """

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RUNNING_IN_TIME = "running_in_time"
    RUNNING_LATE = "running_late"
    NO_DUE_DATE = "no_due_date"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"

    @property
    def in_force(self) -> bool:
        """Whether it is one of the five that count."""
        return self not in {OfficialStatus.SUSPENDED, OfficialStatus.WITHDRAWN}


class JudgedBy(StrEnum):
    """Which day says whether a task is in time."""

    COUNTED_DAY = "counted_day"  # it is confirmed: the day that counts
    SIGNED_DAY = "signed_day"  # a signed report waits at a higher step: the day of the signature
    CORRECTION = "correction"  # a correction still has time: the day of the returned report
    TODAY = "today"  # nothing in time waits: this day itself
    RECORDED = "recorded"  # the missed date was recorded; that never goes
    NO_DATE = "no_date"  # it runs without a due day
    DECISION = "decision"  # it was suspended or ended: the day of that decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The official status of a task on a day, and the day by which it was judged."""

    status: OfficialStatus
    by: JudgedBy
    day: date

    @property
    def late(self) -> bool:
        """Whether that day lay after the due date, or the missed date stands recorded."""
        return self.status in {OfficialStatus.DONE_LATE, OfficialStatus.RUNNING_LATE}


def judgement(task: Task, today: date) -> Judgement:
    """How a task stands on that day, and by which day; on the due date it is still in time."""
    if task.ending not in {None, Ending.CONFIRMED}:
        decided_on = today if task.ended_at is None else day_of(task.ended_at)
        return Judgement(status=OfficialStatus.WITHDRAWN, by=JudgedBy.DECISION, day=decided_on)
    if task.suspended_at is not None:
        decided_on = day_of(task.suspended_at)
        return Judgement(status=OfficialStatus.SUSPENDED, by=JudgedBy.DECISION, day=decided_on)
    return _of_finished(task, today) if task.stage is Stage.CONFIRMED else _of_running(task, today)


def _of_finished(task: Task, today: date) -> Judgement:
    day = task.counted_on or today
    in_time = task.is_in_time_on(day)
    if task.missed and task.missed_on and in_time:  # granted after it was recorded
        recorded = OfficialStatus.DONE_LATE
        return Judgement(status=recorded, by=JudgedBy.RECORDED, day=task.missed_on)
    done = OfficialStatus.DONE_IN_TIME if in_time else OfficialStatus.DONE_LATE
    return Judgement(status=done, by=JudgedBy.COUNTED_DAY, day=day)


def _of_running(task: Task, today: date) -> Judgement:
    if task.due is None:
        return Judgement(status=OfficialStatus.NO_DUE_DATE, by=JudgedBy.NO_DATE, day=today)
    if task.missed:
        day = task.missed_on or task.due.on
        return Judgement(status=OfficialStatus.RUNNING_LATE, by=JudgedBy.RECORDED, day=day)
    by, day = JudgedBy.TODAY, today
    if task.effective_on is not None:
        by, day = JudgedBy.SIGNED_DAY, task.effective_on
    elif task.grace is not None and today <= task.grace.correct_by:
        by, day = JudgedBy.CORRECTION, task.grace.counted_on
    in_time = task.is_in_time_on(day)
    running = OfficialStatus.RUNNING_IN_TIME if in_time else OfficialStatus.RUNNING_LATE
    return Judgement(status=running, by=by, day=day)


def box(task: Task, today: date) -> OfficialStatus:
    """In which official box the task stands on that day."""
    return judgement(task, today).status


def is_held(task: Task) -> bool:
    """Whether an extension asked in time and not answered keeps the miss from being recorded."""
    request = task.extension
    return request is not None and not task.missed and task.is_in_time_on(request.made_on)


def miss_moment(task: Task) -> datetime | None:
    """When the due date will have been missed (an instant); None where it cannot be for now.

    While an extension that was asked in time waits for its answer, nothing is missed.
    """
    return None if is_held(task) else _miss_without_request(task)


def undecided_moment(task: Task, policy: Policy, calendar: Calendar) -> datetime | None:
    """Until when a waiting extension keeps the miss from being recorded; None where none does.

    Raises CalendarMissing.
    """
    at = _miss_without_request(task) if is_held(task) else None
    if at is None or task.due is None:
        return None
    days = policy.requests.undecided_working_days
    at = max(at, end_of(last_day_of(task, task.due.on, days, calendar)))
    return at if runs_until(task, at) else None


def can_be_missed(task: Task) -> bool:
    """Whether the due day can still be recorded as missed.

    It was not yet, and the present lead had the task when it ended: nobody misses another's day.
    """
    if task.missed or task.due is None:
        return False
    return not task.reassigned or task.given_on <= task.due.on


def missed_once_answered(task: Task, now: datetime, cause: str) -> tuple[DeadlineMissed, ...]:
    """The missed date that comes to light where the waiting extension is not granted.

    Or where the clock was away when the day ended.
    """
    at = _miss_without_request(task)
    if at is None or task.due is None or at > now:
        return ()
    return (DeadlineMissed(due_on=task.due.on, cause=cause),)


def _miss_without_request(task: Task) -> datetime | None:
    if task.due is None or not can_be_missed(task):
        return None
    # A signature that came late stops nothing: the clock may have been away when the day ended.
    if task.effective_on is not None and task.effective_on <= task.due.on:
        return None
    last = task.due.on
    if task.grace is not None and task.grace.counted_on <= task.due.on:
        last = max(last, task.grace.correct_by)
    at = end_of(last)
    return at if runs_until(task, at) else None


def runs_until(task: Task, at: datetime) -> bool:
    """What ended or was suspended before is never missed; what was missed by then is."""
    stopped_at = task.stopped_at or task.ended_at
    return stopped_at is None or stopped_at >= at

"""What a task's clock has to do: accept silence, remind, record a miss, escalate. Pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from services.domain.agenda import Agenda, Idle, agenda_of
from services.domain.calendar import Calendar
from services.domain.facts import Event
from services.domain.instants import day_of, end_of, start_of
from services.domain.policy import Policy
from services.domain.roles import Holder
from services.domain.task.actions import (
    Acknowledge,
    Escalate,
    EscalateOverdue,
    EscalateRequest,
    ExpireStep,
    Miss,
    MissContribution,
    Move,
    MoveContributions,
    Remind,
    TaskAction,
)
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.authority import waiting_rung
from services.domain.task.chasing import escalation, must_escalate
from services.domain.task.contributing import missing_units, moved_to, owes
from services.domain.task.events import (
    ContributionMissed,
    ContributionsDueMoved,
    DeadlineMissed,
    DueDateMoved,
    ReminderSent,
    ReminderSkipped,
    StepTimeExpired,
)
from services.domain.task.ladder_days import ladder_after, ladder_days
from services.domain.task.lateness import is_held, miss_moment, undecided_moment
from services.domain.task.overdue import take_step, untaken_steps
from services.domain.task.requests import (
    answer_by,
    is_moot,
    open_request,
    open_requests,
    request_escalation,
)
from services.domain.task.state import Stage, Task
from services.domain.task.step_limits import next_offices, step_due_on
from services.domain.task.values import Reminded

SUPERSEDED = "superseded"
NOTHING_OWED = "nothing_owed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the agenda is computed with, and the calendar's version that a moved date names."""

    policy: Policy
    calendar: Calendar
    calendar_version: str | None


def agenda(task: Task, rules: Rules, now: datetime) -> Agenda[TaskAction]:
    """Everything that is due at `now` (UTC), oldest first, and the next moment."""
    if task.ending:
        # Ended before a late clock wrote the missed date: that is still written. What a unit
        # claims after the confirmation climbs like any other request, and keeps the clock.
        left = [*_miss(task, rules), *_contributions(task), *unanswered(task, rules)]
        return agenda_of(left, now) if left or open_requests(task) else Agenda(idle=Idle.CLOSED)
    if task.suspended_at is not None:
        return agenda_of([*_miss(task, rules), *_contributions(task)], now)
    moved = date_move(task, rules, now)
    if moved is not None:
        return Agenda(due=(moved,), idle=Idle.CALENDAR)
    follows = _contributions_follow(task, rules, now)
    if follows is not None:
        return Agenda(due=(follows,), idle=Idle.CALENDAR)
    moments: list[TaskAction] = [
        *_silence(task),
        *_unrecorded_reminders(task, rules, now),
        *_miss(task, rules),
        *_contributions(task),
        *step_times(task, rules),
        *untaken_steps(task, rules.policy, rules.calendar, now),
        *_escalation(task, rules),
        *unanswered(task, rules),
    ]
    return agenda_of(moments, now)


def act(
    task: Task, rules: Rules, now: datetime, action: TaskAction, in_charge: Holder | None = None
) -> tuple[Event, ...]:
    """The facts of one due action; `in_charge` is who oversees the lead unit today."""
    match action:
        case Acknowledge():
            return (TaskAcknowledged(by_silence=True),)
        case Remind():
            return (_remind(task, rules, now, action),)
        case Miss():
            cause = "extension_undecided" if is_held(task) else "due_day_ended"
            return (DeadlineMissed(due_on=action.due_on, cause=cause),)
        case Move():
            return (
                DueDateMoved(
                    from_on=action.from_on,
                    due_on=action.to_on,
                    calendar_version=action.calendar_version,
                ),
            )
        case MissContribution():
            return (ContributionMissed(unit=action.unit, due_on=action.due_on),)
        case MoveContributions():
            return (
                ContributionsDueMoved(
                    move=action.move, from_on=action.from_on, due_on=action.to_on
                ),
            )
        case Escalate() | EscalateOverdue() | EscalateRequest():
            return _escalations(task, rules, now, action, in_charge)
        case ExpireStep():
            return (
                StepTimeExpired(
                    submission=action.submission,
                    rung=action.rung,
                    arrived_on=action.arrived_on,
                    due_on=action.due_on,
                    to=next_offices(task, rules.policy),
                ),
            )
    assert_never(action)


def tells_a_leader(action: TaskAction) -> bool:
    """Whether this action must know who is in charge of the lead unit."""
    return isinstance(action, Escalate | EscalateOverdue | EscalateRequest)


def _escalations(
    task: Task,
    rules: Rules,
    now: datetime,
    action: Escalate | EscalateOverdue | EscalateRequest,
    in_charge: Holder | None,
) -> tuple[Event, ...]:
    """What climbs, to the leader in charge where it is theirs."""
    policy = rules.policy
    match action:
        case Escalate():
            return (escalation(task, policy, in_charge),)
        case EscalateOverdue():
            return (take_step(task, policy, rules.calendar, now, action, in_charge=in_charge),)
        case EscalateRequest():
            request = open_request(task, action.kind, action.request)
            return (request_escalation(task, request, policy, in_charge),) if request else ()


def _remind(task: Task, rules: Rules, now: datetime, action: Remind) -> Event:
    due_on, offset = action.due_on, action.offset_working_days
    passed = [other for other, at in _ladder(task, rules, now) if at <= now and other > offset]
    reason = SUPERSEDED if passed else None
    if task.stage is Stage.APPROVED:
        reason = NOTHING_OWED
    if reason is not None:
        return ReminderSkipped(due_on=due_on, offset_working_days=offset, reason=reason)
    return ReminderSent(due_on=due_on, offset_working_days=offset, units=units_to_remind(task))


def units_to_remind(task: Task) -> tuple[str, ...]:
    """Whom a reminder reaches now: the lead, and each supporting unit that still owes."""
    return (task.lead, *(unit for unit in task.supporting if owes(task, unit)))


def _silence(task: Task) -> list[TaskAction]:
    if task.stage is not Stage.ISSUED or task.decline is not None:  # who declines is not silent
        return []
    return [Acknowledge(at=end_of(task.acknowledge_by), reassigned=task.reassigned)]


def _ladder(task: Task, rules: Rules, now: datetime) -> list[tuple[int, datetime]]:
    """The ladder's moments since its clock runs: (working days from the due date, instant).

    After the due date only up to the first one that is still to come; none without a due date.
    """
    if task.due is None:
        return []
    ladder = rules.policy.ladder
    before = sorted((-days for days in ladder.before_working_days), reverse=True)
    step = ladder.after_every_working_days
    after = [step * (n + 1) for n in range(ladder.after_at_most)]
    days = {
        **ladder_days(rules.calendar, task.due.on, before),
        **ladder_after(task, rules.calendar, after, now),
    }
    moments = [(offset, start_of(days[offset], ladder.hour)) for offset in sorted(days)]
    return [(offset, at) for offset, at in moments if at > task.clock_from]


def reminders(task: Task, rules: Rules, now: datetime) -> list[Remind]:
    """Every reminder of a running task up to the first one to come, recorded or not.

    Raises CalendarMissing.
    """
    due_on = task.due_on
    return [
        Remind(due_on=due_on, offset_working_days=offset, at=at)
        for offset, at in _ladder(task, rules, now)
        if due_on is not None
    ]


def _unrecorded_reminders(task: Task, rules: Rules, now: datetime) -> list[Remind]:
    return [
        each
        for each in reminders(task, rules, now)
        if Reminded(due_on=each.due_on, offset_working_days=each.offset_working_days)
        not in task.reminded
    ]


def _miss(task: Task, rules: Rules) -> list[TaskAction]:
    at = miss_moment(task) or undecided_moment(task, rules.policy, rules.calendar)
    return [] if at is None or task.due is None else [Miss(due_on=task.due.on, at=at)]


def _contributions(task: Task) -> list[TaskAction]:
    """Each supporting unit has its day; what it missed is recorded once."""
    due = task.contributions.due
    if due is None:
        return []
    at = end_of(due.on)
    return [MissContribution(unit=unit, due_on=due.on, at=at) for unit in missing_units(task)]


def _contributions_follow(task: Task, rules: Rules, now: datetime) -> MoveContributions | None:
    """Where the lead's day went, that of the supporting units goes; what they missed stands."""
    due, moved = task.contributions.due, moved_to(task, rules.calendar, now)
    if due is None or moved is None:
        return None
    to_on, since = moved
    number = task.contributions.moves + 1
    return MoveContributions(move=number, from_on=due.on, to_on=to_on, at=since)


def _escalation(task: Task, rules: Rules) -> list[TaskAction]:
    """The chase too many climbs as soon as it was sent."""
    if task.last_chase_at is None or not must_escalate(task, rules.policy):
        return []
    return [Escalate(chase=task.chases, at=task.last_chase_at)]


def unanswered(task: Task, rules: Rules) -> list[EscalateRequest]:
    """Each open request climbs once, when the time for an answer is over and it is needed.

    Raises CalendarMissing.
    """
    return [
        EscalateRequest(
            kind=request.kind,
            request=request.number,
            at=end_of(answer_by(task, request, rules.policy, rules.calendar)),
        )
        for request in open_requests(task)
        if request.escalation is None and not is_moot(task, request)
    ]


def step_times(task: Task, rules: Rules) -> list[ExpireStep]:
    """The step at which a report waits has its time, told once when it has run out.

    Raises CalendarMissing.
    """
    rung = waiting_rung(task, rules.policy)
    due_on = step_due_on(task, rules.policy, rules.calendar)
    if rung is None or due_on is None or task.arrived_on is None or task.step_expired:
        return []
    return [
        ExpireStep(
            submission=task.submission,
            rung=rung.name,
            arrived_on=task.arrived_on,
            due_on=due_on,
            at=end_of(due_on),
        )
    ]


def date_move(task: Task, rules: Rules, now: datetime) -> Move | None:
    """A rest day decided since moves an open due date that was counted; lateness stands."""
    if task.periodic is None or task.due is None or task.missed or end_of(task.due.on) <= now:
        return None
    counted = task.periodic.rule_day(task.issued_on, rules.calendar)
    if counted == task.due.counted or counted < day_of(now):  # no date is taken back behind today
        return None
    version = rules.calendar_version
    assert version is not None, "a date that was counted was counted on a calendar"  # noqa: S101
    return Move(from_on=task.due.counted, to_on=counted, calendar_version=version, at=now)

"""How long a step of the approval chain may take, and who is told when its time ran out. Pure."""

from datetime import date

from services.domain.approval_chains import ApprovalStep
from services.domain.calendar import Calendar
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.domain.task.authority import held_for_rung, is_stopped, rungs_of, waiting_rung
from services.domain.task.state import Stage, Task


def step_due_on(task: Task, policy: Policy, calendar: Calendar) -> date | None:
    """The last day of the step that waits, in working days from the day of arrival.

    None where nothing waits for a step, or no time is promised. Raises CalendarMissing.
    """
    rung = waiting_rung(task, policy)
    if rung is None or rung.within_working_days is None or task.arrived_on is None:
        return None
    return calendar.add_working_days(task.arrived_on, rung.within_working_days)


def next_offices(task: Task, policy: Policy) -> tuple[Office, ...]:
    """Who is told that a step's time ran out: the next step; after the last those of the rules."""
    following = _next_step(task, policy)
    return following.offices if following else policy.requests.escalate_to


def is_expired(task: Task) -> bool:
    """Whether a report waits at a step whose time ran out."""
    waits = task.stage in {Stage.SUBMITTED, Stage.APPROVED} and not is_stopped(task)
    return waits and task.step_expired


def expired_shown_to(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether the time of the step that waits ran out, and this person is of those told of it."""
    if not is_expired(task):
        return False
    following = _next_step(task, policy)
    if following is None:
        return holder.is_a(*policy.requests.escalate_to)
    return held_for_rung(task, policy, following, holder) is not None


def _next_step(task: Task, policy: Policy) -> ApprovalStep | None:
    rung, rungs = waiting_rung(task, policy), rungs_of(task, policy)
    following = rungs[rungs.index(rung) + 1 :] if rung in rungs else ()
    return following[0] if following else None

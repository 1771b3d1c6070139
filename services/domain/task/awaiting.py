"""For whom a task waits now: one answer for its page, every list and “Vì sao?”. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.domain.authorities import OF_THE_OFFICE
from services.domain.calendar import Calendar, CalendarMissing
from services.domain.policy import Policy
from services.domain.roles import Office
from services.domain.task.assigning import assigners
from services.domain.task.authority import waiting_rung
from services.domain.task.events import RequestKind
from services.domain.task.requests import OpenRequest, answerers, open_requests
from services.domain.task.state import Task
from services.domain.task.step_limits import step_due_on


class AwaitedFor(StrEnum):
    """What the one for whom a task waits has to do."""

    RESUME = "resume"  # it is suspended: let it go on
    ANSWER = "answer"  # its lead declines it, or a unit asks for something after the end
    DECIDE = "decide"  # a report stands at a step of its chain
    WORK = "work"  # its unit reports


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """Whose turn it is, and for what; without offices it is the unit's own people.

    A report waits `since` that day at a step of its chain, which decides by the end of `due_on`;
    None where it promised no time. Where `in_charge`, it is for who is in charge of the lead unit.
    """

    offices: tuple[Office, ...]
    unit: str | None
    to: AwaitedFor
    since: date | None = None
    due_on: date | None = None
    in_charge: bool = False


def awaited(task: Task, policy: Policy, calendar: Calendar | None) -> Awaited | None:
    """Whose turn it is; None once nothing more is owed and nothing is asked."""
    if task.suspended_at is not None:
        return _of_offices(assigners(task, policy), AwaitedFor.RESUME, policy)
    request = decisive_request(task)
    if request is not None:
        return _of_offices(answerers(task, request, policy), AwaitedFor.ANSWER, policy)
    if task.ending:
        return None
    rung = waiting_rung(task, policy)
    if rung is None:
        return Awaited(offices=(), unit=task.lead, to=AwaitedFor.WORK)
    return Awaited(
        offices=rung.offices,
        unit=rung.unit_of(task.lead, policy.office_unit),
        to=AwaitedFor.DECIDE,
        since=task.arrived_on,
        due_on=_step_due_on(task, policy, calendar),
        in_charge=rung.in_charge,
    )


def decisive_request(task: Task) -> OpenRequest | None:
    """The request for which nobody else has a turn: a refusal of the task, or what is left of it.

    Whatever else is asked, the unit works on.
    """
    asked = open_requests(task)
    if task.ending:
        return next(iter(asked), None)
    return next((each for each in asked if each.kind is RequestKind.DECLINE), None)


def _of_offices(offices: tuple[Office, ...], to: AwaitedFor, policy: Policy) -> Awaited:
    unit = policy.office_unit if OF_THE_OFFICE.issuperset(offices) else None
    return Awaited(offices=offices, unit=unit, to=to)


def _step_due_on(task: Task, policy: Policy, calendar: Calendar | None) -> date | None:
    try:
        return step_due_on(task, policy, calendar) if calendar else None
    except CalendarMissing:  # a list is shown all the same
        return None

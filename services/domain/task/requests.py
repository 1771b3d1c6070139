"""Requests of a unit that wait for who assigned its task: which, who answers, until when. Pure."""

from dataclasses import dataclass
from datetime import date

from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.roles import LEADING, Holder, Office, OfficeHeld
from services.domain.task.assigning import assigner, assigners, require_assigner
from services.domain.task.events import RequestEscalated, RequestKind
from services.domain.task.state import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """Something that a unit asked for and nobody has answered.

    `number` counts the requests of its kind; `escalation` is set once it was reported to a leader.
    """

    kind: RequestKind
    number: int
    made_on: date
    escalation: RequestEscalated | None


def open_requests(task: Task) -> tuple[OpenRequest, ...]:
    """What waits for an answer; what ended asks for nothing any more."""
    request = task.extension
    if request is None or task.ending:
        return ()
    return (_opened(task, RequestKind.EXTENSION, request.number, request.made_on),)


def open_request(task: Task, kind: RequestKind) -> OpenRequest | None:
    """The open request of a kind; None where there is none."""
    return {each.kind: each for each in open_requests(task)}.get(kind)


def _opened(task: Task, kind: RequestKind, number: int, made_on: date) -> OpenRequest:
    reported = {(each.kind, each.request): each for each in task.request_escalations}
    return OpenRequest(
        kind=kind, number=number, made_on=made_on, escalation=reported.get((kind, number))
    )


def answer_by(task: Task, request: OpenRequest, policy: Policy, calendar: Calendar) -> date:
    """The last day for an answer; a clock that stood meanwhile begins anew.

    Raises CalendarMissing.
    """
    runs_from = max(request.made_on, day_of(task.clock_from))
    days = policy.requests.answer_within_working_days
    return calendar.add_working_days(runs_from, days)


def request_escalation(
    task: Task, request: OpenRequest, policy: Policy, in_charge: Holder | None
) -> RequestEscalated:
    """Whom an unanswered request is reported to: the leader in charge, else by the ward's rule.

    Where the chair decides already it only reminds: it never goes to somebody lower.
    """
    to: tuple[Office, ...] = policy.requests.escalate_to
    held = in_charge.find(LEADING) if in_charge else None
    person_id = None
    if Office.CHAIR in assigners(task, policy):
        to = (Office.CHAIR,)
    elif in_charge is not None and held is not None:
        to, person_id = (held.office,), in_charge.person_id
    return RequestEscalated(kind=request.kind, request=request.number, to=to, person_id=person_id)


def answering(request: OpenRequest, holder: Holder) -> tuple[Office, ...]:
    """The offices that answer besides those of the assigner, since the request was reported.

    Who was named answers in person; in the place of a named one the chair may.
    """
    reported = request.escalation
    if reported is None:
        return ()
    if reported.person_id in {None, holder.person_id}:
        return reported.to
    return (Office.CHAIR,)


def answering_office(
    task: Task, request: OpenRequest, policy: Policy, holder: Holder
) -> OfficeHeld | None:
    """The office under which this person answers a request; None where there is none."""
    return assigner(task, policy, holder, also=answering(request, holder))


def require_answering(
    task: Task, kind: RequestKind, context: DecisionContext
) -> tuple[OfficeHeld, OpenRequest | None]:
    """The same, with the request, None where none is open; raises NotAllowed."""
    request = open_request(task, kind)
    also = answering(request, context.holder) if request else ()
    return require_assigner(task, context, also=also), request


def is_asked(task: Task) -> bool:
    """Whether its unit waits for an answer: to a request, or to its refusal of the task."""
    asked = bool(open_requests(task)) or (task.decline is not None and not task.ending)
    return asked and task.suspended_at is None


def may_answer(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether some request of this task waits for this person."""
    return task.suspended_at is None and any(
        answering_office(task, request, policy, holder) is not None
        for request in open_requests(task)
    )

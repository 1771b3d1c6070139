"""Requests of a unit that wait for who assigned its task: which, who answers, until when. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.domain.authorities import listed
from services.domain.calendar import Calendar
from services.domain.context import DecisionContext
from services.domain.instants import day_of
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import LEADING, Holder, Office, OfficeHeld
from services.domain.task.assigning import assigner, assigners, require_assigner
from services.domain.task.contests import Contest
from services.domain.task.events import RequestEscalated, RequestKind
from services.domain.task.rules import OWN_UNIT
from services.domain.task.state import Ending, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """Something that a unit asked for and nobody has answered.

    `number` counts the requests of its kind, `unit` asked: the lead of then, or where it
    `supports` a supporting unit; `people` are those in whose own matter it is, wherever they work
    now. `escalation` is set once it was reported to a leader.
    """

    kind: RequestKind
    number: int
    unit: str
    made_on: date
    escalation: RequestEscalated | None
    people: frozenset[UUID | None] = frozenset()
    supports: bool = False

    @property
    def supporter(self) -> str | None:
        """The supporting unit that asked; None where it was the lead."""
        return self.unit if self.supports else None


def open_requests(task: Task) -> tuple[OpenRequest, ...]:
    """What waits for an answer; of what was confirmed only its evidence is asked about."""
    asked = []
    if task.extension is not None and not task.ending:
        number, made_on = task.extension.number, task.extension.made_on
        asked.append(_opened(task, RequestKind.EXTENSION, number, made_on))
    if task.decline is not None and not task.ending:
        asked.append(_opened(task, RequestKind.DECLINE, 1, day_of(task.decline.made_at)))
    if task.ending in {None, Ending.CONFIRMED}:
        asked += [
            replace(
                _opened(task, RequestKind.CAUSE, claim.number, day_of(claim.made_at), claim.unit),
                supports=claim.matter.supporter is not None,
            )
            for claim in task.cause_claims
            if claim.answer is None
        ]
        asked += [_contested(task, each) for each in task.contests if each.answer is None]
    return tuple(asked)


def open_request(task: Task, kind: RequestKind, number: int | None = None) -> OpenRequest | None:
    """The open request of a kind, of several that number; None where there is none."""
    return next(
        (
            each
            for each in open_requests(task)
            if each.kind is kind and number in {None, each.number}
        ),
        None,
    )


def _contested(task: Task, contest: Contest) -> OpenRequest:
    made_on, unit = day_of(contest.made_at), contest.owner.unit
    request = _opened(task, RequestKind.CONTEST, contest.number, made_on, unit)
    return replace(
        request,
        supports=contest.matter.unit is not None,
        people=frozenset({contest.person_id, contest.owner.person_id}),
    )


def _opened(
    task: Task, kind: RequestKind, number: int, made_on: date, unit: str | None = None
) -> OpenRequest:
    """One of them; `unit` asked, where it is not the lead of now."""
    reported = {(each.kind, each.request): each for each in task.request_escalations}
    return OpenRequest(
        kind=kind,
        number=number,
        unit=unit or task.lead,
        made_on=made_on,
        escalation=reported.get((kind, number)),
    )


def answer_by(task: Task, request: OpenRequest, policy: Policy, calendar: Calendar) -> date:
    """The last day for an answer; only a suspension since lets the time begin anew.

    Raises CalendarMissing.
    """
    runs_from = max(request.made_on, *(each.until_on for each in task.suspensions), date.min)
    days = policy.requests.answer_within_working_days
    return calendar.add_working_days(runs_from, days)


def is_moot(task: Task, request: OpenRequest) -> bool:
    """Whether nobody need answer for now: the report of who asked for more time came in time.

    It waits for what becomes of the report.
    """
    in_time = task.effective_on is not None and task.is_in_time_on(task.effective_on)
    return request.kind is RequestKind.EXTENSION and in_time


def request_escalation(
    task: Task, request: OpenRequest, policy: Policy, in_charge: Holder | None
) -> RequestEscalated:
    """Whom an unanswered request is reported to: the leader in charge, else by the ward's rule.

    Where the chair decides already it only reminds: it never goes to somebody lower.
    """
    to: tuple[Office, ...] = policy.requests.escalate_to
    held = in_charge.find(LEADING) if in_charge else None
    person_id = None
    if Office.CHAIR in assigners(_asked_by(task, request), policy, request.supporter):
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
    if holder.person_id in request.people:
        return None
    asked = _asked_by(task, request)
    also = answering(request, holder)
    return assigner(asked, policy, holder, also=also, asking=request.supporter)


def _asked_by(task: Task, request: OpenRequest) -> Task:
    """The task as the unit led it that asked: nobody answers for the own unit, after all."""
    led = request.supports or task.lead == request.unit
    return task if led else replace(task, lead=request.unit)


def require_answering(
    task: Task, kind: RequestKind, context: DecisionContext, number: int | None = None
) -> tuple[OfficeHeld, OpenRequest | None]:
    """The same, with the request, None where none is open; raises NotAllowed."""
    request = open_request(task, kind, number)
    if request is None:
        return require_assigner(task, context), None
    also = answering(request, context.holder)
    asked, asking = _asked_by(task, request), request.supporter
    held = require_assigner(asked, context, also=also, asking=asking)
    if context.holder.person_id in request.people:
        raise OWN_UNIT.refuse(offices=listed(assigners(asked, context.policy, asking)))
    return held, request


def answerers(task: Task, request: OpenRequest, policy: Policy) -> tuple[Office, ...]:
    """The offices that answer a request, those to whom it climbed among them."""
    offices = assigners(_asked_by(task, request), policy, request.supporter)
    to = request.escalation.to if request.escalation else ()
    return (*offices, *(office for office in to if office not in offices))


def is_unanswered(task: Task) -> bool:
    """Whether a request of its units that still waits was told to a leader."""
    return any(each.escalation is not None for each in open_requests(task))


def is_asked(task: Task) -> bool:
    """Whether its unit waits for an answer: for more time, or to its refusal of the task."""
    return bool(open_requests(task)) and task.suspended_at is None


def may_answer(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether some request of this task waits for this person."""
    return task.suspended_at is None and any(
        answering_office(task, request, policy, holder) is not None
        for request in open_requests(task)
    )

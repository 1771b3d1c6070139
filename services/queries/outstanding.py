"""What a task still lacks, and whose level must decide: the same answer for every list of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.domain.approval_chains import ApprovalStep, ApprovalStepUnit
from services.domain.authorities import OF_THE_OFFICE
from services.domain.policy import Policy
from services.domain.roles import Holder, Office
from services.domain.task.assigning import assigners
from services.domain.task.authority import is_stopped, waiting_rung
from services.domain.task.awaiting import decisive_request
from services.domain.task.contributing import owes, unsigned_of
from services.domain.task.events import OverdueEscalated, RequestKind, TaskEscalated
from services.domain.task.lateness import OfficialStatus, box
from services.domain.task.overdue import standing_escalations
from services.domain.task.requests import (
    OpenRequest,
    answerers,
    is_moot,
    is_unanswered,
    open_requests,
)
from services.domain.task.state import Task
from services.domain.task.step_limits import is_expired
from services.queries.viewing import Viewing, days_late_or_none

InCharge = Mapping[str, Holder]


class MissingKind(StrEnum):
    """What has to come before a task can end."""

    RESUMPTION = "resumption"
    ANSWER = "answer"
    REPORT = "report"
    CORRECTION = "correction"
    CONTRIBUTION = "contribution"
    SIGNATURE = "signature"
    CONFIRMATION = "confirmation"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingThing:
    """One thing that is missing; `units` owe it, `requests` are what waits for an answer."""

    kind: MissingKind
    units: tuple[str, ...] = ()
    requests: tuple[RequestKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingLevel:
    """Whose turn it is; without offices it is the unit's own people.

    `person_id` is who is meant by name, under the office `named_as`; the other offices may as
    well.
    """

    offices: tuple[Office, ...]
    unit: str | None
    person_id: UUID | None = None
    named_as: Office | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutstandingTask:
    """A task with what it lacks; `days_late` are working days, None where a year has no calendar.

    `deciding` is None where nothing more is owed; `person` is the name of whom it means, None
    where it means nobody by name or the name was erased.
    """

    task: Task
    box: OfficialStatus
    days_late: int | None
    missing: tuple[MissingThing, ...]
    deciding: DecidingLevel | None
    person: str | None = None

    @property
    def is_late(self) -> bool:
        """Whether it runs and its day has passed."""
        return self.box is OfficialStatus.RUNNING_LATE

    @property
    def latest_first(self) -> tuple[bool, int, date, str]:
        """Its place by lateness: most working days, then the oldest day.

        What is late by an unknown number of days, where a year has no calendar, comes first.
        """
        known = self.days_late is not None
        return known, -(self.days_late or 0), self.task.by_due_day, self.task.stream


def outstanding(task: Task, viewing: Viewing, in_charge: InCharge) -> OutstandingTask:
    """A task with what it lacks; `in_charge` leads the ward and is in charge of the unit."""
    return OutstandingTask(
        task=task,
        box=box(task, viewing.today),
        days_late=days_late_or_none(task, viewing),
        missing=missing_things(task, viewing.policy),
        deciding=deciding_level(task, viewing.policy, in_charge),
    )


def is_reported_above(task: Task) -> bool:
    """Whether somebody above the unit was told of it, and that still holds.

    By a chase too many, by a step of the overdue ladder, or because a request or a step of the
    approval waited too long.
    """
    if is_stopped(task):
        return False
    return _reported_above(task) is not None or is_unanswered(task) or is_expired(task)


def missing_things(task: Task, policy: Policy) -> tuple[MissingThing, ...]:
    """What has to come before the task can end, in the order in which people wait for it."""
    if task.suspended_at is not None:
        return (MissingThing(kind=MissingKind.RESUMPTION),)
    requests = tuple(dict.fromkeys(each.kind for each in _waiting_requests(task)))
    asked = (MissingThing(kind=MissingKind.ANSWER, requests=requests),) if requests else ()
    if task.ending:
        return asked
    rung = waiting_rung(task, policy)
    return (*asked, *(_of_the_units(task) if rung is None else (_of_a_step(task, rung),)))


def deciding_level(task: Task, policy: Policy, in_charge: InCharge) -> DecidingLevel | None:
    """The office or the person whose turn it is: who resumes, answers, decides on the report.

    Where the unit itself is at work it is whom its lateness was reported to last, else the unit.
    None where nothing more is owed and nothing is asked.
    """
    if task.suspended_at is not None:
        return _ordering(task, assigners(task, policy), policy)
    request = decisive_request(task) or next(iter(_waiting_requests(task)), None)
    if request is not None:
        return _answering(task, request, policy)
    return None if task.ending else _level_of_the_report(task, policy, in_charge.get(task.lead))


def _level_of_the_report(task: Task, policy: Policy, leader: Holder | None) -> DecidingLevel:
    rung = waiting_rung(task, policy)
    if rung is not None:
        return _in_charge(rung.offices, rung.unit_of(task.lead, policy.office_unit), leader)
    reported = _reported_above(task)
    if reported is None:
        return DecidingLevel(offices=(), unit=task.lead)
    unit = reported.unit if isinstance(reported, OverdueEscalated) else None
    if reported.person_id is None:
        return _in_charge(reported.to, unit, leader)
    return DecidingLevel(
        offices=reported.to,
        unit=unit,
        person_id=reported.person_id,
        named_as=next(iter(reported.to), None),
    )


def _waiting_requests(task: Task) -> tuple[OpenRequest, ...]:
    """Of what is asked that which somebody has to answer now."""
    return tuple(each for each in open_requests(task) if not is_moot(task, each))


def _of_the_units(task: Task) -> tuple[MissingThing, ...]:
    """What lead and supporting units still have to bring while the lead is at work."""
    own = MissingKind.CORRECTION if task.returned else MissingKind.REPORT
    owing = tuple(unit for unit in task.supporting if owes(task, unit))
    unsigned = tuple(unit for unit in owing if unsigned_of(task, unit) is not None)
    unsent = tuple(unit for unit in owing if unit not in unsigned)
    beside = ((MissingKind.CONTRIBUTION, unsent), (MissingKind.SIGNATURE, unsigned))
    return (
        MissingThing(kind=own, units=(task.lead,)),
        *(MissingThing(kind=kind, units=units) for kind, units in beside if units),
    )


def _of_a_step(task: Task, rung: ApprovalStep) -> MissingThing:
    if rung.unit is ApprovalStepUnit.LEAD:
        return MissingThing(kind=MissingKind.SIGNATURE, units=(task.lead,))
    return MissingThing(kind=MissingKind.CONFIRMATION)


def _reported_above(task: Task) -> OverdueEscalated | TaskEscalated | None:
    """The last that somebody above the lead unit was told of, while it still holds."""
    steps = [each for each in standing_escalations(task) if each.unit != task.lead]
    if steps:
        return max(steps, key=lambda each: (each.due_on, each.after_working_days))
    climbed = task.escalation
    stands = climbed is not None and task.answered_chases < climbed.chase
    return climbed if stands and not is_stopped(task) else None


def _answering(task: Task, request: OpenRequest, policy: Policy) -> DecidingLevel:
    offices, reported = answerers(task, request, policy), request.escalation
    if reported is not None and reported.person_id is not None:
        named_as = next(iter(reported.to), None)
        unit = _office_unit(offices, policy)
        return DecidingLevel(
            offices=offices, unit=unit, person_id=reported.person_id, named_as=named_as
        )
    return _ordering(task, offices, policy)


def _ordering(task: Task, offices: tuple[Office, ...], policy: Policy) -> DecidingLevel:
    """The offices that decide on the life of a task; of assigned work its orderer in person."""
    unit = _office_unit(offices, policy)
    if task.assigned is None or task.assigned.ordered_by.office not in offices:
        return DecidingLevel(offices=offices, unit=unit)
    ordered = task.assigned.ordered_by
    return DecidingLevel(
        offices=offices, unit=unit, person_id=ordered.person_id, named_as=ordered.office
    )


def _office_unit(offices: tuple[Office, ...], policy: Policy) -> str | None:
    return policy.office_unit if OF_THE_OFFICE.issuperset(offices) else None


def _in_charge(
    offices: tuple[Office, ...], unit: str | None, leader: Holder | None
) -> DecidingLevel:
    """These offices, with the leader in charge by name where that leader holds one of them."""
    held = leader.find(frozenset(offices)) if leader is not None and unit is None else None
    if leader is None or held is None:
        return DecidingLevel(offices=offices, unit=unit)
    return DecidingLevel(
        offices=offices, unit=unit, person_id=leader.person_id, named_as=held.office
    )

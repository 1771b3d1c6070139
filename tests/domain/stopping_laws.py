"""What holds of a task that is suspended or withdrawn: laws over its recorded facts."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from services.domain.calendar import Calendar
from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of, end_of
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.decline_task import TaskDeclined
from services.domain.task.acts.grant_extension import ExtensionGranted
from services.domain.task.acts.keep_task import TaskKept
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.note_progress import ProgressNoted
from services.domain.task.acts.reassign_task import TaskReassigned
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.acts.replace_task import TaskReplaced
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.births import TaskAssigned
from services.domain.task.events import (
    ContributionMissed,
    DeadlineMissed,
    RequestEscalated,
    StepTimeExpired,
)
from tests.domain.chain_laws import lead_of

DECIDED = (
    TaskSuspended,
    TaskResumed,
    TaskWithdrawn,
    TaskReassigned,
    TaskReplaced,
    TaskKept,
)


def nothing_happens_while_it_is_suspended(facts: Sequence[Fact]) -> None:
    """Progress is noted, and a day that had ended before is recorded as missed; nothing else.

    Nor after it was taken back while it was suspended: its clock never ran again.
    """
    suspended_at: datetime | None = None
    for fact in facts:
        match fact.event:
            case TaskSuspended():
                assert suspended_at is None
                suspended_at = fact.occurred_at
            case TaskResumed():
                assert suspended_at is not None
                suspended_at = None
            case TaskWithdrawn() | TaskReplaced():
                suspended_at = suspended_at or fact.occurred_at
            case DeadlineMissed(due_on=due_on) | ContributionMissed(due_on=due_on) if (
                suspended_at is not None
            ):
                assert end_of(due_on) <= suspended_at
            case event if suspended_at is not None:
                allowed = ProgressNoted | SpecialistNamed | SpecialistReleased
                assert isinstance(event, allowed), event


def no_day_ends_while_the_clock_stands(facts: Sequence[Fact]) -> None:
    """A missed day had ended before the suspension, or ends after it."""
    stood = list(suspensions(facts))
    for fact in facts:
        if isinstance(fact.event, DeadlineMissed | ContributionMissed | StepTimeExpired):
            at = end_of(fact.event.due_on)
            for began, ended in stood:
                outside = at <= began or (ended is not None and at > ended)
                assert outside, (fact.event, began, ended)


def worked_while_it_ran(
    facts: Sequence[Fact], calendar: Calendar, since: date, until: date
) -> int:
    """The working days after one day up to another, day by day, without those of suspensions."""
    stood = [
        (day_of(began), date.max if ended is None else day_of(ended))
        for began, ended in suspensions(facts)
    ]
    days = (since + timedelta(days=each) for each in range(1, (until - since).days + 1))
    return sum(
        calendar.is_working_day(day) and not any(began < day <= ended for began, ended in stood)
        for day in days
    )


def suspensions(facts: Sequence[Fact]) -> Iterator[tuple[datetime, datetime | None]]:
    """When each began, and when its clock ran again: never where the task was taken back in it."""
    began: datetime | None = None
    for fact in facts:
        match fact.event:
            case TaskSuspended():
                began = fact.occurred_at
            case TaskResumed() if began is not None:
                yield began, fact.occurred_at
                began = None
            case _:
                continue
    if began is not None:
        yield began, None


def only_an_assigner_stops_it(facts: Sequence[Fact], office_unit: str) -> None:
    """The chief of the Office; of what the Office leads the ward's leaders; never the own unit.

    Of assigned work the ward's leaders too.
    """
    ordered = isinstance(facts[0].event, TaskAssigned)
    for at, fact in enumerate(facts):
        if isinstance(fact.event, DECIDED):
            lead = lead_of(facts[:at])
            by_leaders = ordered or lead == office_unit
            offices = {"vice_chair", "chair"} if by_leaders else {"chief_of_office"}
            assert fact.actor.kind is ActorKind.PERSON
            assert fact.actor.office in offices
            assert fact.actor.unit != lead


def what_was_ordered_is_decided_in_person(facts: Sequence[Fact]) -> None:
    """By the leader who ordered it, or by the chair; no other leader under the same office.

    Until a request climbs: then those to whom it did may answer as well.
    """
    opening = facts[0].event
    if not isinstance(opening, TaskAssigned):
        return
    for fact in facts:
        if isinstance(fact.event, RequestEscalated):
            return
        if isinstance(fact.event, (*DECIDED, ExtensionGranted)):
            by = opening.ordered_by.person_id
            assert fact.actor.person_id == by or fact.actor.office == "chair"


def it_is_declined_once_and_answered(facts: Sequence[Fact]) -> None:
    """By the lead's own head, once in its life; an answer is to a refusal that waits."""
    waits, times = False, 0
    for at, fact in enumerate(facts):
        match fact.event:
            case TaskDeclined():
                assert fact.actor.office in {"unit_head", "chief_of_office"}
                assert fact.actor.unit == lead_of(facts[:at])
                waits, times = True, times + 1
            case TaskKept():
                assert waits
                waits = False
            case TaskReassigned() | TaskAcknowledged() | ReportSubmitted():
                waits = False
            case _:
                continue
    assert times <= 1

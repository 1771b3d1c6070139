"""What holds of a task that is suspended or withdrawn: laws over its recorded facts."""

from collections.abc import Sequence
from datetime import datetime

from services.domain.assignment.issuing import TaskIssued
from services.domain.facts import ActorKind, Fact
from services.domain.instants import end_of
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.note_progress import ProgressNoted
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.acts.resume_task import TaskResumed
from services.domain.task.acts.suspend_task import TaskSuspended
from services.domain.task.acts.withdraw_task import TaskWithdrawn
from services.domain.task.events import DeadlineMissed

DECIDED = (TaskSuspended, TaskResumed, TaskWithdrawn)


def nothing_happens_while_it_is_suspended(facts: Sequence[Fact]) -> None:
    """Progress is noted, and a day that had ended before is recorded as missed; nothing else."""
    suspended_at: datetime | None = None
    for fact in facts:
        match fact.event:
            case TaskSuspended():
                assert suspended_at is None
                suspended_at = fact.occurred_at
            case TaskResumed():
                assert suspended_at is not None
                suspended_at = None
            case TaskWithdrawn():
                suspended_at = None
            case DeadlineMissed(due_on=due_on) if suspended_at is not None:
                assert end_of(due_on) <= suspended_at
            case event if suspended_at is not None:
                allowed = ProgressNoted | SpecialistNamed | SpecialistReleased
                assert isinstance(event, allowed), event


def only_an_assigner_stops_it(facts: Sequence[Fact], office_unit: str) -> None:
    """The chief of the Office; of what the Office leads the ward's leaders; never the own unit."""
    opening = facts[0].event
    assert isinstance(opening, TaskIssued)
    own = opening.lead_unit == office_unit
    offices = {"vice_chair", "chair"} if own else {"chief_of_office"}
    for fact in facts:
        if isinstance(fact.event, DECIDED):
            assert fact.actor.kind is ActorKind.PERSON
            assert fact.actor.office in offices
            assert fact.actor.unit != opening.lead_unit

"""What must hold of the work that units divide and contribute, told without the domain's rules."""

from collections.abc import Sequence
from datetime import date

from services.domain.assignment.issuing import ContributionsDue, TaskIssued
from services.domain.facts import ActorKind, Fact
from services.domain.instants import day_of
from services.domain.roles import SIGNING, WORKING
from services.domain.task.acts.approve_contribution import ContributionApproved
from services.domain.task.acts.name_specialist import SpecialistNamed
from services.domain.task.acts.release_specialist import SpecialistReleased
from services.domain.task.acts.return_contribution import ContributionReturned
from services.domain.task.acts.submit_contribution import ContributionSubmitted
from services.domain.task.acts.waive_contribution import ContributionWaived
from services.domain.task.births import TaskAssigned
from services.domain.task.events import ContributionMissed, ContributionsDueMoved
from services.domain.task.state import Task
from tests.domain.around_task import OUTSIDE
from tests.domain.task_laws import missed_by_the_new_lead
from tests.domain.task_world import CAST


def heads_name_people_of_their_unit(facts: Sequence[Fact]) -> None:
    """By the signature of the unit, somebody who works there."""
    by_id = {who.person_id: who for who in CAST.values()}
    for fact in facts:
        event = fact.event
        if not isinstance(event, SpecialistNamed | SpecialistReleased):
            continue
        assert fact.actor.unit == event.unit, "a unit is divided by itself"
        assert fact.actor.office in {office.value for office in SIGNING}
        assert by_id[event.person_id].find(WORKING, event.unit) is not None


def a_unit_has_one_specialist(task: Task) -> None:
    """Each unit names one person at a time."""
    units = [named.unit for named in task.specialists]
    assert len(units) == len(set(units))


def heads_sign_what_their_unit_sent(facts: Sequence[Fact]) -> None:
    """What waits for a signature was sent by somebody else; its unit's head signs it once."""
    given: list[Fact] = []
    decided: set[int] = set()
    for fact in facts:
        event = fact.event
        if isinstance(event, ContributionSubmitted):
            given.append(fact)
            signing = {office.value for office in SIGNING}
            assert event.signed is (event.on_paper or fact.actor.office in signing)
            assert event.on_paper is (event.unit in OUTSIDE), "whoever has accounts signs"
            assert event.paper is not None or not event.on_paper
        if isinstance(event, ContributionApproved | ContributionReturned):
            sent = given[event.contribution - 1]
            assert isinstance(sent.event, ContributionSubmitted)
            assert not sent.event.signed
            assert (sent.event.unit, fact.actor.unit) == (event.unit, event.unit)
            assert fact.actor.person_id != sent.actor.person_id, "nobody signs the own words"
            assert event.contribution not in decided
            decided.add(event.contribution)


def _until(facts: Sequence[Fact], unit: str, last: date) -> bool:
    """Whether that unit's contribution was signed, or waived, by the end of that day."""
    for fact in facts:
        event = fact.event
        if day_of(fact.occurred_at) > last:
            continue
        freed = isinstance(event, ContributionWaived) and event.unit == unit
        sent = isinstance(event, ContributionSubmitted) and event.signed and event.unit == unit
        signed = isinstance(event, ContributionApproved) and event.unit == unit
        if freed or sent or signed:
            return True
    return False


def a_unit_misses_its_day_once(facts: Sequence[Fact]) -> None:
    """On the day that stood then, where nothing was signed or waived by its end.

    By the clock, or as the unit is made the lead.
    """
    due_on: date | None = None
    late: set[str] = set()
    for at, fact in enumerate(facts):
        match fact.event:
            case (
                TaskIssued(contributions=ContributionsDue(on=on))
                | TaskAssigned(contributions=ContributionsDue(on=on))
            ):
                due_on = on
            case ContributionsDueMoved(from_on=from_on, due_on=to_on):
                assert from_on == due_on
                due_on = to_on
            case ContributionMissed(unit=unit, due_on=missed_on):
                by_the_clock = fact.actor.kind is ActorKind.SYSTEM
                assert by_the_clock or missed_by_the_new_lead(facts[at:])
                assert missed_on == due_on
                assert unit not in late
                assert not _until(facts[:at], unit, missed_on)
                late.add(unit)
            case _:
                pass


def who_owes_too_long_is_recorded(task: Task, facts: Sequence[Fact], today: date) -> None:
    """Once the clock has come to rest, while the task runs."""
    due = task.contributions.due
    if due is None or task.ending or task.suspended_at is not None or due.on >= today:
        return
    for unit in task.supporting:
        late = any(each.unit == unit for each in task.contributions.late)
        assert late or _until(facts, unit, due.on), unit

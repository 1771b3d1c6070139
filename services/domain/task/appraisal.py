"""What a task shows for Nghị định 335 and 233: facts with days and persons, never a score. Pure.

Everything is judged by the rules that decide elsewhere (`judgement`, `is_held`, `claim_of`), on
the facts that hold: what was undone counts for nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.acts.submit_report import ReportSubmitted
from services.domain.task.appraised_causes import ClaimedCause, cause_of
from services.domain.task.appraised_contributions import ContributionLateness, late_contributions
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.events import DeadlineMissed, Ground
from services.domain.task.evolving import not_undone, states_of
from services.domain.task.lateness import OfficialStatus, is_held, judgement
from services.domain.task.owners import OwnedBy, Owner
from services.domain.task.specialists import specialist_of
from services.domain.task.state import DueDate, Task

_MISSED: Final = CauseMatter(about=CauseSubject.MISSED_DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedReturn:
    """One report that came back to the unit; `position` is where the fact stands."""

    submission: int
    ground: Ground
    on: date
    owner: Owner
    position: int
    cause: ClaimedCause | None

    @property
    def is_deducted(self) -> bool:
        """Whether Nghị định 335 counts it: failed content without a confirmed cause."""
        confirmed = self.cause is not None and self.cause.is_confirmed
        return self.ground is Ground.FAILED_CONTENT and not confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """A late product: after `since_on`, until `until_on`, in working days.

    `working_days` is None where a year in between has no calendar. `position` is where the record
    of the missed date stands, None until the clock has made it.
    """

    since_on: date
    until_on: date
    working_days: int | None
    owner: Owner
    position: int | None
    cause: ClaimedCause | None

    @property
    def is_deducted(self) -> bool:
        """Whether Nghị định 335 counts it: no objective cause was confirmed."""
        return self.cause is None or not self.cause.is_confirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One task as a product: how it stands against the date in force and the original one.

    `awaits_extension` is a due date that passed while an extension asked in time waits for its
    answer: nothing is late yet. `confirmed_at` is where the confirmation stands. `contributions`
    are those that supporting units gave too late.
    """

    task: Task
    owner: Owner
    status: OfficialStatus
    status_by_original: OfficialStatus
    awaits_extension: bool
    confirmed_at: int | None
    lateness: Lateness | None
    returns: tuple[CountedReturn, ...]
    contributions: tuple[ContributionLateness, ...]

    @property
    def stream(self) -> str:
        """The task's stream."""
        return self.task.stream


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """The facts that hold, each beside the task before it, and the owner of each version."""

    task: Task
    steps: Sequence[tuple[Task | None, Fact]]
    owners: Mapping[int, Owner]


def product_of(facts: Iterable[Fact], calendar: Calendar, today: date) -> Product | None:
    """The product that a task's facts make, as of that day; None where it was never issued."""
    past = _past(facts)
    if past is None:
        return None
    task, owner = past.task, _owner_of(past)
    status = judgement(task, today).status
    original = replace(task, due=DueDate(original=task.due.original, counted=task.due.original))
    return Product(
        task=task,
        owner=owner,
        status=status,
        status_by_original=judgement(original, today).status,
        awaits_extension=is_held(task) and status is OfficialStatus.RUNNING_LATE,
        confirmed_at=_position(past, SubmissionConfirmed),
        lateness=_lateness(past, owner, calendar, today),
        returns=_returns(past),
        contributions=late_contributions(task, past.steps, calendar, today),
    )


def _past(facts: Iterable[Fact]) -> _Past | None:
    held = not_undone(facts)
    states = tuple(states_of(held))
    if not states:
        return None
    steps = tuple(zip((None, *states[:-1]), held, strict=True))
    owners = {
        fact.event.submission: _owner_of_version(before, fact)
        for before, fact in steps
        if before is not None and isinstance(fact.event, ReportSubmitted)
    }
    return _Past(task=states[-1], steps=steps, owners=owners)


def _owner_of_version(before: Task, fact: Fact) -> Owner:
    """Who was named in the lead unit when a version was sent, else who sent it."""
    named = specialist_of(before, before.lead)
    if named is not None:
        return Owner(unit=before.lead, person_id=named.person_id, by=OwnedBy.NAMED)
    return Owner(unit=before.lead, person_id=fact.actor.person_id, by=OwnedBy.SENT)


def _owner_of(past: _Past) -> Owner:
    """Whose product it is: that of the newest version of its lead unit, else who is named."""
    return _owner_in(past.task, past.owners)


def _owner_in(task: Task, owners: Mapping[int, Owner]) -> Owner:
    sent = owners.get(task.submission)
    if sent is not None and sent.unit == task.lead:
        return sent
    named = specialist_of(task, task.lead)
    if named is not None:
        return Owner(unit=task.lead, person_id=named.person_id, by=OwnedBy.EXPECTED)
    return Owner(unit=task.lead, person_id=None, by=OwnedBy.NOBODY)


def _lateness(past: _Past, owner: Owner, calendar: Calendar, today: date) -> Lateness | None:
    """What was recorded stays; what is late and not recorded yet is told all the same."""
    task = past.task
    if not task.missed and (not judgement(task, today).late or is_held(task)):
        return None
    recorded = next((step for step in past.steps if _is_miss(step[1])), None)
    before = recorded[0] if recorded else None
    if before is not None and before.lead != owner.unit:  # it went to another unit since
        owner = _owner_in(before, past.owners)
    since = (task.missed_on or task.due_on) if task.missed else task.due_on
    # The day by which it would be judged were nothing recorded: until then it is late.
    until = judgement(replace(task, missed=False), today).day
    working_days = None
    with suppress(CalendarMissing):
        working_days = max(0, calendar.working_days_between(since, until))
    return Lateness(
        since_on=since,
        until_on=max(since, until),
        working_days=working_days,
        owner=owner,
        position=recorded[1].position if recorded else None,
        cause=cause_of(past.task, past.steps, _MISSED),
    )


def _is_miss(fact: Fact) -> bool:
    return isinstance(fact.event, DeadlineMissed)


def _returns(past: _Past) -> tuple[CountedReturn, ...]:
    """Each report that came back to the unit; a step that asks an earlier one makes none."""
    return tuple(
        _return(past, before, fact, fact.event)
        for before, fact in past.steps
        if before is not None
        and isinstance(fact.event, SubmissionReturned)
        and fact.event.to_step is None
    )


def _return(past: _Past, before: Task, fact: Fact, event: SubmissionReturned) -> CountedReturn:
    matter = CauseMatter(about=CauseSubject.RETURN, submission=event.submission)
    return CountedReturn(
        submission=event.submission,
        ground=event.ground,
        on=day_of(fact.occurred_at),
        owner=past.owners.get(event.submission, _owner_in(before, past.owners)),
        position=fact.position,
        cause=cause_of(past.task, past.steps, matter),
    )


def _position(past: _Past, kind: type[SubmissionConfirmed]) -> int | None:
    return next((fact.position for _, fact in past.steps if isinstance(fact.event, kind)), None)

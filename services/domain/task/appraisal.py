"""What a task shows for Nghị định 335 and 233: facts with days and persons, never a score. Pure.

Everything is judged by the rules that decide elsewhere (`judgement`, `is_held`, `claim_of`), on
the facts that hold: what was undone counts for nothing.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.domain.calendar import Calendar, CalendarMissing
from services.domain.facts import Fact
from services.domain.instants import day_of
from services.domain.replacing import replace
from services.domain.task.acts.accept_contest import ContestAccepted
from services.domain.task.acts.confirm_submission import SubmissionConfirmed
from services.domain.task.acts.contest_line import LineContested
from services.domain.task.acts.reject_contest import ContestRejected
from services.domain.task.acts.return_submission import SubmissionReturned
from services.domain.task.appraised_causes import ClaimedCause, cause_of
from services.domain.task.appraised_contributions import ContributionLateness, late_contributions
from services.domain.task.causes import CauseMatter, CauseSubject
from services.domain.task.contests import Contest
from services.domain.task.events import DeadlineMissed, Ground
from services.domain.task.evolving import not_undone, outcome_of
from services.domain.task.lateness import OfficialStatus, can_be_missed, is_held, judgement
from services.domain.task.line_owners import owner_of_miss, owner_of_product, owner_of_return
from services.domain.task.owners import Owner
from services.domain.task.running_days import ran_between
from services.domain.task.state import Task
from services.domain.task.values import DueDate

_MISSED: Final = CauseMatter(about=CauseSubject.MISSED_DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestedLine:
    """A contest of something in a line, with its fact and that of its answer, if there is one."""

    contest: Contest
    asked: Fact
    answered: Fact | None


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
    are those that supporting units gave too late, `contests` what was asked to be looked at again
    of all this, in its order.
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
    contests: tuple[ContestedLine, ...]

    @property
    def stream(self) -> str:
        """The task's stream."""
        return self.task.stream


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """The facts that hold, and the task that they make."""

    task: Task
    facts: Sequence[Fact]


def product_of(facts: Iterable[Fact], calendar: Calendar, today: date) -> Product | None:
    """The product that a task's facts make, as of that day; None where it was never issued."""
    past = _past(facts)
    if past is None:
        return None
    task, owner = past.task, owner_of_product(past.task)
    status = judgement(task, today).status
    original = replace(task, due=task.due and _as_ordered(task.due))
    return Product(
        task=task,
        owner=owner,
        status=status,
        status_by_original=judgement(original, today).status,
        awaits_extension=is_held(task) and status is OfficialStatus.RUNNING_LATE,
        confirmed_at=_position(past, SubmissionConfirmed),
        lateness=_lateness(past, calendar, today),
        returns=_returns(past),
        contributions=late_contributions(task, past.facts, calendar, today),
        contests=tuple(_contest(past, each) for each in task.contests),
    )


def _as_ordered(due: DueDate) -> DueDate:
    """The day of the beginning, as if nothing had ever moved it."""
    return DueDate(original=due.original, counted=due.original)


def _past(facts: Iterable[Fact]) -> _Past | None:
    held = not_undone(facts)
    task = outcome_of(held)
    return None if task is None else _Past(task=task, facts=held)


def _lateness(past: _Past, calendar: Calendar, today: date) -> Lateness | None:
    """What was recorded stays; what is late and not recorded yet is told all the same."""
    task = past.task
    is_late = judgement(task, today).late and not is_held(task) and can_be_missed(task)
    if task.due is None or not (task.missed or is_late):
        return None
    recorded = next((fact for fact in past.facts if isinstance(fact.event, DeadlineMissed)), None)
    since = (task.missed_on or task.due.on) if task.missed else task.due.on
    # The day by which it would be judged were nothing recorded: until then it is late.
    until = judgement(replace(task, missed=False), today).day
    working_days = None
    with suppress(CalendarMissing):
        working_days = ran_between(task, calendar, since, until)
    return Lateness(
        since_on=since,
        until_on=max(since, until),
        working_days=working_days,
        owner=owner_of_miss(task),
        position=recorded.position if recorded else None,
        cause=cause_of(past.task, past.facts, _MISSED),
    )


def _returns(past: _Past) -> tuple[CountedReturn, ...]:
    """Each report that came back to the unit; a step that asks an earlier one makes none."""
    return tuple(
        _return(past, fact, fact.event)
        for fact in past.facts
        if isinstance(fact.event, SubmissionReturned) and fact.event.to_step is None
    )


def _return(past: _Past, fact: Fact, event: SubmissionReturned) -> CountedReturn:
    matter = CauseMatter(about=CauseSubject.RETURN, submission=event.submission)
    return CountedReturn(
        submission=event.submission,
        ground=event.ground,
        on=day_of(fact.occurred_at),
        owner=owner_of_return(past.task, event.submission),
        position=fact.position,
        cause=cause_of(past.task, past.facts, matter),
    )


def _contest(past: _Past, contest: Contest) -> ContestedLine:
    said = [
        fact
        for fact in past.facts
        if isinstance(fact.event, LineContested | ContestAccepted | ContestRejected)
        and fact.event.contest == contest.number
    ]
    return ContestedLine(
        contest=contest, asked=said[0], answered=said[1] if len(said) > 1 else None
    )


def _position(past: _Past, kind: type[SubmissionConfirmed]) -> int | None:
    return next((fact.position for fact in past.facts if isinstance(fact.event, kind)), None)

"""Lời hứa nhắc việc: each reminder that the rules in force promised, beside what was recorded.

What was promised is what the clock would have found due had it never been away: the same agenda
over the task as it stood at each moment, with the rules of that moment. No list of what was sent
is asked, so a reminder that left no trace is seen. The steps of the overdue ladder, of reports
that wait at a step and of requests that wait for an answer are promised and compared alike. Pure.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import Final

from services.domain.calendar import CalendarMissing
from services.domain.facts import Fact
from services.domain.replacing import replace
from services.domain.task.agenda import Rules, date_move, units_to_remind
from services.domain.task.events import (
    OverdueStepSkipped,
    ReminderSent,
    ReminderSkipped,
    RequestKind,
)
from services.domain.task.evolving import not_undone, states_of
from services.domain.task.promised_ladders import (
    LADDERS,
    PromisedAction,
    PromisedLadder,
    PromisedStep,
    PromiseKind,
    RecordedStep,
    last_day,
    promised_step,
)
from services.domain.task.requests import open_request
from services.domain.task.rules_in_time import RulesSince
from services.domain.task.state import Task

# A clock that runs acts at once. An action that failed is tried again after five minutes at most
# (`workflows.loop`), a wake-up that was lost is noticed within a minute (`infra.clocks`); twice as
# long is still no outage. What was changed again within that time was never owed.
IN_TIME_WITHIN: Final = timedelta(minutes=12)
_BY_DAYS: Final = frozenset({PromiseKind.REMINDER, PromiseKind.OVERDUE})


class PromiseOutcome(StrEnum):
    """What became of a promised reminder."""

    IN_TIME = "in_time"
    LATE = "late"
    SKIPPED = "skipped"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderPromise:
    """A reminder as the rules promised it, and as it was recorded.

    `number` are working days, counted from `due_on`, or says which report or request it is:
    `about` names the step of the chain, or the kind of the request, and `due_on` is the last day
    for it. `promised_at` is the first instant at which the
    rules in force (`policy_version`) said that it is to go out. `recorded_at` is the database's
    time of its fact, None where there is none; `skip_reason` is the recorded one. `units` are
    those that it reached; of one that was not sent those that owed something at `promised_at`;
    of what climbs whose task or request it is.
    """

    kind: PromiseKind
    due_on: date
    number: int
    about: str
    promised_at: datetime
    policy_version: str
    units: tuple[str, ...]
    recorded_at: datetime | None
    skip_reason: str | None

    @property
    def offset_working_days(self) -> int:
        """The working days of a reminder or of the overdue ladder; 0 on the last day itself."""
        return self.number if self.kind in _BY_DAYS else 0

    @property
    def escalates(self) -> bool:
        """Whether it is a step of the overdue ladder."""
        return self.kind is PromiseKind.OVERDUE

    @property
    def late_by(self) -> timedelta | None:
        """By how much it was recorded too late, sent or skipped; None where it was not."""
        if self.recorded_at is None or self.recorded_at <= self.promised_at + IN_TIME_WITHIN:
            return None
        return self.recorded_at - self.promised_at

    @property
    def outcome(self) -> PromiseOutcome:
        """What became of it."""
        if self.recorded_at is None:
            return PromiseOutcome.MISSING
        if self.skip_reason is not None:
            return PromiseOutcome.SKIPPED
        return PromiseOutcome.IN_TIME if self.late_by is None else PromiseOutcome.LATE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """While a reminder was due by the rules, sent or not: from its moment until it is no more."""

    since: datetime
    until: datetime
    policy_version: str
    task: Task
    due_on: date

    def was_owed(self, recorded: Fact | None) -> bool:
        """Whether it stood long enough for a clock that runs, or was recorded while it stood."""
        if self.until - self.since >= IN_TIME_WITHIN:
            return True
        return recorded is not None and self.since <= recorded.occurred_at <= self.until


@dataclass(frozen=True, slots=True)
class _Life:
    """A task as it stood after each of its facts, and since when."""

    states: tuple[Task, ...]
    changed_at: tuple[datetime, ...]

    def at(self, moment: datetime) -> Task:
        """The task at a moment that is not before its first fact."""
        return self.states[bisect_right(self.changed_at, moment) - 1]


def _life_of(facts: Sequence[Fact]) -> _Life:
    changed_at = accumulate((fact.occurred_at for fact in facts), max)
    return _Life(tuple(states_of(facts)), tuple(changed_at))


def reminder_promises(
    facts: Sequence[Fact], rules: Sequence[RulesSince], now: datetime
) -> tuple[ReminderPromise, ...]:
    """Every reminder of one task that was promised until `now` (UTC), in its order.

    `facts` are all of the task; `rules` those of the whole time since, oldest first.
    """
    life = _life_of(facts)
    spans = {
        step: of_step
        for ladder in LADDERS
        for step, of_step in _spans(life, rules, now, ladder).items()
    }
    recorded = _recorded(facts)
    promises = []
    for step, of_step in spans.items():
        fact = recorded.get(step)
        owed = next((span for span in of_step if span.was_owed(fact)), None)
        if owed is not None:
            promises.append(_promise(step, owed, fact))
    return tuple(sorted(promises, key=lambda each: (each.promised_at, each.offset_working_days)))


def _recorded(facts: Sequence[Fact]) -> dict[PromisedStep, Fact]:
    """The first fact of each step of every ladder."""
    collected: dict[PromisedStep, Fact] = {}
    for fact in not_undone(facts):
        event = fact.event
        if isinstance(event, RecordedStep):
            collected.setdefault(promised_step(event), fact)
    return collected


def _promise(step: PromisedStep, owed: _Span, fact: Fact | None) -> ReminderPromise:
    event = fact.event if fact else None
    return ReminderPromise(
        kind=step.kind,
        due_on=owed.due_on,
        number=step.number,
        about=step.about,
        promised_at=owed.since,
        policy_version=owed.policy_version,
        units=event.units if isinstance(event, ReminderSent) else _units(step, owed.task),
        recorded_at=fact.recorded_at if fact else None,
        skip_reason=event.reason
        if isinstance(event, ReminderSkipped | OverdueStepSkipped)
        else None,
    )


def _units(step: PromisedStep, task: Task) -> tuple[str, ...]:
    if step.kind is PromiseKind.REMINDER:
        return units_to_remind(task)
    if step.kind is PromiseKind.REQUEST:
        asked = open_request(task, RequestKind(step.about), step.number)
        return (asked.unit if asked else task.lead,)
    return (task.lead,)


def _spans(
    life: _Life, rules: Sequence[RulesSince], now: datetime, ladder: PromisedLadder
) -> dict[PromisedStep, list[_Span]]:
    """When each step stood as due, by the task and the rules of each moment."""
    collected: dict[PromisedStep, list[_Span]] = {}
    for given, since, until in _moments(life, rules, now, ladder):
        for each in _due_until(life.at(since), given.rules, since, until, ladder=ladder):
            from_at = max(each.at, since)
            if from_at >= until:
                continue
            spans = collected.setdefault(promised_step(each), [])
            if spans and spans[-1].until == from_at:
                spans[-1] = replace(spans[-1], until=until)
                continue
            spans.append(
                _Span(
                    since=from_at,
                    until=until,
                    policy_version=given.policy_version,
                    task=life.at(from_at),
                    due_on=last_day(each),
                )
            )
    return collected


def _moments(
    life: _Life, rules: Sequence[RulesSince], now: datetime, ladder: PromisedLadder
) -> Iterator[tuple[RulesSince, datetime, datetime]]:
    """The rules and the time between two changes of what a ladder is counted by, until `now`."""
    ruled_at = [each.since for each in rules]
    begun = life.changed_at[0] if life.changed_at else now
    changes = sorted(at for at in {*life.changed_at, *ruled_at} if begun <= at < now)
    bases = [(bisect_right(ruled_at, at) - 1, ladder.basis(life.at(at))) for at in changes]
    # A fact that changes nothing of it, such as a reminder itself, begins no time of its own.
    new = [n for n, basis in enumerate(bases) if n == 0 or basis != bases[n - 1]]
    ends = [*(changes[n] for n in new[1:]), now]
    for n, until in zip(new, ends, strict=False):
        given, basis = bases[n]
        if given >= 0 and basis is not None:
            yield rules[given], changes[n], until


def _due_until(
    task: Task, rules: Rules, since: datetime, until: datetime, *, ladder: PromisedLadder
) -> Sequence[PromisedAction]:
    """The steps that a clock finds due before `until`, first of all on the day that counts.

    A calendar moves the due date before anything is reminded, recorded or not yet.
    """
    try:
        move = date_move(task, rules, since)
    except CalendarMissing:
        return []
    if move is not None:
        task = replace(task, due=task.due and replace(task.due, counted=move.to_on))
    try:
        return ladder.found_due(task, rules, until)
    except CalendarMissing:
        return _due_step_by_step(task, rules, since, until, ladder=ladder)


def _due_step_by_step(
    task: Task, rules: Rules, since: datetime, until: datetime, *, ladder: PromisedLadder
) -> Sequence[PromisedAction]:
    """The same as far as the calendar is known: from one waking of the clock to the next."""
    collected: Sequence[PromisedAction] = []
    now = since
    while now < until:
        try:
            collected = ladder.found_due(task, rules, now)
        except CalendarMissing:
            break
        now = min((each.at for each in collected if each.at > now), default=until)
    return collected

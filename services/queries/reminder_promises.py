"""Lời hứa nhắc việc: what the rules promised in a month, beside what was recorded."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import Select, and_, func, or_
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.calendar_facts import calendar_streams
from services.domain.instants import end_of, start_of
from services.domain.policy import POLICY_STREAM
from services.domain.task.reminder_promises import (
    PromiseOutcome,
    ReminderPromise,
    reminder_promises,
)
from services.domain.task.rules_in_time import RulesSince, rules_in_time
from services.domain.task.state import Task
from services.ledger.port import Ledger
from services.projections.tables import tasks
from services.queries.my_work import unit_names
from services.queries.stretch import WHOLE, Stretch
from services.queries.task_rows import seen_task, select_tasks
from services.queries.viewing import Viewing
from services.queries.visibility import visible

# Working days as calendar days, never too few: five of seven are worked, and Tết and a day from
# which a calendar or an undone extension moved the due date lie within two months more.
_CALENDAR_DAYS: Final = 2
_ASIDE: Final = timedelta(days=62)
_LONGEST_PERIOD: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseFilter:
    """Which promises are asked for: of the month that begins on `month`, all or some of them.

    `unit` is one that was to be reminded. Counts are over every outcome.
    """

    month: date
    unit: str = ""
    outcome: PromiseOutcome | None = None

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return (self.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One promised reminder with its task, as the viewer may read it."""

    task: Task
    promise: ReminderPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """A page of the promises of a month, oldest first, and how many there are of each outcome.

    `late_skips` counts those that were skipped, but recorded too late.
    """

    asked: PromiseFilter
    counts: Mapping[PromiseOutcome, int]
    late_skips: int
    lines: tuple[PromiseLine, ...]
    found: int
    units: Mapping[str, str]


async def promises_of(
    connection: AsyncConnection,
    ledger: Ledger,
    viewing: Viewing,
    asked: PromiseFilter,
    *,
    stretch: Stretch = WHOLE,
) -> Promises:
    """What was promised until now. For those who oversee the ward: the caller has asked."""
    rules = await _rules(ledger, viewing, {*calendar_streams(asked.month)})
    result = await connection.execute(_candidates(ledger.ledger_id, viewing, rules, asked))
    seen = (seen_task(row, viewing.policy, viewing.holder) for row in result.all())
    by_stream = {task.stream: task for task in seen if task is not None}
    snapshot = await ledger.read(by_stream)
    lines = [
        PromiseLine(task=task, promise=promise)
        for stream, task in by_stream.items()
        for promise in reminder_promises(snapshot.of(stream), rules, viewing.now)
        if _is_asked(promise, asked)
    ]
    lines.sort(key=lambda line: (line.promise.promised_at, line.task.stream))
    chosen = [line for line in lines if asked.outcome in {None, line.promise.outcome}]
    counter = Counter(line.promise.outcome for line in lines)
    return Promises(
        asked=asked,
        counts={outcome: counter[outcome] for outcome in PromiseOutcome},
        late_skips=sum(_is_late_skip(line.promise) for line in lines),
        lines=tuple(stretch.of(chosen)),
        found=len(chosen),
        units=await unit_names(connection, ledger.ledger_id),
    )


async def promises_of_task(
    ledger: Ledger, viewing: Viewing, task: Task
) -> tuple[ReminderPromise, ...]:
    """What was promised of one task until now, the oldest first."""
    rules = await _rules(ledger, viewing, {*calendar_streams(task.issued_on)})
    snapshot = await ledger.read([task.stream])
    promises = reminder_promises(snapshot.of(task.stream), rules, viewing.now)
    return tuple(sorted(promises, key=lambda promise: promise.promised_at))


async def _rules(
    ledger: Ledger, viewing: Viewing, of_years: Collection[str]
) -> Sequence[RulesSince]:
    """The rules and calendars that held until now: those of some years, and those around today."""
    years = {*of_years, *calendar_streams(viewing.today)}
    snapshot = await ledger.read([POLICY_STREAM, *years])
    calendars = (fact for year in years for fact in snapshot.of(year))
    return rules_in_time(snapshot.of(POLICY_STREAM), calendars, viewing.now)


def _candidates(
    ledger_id: str, viewing: Viewing, rules: Sequence[RulesSince], asked: PromiseFilter
) -> Select[tuple[object, ...]]:
    """The tasks whose ladders can reach into the month: not those of five years."""
    ladders = [each.rules.policy.ladder for each in rules]
    before = max((max(each.before_working_days, default=0) for each in ladders), default=0)
    reminded = (each.after_every_working_days * each.after_at_most for each in ladders)
    steps = (step.after_working_days for each in rules for step in each.rules.policy.overdue.steps)
    after = max((*reminded, *steps), default=0)
    earliest = asked.month - timedelta(days=_CALENDAR_DAYS * after) - _ASIDE
    latest = asked.last_day + timedelta(days=_CALENDAR_DAYS * before) + _ASIDE
    due_on = func.least(tasks.c.due_on, tasks.c.original_due_on)
    reminded_of = and_(
        func.greatest(tasks.c.due_on, tasks.c.original_due_on) >= earliest,
        due_on <= latest,
        or_(tasks.c.ending.is_(None), tasks.c.last_act_at >= start_of(asked.month)),
    )
    # What was sent or asked waits for so many days at most, and nothing is issued years ahead.
    sent_from = asked.month - timedelta(days=_CALENDAR_DAYS * _waiting_days(rules)) - _ASIDE
    waited = and_(
        tasks.c.last_act_at >= start_of(sent_from),
        tasks.c.listed_on <= asked.last_day + _LONGEST_PERIOD + _ASIDE,
    )
    return (
        select_tasks(ledger_id)
        .where(or_(reminded_of, waited))
        .where(visible(tasks, viewing.policy, viewing.holder))
        .order_by(tasks.c.stream)
    )


def _waiting_days(rules: Sequence[RulesSince]) -> int:
    """The most working days in which the rules of then let a step or a request wait."""
    policies = [each.rules.policy for each in rules]
    chains = (chain for each in policies for chain in each.chains)
    steps = (rung.within_working_days for chain in chains for rung in chain.rungs)
    answers = (each.requests.answer_within_working_days for each in policies)
    return max((*(days or 0 for days in steps), *answers), default=0)


def _is_asked(promise: ReminderPromise, asked: PromiseFilter) -> bool:
    if asked.unit and asked.unit not in promise.units:
        return False
    return start_of(asked.month) <= promise.promised_at < end_of(asked.last_day)


def _is_late_skip(promise: ReminderPromise) -> bool:
    return promise.outcome is PromiseOutcome.SKIPPED and promise.late_by is not None

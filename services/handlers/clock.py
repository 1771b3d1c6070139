"""The two questions of every workflow: what is due on this stream, and do this one action."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid5

from services.contracts import MAX_SLEEP_SECONDS
from services.domain.agenda import Agenda, Due
from services.domain.assignment import agenda as assignment_agenda
from services.domain.assignment import state as assignment_state
from services.domain.calendar_facts import (
    CalendarInForce,
    calendar_in_force,
    calendar_streams,
)
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.state import fold_person
from services.domain.directory.unit_state import fold_unit
from services.domain.errors import NotYet
from services.domain.facts import SYSTEM, Decision, Fact, NewEvent
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, PolicyInForce, in_force
from services.domain.roles import Holder
from services.domain.task import agenda as task_agenda
from services.domain.task import evolving as task_state
from services.domain.task.state import Task
from services.handlers.people import NAMESPACE, RETRIES
from services.ledger.port import (
    Agendas,
    Command,
    Context,
    Ledger,
    Outcome,
    Snapshot,
    StaleVersion,
)

_REAL = re.compile(r"^real-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An agenda with what the loop and the envelope need besides."""

    agenda: Agenda
    version: int
    sleep_for: float
    policy_version: str | None
    calendar_version: str | None
    plan_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    snapshot: Snapshot
    planned: Planned
    stream: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leader:
    """Who is in charge of a unit, None for nobody, and the versions that say so."""

    holder: Holder | None
    read: Mapping[str, int]


_NOBODY: Final = _Leader(holder=None, read={})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """The rules and the calendar of one moment, made once for planning and acting."""

    policy: PolicyInForce
    calendar: CalendarInForce

    def of_issuing(self) -> assignment_agenda.IssueRules:
        return assignment_agenda.IssueRules(
            policy=self.policy.policy, calendar=self.calendar.calendar
        )

    def of_task(self) -> task_agenda.Rules:
        return task_agenda.Rules(
            policy=self.policy.policy,
            calendar=self.calendar.calendar,
            calendar_version=self.calendar.version,
        )


@dataclass(frozen=True, slots=True)
class Clockwork:
    """Plans and acts for one ward; every answer comes from the ledger and the given `now`."""

    ledger: Ledger
    agendas: Agendas

    async def plan_next(self, stream: str, now: datetime) -> Planned:
        """What is due at `now` (UTC), and for how long to sleep (seconds, seven days at most).

        Leaves the next moment in the agendas. Raises CalendarMissing, LedgerUnavailable.
        """
        snapshot = await self._read(stream, now)
        planned = _plan(snapshot, stream, now, _rules(snapshot, now))
        agenda = planned.agenda
        if not agenda.closed:
            # What is due stays noted as due until it is done and planned again: a clock that is
            # lost in between is rung by the watch.
            next_at = agenda.due[0].at if agenda.due else agenda.next_at
            await self.agendas.note(stream, planned.version, next_at)
        return planned

    async def run_action(self, stream: str, action_id: str, now: datetime) -> Outcome | None:
        """Do one due action once, whatever crashed before; None where it is due no longer.

        Raises NotYet in a real ledger whose own clock has not reached `now`, CalendarMissing,
        LedgerUnavailable, StaleVersion after many conflicts.
        """
        command = Command(
            actor_key="system",
            command_id=uuid5(NAMESPACE, f"{self.ledger.ledger_id}/{stream}/{action_id}"),
            name=action_id.split("/", 1)[0],
            body=None,
        )
        known = await self.ledger.outcome(command)
        if known is not None:
            return known
        for _ in range(RETRIES):
            snapshot = await self._read(stream, now)
            if _REAL.match(self.ledger.ledger_id) and now > snapshot.read_at:
                raise NotYet(f"{action_id}: {now.isoformat()} lies ahead of the ledger's clock")
            rules = _rules(snapshot, now)
            planned = _plan(snapshot, stream, now, rules)
            due = next((one for one in planned.agenda.due if one.action_id == action_id), None)
            if due is None:
                return None
            moment = _Moment(snapshot=snapshot, planned=planned, stream=stream, now=now)
            leader = await self._in_charge(moment) if _tells_a_leader(stream, due) else _NOBODY
            try:
                decision = _act(moment, rules, due, leader.holder)
                return await self._keep(command, moment, decision, leader.read)
            except StaleVersion:
                continue
        raise StaleVersion(f"{stream}: {action_id} met another writer {RETRIES} times")

    async def reconcile(self, now: datetime) -> Sequence[str]:
        """Ring, once, every stream whose moment has passed or that was never planned as it is."""
        return await self.agendas.wake(now)

    async def _read(self, stream: str, now: datetime) -> Snapshot:
        return await self.ledger.read([stream, POLICY_STREAM, *calendar_streams(day_of(now))])

    async def _in_charge(self, moment: _Moment) -> _Leader:
        """Who is in charge of the lead unit today, with the offices held."""
        today = day_of(moment.now)
        unit = unit_stream(_task(moment.snapshot.of(moment.stream)).lead)
        found = await self.ledger.read([unit])
        read = found.expected([unit])
        of_unit = fold_unit(found.of(unit))
        named = of_unit.overseer_on(today) if of_unit else None
        if named is None:
            return _Leader(holder=None, read=read)
        stream = person_stream(named.person_id)
        found = await self.ledger.read([stream])
        person = fold_person(found.of(stream))
        holder = person.holder_on(today) if person else None
        return _Leader(holder=holder, read={**read, **found.expected([stream])})

    async def _keep(
        self, command: Command, moment: _Moment, decision: Decision, read: Mapping[str, int]
    ) -> Outcome:
        planned, stream = moment.planned, moment.stream
        others = {event.stream for event in decision} - {stream}
        years = calendar_streams(day_of(moment.now))
        context = Context(
            actor=SYSTEM,
            occurred_at=moment.now,
            recorded_at=moment.snapshot.read_at,
            correlation_id=command.command_id,
            causation=f"{stream}@{planned.version}",
            plan_version=planned.plan_version,
            policy_version=planned.policy_version,
            calendar_version=planned.calendar_version,
        )
        return await self.ledger.append(
            command,
            context,
            decision,
            known=moment.snapshot,
            expected={
                **moment.snapshot.expected([stream], years),
                **read,
                **dict.fromkeys(others, 0),
            },
            rings=tuple(sorted(others)),
        )


def _plan(snapshot: Snapshot, stream: str, now: datetime, rules: _Rules) -> Planned:
    facts = snapshot.of(stream)
    if not facts:
        agenda = Agenda(due=(), next_at=None, closed=True, why="unknown")
        plan_version = None
    elif stream.startswith("assignment-"):
        assignment = _assignment(facts)
        agenda = assignment_agenda.agenda(assignment, rules.of_issuing(), now)
        plan_version = assignment.plan_version
    else:
        task = _task(facts)
        agenda = task_agenda.agenda(task, rules.of_task(), now)
        plan_version = task.plan_version
    sleep_for = float(MAX_SLEEP_SECONDS)
    if agenda.next_at is not None:
        sleep_for = min(sleep_for, max(0.0, (agenda.next_at - now).total_seconds()))
    return Planned(
        agenda=agenda,
        version=snapshot.version(stream),
        sleep_for=sleep_for,
        policy_version=rules.policy.version,
        calendar_version=rules.calendar.version,
        plan_version=plan_version,
    )


def _tells_a_leader(stream: str, due: Due) -> bool:
    return stream.startswith("task-") and task_agenda.tells_a_leader(due)


def _act(moment: _Moment, rules: _Rules, due: Due, in_charge: Holder | None) -> Decision:
    stream, now = moment.stream, moment.now
    facts = moment.snapshot.of(stream)
    if stream.startswith("assignment-"):
        return assignment_agenda.act(_assignment(facts), rules.of_issuing(), now, due)
    events = task_agenda.act(_task(facts), rules.of_task(), now, due, in_charge)
    return tuple(NewEvent(stream=stream, event=event) for event in events)


def _assignment(facts: Sequence[Fact]) -> assignment_state.Assignment:
    state = assignment_state.fold(facts)
    if state is None:
        raise LookupError("an assignment without facts has no agenda")
    return state


def _task(facts: Sequence[Fact]) -> Task:
    state = task_state.fold(facts)
    if state is None:
        raise LookupError("a task without facts has no agenda")
    return state


def _rules(snapshot: Snapshot, now: datetime) -> _Rules:
    today = day_of(now)
    years = calendar_streams(today)
    return _Rules(
        policy=in_force(snapshot.of(POLICY_STREAM), today),
        calendar=calendar_in_force(fact for year in years for fact in snapshot.of(year)),
    )

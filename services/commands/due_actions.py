"""The two questions of every workflow: what is due on this stream, and do this one action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid5

from services.commands.calendars import calendar_read
from services.commands.runner import NAMESPACE, RETRIES
from services.commands.stream_clocks import AtMoment, RulesOfDay, clock_of
from services.contracts import MAX_SLEEP_SECONDS
from services.domain.agenda import Action, Agenda, Idle
from services.domain.calendar_facts import calendar_streams
from services.domain.directory.events import person_stream, unit_stream
from services.domain.directory.in_charge import leader_of, named_for
from services.domain.errors import NotYet
from services.domain.facts import SYSTEM, Decision
from services.domain.instants import day_of
from services.domain.policy import POLICY_STREAM, in_force
from services.domain.roles import Holder
from services.ledger.names import is_demonstration
from services.ledger.port import (
    Agendas,
    Command,
    Context,
    Ledger,
    Outcome,
    Snapshot,
    StaleVersion,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """An agenda with what the loop and the envelope need besides."""

    agenda: Agenda[Action]
    version: int
    sleep_for: float
    policy_version: str | None
    calendar_version: str | None
    plan_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A stream as it was read at `now`; `thing` is None where it has no facts."""

    snapshot: Snapshot
    stream: str
    now: datetime
    thing: AtMoment[Any] | None
    planned: Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leader:
    """Who is in charge of a unit, None for nobody, and the versions that say so."""

    holder: Holder | None
    read: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class DueActions:
    """Plans and acts for one ward; every answer comes from the ledger and the given `now`."""

    ledger: Ledger
    agendas: Agendas

    async def plan_next(self, stream: str, now: datetime) -> Planned:
        """What is due at `now` (UTC), and for how long to sleep (seconds, seven days at most).

        Leaves the next moment in the agendas. Raises CalendarMissing, LedgerUnavailable.
        """
        planned = (await self._read(stream, now)).planned
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
        for _ in range(RETRIES):
            moment = await self._read(stream, now)
            thing, action = moment.thing, moment.planned.agenda.find(action_id)
            if thing is None or action is None:
                return None
            if now > moment.snapshot.read_at and not is_demonstration(self.ledger.ledger_id):
                raise NotYet(f"{action_id}: {now.isoformat()} lies ahead of the ledger's clock")
            leader = await self._in_charge(thing.unit_reported(action), now)
            decision = thing.act(action, leader.holder)
            try:
                return await self._keep(moment, action, decision, leader.read)
            except StaleVersion:
                continue
        raise StaleVersion(f"{stream}: {action_id} met another writer {RETRIES} times")

    async def reconcile(self, now: datetime) -> Sequence[str]:
        """Ring, once, every stream whose moment has passed or that was never planned as it is."""
        return await self.agendas.wake(now)

    async def _read(self, stream: str, now: datetime) -> _Moment:
        years = calendar_streams(day_of(now))
        return _moment(await self.ledger.read([stream, POLICY_STREAM, *years]), stream, now)

    async def _in_charge(self, code: str | None, now: datetime) -> _Leader:
        """Who is in charge of this unit today, with the offices held."""
        if code is None:
            return _Leader(holder=None, read={})
        today, unit = day_of(now), unit_stream(code)
        snapshot = await self.ledger.read([unit])
        read = snapshot.expected([unit])
        named = named_for(code, snapshot.facts, today)
        if named is None:
            return _Leader(holder=None, read=read)
        stream = person_stream(named)
        of_person = await self.ledger.read([stream])
        leader = leader_of(code, {**snapshot.facts, **of_person.facts}, today)
        return _Leader(holder=leader, read={**read, **of_person.expected([stream])})

    async def _keep(
        self, moment: _Moment, action: Action, decision: Decision, read: Mapping[str, int]
    ) -> Outcome:
        planned, stream = moment.planned, moment.stream
        command = Command(
            actor_key="system",
            command_id=uuid5(NAMESPACE, f"{self.ledger.ledger_id}/{stream}/{action.id}"),
            name=action.KIND,
            body=None,
        )
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


def _moment(snapshot: Snapshot, stream: str, now: datetime) -> _Moment:
    rules = _rules(snapshot, now)
    thing = clock_of(stream).at(snapshot.of(stream), rules, now)
    agenda = thing.agenda() if thing else Agenda[Action](idle=Idle.UNKNOWN)
    sleep_for = float(MAX_SLEEP_SECONDS)
    if agenda.next_at is not None:
        sleep_for = min(sleep_for, max(0.0, (agenda.next_at - now).total_seconds()))
    planned = Planned(
        agenda=agenda,
        version=snapshot.version(stream),
        sleep_for=sleep_for,
        policy_version=rules.policy.version,
        calendar_version=rules.calendar.version,
        plan_version=thing.plan_version if thing else None,
    )
    return _Moment(snapshot=snapshot, stream=stream, now=now, thing=thing, planned=planned)


def _rules(snapshot: Snapshot, now: datetime) -> RulesOfDay:
    today = day_of(now)
    years = calendar_streams(today)
    return RulesOfDay(
        policy=in_force(snapshot.of(POLICY_STREAM), today),
        calendar=calendar_read(snapshot, years),
    )

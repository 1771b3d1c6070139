"""Activating a plan; naming a lead, setting frequencies and due dates, settling findings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.decider import (
    KnownUnit,
    NameLead,
    SetDueRule,
    SetFrequency,
    name_lead,
    require_arranging,
    require_naming,
    set_due_rule,
    set_frequency,
)
from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.falling_due import FallingDue, falling_due, require_due_rules
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.assignment.state import Assignment, fold, opened_as
from services.domain.calendar import Calendar
from services.domain.calendar_facts import calendar_in_force, calendar_streams
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import fold_unit
from services.domain.errors import Refusal
from services.domain.facts import Event
from services.domain.instants import day_of
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.plan.findings import (
    SettlePlanFinding,
    fold_findings,
    require_settling,
    settle_finding,
)
from services.domain.policy import POLICY_STREAM, in_force
from services.domain.roles import OfficeHeld
from services.handlers.activating import Terms, activated, read_plans, streams_of
from services.handlers.operator import OperatorAct, digest, keep
from services.handlers.people import RETRIES, Decided, PersonCommands, Scene, on_stream
from services.handlers.plan_rules import BACKFILL_LATE, BUSY, PLAN_ACTIVE
from services.handlers.requests import Request
from services.ledger.port import Ledger, Outcome, Snapshot, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """Which plan is activated from which day; `source` is the text of the plan file."""

    draft: PlanDraft
    source: str
    active_from: date | None
    backfill_from: date | None


@dataclass(frozen=True, slots=True)
class PlanCommands:
    """What happens to a plan as a whole and to its items' leads."""

    ledger: Ledger
    people: PersonCommands

    async def activate(self, activation: Activation) -> Outcome | None:
        """Open every item of the plan; each with a lead gets its clock. Once for a ward.

        `active_from` None means the ward's today. Raises Refusal where another plan, or this one
        with another content, is active, or the days make no sense, also those of a due rule.
        """
        for _ in range(RETRIES):
            try:
                return await self._activate(activation)
            except StaleVersion:
                continue
        raise BUSY.refuse()

    async def _activate(self, activation: Activation) -> Outcome | None:
        draft = activation.draft
        stream = plan_stream(draft.code)
        years = await self._calendars()
        snapshot = await self.ledger.read([POLICY_STREAM, *years, *streams_of(draft)])
        sha256 = digest(activation.source)
        known = [f.event for f in snapshot.of(stream) if isinstance(f.event, PlanActivated)]
        if known and known[-1].source_sha256 == sha256:
            return None
        plans = await read_plans(self.ledger)
        if plans.active is not None:
            raise _plan_active(plans.active[1])
        today = day_of(snapshot.read_at)
        terms = Terms(
            active_from=activation.active_from or today,
            backfill_from=activation.backfill_from,
            sha256=sha256,
        )
        if terms.backfill_from is not None and terms.backfill_from > terms.active_from:
            raise BACKFILL_LATE.refuse()
        policy = in_force(snapshot.of(POLICY_STREAM), today).policy
        opened = activated(draft, terms, policy, snapshot)
        rules = IssueRules(policy=policy, calendar=_calendar(snapshot, years))
        for new in opened.events:
            if isinstance(new.event, AssignmentOpened):
                require_due_rules(opened_as(new.stream, new.event), rules, snapshot.read_at)
        act = OperatorAct(
            action="activate-plan",
            to=(draft.code, sha256),
            decision=opened.events,
            rings=opened.rings,
            unmoved=plans.unmoved,
        )
        return await keep(self.ledger, snapshot, act)

    async def name_lead(self, request: Request, command: NameLead) -> Outcome | None:
        """The Office gives an item its lead; its clock starts."""
        codes = (command.lead_unit, *command.supporting_units)

        def decided(scene: Scene) -> Decided:
            # First: nobody else is told which items there are.
            require_naming(scene.holder, scene.rules.policy)
            assignment = _item(scene, command.stream)
            found = {code: fold_unit(scene.snapshot.of(unit_stream(code))) for code in codes}
            units = {
                code: KnownUnit(internal=unit.internal, restricted=unit.restricted)
                for code, unit in found.items()
                if unit is not None
            }
            held, events = name_lead(
                assignment,
                command,
                holder=scene.holder,
                policy=scene.rules.policy,
                units=units,
                now=scene.now,
            )
            facts: tuple[Event, ...] = events
            return Decided(
                held=held, events=on_stream(command.stream, facts), rings=(command.stream,)
            )

        streams = [command.stream, *(unit_stream(code) for code in codes)]
        return await self.people.run(request, streams, decided)

    async def set_frequency(self, request: Request, command: SetFrequency) -> Outcome | None:
        """The Office says how often something is asked; the item's clock plans again."""

        def decided(scene: Scene) -> Decided:
            require_arranging(scene.holder, scene.rules.policy)  # first, as above
            item = _item(scene, command.stream)
            held, events = set_frequency(
                item, command, holder=scene.holder, policy=scene.rules.policy, now=scene.now
            )
            return _arranged(held, command.stream, events)

        return await self.people.run(request, [command.stream], decided)

    async def set_due_rule(self, request: Request, command: SetDueRule) -> Outcome | None:
        """The Office says when something is due; open tasks keep their due date."""
        years = await self._calendars()

        def decided(scene: Scene) -> Decided:
            require_arranging(scene.holder, scene.rules.policy)  # first, as above
            item = _item(scene, command.stream)
            rules = _issue_rules(scene, years)
            held, events = set_due_rule(
                item, command, holder=scene.holder, rules=rules, now=scene.now
            )
            return _arranged(held, command.stream, events)

        return await self.people.run(request, [command.stream, *years], decided)

    async def due_by(self, request: Request, command: SetDueRule) -> tuple[FallingDue, ...]:
        """On which days the coming periods would fall due; refuses what setting refuses."""
        years = await self._calendars()

        def judged(scene: Scene) -> tuple[FallingDue, ...]:
            require_arranging(scene.holder, scene.rules.policy)  # first, as above
            item, rules = _item(scene, command.stream), _issue_rules(scene, years)
            set_due_rule(item, command, holder=scene.holder, rules=rules, now=scene.now)
            return falling_due(item, command.asked, rules, scene.now)

        return await self.people.judge(request, [command.stream, *years], judged)

    async def _calendars(self) -> tuple[str, ...]:
        return calendar_streams(day_of((await self.ledger.read([POLICY_STREAM])).read_at))

    async def settle_finding(self, request: Request, command: SettlePlanFinding) -> Outcome | None:
        """The Office decides what the plan in force leaves open."""

        def decided(scene: Scene) -> Decided:
            plan = fold_findings(scene.snapshot.of(command.stream))
            require_settling(scene.holder, scene.rules.policy)  # first, as above
            item = _item(scene, command.item) if command.item else None
            held, events = settle_finding(
                plan, command, holder=scene.holder, policy=scene.rules.policy, item=item
            )
            facts: tuple[Event, ...] = events
            return Decided(held=held, events=on_stream(command.stream, facts))

        streams = [command.stream, *([command.item] if command.item else [])]
        return await self.people.run(request, streams, decided)


def _plan_active(plan: PlanActivated) -> Refusal:
    number = f" (số {plan.number})" if plan.number else ""
    return PLAN_ACTIVE.refuse(title=plan.title, number=number, active_from=plan.active_from)


def _issue_rules(scene: Scene, years: Sequence[str]) -> IssueRules:
    return IssueRules(policy=scene.rules.policy, calendar=_calendar(scene.snapshot, years))


def _calendar(snapshot: Snapshot, years: Sequence[str]) -> Calendar:
    return calendar_in_force(fact for year in years for fact in snapshot.of(year)).calendar


def _item(scene: Scene, stream: str) -> Assignment:
    assignment = fold(scene.snapshot.of(stream))
    if assignment is None:
        raise NO_ASSIGNMENT.refuse()
    return assignment


def _arranged(held: OfficeHeld, stream: str, events: tuple[Event, ...]) -> Decided:
    return Decided(held=held, events=on_stream(stream, events), rings=(stream,))

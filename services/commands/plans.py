"""Activating a plan: once for a ward."""

from dataclasses import dataclass
from datetime import date

from services.commands.active_plan import read_plans
from services.commands.calendars import calendar_read, current_years
from services.commands.operator import OperatorAct, digest, keep
from services.commands.plan_rules import BACKFILL_LATE, BUSY, PLAN_ACTIVE
from services.commands.runner import RETRIES
from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.events import AssignmentOpened
from services.domain.assignment.falling_due import require_due_rules
from services.domain.assignment.state import opened_as
from services.domain.errors import Refusal
from services.domain.instants import day_of
from services.domain.plan.activating import ActivationTerms, activated, streams_of
from services.domain.plan.draft import PlanDraft
from services.domain.plan.events import PlanActivated, plan_stream
from services.domain.policy import POLICY_STREAM, in_force
from services.ledger.port import Ledger, Outcome, StaleVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """Which plan is activated from which day; `source` is the text of the plan file."""

    draft: PlanDraft
    source: str
    active_from: date | None
    backfill_from: date | None


@dataclass(frozen=True, slots=True)
class PlanCommands:
    """What the operator does to a plan as a whole."""

    ledger: Ledger

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
        years = await current_years(self.ledger)
        snapshot = await self.ledger.read([POLICY_STREAM, *years, *streams_of(draft)])
        sha256 = digest(activation.source)
        known = [f.event for f in snapshot.of(stream) if isinstance(f.event, PlanActivated)]
        if known and known[-1].source_sha256 == sha256:
            return None
        plans = await read_plans(self.ledger)
        if plans.active is not None:
            raise _plan_active(plans.active.activated)
        today = day_of(snapshot.read_at)
        terms = ActivationTerms(
            active_from=activation.active_from or today,
            backfill_from=activation.backfill_from,
            sha256=sha256,
        )
        if terms.backfill_from is not None and terms.backfill_from > terms.active_from:
            raise BACKFILL_LATE.refuse()
        policy = in_force(snapshot.of(POLICY_STREAM), today).policy
        opened = activated(draft, terms, policy, snapshot.of)
        rules = IssueRules(policy=policy, calendar=calendar_read(snapshot, years).calendar)
        for new in opened.events:
            if isinstance(new.event, AssignmentOpened):
                require_due_rules(opened_as(new.stream, new.event), rules, snapshot.read_at)
        act = OperatorAct(
            action="activate-plan",
            to=(draft.code, sha256),
            decision=opened.events,
            rings=opened.wakes,
            unmoved=plans.unmoved,
        )
        return await keep(self.ledger, snapshot, act)


def _plan_active(plan: PlanActivated) -> Refusal:
    number = f" (số {plan.number})" if plan.number else ""
    return PLAN_ACTIVE.refuse(title=plan.title, number=number, active_from=plan.active_from)

"""What somebody may see of an item or a task: one rule for every page, list and call. Pure.

The ward's overseers see all work, a unit sees what it leads or supports. Of restricted work
(việc theo chế độ mật) only those who may act on it, the leaders of its chain among them, see the
title; inspectors see its code and dates; for everybody else it does not exist. To an inspector
whose account has a scope nothing outside it exists.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from services.domain.inspection_scope import InspectionScope, WorkSpan
from services.domain.policy import Policy
from services.domain.replacing import replace
from services.domain.roles import WORKING, Holder
from services.domain.task.authority import office_on_rung
from services.domain.task.chasing import chasing_office
from services.domain.task.state import Task


class Sight(Enum):
    """How much of a piece of work somebody sees."""

    WHOLE = auto()
    NUMBER = auto()  # code, dates and states of restricted work; no title, no measure
    NOTHING = auto()  # it is answered like what does not exist


@dataclass(frozen=True, slots=True)
class Work:
    """What the rule asks of an item or a task; `lead_unit` is None while nobody leads it.

    `item` is the code of the plan's item, None for work of none; `span` the time that the work is
    about, None for an item, which is of no period.
    """

    lead_unit: str | None
    supporting_units: tuple[str, ...]
    restricted: bool
    item: str | None
    span: WorkSpan | None

    @property
    def units(self) -> frozenset[str | None]:
        """Lead and supporting units."""
        return frozenset({self.lead_unit, *self.supporting_units})


def sight(work: Work, policy: Policy, holder: Holder) -> Sight:
    """How much of the work this person sees."""
    if any(held.unit in work.units and held.office in WORKING for held in holder.offices):
        return Sight.WHOLE
    if work.restricted:
        if _acts_on_restricted(work, policy, holder):
            return Sight.WHOLE
        return Sight.NUMBER if inspects(work, holder) else Sight.NOTHING
    return Sight.WHOLE if holder.oversees or inspects(work, holder) else Sight.NOTHING


def inspects(work: Work, holder: Holder) -> bool:
    """Whether this person is an inspector whose account covers the work."""
    return holder.inspects_all or any(_covers(scope, work) for scope in holder.scopes)


def _covers(scope: InspectionScope, work: Work) -> bool:
    return scope.covers(work.units, work.item, work.span)


def _acts_on_restricted(work: Work, policy: Policy, holder: Holder) -> bool:
    """Whether an office of this person chases the work or stands in its approval chain."""
    if chasing_office(policy, holder) is not None:
        return True
    lead = work.lead_unit
    return lead is not None and any(
        office_on_rung(rung, lead, policy, holder, formal_return=True) is not None
        for chain in policy.chains_led_by(lead)
        for rung in chain.rungs
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SightScope:
    """The same rule for many pieces of work at once: which of them exist for somebody.

    What units of `own_units` lead or support; with `unrestricted` all work that is not
    restricted; with `restricted` all of the restricted work, else that whose lead is among
    `restricted_leads`, or is none of `other_leads` where `restricted_by_default`; and whatever
    one of the `inspected` scopes covers.
    """

    own_units: frozenset[str]
    unrestricted: bool
    restricted: bool
    restricted_leads: frozenset[str]
    other_leads: frozenset[str]
    restricted_by_default: bool
    inspected: tuple[InspectionScope, ...]

    def holds(self, work: Work) -> bool:
        """Whether this piece of work is among them; `sight` says how much of it is seen."""
        if not self.own_units.isdisjoint(work.units):
            return True
        if any(_covers(each, work) for each in self.inspected):
            return True
        if not work.restricted:
            return self.unrestricted
        lead = work.lead_unit
        if self.restricted or lead is None:
            return self.restricted
        return lead in self.restricted_leads or (
            self.restricted_by_default and lead not in self.other_leads
        )


def scope_of(policy: Policy, holder: Holder) -> SightScope:
    """What `sight` makes visible to this person, as conditions that a database can ask."""
    own = {held.unit for held in holder.offices if held.unit and held.office in WORKING}
    # Chains and offices name these units; whoever leads besides has the chain of all others.
    named = {unit for chain in policy.chains for unit in chain.lead_units}
    named |= {held.unit for held in holder.offices if held.unit}
    acting = {unit for unit in named if _acts_on_restricted(_secret(unit), policy, holder)}
    others = any(not chain.lead_units for chain in policy.chains)
    return SightScope(
        own_units=frozenset(own),
        unrestricted=holder.oversees,
        restricted=chasing_office(policy, holder) is not None or holder.inspects_all,
        restricted_leads=frozenset(acting),
        other_leads=frozenset(named),
        restricted_by_default=others and _acts_on_restricted(_secret(""), policy, holder),
        inspected=holder.scopes,
    )


def _secret(lead: str) -> Work:
    return Work(lead, (), restricted=True, item=None, span=None)


def work_of(task: Task) -> Work:
    """A task as the rule sees it."""
    return Work(
        task.lead,
        task.supporting,
        task.restricted,
        item=task.item or None,
        span=span_of(task),
    )


def span_of(task: Task) -> WorkSpan:
    """The days that a task of the plan reports on; else those from its issue to its due day."""
    if task.periodic is not None:
        return WorkSpan(task.periodic.period_first_day, task.periodic.cutoff_on)
    return WorkSpan(task.issued_on, task.due_on)


def work_of_item(
    code: str, lead_unit: str | None, supporting_units: Iterable[str], *, restricted: bool
) -> Work:
    """An item of the plan as the rule sees it: of no period."""
    return Work(lead_unit, tuple(supporting_units), restricted, item=code, span=None)


def may_see(task: Task, policy: Policy, holder: Holder) -> bool:
    """Whether the task exists for this person at all."""
    return sight(work_of(task), policy, holder) is not Sight.NOTHING


def as_seen(task: Task, policy: Policy, holder: Holder) -> Task | None:
    """The task with what this person may read of it; None where it does not exist for them.

    A title that is not theirs is blank, and no measure is told.
    """
    return as_shown(task, sight(work_of(task), policy, holder))


def as_shown(task: Task, seen: Sight) -> Task | None:
    """The same for somebody who sees so much of it."""
    if seen is Sight.NOTHING:
        return None
    if seen is Sight.WHOLE:
        return task
    return replace(task, title="", measures=())

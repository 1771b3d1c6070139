"""What the activation of a plan makes true: one way for the command line and for a person."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from services.domain.assignment.events import (
    AssignmentOpened,
    Measure,
    assignment_stream,
)
from services.domain.calendar import PeriodRules
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.facts import Decision, Fact, NewEvent
from services.domain.plan.draft import (
    AssignmentDraft,
    MeasureDraft,
    PlanDraft,
    UnitDraft,
    deliverable_of,
    expand,
)
from services.domain.plan.events import PlanActivated, PlanFinding, plan_stream
from services.domain.plan.past_work import finding_of, past_work
from services.domain.plan.schedule import span_of
from services.domain.policy import Policy

FactsOf = Callable[[str], Sequence[Fact]]  # of a stream, all that was read


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivationTerms:
    """From which day a plan is active, since when closed periods are issued, from which file."""

    active_from: date
    backfill_from: date | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The facts of an activation, and the clocks that must know of it."""

    events: Decision
    wakes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivePlan:
    """The plan that the ward carries out: its stream, and the fact that put it in force."""

    stream: str
    activated: PlanActivated


def active_among(plans: Mapping[str, Sequence[Fact]]) -> ActivePlan | None:
    """The plan in force among those of the ward, by their streams; None before the first one."""
    collected = [
        ActivePlan(stream=stream, activated=fact.event)
        for stream, facts in plans.items()
        for fact in facts
        if isinstance(fact.event, PlanActivated)
    ]
    return max(collected, key=lambda each: each.activated.active_from, default=None)


def streams_of(draft: PlanDraft) -> tuple[str, ...]:
    """Every stream that the activation of this draft reads or writes."""
    return (
        plan_stream(draft.code),
        *(assignment_stream(assignment_draft.code) for assignment_draft in expand(draft)),
        *(unit_stream(unit.code) for unit in draft.units),
    )


def activated(
    draft: PlanDraft, terms: ActivationTerms, policy: Policy, facts_of: FactsOf
) -> Opened:
    """Open every item of the plan; units that are known as they are stay as they are.

    Work whose day is past gets no task: it is left open in the plan, for the Office to decide.
    """
    draft = kept_restricted(draft, facts_of)
    drafts = expand(draft)
    stream = plan_stream(draft.code)
    rules = PeriodRules(
        cutoff_day=policy.cutoff_day,
        school_year_starts=(policy.school_year_month, policy.school_year_day),
    )
    start = terms.backfill_from or terms.active_from
    past = tuple(finding_of(each, start) for each in past_work(draft, start))
    draft = replace(draft, findings=(*draft.findings, *past))
    events = [
        NewEvent(stream=unit_stream(unit.code), event=event)
        for unit in draft.units
        for event in _registration(unit, fold_unit(facts_of(unit_stream(unit.code))))
    ]
    events.append(NewEvent(stream=stream, event=_plan(draft, terms, drafts)))
    for each in drafts:
        opened = _assignment(each, stream, span_of(draft, each, rules), terms.active_from, start)
        events.append(NewEvent(stream=assignment_stream(each.code), event=opened))
    wakes = tuple(assignment_stream(draft.code) for draft in drafts if draft.lead is not None)
    return Opened(events=tuple(events), wakes=wakes)


def kept_restricted(draft: PlanDraft, facts_of: FactsOf) -> PlanDraft:
    """The plan with every unit restricted that is so already: no plan opens what was closed."""
    known = {unit.code: fold_unit(facts_of(unit_stream(unit.code))) for unit in draft.units}
    units = (
        replace(each, restricted=each.restricted or bool(unit and unit.restricted))
        for each in draft.units
        for unit in (known[each.code],)
    )
    return replace(draft, units=tuple(units))


def _registration(draft: UnitDraft, known: Unit | None) -> tuple[UnitRegistered, ...]:
    """What the plan says of a unit that is new or otherwise; a former name takes none back."""
    event = _unit(draft)
    if known is None:
        return (event,)
    if event.name in known.names:
        event = replace(event, name=known.name)
    return () if replace(known.registered, name=known.name) == event else (event,)


def _unit(unit: UnitDraft) -> UnitRegistered:
    return UnitRegistered(
        code=unit.code,
        name=unit.name,
        kind=unit.kind.value,
        aliases=unit.aliases,
        internal=unit.internal,
        restricted=unit.restricted,
    )


def _plan(
    draft: PlanDraft, terms: ActivationTerms, drafts: tuple[AssignmentDraft, ...]
) -> PlanActivated:
    return PlanActivated(
        code=draft.code,
        title=draft.title,
        number=draft.number,
        issued_on=draft.issued_on,
        place=draft.place,
        period_from=draft.period_from,
        period_to=draft.period_to,
        replaces=draft.replaces,
        active_from=terms.active_from,
        backfill_from=terms.backfill_from,
        source_sha256=terms.sha256,
        assignments=tuple(draft.code for draft in drafts),
        findings=tuple(
            PlanFinding(
                code=finding.code,
                severity=finding.severity.value,
                items=finding.items,
                place=finding.place,
                question=finding.question,
                assumed=finding.assumed,
            )
            for finding in draft.findings
        ),
    )


def _assignment(
    draft: AssignmentDraft,
    plan: str,
    span: tuple[date, date],
    active_from: date,
    issue_from: date,
) -> AssignmentOpened:
    starts_on, ends_on = span
    return AssignmentOpened(
        code=draft.code,
        item_code=draft.item_code,
        plan_stream=plan,
        kind=draft.kind.value,
        title=draft.title,
        section=draft.section,
        lead_unit=draft.lead,
        supporting_units=draft.supporting,
        restricted=draft.restricted,
        deliverables=tuple(map(deliverable_of, draft.deliverables)),
        measures=tuple(_measure(measure) for measure in draft.measures),
        active_from=active_from,
        issue_from=max(issue_from, starts_on),
        starts_on=starts_on,
        ends_on=ends_on,
    )


def _measure(draft: MeasureDraft) -> Measure:
    last, average = draft.target_2030, draft.target_average
    return Measure(
        code=draft.code,
        title=draft.title,
        unit=draft.unit,
        kind=draft.kind.value,
        operator=draft.operator.value,
        target_2030=_decimal(last.value if last else None),
        target_2030_high=_decimal(last.high if last else None),
        target_average=_decimal(average.value if average else None),
        target_average_high=_decimal(average.high if average else None),
        rule=draft.rule.value,
        reach_by=draft.reach_by,
        stretch=draft.stretch,
        stretch_target=_decimal(draft.stretch_target),
        in_annex=draft.in_annex,
        frequencies=tuple(frequency.value for frequency in draft.frequencies),
        possible=draft.possible,
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)

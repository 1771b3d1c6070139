"""Activating a plan, and naming the lead of an item that has none."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.domain.assignment.decider import KnownUnit, NameLead, name_lead
from services.domain.assignment.events import (
    AssignmentOpened,
    Deliverable,
    Measure,
    assignment_stream,
)
from services.domain.assignment.state import fold
from services.domain.calendar import PeriodRules
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.directory.state import fold_unit
from services.domain.errors import NotFound, Refusal
from services.domain.facts import Event, NewEvent
from services.domain.instants import day_of
from services.domain.plan.draft import (
    AssignmentDraft,
    MeasureDraft,
    PlanDraft,
    UnitDraft,
    expand,
)
from services.domain.plan.events import PlanActivated, PlanFinding, plan_stream
from services.domain.plan.schedule import span_of
from services.domain.policy import POLICY_STREAM, in_force
from services.handlers.operator import OperatorAct, digest, keep
from services.handlers.people import Decided, PersonCommands, Scene, on_stream
from services.handlers.requests import Request
from services.ledger.port import Ledger, Outcome


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
        """Open every item of the plan; each with a lead gets its clock. Once per plan code.

        `active_from` None means the ward's today. Raises Refusal where the plan is active
        already with another content, or the days make no sense.
        """
        draft = activation.draft
        stream = plan_stream(draft.code)
        drafts = expand(draft)
        streams = [assignment_stream(one.code) for one in drafts]
        units = [unit_stream(unit.code) for unit in draft.units]
        snapshot = await self.ledger.read([stream, POLICY_STREAM, *streams, *units])
        sha256 = digest(activation.source)
        known = [f.event for f in snapshot.of(stream) if isinstance(f.event, PlanActivated)]
        if known:
            if known[-1].source_sha256 == sha256:
                return None
            raise Refusal(
                "plan-active",
                f"Kế hoạch {draft.code} đã được đưa vào thực hiện với nội dung khác. "
                "Điều chỉnh kế hoạch phải nạp bằng mã mới.",
            )
        today = day_of(snapshot.read_at)
        active_from = activation.active_from or today
        if activation.backfill_from is not None and activation.backfill_from > active_from:
            raise Refusal("backfill-late", "Ngày giao bù phải trước ngày bắt đầu thực hiện.")
        policy = in_force(snapshot.of(POLICY_STREAM), today).policy
        rules = PeriodRules(
            cutoff_day=policy.cutoff_day,
            school_year_starts=(policy.school_year_month, policy.school_year_day),
        )
        events: list[NewEvent] = []
        for unit in draft.units:
            registered = _unit(unit)
            if fold_unit(snapshot.of(unit_stream(unit.code))) != registered:
                events.append(NewEvent(stream=unit_stream(unit.code), event=registered))
        activated = _plan(draft, activation, active_from, sha256, drafts)
        events.append(NewEvent(stream=stream, event=activated))
        for one in drafts:
            start = activation.backfill_from or active_from
            opened = _assignment(one, stream, span_of(draft, one, rules), active_from, start)
            events.append(NewEvent(stream=assignment_stream(one.code), event=opened))
        act = OperatorAct(
            action=f"activate-plan/{draft.code}/{sha256}",
            decision=tuple(events),
            rings=[assignment_stream(one.code) for one in drafts if one.lead is not None],
        )
        return await keep(self.ledger, snapshot, act)

    async def name_lead(self, request: Request, command: NameLead) -> Outcome | None:
        """The Office gives an item its lead; its clock starts."""
        codes = (command.lead_unit, *command.supporting_units)

        def decided(scene: Scene) -> Decided:
            assignment = fold(scene.snapshot.of(command.stream))
            if assignment is None:
                raise NotFound("no-assignment", "Không có mục này trong kế hoạch.")
            found = {code: fold_unit(scene.snapshot.of(unit_stream(code))) for code in codes}
            units = {
                code: KnownUnit(internal=unit.internal, restricted=unit.restricted)
                for code, unit in found.items()
                if unit is not None
            }
            held, events = name_lead(
                assignment, command, holder=scene.holder, units=units, now=scene.now
            )
            facts: tuple[Event, ...] = events
            return Decided(
                held=held, events=on_stream(command.stream, facts), rings=(command.stream,)
            )

        streams = [command.stream, *(unit_stream(code) for code in codes)]
        return await self.people.run(request, streams, decided)


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
    draft: PlanDraft,
    activation: Activation,
    active_from: date,
    sha256: str,
    drafts: tuple[AssignmentDraft, ...],
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
        active_from=active_from,
        backfill_from=activation.backfill_from,
        source_sha256=sha256,
        assignments=tuple(one.code for one in drafts),
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
        deliverables=tuple(
            Deliverable(name=one.name.value, frequency=one.frequency.value, due=one.due)
            for one in draft.deliverables
        ),
        measures=tuple(_measure(one) for one in draft.measures),
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
    )


def _decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)

"""Giải quyết điểm cần làm rõ: the Office decides what the plan in force leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.authority import require_item
from services.domain.assignment.correction_facts import (
    MeasureUnitCorrected,
    UnitsCorrected,
    counted_anew,
)
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.issuing import TaskUnitCorrected
from services.domain.assignment.open_tasks import issued_tasks, tasks_asking
from services.domain.assignment.rules import (
    ITEM_CLOSED,
    LEAD_OUTSIDE,
    LEAD_SHARED,
    LEAD_SUPPORTS,
    NO_ASSIGNMENT,
    UNIT_UNKNOWN,
)
from services.domain.assignment.state import Assignment
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.facts import Fact, NewEvent, TextRef
from services.domain.fields import (
    DayField,
    InAddress,
    PlainLine,
    TypedText,
    UnitCode,
    UnitCodes,
    YesOrNo,
)
from services.domain.plan.findings import PlanFindings
from services.domain.plan.rules import (
    FINDING_RESTRICTED,
    LEAD_RESTRICTED,
    MEASURED_IN,
    NO_FINDING,
    NOT_SETTLING_PLAN,
    TARGET_EITHER,
    TARGET_IMPOSSIBLE,
    TARGET_MEASURE,
    TARGET_NUMBER,
    TARGET_SHARED,
    UNITS_OF_NO_ITEM,
)
from services.domain.plan.target_corrections import target_correction
from services.domain.plan.unit_corrections import measure_unit_correction, units_correction


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePlanFinding:
    """Giải quyết một điểm cần làm rõ; `item` is the stream of the item it was met at, if any.

    With a measure of the item, the decision corrects what it must reach and in what it is
    counted; with units, who leads and supports the item. Blank leaves as it is. Numbers are typed
    as the office writes them, also by programs: 96,25.
    """

    stream: str
    item: Annotated[str | None, InAddress()]
    finding: Annotated[str, InAddress()]
    decision: Annotated[
        TextRef, TypedText(label="Quyết định", example="Giữ chỉ tiêu như văn bản.")
    ]
    measure: Annotated[
        str | None, PlainLine(label="Chỉ tiêu thành phần", at_most=40, example="CT05.1")
    ] = None
    target: Annotated[
        str | None, PlainLine(label="Mục tiêu đến năm 2030", at_most=20, example="96,25")
    ] = None
    yearly: Annotated[
        str | None, PlainLine(label="Mục tiêu mỗi năm", at_most=20, example="96,25")
    ] = None
    reach_by: Annotated[date | None, DayField(label="Đạt chậm nhất ngày")] = None
    measured_in: Annotated[
        str | None, PlainLine(label="Đơn vị tính", at_most=60, example="người")
    ] = None
    lead_unit: Annotated[str | None, UnitCode(label="Đơn vị chủ trì", example="VHXH")] = None
    supporting_units: Annotated[
        tuple[str, ...],
        UnitCodes(label="Đơn vị phối hợp", about="Bỏ trống thì giữ nguyên.", example=["KTHTDT"]),
    ] = ()
    unsupported: Annotated[
        bool, YesOrNo(about="Không còn đơn vị phối hợp.", value="1", means=True)
    ] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFindingSettled:
    """Giải quyết điểm cần làm rõ: the Office decides what the plan in force leaves open.

    `finding` is the code of a finding of `PlanActivated`; the newest decision stands.
    """

    TYPE: ClassVar[str] = "plan-finding-settled"
    SCHEMA: ClassVar[int] = 1

    finding: str
    decision: TextRef


def offer(_plan: PlanFindings | None, context: DecisionContext) -> Offer:
    """Offered to who may give items a lead: they decide what the plan leaves open."""
    naming = context.policy.authorities.name_lead
    held = require_authorised(context.holder, naming, context.policy, NOT_SETTLING_PLAN)
    return Offer(held=held)


def decide(
    plan: PlanFindings | None, command: SettlePlanFinding, context: DecisionContext
) -> Verdict:
    """The decision on one finding; of a restricted item nobody types words."""
    held = offer(plan, context).held  # first: nobody else is told which items there are
    item = require_item(fold_item(context.of(command.item))) if command.item else None
    about = () if plan is None else plan.general if item is None else plan.of_item(item)
    if command.finding not in {finding.code for finding in about}:
        raise NO_FINDING.refuse()
    if item is not None and item.restricted:
        raise FINDING_RESTRICTED.refuse()
    event = PlanFindingSettled(finding=command.finding, decision=command.decision)
    beside = tuple(_corrections(item, command, context))
    # Who leads an item that nobody led is given its periods at once.
    wakes = tuple(each.stream for each in beside if isinstance(each.event, UnitsCorrected))
    return Verdict(held=held, events=(event,), beside=beside, wakes=wakes)


def _corrections(
    item: Assignment | None, command: SettlePlanFinding, context: DecisionContext
) -> Iterator[NewEvent]:
    """What becomes of the item; a target is judged by the unit that was typed beside it."""
    unit = measure_unit_correction(item, command)
    if item is not None and unit is not None:
        yield from _asked_anew(item, unit, context)
    judged = replace(item, measures=counted_anew(item, unit)) if item and unit else item
    facts = (unit, target_correction(judged, command), units_correction(item, command, context))
    for fact in facts:
        if fact is not None:
            assert item is not None, "of no item nothing is corrected"  # noqa: S101
            yield NewEvent(stream=item.stream, event=fact)


def _asked_anew(
    item: Assignment, unit: MeasureUnitCorrected, context: DecisionContext
) -> Iterator[NewEvent]:
    """Open tasks ask in the other unit; a figure that was reported keeps the one it was given in.

    So a task of which anything was reported goes on in its unit to the end, whatever comes back.
    """
    event = TaskUnitCorrected(measure=unit.measure, before=unit.before, after=unit.after)
    for task in tasks_asking(item, unit.measure, context):
        if task.submission == 0:
            yield NewEvent(stream=task.stream, event=event)


def _reads_next(
    _plan: object, command: SettlePlanFinding, context: DecisionContext
) -> tuple[str, ...]:
    """The item's tasks, where the unit of a measure is typed."""
    if not (command.item and command.measured_in):
        return ()
    return issued_tasks(fold_item(context.of(command.item)))


def _read_with(command: SettlePlanFinding) -> tuple[str, ...]:
    lead = (command.lead_unit,) if command.lead_unit else ()
    units = (unit_stream(code) for code in (*lead, *command.supporting_units))
    return (*((command.item,) if command.item else ()), *units)


def _settled(plan: PlanFindings, event: PlanFindingSettled, fact: Fact) -> PlanFindings:
    return replace(plan, settled={**plan.settled, event.finding: fact})


def _describe(_event: PlanFindingSettled, _names: Names) -> str:
    return "Giải quyết điểm cần làm rõ."


ACT: Final = Act(
    command=SettlePlanFinding,
    name="settle-plan-finding",
    said="giải quyết điểm cần làm rõ",
    slug="diem",
    done="Đã ghi quyết định.",
    rules=(
        NOT_SETTLING_PLAN,
        NO_ASSIGNMENT,
        NO_FINDING,
        FINDING_RESTRICTED,
        TARGET_MEASURE,
        TARGET_SHARED,
        TARGET_NUMBER,
        TARGET_EITHER,
        TARGET_IMPOSSIBLE,
        MEASURED_IN,
        UNITS_OF_NO_ITEM,
        ITEM_CLOSED,
        LEAD_SHARED,
        LEAD_SUPPORTS,
        UNIT_UNKNOWN,
        LEAD_OUTSIDE,
        LEAD_RESTRICTED,
    ),
    offer=offer,
    decide=decide,
    reads=_read_with,
    reads_next=_reads_next,
)
FACTS: Final = (
    FactKind(
        event=PlanFindingSettled,
        name="Giải quyết điểm cần làm rõ",
        apply=_settled,
        describe=_describe,
    ),
)

"""Giải quyết điểm cần làm rõ: the Office decides what the plan in force leaves open."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.authority import require_item
from services.domain.assignment.evolving import fold as fold_item
from services.domain.assignment.rules import NO_ASSIGNMENT
from services.domain.authorities import require_authorised
from services.domain.context import DecisionContext
from services.domain.facts import Fact, NewEvent, TextRef
from services.domain.fields import DayField, InAddress, PlainLine, TypedText
from services.domain.plan.findings import PlanFindings
from services.domain.plan.rules import (
    FINDING_RESTRICTED,
    NO_FINDING,
    NOT_SETTLING_PLAN,
    TARGET_EITHER,
    TARGET_IMPOSSIBLE,
    TARGET_MEASURE,
    TARGET_NUMBER,
    TARGET_SHARED,
)
from services.domain.plan.target_corrections import target_correction


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlePlanFinding:
    """Giải quyết một điểm cần làm rõ; `item` is the stream of the item it was met at, if any.

    With a measure of the item, the decision corrects what it must reach; blank leaves as it is.
    Numbers are typed as the office writes them, also by programs: 96,25.
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
    correction = target_correction(item, command)
    if correction is None:
        return Verdict(held=held, events=(event,))
    assert item is not None, "of no item there is no target"  # noqa: S101
    corrected = NewEvent(stream=item.stream, event=correction)
    return Verdict(held=held, events=(event,), beside=(corrected,))


def _item_of(command: SettlePlanFinding) -> tuple[str, ...]:
    return (command.item,) if command.item else ()


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
    ),
    offer=offer,
    decide=decide,
    reads=_item_of,
)
FACTS: Final = (
    FactKind(
        event=PlanFindingSettled,
        name="Giải quyết điểm cần làm rõ",
        apply=_settled,
        describe=_describe,
    ),
)

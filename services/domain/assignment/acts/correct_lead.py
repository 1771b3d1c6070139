"""Đính chính đơn vị chủ trì: the lead was named by mistake; another one leads from now on."""

from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.authority import (
    known_units,
    refuse_closed,
    require_item,
    require_naming,
)
from services.domain.assignment.rules import (
    CORRECTION_PAPER_NEEDED,
    CORRECTION_REASON_NEEDED,
    CORRECTION_RESTRICTED,
    ITEM_CLOSED,
    LEAD_MISSING,
    LEAD_OUTSIDE,
    LEAD_SAME,
    LEAD_SHARED,
    NO_ASSIGNMENT,
    NOT_NAMING,
    UNIT_UNKNOWN,
)
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import Unit
from services.domain.facts import Fact, TextRef
from services.domain.fields import PaperField, TypedText, UnitCode
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLead:
    """Đính chính đơn vị chủ trì của một mục; mục mật thì chỉ nêu văn bản, không ghi lý do."""

    stream: str
    lead_unit: Annotated[str, UnitCode(label="Đơn vị chủ trì đúng", example="VP")]
    reason: Annotated[TextRef | None, TypedText(label="Lý do", example="Chọn nhầm đơn vị.")]
    paper: Annotated[Paper | None, PaperField(label="văn bản")]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadCorrected:
    """Đính chính đơn vị chủ trì: another unit leads the item; what was issued stays as it is.

    The supporting units stay, but for the one that leads now.
    """

    TYPE: ClassVar[str] = "lead-corrected"
    SCHEMA: ClassVar[int] = 1

    former_unit: str
    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    reason: TextRef | None
    paper: Paper | None


def offer(item: Assignment | None, context: DecisionContext) -> Offer | None:
    """Offered to whom the ward's rules let name leads, of an item that has one alone."""
    # First who may: nobody else is told which items there are.
    held = require_naming(context.holder, context.policy)
    known = require_item(item)
    refuse_closed(known)
    if known.opened.code != known.opened.item_code:
        raise LEAD_SHARED.refuse()
    if known.lead_unit is None:
        raise LEAD_MISSING.refuse()
    return Offer(held=held)


def decide(state: Assignment | None, command: CorrectLead, context: DecisionContext) -> Verdict:
    """The lead of what is issued from now on.

    Restricted is what the plan says is, and what a restricted unit leads: an item that was dark
    only because of the mistake is so no longer.
    """
    offer(state, context)
    held, item = require_naming(context.holder, context.policy), require_item(state)
    assert item.lead_unit is not None, "offered only where a unit leads"  # noqa: S101
    if command.lead_unit == item.lead_unit:
        raise LEAD_SAME.refuse()
    lead = known_units((command.lead_unit,), context)[command.lead_unit]
    if not lead.internal:
        raise LEAD_OUTSIDE.refuse()
    _require_grounds(item, lead, command, context)
    event = LeadCorrected(
        former_unit=item.lead_unit,
        lead_unit=command.lead_unit,
        supporting_units=tuple(u for u in item.supporting_units if u != command.lead_unit),
        restricted=item.opened.restricted or lead.restricted,
        reason=command.reason,
        paper=command.paper,
    )
    return Verdict(held=held, events=(event,))


def _require_grounds(
    item: Assignment, lead: Unit, command: CorrectLead, context: DecisionContext
) -> None:
    """Words, or of restricted work a paper by number and day alone."""
    check_paper(command.paper, context.now)
    if not (item.restricted or lead.restricted):
        if command.reason is None:
            raise CORRECTION_REASON_NEEDED.refuse()
        return
    if command.reason is not None:
        raise CORRECTION_RESTRICTED.refuse()
    if command.paper is None:
        raise CORRECTION_PAPER_NEEDED.refuse()


def _unit(command: CorrectLead) -> tuple[str, ...]:
    return (unit_stream(command.lead_unit),)


def _corrected(item: Assignment, event: LeadCorrected, _fact: Fact) -> Assignment:
    return replace(
        item,
        lead_unit=event.lead_unit,
        supporting_units=event.supporting_units,
        restricted=event.restricted,
    )


def _describe(event: LeadCorrected, names: Names) -> str:
    former, lead = names.unit(event.former_unit), names.unit(event.lead_unit)
    return f"Đính chính đơn vị chủ trì từ {former} thành {lead}{beside(event.paper)}."


ACT: Final = Act(
    command=CorrectLead,
    name="correct-lead",
    said="đính chính đơn vị chủ trì",
    slug="dinh-chinh-chu-tri",
    resource="lead-correction",
    done="Đã đính chính đơn vị chủ trì. Việc đã giao giữ nguyên đơn vị; kỳ sau giao đơn vị mới.",
    rules=(
        NOT_NAMING,
        NO_ASSIGNMENT,
        ITEM_CLOSED,
        LEAD_SHARED,
        LEAD_MISSING,
        LEAD_SAME,
        UNIT_UNKNOWN,
        LEAD_OUTSIDE,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
        CORRECTION_REASON_NEEDED,
        CORRECTION_RESTRICTED,
        CORRECTION_PAPER_NEEDED,
    ),
    offer=offer,
    decide=decide,
    reads=_unit,
)
FACTS: Final = (
    FactKind(
        event=LeadCorrected,
        name="Đính chính đơn vị chủ trì",
        apply=_corrected,
        describe=_describe,
        text=lambda event: event.reason,
    ),
)

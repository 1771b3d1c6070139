"""Giao đơn vị chủ trì: the Office names the lead of an item that had none."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.authority import require_item, require_naming
from services.domain.assignment.rules import (
    LEAD_KNOWN,
    LEAD_OUTSIDE,
    LEAD_SUPPORTS,
    NO_ASSIGNMENT,
    NOT_NAMING,
    UNIT_UNKNOWN,
)
from services.domain.assignment.state import Assignment
from services.domain.context import DecisionContext
from services.domain.directory.events import unit_stream
from services.domain.directory.unit_state import Unit, fold_unit
from services.domain.facts import Fact
from services.domain.fields import UnitCode, UnitCodes
from services.domain.instants import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLead:
    """Giao đơn vị chủ trì cho một mục chưa có đơn vị chủ trì."""

    stream: str
    lead_unit: Annotated[str, UnitCode(label="Đơn vị chủ trì", example="VHXH")]
    supporting_units: Annotated[
        tuple[str, ...], UnitCodes(label="Đơn vị phối hợp", example=["KTHTDT"])
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNamed:
    """Giao đơn vị chủ trì: the Office names the lead of an item that had none."""

    TYPE: ClassVar[str] = "lead-named"
    SCHEMA: ClassVar[int] = 1

    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    issue_from: date


def offer(item: Assignment | None, context: DecisionContext) -> Offer | None:
    """Offered to whom the ward's rules let name leads, of an item without one."""
    # First who may: nobody else is told which items there are.
    held = require_naming(context.holder, context.policy)
    return Offer(held=held) if require_item(item).lead_unit is None else None


def decide(state: Assignment | None, command: NameLead, context: DecisionContext) -> Verdict:
    """The lead from today on; a unit's restriction becomes the item's."""
    offer(state, context)
    held, item = require_naming(context.holder, context.policy), require_item(state)
    if item.lead_unit == command.lead_unit:
        return Verdict(held=held, events=())
    if item.lead_unit is not None:
        raise LEAD_KNOWN.refuse(lead_unit=item.lead_unit)
    lead = _known_units(command, context)[command.lead_unit]
    if not lead.internal:
        raise LEAD_OUTSIDE.refuse()
    if command.lead_unit in command.supporting_units:
        raise LEAD_SUPPORTS.refuse()
    event = LeadNamed(
        lead_unit=command.lead_unit,
        supporting_units=command.supporting_units,
        restricted=item.restricted or lead.restricted,
        issue_from=max(day_of(context.now), item.issue_from),
    )
    return Verdict(held=held, events=(event,))


def _known_units(command: NameLead, context: DecisionContext) -> dict[str, Unit]:
    codes = (command.lead_unit, *command.supporting_units)
    units = {code: fold_unit(context.of(unit_stream(code))) for code in codes}
    unknown = [code for code, unit in units.items() if unit is None]
    if unknown:
        raise UNIT_UNKNOWN.refuse(units=", ".join(unknown))
    return {code: unit for code, unit in units.items() if unit is not None}


def _units(command: NameLead) -> tuple[str, ...]:
    return tuple(unit_stream(code) for code in (command.lead_unit, *command.supporting_units))


def _named(item: Assignment, event: LeadNamed, _fact: Fact) -> Assignment:
    return replace(
        item,
        lead_unit=event.lead_unit,
        supporting_units=event.supporting_units,
        restricted=event.restricted,
        issue_from=event.issue_from,
    )


def _describe(event: LeadNamed, names: Names) -> str:
    return f"Giao {names.unit(event.lead_unit)} chủ trì."


ACT: Final = Act(
    command=NameLead,
    name="name-lead",
    said="giao đơn vị chủ trì",
    slug="chu-tri",
    resource="lead",
    done="Đã giao đơn vị chủ trì. Việc của kỳ này sẽ được giao ngay.",
    rules=(NOT_NAMING, NO_ASSIGNMENT, LEAD_KNOWN, UNIT_UNKNOWN, LEAD_OUTSIDE, LEAD_SUPPORTS),
    offer=offer,
    decide=decide,
    reads=_units,
)
FACTS: Final = (
    FactKind(event=LeadNamed, name="Giao đơn vị chủ trì", apply=_named, describe=_describe),
)

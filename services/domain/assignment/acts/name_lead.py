"""Giao đơn vị chủ trì: the Office names the lead of an item that had none."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, ClassVar, Final

from services.domain.act import Act, FactKind, Names, Offer, Verdict
from services.domain.assignment.agenda import IssueRules
from services.domain.assignment.authority import known_units, require_item, require_naming
from services.domain.assignment.falling_due import FallingDue
from services.domain.assignment.first_issues import first_issues
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
from services.domain.facts import Fact
from services.domain.fields import PaperField, UnitCode, UnitCodes
from services.domain.instants import day_of
from services.domain.papers import Paper, beside, check_paper
from services.domain.rules import PAPER_IN_FUTURE, PAPER_NUMBER_WRONG


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLead:
    """Giao đơn vị chủ trì cho một mục chưa có; `paper` là văn bản làm căn cứ, nếu có."""

    stream: str
    lead_unit: Annotated[str, UnitCode(label="Đơn vị chủ trì", example="VHXH")]
    supporting_units: Annotated[
        tuple[str, ...], UnitCodes(label="Đơn vị phối hợp", example=["KTHTDT"])
    ]
    paper: Annotated[Paper | None, PaperField(label="văn bản")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadNamed:
    """Giao đơn vị chủ trì: the Office names the lead of an item that had none."""

    TYPE: ClassVar[str] = "lead-named"
    SCHEMA: ClassVar[int] = 2  # 2: with `paper`

    lead_unit: str
    supporting_units: tuple[str, ...]
    restricted: bool
    issue_from: date
    paper: Paper | None


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
    return Verdict(held=held, events=(_naming(item, command, context),))


def _naming(item: Assignment, command: NameLead, context: DecisionContext) -> LeadNamed:
    codes = (command.lead_unit, *command.supporting_units)
    lead = known_units(codes, context)[command.lead_unit]
    if not lead.internal:
        raise LEAD_OUTSIDE.refuse()
    if command.lead_unit in command.supporting_units:
        raise LEAD_SUPPORTS.refuse()
    check_paper(command.paper, context.now)
    return LeadNamed(
        lead_unit=command.lead_unit,
        supporting_units=command.supporting_units,
        restricted=item.restricted or lead.restricted,
        issue_from=max(day_of(context.now), item.issue_from),
        paper=command.paper,
    )


def issued_at_once(
    item: Assignment, command: NameLead, context: DecisionContext
) -> tuple[tuple[str, FallingDue], ...]:
    """What the named unit would get at once, each with its period and due day."""
    assert context.calendar is not None, "the act asks for the calendars"  # noqa: S101
    rules = IssueRules(policy=context.policy, calendar=context.calendar)
    return first_issues(_led(item, _naming(item, command, context)), rules, context.now)


def _units(command: NameLead) -> tuple[str, ...]:
    return tuple(unit_stream(code) for code in (command.lead_unit, *command.supporting_units))


def _named(item: Assignment, event: LeadNamed, _fact: Fact) -> Assignment:
    return _led(item, event)


def _led(item: Assignment, event: LeadNamed) -> Assignment:
    return replace(
        item,
        lead_unit=event.lead_unit,
        supporting_units=event.supporting_units,
        restricted=event.restricted,
        issue_from=event.issue_from,
    )


def _describe(event: LeadNamed, names: Names) -> str:
    return f"Giao {names.unit(event.lead_unit)} chủ trì{beside(event.paper)}."


ACT: Final = Act(
    command=NameLead,
    name="name-lead",
    said="giao đơn vị chủ trì",
    slug="chu-tri",
    resource="lead",
    done="Đã giao đơn vị chủ trì. Việc của kỳ này sẽ được giao ngay.",
    rules=(
        NOT_NAMING,
        NO_ASSIGNMENT,
        LEAD_KNOWN,
        UNIT_UNKNOWN,
        LEAD_OUTSIDE,
        LEAD_SUPPORTS,
        PAPER_NUMBER_WRONG,
        PAPER_IN_FUTURE,
    ),
    offer=offer,
    decide=decide,
    reads=_units,
    by_calendar=True,
)
FACTS: Final = (
    FactKind(event=LeadNamed, name="Giao đơn vị chủ trì", apply=_named, describe=_describe),
)

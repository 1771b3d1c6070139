"""What must have been so before a recorded act on an item of the plan."""

from collections.abc import Mapping
from typing import Final

from services.domain.assignment.acts.correct_lead import LeadCorrected
from services.domain.assignment.acts.correct_range import RangeCorrected
from services.domain.assignment.acts.name_lead import LeadNamed
from services.domain.assignment.acts.set_due_rule import DueRuleSet
from services.domain.assignment.acts.set_frequency import FrequencySet
from services.domain.assignment.acts.state_targets import TargetsStated
from services.domain.assignment.authority import refuse_closed, require_item
from services.domain.assignment.correction_facts import MeasureUnitCorrected, UnitsCorrected
from services.domain.assignment.events import AssignmentConcluded, PeriodIssued
from services.domain.assignment.measuring import MEASURE_UNKNOWN
from services.domain.assignment.rules import DELIVERABLE_UNKNOWN, LEAD_KNOWN, LEAD_MISSING
from services.domain.assignment.state import Assignment
from services.domain.assignment.target_facts import TargetCorrected
from services.domain.facts import Event
from services.domain.precondition import Precondition, passing


def _followed(state: Assignment | None) -> Assignment:
    item = require_item(state)
    refuse_closed(item)
    return item


def _named(state: Assignment | None, _event: LeadNamed) -> str:
    return LEAD_KNOWN.brief if require_item(state).lead_unit is not None else ""


def _lead_corrected(state: Assignment | None, event: LeadCorrected) -> str:
    lead = _followed(state).lead_unit
    if lead is None:
        return LEAD_MISSING.brief
    return "" if event.former_unit == lead else f"đơn vị chủ trì là {lead}"


def _arranged(state: Assignment | None, event: FrequencySet | DueRuleSet) -> str:
    owed = {each.name for each in _followed(state).deliverables}
    return "" if event.deliverable in owed else DELIVERABLE_UNKNOWN.brief


def _measured(state: Assignment | None, event: RangeCorrected | TargetCorrected) -> str:
    known = {each.code for each in _followed(state).measures}
    return "" if event.measure in known else MEASURE_UNKNOWN.brief


def _issued(state: Assignment | None, event: PeriodIssued) -> str:
    again = _followed(state).has_issued(event.deliverable, event.period)
    return "việc của kỳ này đã được giao" if again else ""


PRECONDITIONS: Final[Mapping[type[Event], Precondition]] = {
    PeriodIssued: _issued,
    AssignmentConcluded: passing(_followed),
    LeadNamed: _named,
    LeadCorrected: _lead_corrected,
    FrequencySet: _arranged,
    DueRuleSet: _arranged,
    TargetsStated: _measured,
    RangeCorrected: _measured,
    TargetCorrected: _measured,
    MeasureUnitCorrected: _measured,
    UnitsCorrected: passing(require_item),
}

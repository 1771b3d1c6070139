"""Plan items as rows: who leads, who supports, whether they are still worked on."""

from dataclasses import dataclass
from typing import Any

from services.domain.assignment.events import (
    AssignmentConcluded,
    AssignmentOpened,
    DueRuleSet,
    FrequencySet,
    LeadNamed,
    PeriodIssued,
)
from services.domain.facts import Fact
from services.projections.tables import assignments
from services.projections.writing import change, put


@dataclass(frozen=True, slots=True)
class Assignments:
    """Retells facts of `assignment-…` streams; see `port.Projection`."""

    async def project(self, connection: Any, fact: Fact) -> None:
        """Retell one fact; facts of other streams are passed over."""
        match fact.event:
            case AssignmentOpened() if fact.version > 1:
                # As the fold: opened again by a second plan, an item stays what it was.
                await change(connection, assignments, fact, {})
            case AssignmentOpened() as opened:
                row = {
                    "code": opened.code,
                    "kind": opened.kind,
                    "title": opened.title,
                    "section": opened.section,
                    "lead_unit": opened.lead_unit,
                    "supporting_units": list(opened.supporting_units),
                    "restricted": opened.restricted,
                    "closed": False,
                }
                await put(connection, assignments, fact, row)
            case LeadNamed() as named:
                changes = {
                    "lead_unit": named.lead_unit,
                    "supporting_units": list(named.supporting_units),
                    "restricted": named.restricted,
                }
                await change(connection, assignments, fact, changes)
            case PeriodIssued() | FrequencySet() | DueRuleSet():
                await change(connection, assignments, fact, {})
            case AssignmentConcluded():
                await change(connection, assignments, fact, {"closed": True})
            case _:
                return

"""Findings of inspectors as rows: what their list and what waits for a unit ask for."""

from collections.abc import Mapping
from typing import Any, Final

from services.domain.inspection.evolving import evolve
from services.domain.inspection.state import InspectionFinding
from services.domain.streams import Family
from services.projections.mentioned import NAMED, STATED
from services.projections.state_rows import StateRows
from services.projections.tables import inspection_findings


def _of_finding(finding: InspectionFinding) -> Mapping[str, Any]:
    return {
        "code": finding.code,
        "about": finding.about.value,
        "subject": finding.subject,
        "unit": finding.unit,
        "opened_by": finding.opened.by,
        "restricted": finding.restricted,
        "answer_by_on": finding.answer_by_on,
        "stage": finding.stage.value,
        "opened_at": finding.opened.at,
    }


INSPECTION_FINDINGS: Final = StateRows(
    table=inspection_findings,
    streams=Family.INSPECTION,
    kind=InspectionFinding,
    evolve=evolve,
    columns=_of_finding,
    by_fact=(NAMED, STATED),
)

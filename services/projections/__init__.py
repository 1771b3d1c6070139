"""The folded state of each stream as a row for the pages, written with the facts themselves."""

from typing import Any, Final

from services.projections.directives import DIRECTIVES
from services.projections.directory import ACCOUNTS, PEOPLE, UNITS
from services.projections.inspections import INSPECTION_FINDINGS
from services.projections.plans import PLAN_READINGS, PLANS
from services.projections.programmes import PROGRAMMES
from services.projections.state_rows import StateRows
from services.projections.work import ASSIGNMENTS, TASKS

STATE_ROWS: Final[tuple[StateRows[Any], ...]] = (
    ASSIGNMENTS,
    TASKS,
    DIRECTIVES,
    PROGRAMMES,
    INSPECTION_FINDINGS,
    UNITS,
    PEOPLE,
    ACCOUNTS,
    PLAN_READINGS,
    PLANS,
)

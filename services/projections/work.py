"""Plan items and tasks as rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from services.domain.assignment.evolving import evolve as evolve_assignment
from services.domain.assignment.state import Assignment
from services.domain.facts import TextRef
from services.domain.streams import Family
from services.domain.task.contributing import missing_units
from services.domain.task.evolving import evolve as evolve_task
from services.domain.task.lateness import box, miss_moment
from services.domain.task.requests import open_requests
from services.domain.task.sight import span_of
from services.domain.task.state import Task
from services.projections.mentioned import ATTACHED, NAMED, STATED, TYPED
from services.projections.state_rows import Beside, StateRows
from services.projections.tables import assignments, measure_values, tasks


def _of_assignment(item: Assignment) -> Mapping[str, Any]:
    opened = item.opened
    return {
        "code": opened.code,
        "kind": opened.kind,
        "title": opened.title,
        "section": opened.section,
        "lead_unit": item.lead_unit,
        "supporting_units": list(item.supporting_units),
        "restricted": item.restricted,
        "closed": item.closed,
        # An item without a lead has no clock until the Office names one.
        "clock_runs": not item.closed and item.lead_unit is not None,
    }


def _of_task(task: Task) -> Mapping[str, Any]:
    typed = task.title if isinstance(task.title, TextRef) else None
    terms, assigned, due = task.periodic, task.assigned, task.due
    span = span_of(task)
    return {
        "assignment": terms.assignment if terms else None,
        "directive": assigned.directive if assigned else None,
        "kind": task.kind,
        "title": None if typed else task.title,
        "title_text_id": typed.text_id if typed else None,
        "section": terms.section if terms else None,
        "deliverable": terms.deliverable if terms else None,
        "frequency": terms.frequency if terms else None,
        "period": terms.period if terms else None,
        "count_group": task.count_group.value,
        "lead_unit": task.lead,
        "supporting_units": list(task.supporting),
        "restricted": task.restricted,
        "due_on": due.on if due else None,
        "original_due_on": due.original if due else None,
        "listed_on": task.listed_on,
        "spans_from": span.first_on,
        "spans_until": span.last_on,
        "awaits_superior": task.awaits_superior,
        "stage": task.stage.value,
        "ending": task.ending.value if task.ending else None,
        # Of an ended task the day of asking changes nothing.
        "final_status": box(task, date.max).value if task.ending else None,
        "missed": task.missed,
        "last_act_at": task.last_act_at,
        # A task that was confirmed late still owes its recorded lateness, and what a unit claims
        # after that waits for an answer.
        "clock_runs": task.ending is None
        or miss_moment(task) is not None
        or bool(missing_units(task))
        or bool(open_requests(task)),
    }


def _figures(task: Task) -> Sequence[Mapping[str, Any]]:
    """Those of the plan's measures: what a directive asks for is compared with no other period."""
    terms, due = task.periodic, task.due
    if terms is None or due is None:
        return []
    return [
        {
            "measure": figure.measure,
            "assignment": terms.assignment,
            "period": terms.period,
            "original_due_on": due.original,
            "submission": task.submission,
            "value": figure.value,
            "kind": figure.kind.value if figure.kind else None,
            "counted_on": task.counted_on,
        }
        for figure in task.figures
    ]


ASSIGNMENTS: Final = StateRows(
    table=assignments,
    streams=Family.ASSIGNMENT,
    kind=Assignment,
    evolve=evolve_assignment,
    columns=_of_assignment,
    by_fact=(TYPED, NAMED, STATED),
)
TASKS: Final = StateRows(
    table=tasks,
    streams=Family.TASK,
    kind=Task,
    evolve=evolve_task,
    columns=_of_task,
    beside=(Beside(table=measure_values, rows=_figures),),
    by_fact=(TYPED, NAMED, STATED, ATTACHED),
    revision=2,  # who recorded a contribution on paper is no longer said to have sent it
)

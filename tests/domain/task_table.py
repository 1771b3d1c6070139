"""The table that a run of a task machine must have reached, whole."""

from collections import Counter
from typing import get_args

from services.domain.task.actions import TaskAction
from services.domain.task.acts import ACTS, KINDS
from services.domain.task.lateness import OfficialStatus
from services.domain.task.state import Stage

REFUSALS = (
    "already-approved",
    "already-decided",
    "already-signed",
    "already-submitted",
    "chase-nothing-owed",
    "chase-too-early",
    "chased-today",
    "correct-by",
    "empty-contribution",
    "empty-report",
    "file-kind",
    "file-too-large",
    "figure-missing",
    "figure-or-reason",
    "figure-unknown",
    "figure-yes-no",
    "newer-submission",
    "not-a-supporting-unit",
    "not-approved-yet",
    "not-chasing",
    "not-lead-unit",
    "not-supporting-unit",
    "not-this-rung",
    "paper-in-future",
    "paper-missing",
    "paper-number",
    "reason-missing",
    "reason-unknown",
    "restricted",
    "task-closed",
    "too-many-files",
    "two-rungs",
)
# A task of this release always has a due date.
BOXES = tuple(box for box in OfficialStatus if box is not OfficialStatus.NO_DUE_DATE)
TABLE = (
    *(f"stage {stage}" for stage in Stage),
    "returned",
    *(f"box {box}" for box in BOXES),
    *(f"act {act.command.__name__}" for act in ACTS),
    *(f"fact {event.TYPE}" for event in KINDS),
    *(f"action {action.KIND}" for action in get_args(TaskAction)),
    *(f"missed {cause}" for cause in ("due_day_ended", "returned_for_quality")),
    *(f"skipped {reason}" for reason in ("superseded", "nothing_owed")),
    *(f"refusal {code}" for code in REFUSALS),
)


def never_reached(reached: Counter[str], *more: str) -> list[str]:
    """What of the table (and of `more`) a run never came to."""
    return [name for name in (*TABLE, *more) if not reached[name]]

"""The table that a run of a task machine must have reached, whole."""

from collections import Counter
from typing import get_args

from services.domain.assignment.issuing import TaskRangeCorrected, TaskUnitCorrected
from services.domain.task.actions import TaskAction
from services.domain.task.acts import ACTS, KINDS
from services.domain.task.acts.replace_task import PredecessorNamed
from services.domain.task.causes import CauseSubject
from services.domain.task.lateness import OfficialStatus
from services.domain.task.rescheduling import TaskRescheduled
from services.domain.task.state import Stage

# What a machine cannot come to: its commands are made of values that no form had to read, its
# figures are possible ones; changed figures are judged by whoever decides next.
NOT_BY_MACHINES = frozenset(
    {
        *("field-about", "field-cause", "field-correction", "field-ground", "field-line"),
        "field-way",
        "field-reason",
        "calendar-missing",  # its calendar has every year
        *("correction-unjudged", "figure-out-of-range", "official-too-early"),
        "figure-kind",
        "figure-jumps",  # it has one period alone
    }
)
REFUSALS = sorted({rule.code for act in ACTS for rule in act.rules} - NOT_BY_MACHINES)
MISSED = (
    *("due_day_ended", "returned_for_content"),
    *("extension_undecided", "extension_refused", "extension_taken_back"),
)
# That a task has a predecessor is kept on another one than the machine's; a programme moves a day,
# its item corrects a measure.
ELSEWHERE = frozenset({PredecessorNamed, TaskRescheduled, TaskRangeCorrected, TaskUnitCorrected})
TABLE = (
    *(f"stage {stage}" for stage in Stage),
    "returned",
    "back to a step",
    *(f"box {box}" for box in OfficialStatus),
    *(f"act {act.command.__name__}" for act in ACTS),
    *(f"fact {event.TYPE}" for event in KINDS if event not in ELSEWHERE),
    *(f"action {action.KIND}" for action in get_args(TaskAction)),
    *(f"missed {cause}" for cause in MISSED),
    *(f"cause {about}" for about in CauseSubject),
    "cause reported after the end",
    *(f"skipped {reason}" for reason in ("superseded", "nothing_owed")),
    *(f"refusal {code}" for code in REFUSALS),
)


def never_reached(reached: Counter[str], *more: str) -> list[str]:
    """What of the table (and of `more`) a run never came to."""
    return [name for name in (*TABLE, *more) if not reached[name]]

"""What workflows and activities pass to each other: ids, integers and durations; never words.

Frozen: a field is only ever added, with a default, so that kept histories replay for ever.
"""

from dataclasses import dataclass
from datetime import datetime

TASK_QUEUE = "dondoc"
WAKE_UP = "bell"
PLAN_NEXT = "plan_next"
RUN_ACTION = "run_action"
RECONCILE = "reconcile"
ASSIGNMENT_WORKFLOW = "AssignmentWorkflow"
TASK_WORKFLOW = "TaskWorkflow"
DIRECTIVE_WORKFLOW = "DirectiveWorkflow"
PROGRAMME_WORKFLOW = "ProgrammeWorkflow"
RECONCILE_WORKFLOW = "ReconcileWorkflow"
MAX_SLEEP_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True)
class StreamInput:
    """Which stream a workflow keeps the time for, and the wake-ups that earlier runs heard."""

    ledger_id: str
    stream: str
    rings: int = 0


@dataclass(frozen=True)
class PlanRequest:
    """What is due on this stream at `now` (the workflow's own clock, UTC)?"""

    ledger_id: str
    stream: str
    now: datetime


@dataclass(frozen=True)
class PlannedAction:
    """One action that is due, by the id that makes it happen once."""

    action_id: str


@dataclass(frozen=True)
class PlanAnswer:
    """The agenda as the loop needs it; `sleep_for` is in seconds by the clock that planned."""

    version: int
    closed: bool
    due: list[PlannedAction]
    sleep_for: float
    why: str


@dataclass(frozen=True)
class ActionRequest:
    """Do this one action, as of `now` (UTC)."""

    ledger_id: str
    stream: str
    action_id: str
    now: datetime


@dataclass(frozen=True)
class ReconcileRequest:
    """Ring every open stream whose moment has passed, as of `now` (UTC)."""

    ledger_id: str
    now: datetime


def workflow_id(ledger_id: str, stream: str) -> str:
    """The workflow that keeps the time of a stream."""
    return f"{ledger_id}/{stream}"

"""The worker: walks the workflows and runs their activities."""

from collections.abc import Mapping
from datetime import timedelta

from temporalio.client import Client
from temporalio.worker import Worker

from activities.clock_activities import ClockActivities
from services.commands.clock import AsAsked, Clock
from services.commands.due_actions import DueActions
from services.contracts import TASK_QUEUE
from workflows.assignment import AssignmentWorkflow
from workflows.directive import DirectiveWorkflow
from workflows.programme import ProgrammeWorkflow
from workflows.reconcile import ReconcileWorkflow
from workflows.task import TaskWorkflow

WORKFLOWS = [
    AssignmentWorkflow,
    TaskWorkflow,
    DirectiveWorkflow,
    ProgrammeWorkflow,
    ReconcileWorkflow,
]


def make_worker(
    client: Client,
    wards: Mapping[str, DueActions],
    clock: Clock | None = None,
    *,
    task_queue: str = TASK_QUEUE,
) -> Worker:
    """The production worker. Sized for two cores: few at once, so that none starves."""
    activities = ClockActivities(wards=wards, clock=clock or AsAsked())
    return Worker(
        client,
        task_queue=task_queue,
        workflows=WORKFLOWS,
        activities=[activities.plan_next, activities.run_action, activities.reconcile],
        max_cached_workflows=400,
        max_concurrent_workflow_tasks=8,
        max_concurrent_activities=16,
        graceful_shutdown_timeout=timedelta(seconds=20),
    )

"""What Temporal must hold besides workflows: the Schedule of the reconciling watch."""

import asyncio
from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleIntervalSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleSpec,
)
from temporalio.service import RPCError, RPCStatusCode

from services.contracts import RECONCILE_WORKFLOW, TASK_QUEUE

EVERY = timedelta(minutes=1)
_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 10.0)  # seconds


async def ensure_reconcile(client: Client, ledger_id: str) -> None:
    """Ensure the watch of one ward: every minute, never two at once, no flood after an outage."""
    schedule = Schedule(
        action=ScheduleActionStartWorkflow(
            RECONCILE_WORKFLOW, ledger_id, id=f"{ledger_id}/reconcile", task_queue=TASK_QUEUE
        ),
        spec=ScheduleSpec(intervals=[ScheduleIntervalSpec(every=EVERY)]),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.SKIP, catchup_window=EVERY),
    )
    for pause in (*_PAUSES, None):
        try:
            await client.create_schedule(f"{ledger_id}/reconcile", schedule)
        except ScheduleAlreadyRunningError:
            return
        except RPCError as error:
            # A namespace that was registered a moment ago is not known to every part of the
            # server yet.
            if error.status is not RPCStatusCode.NOT_FOUND or pause is None:
                raise
            await asyncio.sleep(pause)
        else:
            return

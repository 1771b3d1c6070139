"""The watch over the clocks: rings every stream whose moment has passed unheard."""

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from services.contracts import RECONCILE, RECONCILE_WORKFLOW, ReconcileRequest


@workflow.defn(name=RECONCILE_WORKFLOW)
class ReconcileWorkflow:
    """Started by a Schedule; holds nothing."""

    @workflow.run
    async def run(self, ledger_id: str) -> int:
        """Ring what has been forgotten; how many streams were rung."""
        rung: int = await workflow.execute_activity(
            RECONCILE,
            ReconcileRequest(ledger_id, workflow.now()),
            result_type=int,
            start_to_close_timeout=timedelta(minutes=2),
            retry_policy=RetryPolicy(maximum_attempts=5),
        )
        return rung

"""The activities through which workflows reach the due actions of one ward."""

from collections.abc import Mapping
from dataclasses import dataclass

from temporalio import activity
from temporalio.exceptions import ApplicationError

from services.commands.clock import Clock
from services.commands.due_actions import DueActions
from services.contracts import (
    PLAN_NEXT,
    RECONCILE,
    RUN_ACTION,
    ActionRequest,
    PlanAnswer,
    PlannedAction,
    PlanRequest,
    ReconcileRequest,
)


@dataclass(frozen=True, slots=True)
class ClockActivities:
    """Every activity may run twice: what it does carries an id made of recorded facts.

    `wards` are the due actions by ledger id; `clock` says which clock decides (in production
    the workflow's own).
    """

    wards: Mapping[str, DueActions]
    clock: Clock

    def _ward(self, ledger_id: str) -> DueActions:
        ward = self.wards.get(ledger_id)
        if ward is None:
            raise ApplicationError(f"this worker does not serve {ledger_id}", type="UnknownWard")
        return ward

    @activity.defn(name=PLAN_NEXT)
    async def plan_next(self, request: PlanRequest) -> PlanAnswer:
        """What is due on this stream, and for how long to sleep."""
        now = self.clock.now(request.now)
        planned = await self._ward(request.ledger_id).plan_next(request.stream, now)
        agenda = planned.agenda
        return PlanAnswer(
            version=planned.version,
            closed=agenda.closed,
            due=[PlannedAction(action_id=action.id) for action in agenda.due],
            sleep_for=planned.sleep_for,
            why=agenda.why,
        )

    @activity.defn(name=RUN_ACTION)
    async def run_action(self, request: ActionRequest) -> None:
        """Do one due action once."""
        now = self.clock.now(request.now)
        ward = self._ward(request.ledger_id)
        await ward.run_action(request.stream, request.action_id, now)

    @activity.defn(name=RECONCILE)
    async def reconcile(self, request: ReconcileRequest) -> int:
        """Ring what has been forgotten; how many streams were rung."""
        now = self.clock.now(request.now)
        return len(await self._ward(request.ledger_id).reconcile(now))

"""The one loop of every clock: ask what is due, do it, sleep, ask again.

A wake-up carries no meaning: it only says that somebody acted. The rules live behind the
activities, so this code hardly ever changes; a change replays the kept histories first.
"""

from datetime import timedelta
from typing import Never

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from services.contracts import (
        PLAN_NEXT,
        RUN_ACTION,
        ActionRequest,
        PlanAnswer,
        PlanRequest,
        StreamInput,
    )

# Nothing is final here: a database that is away comes back, a missing calendar is entered by the
# Office one day, and a clock that had given up would forget its stream for ever.
_FOR_EVER = RetryPolicy(
    initial_interval=timedelta(seconds=1),
    backoff_coefficient=2.0,
    maximum_interval=timedelta(minutes=5),
)
_PLAN_LIMIT = timedelta(seconds=30)
_ACTION_LIMIT = timedelta(seconds=60)
_ROUNDS_WITHOUT_SLEEP = 20
_REST_AFTER_ROUNDS = timedelta(hours=1)


class StreamLoop:
    """Counts wake-ups, plans, acts, sleeps. A workflow holds one and carries only its input."""

    def __init__(self, given: StreamInput) -> None:
        self.given = given
        self.rings = given.rings

    def ring(self) -> None:
        """One more wake-up; the loop plans again before it sleeps or ends."""
        self.rings += 1

    async def run(self) -> None:
        """Keep the time of the stream until it is closed, or continue as new."""
        rounds = 0
        while True:
            heard = self.rings
            answer = await self._plan()
            for action in answer.due:
                await self._act(action.action_id)
            rounds += 1
            if self.rings != heard:
                continue  # an unanswered wake-up is planned before anything else
            if answer.closed:
                return
            if workflow.info().is_continue_as_new_suggested():
                self._continue()
            if answer.due and rounds < _ROUNDS_WITHOUT_SLEEP:
                continue  # what was done may have made something else due
            sleep_for = timedelta(seconds=answer.sleep_for)
            if answer.due:
                # A rule that makes itself due again must not spin: it rests, and shows in the log.
                workflow.logger.error("loop_rests", extra={"why": answer.why})
                sleep_for = max(sleep_for, _REST_AFTER_ROUNDS)
            rounds = 0
            await self._sleep(heard, sleep_for, answer.why)

    async def _plan(self) -> PlanAnswer:
        answer: PlanAnswer = await workflow.execute_activity(
            PLAN_NEXT,
            PlanRequest(self.given.ledger_id, self.given.stream, workflow.now()),
            result_type=PlanAnswer,
            start_to_close_timeout=_PLAN_LIMIT,
            retry_policy=_FOR_EVER,
        )
        return answer

    async def _act(self, action_id: str) -> None:
        await workflow.execute_activity(
            RUN_ACTION,
            ActionRequest(self.given.ledger_id, self.given.stream, action_id, workflow.now()),
            start_to_close_timeout=_ACTION_LIMIT,
            retry_policy=_FOR_EVER,
            summary=action_id,
        )

    async def _sleep(self, heard: int, sleep_for: timedelta, why: str) -> None:
        try:
            await workflow.wait_condition(
                lambda: self.rings != heard, timeout=sleep_for, timeout_summary=why
            )
        except TimeoutError:
            return

    def _continue(self) -> Never:
        workflow.continue_as_new(StreamInput(self.given.ledger_id, self.given.stream, self.rings))

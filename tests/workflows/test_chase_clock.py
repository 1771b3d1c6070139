"""A chase rings the task's own workflow: the third climbs once, and an approval ends it."""

from datetime import UTC, timedelta

import pytest

from services.domain.instants import day_of, start_of
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.send_chase import SendChase
from tests.due_days import due_day
from tests.givens import CHECKER, HEAD, SPECIALIST
from tests.workflows.conftest import ClockWorld
from tests.workflows.test_clocks import act, first_task, keep, report

pytestmark = pytest.mark.temporal


async def test_the_third_chase_escalates_by_itself_once_until_the_work_is_accepted(
    world: ClockWorld,
) -> None:
    stream = await first_task(world)
    await world.ward.register(CHECKER)
    await world.ring(stream)
    near = due_day((await world.ward.task_states())[stream]) - timedelta(days=2)
    # The workflow's clock begins at the real day: it is brought to the day of each chase.
    await world.skip(stream, max(near - day_of(world.ward.now), timedelta(0)) + timedelta(hours=9))
    world.ward.now = max(world.ward.now, start_of(near, 9).astimezone(UTC))

    async def chased() -> None:
        await act(world, CHECKER, SendChase(stream=stream, paper=None, note=None))
        await world.ring(stream)
        world.ward.now += timedelta(days=1)
        await world.skip(stream, timedelta(days=1))

    async def escalated() -> bool:
        return "task-escalated" in await world.types(stream)

    for number in (1, 2, 3):
        assert not await escalated(), number
        run_id = (await world.handle(stream).describe()).run_id
        await chased()
    await world.until(escalated)
    await chased()
    await act(world, SPECIALIST, report(stream))
    await act(world, HEAD, ApproveSubmission(stream=stream, submission=1))
    await world.ring(stream)
    await world.skip(stream, timedelta(days=1))
    types = await world.types(stream)
    assert types.count("chase-sent") == 4
    assert types.count("task-escalated") == 1
    await keep(world, stream, "task-escalate", run_id)

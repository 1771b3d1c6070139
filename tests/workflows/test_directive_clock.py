"""A directive's own workflow: it issues, sleeps and ends; what it assigned runs on.

Neither relay nor reconcile runs here: what happens after a skip happens by the workflow's own
timer.
"""

from datetime import timedelta
from typing import Any

import pytest

from services.domain.directive.events import directive_stream
from services.domain.instants import day_of
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.births import assigned_task_stream
from tests.acts import SAMPLE_OF
from tests.acts.sample import Thing, new_texts
from tests.acts.sending import command_of
from tests.givens import CHECKER, CHIEF, HEAD, SPECIALIST, VICE_CHAIR
from tests.workflows.conftest import ClockWorld
from tests.workflows.test_clocks import act, keep, report
from tests.workflows.test_decided_clock import live

pytestmark = pytest.mark.temporal
CODE = "2026.a2b3c4d5"
STREAM = directive_stream(CODE)
# The samples give work for a clause of a text; this directive is a bare order.
BARE: dict[str, Any] = {"clause": None, "text_version": None}


async def sampled(world: ClockWorld, name: str, **sent: Any) -> None:
    """The Office does an act on the directive as it is sampled; some of what is sent differs."""
    names = {"directive": CODE, "leader": str(VICE_CHAIR.person_id)}
    thing = Thing(names=names, today=day_of(world.ward.now))
    await act(world, CHECKER, command_of(SAMPLE_OF[name], thing, new_texts(), sent))


async def registered(world: ClockWorld) -> None:
    """A directive of the vice-chair, in a ward whose people exist."""
    await world.ward.register(SPECIALIST, HEAD, CHIEF, CHECKER, VICE_CHAIR)
    await sampled(world, "register-directive", superior_due_on=None)


async def issued(world: ClockWorld) -> int:
    """How many occurrences were assigned."""
    return (await world.types(STREAM)).count("clause-tasks-assigned")


@pytest.mark.parametrize("world", [timedelta(days=50)], indirect=True)
async def test_a_recurring_order_skips_what_an_outage_let_pass_and_goes_on_for_weeks(
    world: ClockWorld,
) -> None:
    """Its first weeks were kept by an engine that was lost; a new one knows the ledger alone."""
    await registered(world)
    until_on = (day_of(world.ward.now) + timedelta(days=120)).isoformat()
    await sampled(world, "repeat-order", **BARE, until_on=until_on)
    for _ in range(15):
        world.ward.now += timedelta(days=1)
        await world.ward.run_clock(STREAM)
    before = await issued(world)
    assert before >= 2
    world.ward.now += timedelta(days=35)
    await world.ring(STREAM)
    run_id = (await world.handle(STREAM).describe()).run_id

    async def skipped() -> bool:
        return "occurrence-skipped" in await world.types(STREAM)

    await world.until(skipped)
    await live(world, STREAM, 22)

    async def went_on() -> bool:
        return await issued(world) >= before + 3

    await world.until(went_on)
    assert (await world.types(STREAM)).count("occurrence-skipped") >= 3
    tasks = await world.ward.task_states()
    numbers = range(1, await issued(world) + 1)
    assert {assigned_task_stream(CODE, number) for number in numbers} <= tasks.keys()
    assert (await world.handle(STREAM).describe()).close_time is None, "it sleeps"
    await keep(world, STREAM, "directive-recurring", run_id)


async def test_a_directive_that_is_closed_ends_its_workflow_and_its_tasks_go_on(
    world: ClockWorld,
) -> None:
    await registered(world)
    until_on = (day_of(world.ward.now) + timedelta(days=60)).isoformat()
    await sampled(world, "repeat-order", **BARE, until_on=until_on)
    await world.ring(STREAM)
    run_id = (await world.handle(STREAM).describe()).run_id
    await live(world, STREAM, 8)

    async def once() -> bool:
        return await issued(world) > 0

    await world.until(once)
    await sampled(world, "stop-order")
    await world.ring(STREAM)
    await sampled(world, "close-directive")
    await world.ring(STREAM)
    await world.handle(STREAM).result()
    task = (await world.ward.task_states())[assigned_task_stream(CODE, 1)]
    assert task.ending is None
    await keep(world, STREAM, "directive-close", run_id)


async def test_a_task_without_a_due_day_is_accepted_by_silence_and_runs_to_its_confirmation(
    world: ClockWorld,
) -> None:
    """Nothing is reminded and nothing missed, however long it takes."""
    await registered(world)
    await sampled(world, "assign-tasks", **BARE, due_on=None, without_due=True)
    stream = assigned_task_stream(CODE, 1)
    await world.ring(stream)
    run_id = (await world.handle(stream).describe()).run_id
    await live(world, stream, 14)  # two working days, also around Tết

    async def accepted() -> bool:
        return "task-acknowledged" in await world.types(stream)

    await world.until(accepted)
    await live(world, stream, 60)
    assert await world.types(stream) == ["task-assigned", "task-acknowledged"]
    await act(world, SPECIALIST, report(stream))
    await act(world, HEAD, ApproveSubmission(stream=stream, submission=1))
    await world.ring(stream)
    await act(world, CHIEF, ConfirmSubmission(stream=stream, submission=1))
    await world.ring(stream)
    await world.handle(stream).result()
    assert (await world.types(stream))[-1] == "submission-confirmed"
    await keep(world, stream, "task-assigned-undated", run_id)

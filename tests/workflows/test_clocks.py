"""The production worker on the real server: timers alone, wake-ups, continuing as new, closing.

Neither relay nor reconcile runs here: what happens after a skip happens by the workflow's own
timer.
"""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.commands.acts import ActCommand
from services.domain.instants import day_of
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.submit_report import SubmitReport
from tests import givens
from tests.due_days import due_day, is_quarterly
from tests.givens import CHIEF, HEAD, SPECIALIST
from tests.workflows.conftest import ClockWorld
from tests.workflows.payloads import payloads

pytestmark = pytest.mark.temporal
HISTORIES = Path(__file__).parent / "histories"


async def first_task(world: ClockWorld, *, supported: bool = False) -> str:
    """A quarterly duty of a unit whose people exist, which another one supports or not."""
    await world.ward.register(SPECIALIST, HEAD, CHIEF)
    states = await world.ward.task_states()
    return min(
        stream
        for stream, task in states.items()
        if task.lead == "KTHTDT" and not task.measures and is_quarterly(task)
        if bool(task.supporting) is supported
    )


async def act(world: ClockWorld, who: Holder, command: ActCommand) -> None:
    name = type(command).__name__
    await world.ward.acts.handle(world.ward.request(who, name), command)


def report(stream: str) -> SubmitReport:
    return SubmitReport(
        stream=stream, after_submission=0, text=givens.words(), figures=(), paper=None
    )


async def keep(world: ClockWorld, stream: str, branch: str, run_id: str | None = None) -> None:
    """Write a history down for ever, when asked: never to make a replay green."""
    if os.environ.get("DONDOC_KEEP_HISTORIES") == "1":
        path = HISTORIES / f"{branch}.json"
        history = json.loads(await world.history(stream, run_id))
        path.write_text(json.dumps(_anonymous(history)), encoding="utf-8")


async def run_that_did(world: ClockWorld, stream: str, run_id: str | None, action: str) -> str:
    """The run that did an action of this kind, from a run on: a long life continues as new."""
    done = f'"action_id":"{action}/'
    while run_id is not None:
        events = json.loads(await world.history(stream, run_id))["events"]
        if any(done in words for words in payloads(events)):
            return run_id
        ended = events[-1].get("workflowExecutionContinuedAsNewEventAttributes", {})
        run_id = ended.get("newExecutionRunId")
    raise AssertionError(f"no run of {stream} did {action}")


def _anonymous(part: Any) -> Any:
    """Who ran it on which machine is nobody's business later."""
    if isinstance(part, dict):
        return {
            key: "given" if key == "identity" else _anonymous(value) for key, value in part.items()
        }
    return [_anonymous(each) for each in part] if isinstance(part, list) else part


async def test_an_assignment_issues_its_next_period_by_its_own_timer(world: ClockWorld) -> None:
    stream = "assignment-51-01"
    await world.ring(stream)
    before = len(await world.types(stream))
    tasks = (await world.ward.task_states()).values()
    terms = next(task.periodic for task in tasks if task.item == "51-01")
    assert terms is not None
    cutoff_on = terms.cutoff_on
    await world.skip(stream, cutoff_on - day_of(world.ward.now) + timedelta(days=2))

    async def issued() -> bool:
        return len(await world.types(stream)) > before

    await world.until(issued)
    assert (await world.types(stream))[before:] == ["period-issued"]
    await keep(world, stream, "assignment-issue")


async def test_a_silent_unit_is_taken_as_accepting_reminded_and_missed(world: ClockWorld) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    state = (await world.ward.task_states())[stream]
    left = due_day(state) - day_of(world.ward.now)
    for _ in range(left.days + 40):  # on whatever day this runs: five rungs after the due date
        await world.skip(stream, timedelta(days=1, hours=1))

    async def missed() -> bool:
        return "deadline-missed" in await world.types(stream)

    await world.until(missed)
    types = await world.types(stream)
    assert types.count("deadline-missed") == 1
    assert types.count("task-acknowledged") == 1
    assert types.count("reminder-sent") >= 4
    await keep(world, stream, "task-remind-and-miss")


async def test_a_wake_up_during_sleep_leads_to_one_new_plan_and_a_confirmed_task_closes(
    world: ClockWorld,
) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    for who, command in (
        (SPECIALIST, report(stream)),
        (HEAD, ApproveSubmission(stream=stream, submission=1)),
    ):
        await act(world, who, command)
        await world.ring(stream)
    assert (await world.handle(stream).describe()).close_time is None
    await act(world, CHIEF, ConfirmSubmission(stream=stream, submission=1))
    await world.ring(stream)
    await world.handle(stream).result()
    await keep(world, stream, "task-bell-and-close")


async def test_a_long_life_continues_as_new_and_forgets_nothing(world: ClockWorld) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    first = (await world.handle(stream).describe()).run_id
    state = (await world.ward.task_states())[stream]
    left = (due_day(state) - day_of(world.ward.now)).days + 90
    for _ in range(left // 5 + 1):
        await world.skip(stream, timedelta(days=5, hours=1))

    async def renewed() -> bool:
        return (await world.handle(stream).describe()).run_id != first

    await world.until(renewed)
    types = await world.types(stream)
    assert types.count("deadline-missed") == 1
    await keep(world, stream, "task-continue-as-new", first)

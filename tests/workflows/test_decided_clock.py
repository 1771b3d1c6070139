"""What somebody decides about a task rings its workflow: it stands, goes on, waits, or ends."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.domain.instants import day_of
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.claim_cause import ClaimCause
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.grant_extension import GrantExtension
from services.domain.task.acts.reject_cause import RejectCause
from services.domain.task.acts.request_extension import RequestExtension
from services.domain.task.acts.resume_task import ResumeTask
from services.domain.task.acts.return_submission import ReturnSubmission
from services.domain.task.acts.suspend_task import SuspendTask
from services.domain.task.acts.withdraw_task import WithdrawTask
from services.domain.task.causes import CauseSubject
from services.domain.task.contributing import contribution_due_on
from services.domain.task.events import DelayCause, Ground
from tests import givens
from tests.due_days import due_day
from tests.givens import CHIEF, HEAD, SPECIALIST
from tests.workflows.conftest import ClockWorld
from tests.workflows.test_clocks import act, first_task, keep, report, run_that_did

pytestmark = pytest.mark.temporal
DAY = timedelta(days=1, hours=1)


async def live(world: ClockWorld, stream: str, days: int) -> None:
    """So many days pass for the ward and for this workflow."""
    for _ in range(days):
        world.ward.now += DAY
        await world.skip(stream, DAY)


async def decide(world: ClockWorld, stream: str, kind: type) -> None:
    """The chief decides; the workflow is told."""
    command = kind(stream=stream, reason=givens.words(), reason_code=None, paper=None)
    await act(world, CHIEF, command)
    await world.ring(stream)


async def left(world: ClockWorld, stream: str) -> int:
    """Days until the due day of a task has ended."""
    task = (await world.ward.task_states())[stream]
    return (due_day(task) - world.ward.now.date()).days + 1


async def test_a_suspended_task_waits_goes_on_and_its_workflow_ends_when_it_is_taken_back(
    world: ClockWorld,
) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    await decide(world, stream, SuspendTask)
    before = await world.types(stream)
    await live(world, stream, await left(world, stream) + 3)
    assert await world.types(stream) == before, "the clock of a suspended task stands"
    due_on = due_day((await world.ward.task_states())[stream])
    await decide(world, stream, ResumeTask)
    assert due_day((await world.ward.task_states())[stream]) > due_on
    await live(world, stream, await left(world, stream) + 1)

    async def missed() -> bool:
        return "deadline-missed" in await world.types(stream)

    await world.until(missed)
    await decide(world, stream, WithdrawTask)
    await world.handle(stream).result()
    await keep(world, stream, "task-suspend-resume-withdraw")


async def test_the_day_of_contributions_follows_the_leads_and_is_missed(world: ClockWorld) -> None:
    stream = await first_task(world, supported=True)
    await world.ring(stream)
    run_id = (await world.handle(stream).describe()).run_id
    task = (await world.ward.task_states())[stream]
    calendar = await world.ward.calendar()
    until_on = calendar.add_working_days(due_day(task), 5)
    asked = RequestExtension(
        stream=stream,
        until_on=until_on,
        cause=DelayCause.OBJECTIVE,
        reason=givens.words(),
        reason_code=None,
        done_so_far=givens.words(),
    )
    await act(world, SPECIALIST, asked)
    granted = GrantExtension(stream=stream, request=1, until_on=None, note=None)
    await act(world, CHIEF, granted)
    await world.ring(stream)

    async def followed() -> bool:
        return "contributions-due-moved" in await world.types(stream)

    await world.until(followed)
    due_on = contribution_due_on((await world.ward.task_states())[stream])
    assert due_on == calendar.add_working_days(until_on, -3)
    await live(world, stream, (due_on - world.ward.now.date()).days + 2)

    async def missed() -> bool:
        return "contribution-missed" in await world.types(stream)

    await world.until(missed)
    await decide(world, stream, WithdrawTask)
    await world.handle(stream).result()
    await keep(world, stream, "task-contributions-follow", run_id)
    did = await run_that_did(world, stream, run_id, "miss-contribution")
    await keep(world, stream, "task-contribution-missed", did)


async def test_a_request_that_nobody_answers_is_reported_and_holds_the_record(
    world: ClockWorld,
) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    due_on = due_day((await world.ward.task_states())[stream])
    calendar = await world.ward.calendar()
    asked = RequestExtension(
        stream=stream,
        until_on=calendar.next_working_day(due_on + timedelta(days=14)),
        cause=DelayCause.OBJECTIVE,
        reason=givens.words(),
        reason_code=None,
        done_so_far=givens.words(),
    )
    await act(world, SPECIALIST, asked)
    await world.ring(stream)
    run_id = (await world.handle(stream).describe()).run_id
    await live(world, stream, await left(world, stream) + 2)

    async def reported() -> bool:
        return "request-escalated" in await world.types(stream)

    await world.until(reported)
    assert "deadline-missed" not in await world.types(stream)
    await live(world, stream, 30)  # ten working days, also around Tết

    async def missed() -> bool:
        return "deadline-missed" in await world.types(stream)

    await world.until(missed)
    await keep(world, stream, "task-request-undecided", run_id)


async def test_a_step_that_had_its_time_and_a_missed_date_climb(world: ClockWorld) -> None:
    stream = await first_task(world)
    await act(world, SPECIALIST, report(stream))
    await world.ring(stream)
    run_id = (await world.handle(stream).describe()).run_id
    await live(world, stream, 14)  # two working days, also around Tết

    async def expired() -> bool:
        return "step-time-expired" in await world.types(stream)

    await world.until(expired)
    did = await run_that_did(world, stream, run_id, "expire-step")
    await keep(world, stream, "task-step-expired", did)
    await live(world, stream, await left(world, stream) + 21)  # ten working days, around Tết too

    async def climbed() -> bool:
        return "overdue-escalated" in await world.types(stream)

    await world.until(climbed)
    await decide(world, stream, WithdrawTask)
    await world.handle(stream).result()
    did = await run_that_did(world, stream, did, "escalate-overdue")
    await keep(world, stream, "task-overdue-climbs", did)


async def test_a_claim_on_a_confirmed_task_starts_its_workflow_again_until_it_is_answered(
    world: ClockWorld,
) -> None:
    stream = await first_task(world)
    await world.ring(stream)
    await act(world, SPECIALIST, report(stream))
    await act(world, HEAD, ApproveSubmission(stream=stream, submission=1))
    back = ReturnSubmission(
        stream=stream,
        submission=1,
        ground=Ground.FORMAL_GAP,
        reason=givens.words(),
        reason_code=None,
        correct_by=day_of(world.ward.now) + timedelta(days=3),
    )
    await act(world, CHIEF, back)
    again = replace(report(stream), after_submission=1)
    await act(world, SPECIALIST, again)
    await act(world, HEAD, ApproveSubmission(stream=stream, submission=2))
    await act(world, CHIEF, ConfirmSubmission(stream=stream, submission=2))
    await world.ring(stream)
    await world.handle(stream).result()
    claim = ClaimCause(
        stream=stream,
        about=CauseSubject.RETURN,
        submission=1,
        reason=givens.words(),
        reason_code=None,
        paper=None,
    )
    await act(world, SPECIALIST, claim)
    await world.ring(stream)
    run_id = (await world.handle(stream).describe()).run_id
    await live(world, stream, 14)  # three working days, also around Tết

    async def reported() -> bool:
        return "request-escalated" in await world.types(stream)

    await world.until(reported)
    assert (await world.handle(stream).describe()).close_time is None
    answer = RejectCause(stream=stream, claim=1, reason=givens.words(), reason_code=None)
    await act(world, CHIEF, answer)
    await world.ring(stream)
    await world.handle(stream).result()
    assert (await world.types(stream)).count("request-escalated") == 1
    await keep(world, stream, "task-claim-after-the-end", run_id)

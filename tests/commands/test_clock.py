"""What the due actions leave behind is what the watch must know."""

from datetime import UTC, date, timedelta

from services.commands.acts import ActCommand
from services.domain.instants import start_of
from services.domain.roles import Holder
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.submit_report import SubmitReport
from tests import givens
from tests.due_days import due_day
from tests.givens import CHIEF, HEAD, SPECIALIST
from tests.memory_ward import MemoryWard, shipped_plan


async def test_what_is_due_stays_overdue_until_it_is_done() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    await ward.activate(*shipped_plan())
    stream = "assignment-51-01"
    planned = await ward.due_actions.plan_next(stream, ward.now)
    assert planned.agenda.due
    await ward.look()
    assert stream in await ward.wake_ups.overdue(ward.now)
    await ward.run_clock(stream)
    assert stream not in await ward.wake_ups.overdue(ward.now)


async def test_the_watch_rings_a_stream_once_while_nobody_has_planned_it() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    await ward.activate(*shipped_plan())
    await ward.look()
    ward.ledger.outbox.clear()
    rung = await ward.due_actions.reconcile(ward.now)
    assert len(ward.ledger.outbox) == len(rung) > 100
    for _ in range(5):  # the worker is away, the watch goes on
        ward.now += timedelta(minutes=1)
        assert await ward.due_actions.reconcile(ward.now) == []
    assert len(ward.ledger.outbox) == len(rung)


async def test_a_late_task_confirmed_while_the_worker_was_away_gets_its_recorded_lateness() -> (
    None
):
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    await ward.activate(*shipped_plan())
    await ward.settle()
    await ward.register(SPECIALIST, HEAD, CHIEF)
    stream = min(
        stream
        for stream, task in (await ward.task_states()).items()
        if task.lead == "KTHTDT" and not task.measures
    )
    due_on = due_day(ward.issued[stream])
    ward.now = start_of(due_on + timedelta(days=3), 9).astimezone(UTC)
    steps: tuple[tuple[Holder, ActCommand], ...] = (
        (
            SPECIALIST,
            SubmitReport(
                stream=stream, after_submission=0, text=givens.words(), figures=(), paper=None
            ),
        ),
        (HEAD, ApproveSubmission(stream=stream, submission=1)),
        (CHIEF, ConfirmSubmission(stream=stream, submission=1)),
    )
    for who, command in steps:
        await ward.acts.handle(ward.request(who, type(command).__name__), command)
    await ward.look()
    assert ward.issued[stream].ending
    ward.ledger.outbox.clear()  # the wake-ups are gone with the clocks
    assert stream in await ward.wake_ups.open_streams(), "rehydrate starts its clock again"
    assert stream in await ward.due_actions.reconcile(ward.now)
    assert stream not in await ward.due_actions.reconcile(ward.now)
    await ward.run_clock(stream)
    await ward.look()
    assert ward.issued[stream].missed
    assert stream not in await ward.wake_ups.open_streams()

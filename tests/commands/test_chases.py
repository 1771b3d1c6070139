"""A ward in memory chases: the clock climbs by itself, once; an accepted report ends it."""

from datetime import date, timedelta

import pytest

from services.commands.operator import OperatorAct, keep
from services.domain.directory.acts.name_overseer import NameOverseer
from services.domain.directory.events import OfficeEnded, person_stream
from services.domain.errors import NotAllowed
from services.domain.facts import NewEvent
from services.domain.instants import day_of
from services.domain.roles import Holder, Office
from services.domain.task.acts.approve_submission import ApproveSubmission
from services.domain.task.acts.confirm_submission import ConfirmSubmission
from services.domain.task.acts.send_chase import SendChase
from services.domain.task.acts.submit_report import SubmitReport
from services.domain.task.events import TaskEscalated
from tests import givens
from tests.due_days import due_day, is_quarterly
from tests.givens import ADMINISTRATOR, CHECKER, CHIEF, HEAD, SPECIALIST, VICE_CHAIR
from tests.memory_ward import MemoryWard, shipped_plan

OTHER_LEADER = givens.holder("other leader", (Office.VICE_CHAIR, None))


async def ward_near_a_due_date() -> tuple[MemoryWard, str]:
    """The shipped plan, and a quarterly duty two days before it is due."""
    ward = MemoryWard()
    await ward.open()
    await ward.activate(*shipped_plan())
    await ward.register(SPECIALIST, HEAD, CHIEF, CHECKER)
    await ward.settle()
    states = await ward.task_states()
    stream = min(
        stream
        for stream, task in states.items()
        if task.lead == "KTHTDT" and not task.measures and is_quarterly(task)
    )
    await ward.advance(due_day(states[stream]) - timedelta(days=2), timedelta(days=3))
    return ward, stream


async def chase(ward: MemoryWard, stream: str) -> None:
    """One chase, and a day in which the clocks run."""
    command = SendChase(stream=stream, paper=None, note=None)
    await ward.acts.handle(ward.request(CHECKER, "send-chase"), command)
    assert ward.ledger.outbox[-1][0] == stream, "a chase rings the task's clock"
    await ward.settle()
    ward.now += timedelta(days=1)
    await ward.settle()


async def escalated_to(ward: MemoryWard, stream: str) -> list[TaskEscalated]:
    facts = (await ward.ledger.read([stream])).of(stream)
    return [fact.event for fact in facts if isinstance(fact.event, TaskEscalated)]


async def test_the_third_chase_escalates_by_itself_once() -> None:
    ward, stream = await ward_near_a_due_date()
    for number in (1, 2, 3, 4, 5):
        assert len(await escalated_to(ward, stream)) == (number > 3)
        await chase(ward, stream)
    assert [event.chase for event in await escalated_to(ward, stream)] == [3]


async def in_charge(ward: MemoryWard, who: Holder, unit: str = "KTHTDT") -> None:
    """The administrator records that somebody oversees a unit from today."""
    command = NameOverseer(
        unit=unit, person_id=who.person_id, from_on=day_of(ward.now), basis=None
    )
    request = ward.request(ADMINISTRATOR, "name-overseer")
    await ward.acts.handle(request, command)


async def test_the_third_chase_escalates_to_the_leader_in_charge_of_the_lead_unit() -> None:
    ward, stream = await ward_near_a_due_date()
    await ward.register(ADMINISTRATOR, VICE_CHAIR, OTHER_LEADER)
    await in_charge(ward, VICE_CHAIR)
    await in_charge(ward, OTHER_LEADER, "VHXH")
    for _ in (1, 2, 3):
        await chase(ward, stream)
    assert await escalated_to(ward, stream) == [
        TaskEscalated(chase=3, to=(Office.VICE_CHAIR,), person_id=VICE_CHAIR.person_id)
    ]


async def test_a_leader_who_left_the_office_is_shown_no_more() -> None:
    ward, stream = await ward_near_a_due_date()
    await ward.register(ADMINISTRATOR, VICE_CHAIR)
    await in_charge(ward, VICE_CHAIR)
    person = person_stream(VICE_CHAIR.person_id)
    left = OfficeEnded(
        office=Office.VICE_CHAIR,
        unit=None,
        until_on=day_of(ward.now) - timedelta(days=1),
        basis=None,
    )
    act = OperatorAct(action="left", decision=(NewEvent(stream=person, event=left),))
    await keep(ward.ledger, await ward.ledger.read([person]), act)
    for _ in (1, 2, 3):
        await chase(ward, stream)
    to = givens.policy().chasing.escalate_to
    assert await escalated_to(ward, stream) == [TaskEscalated(chase=3, to=to, person_id=None)]


async def test_only_an_administrator_says_who_is_in_charge() -> None:
    ward, _ = await ward_near_a_due_date()
    await ward.register(VICE_CHAIR)
    command = NameOverseer(
        unit="KTHTDT", person_id=VICE_CHAIR.person_id, from_on=day_of(ward.now), basis=None
    )
    with pytest.raises(NotAllowed):
        await ward.acts.handle(ward.request(CHIEF, "name-overseer"), command)


async def test_nothing_escalates_once_the_work_is_accepted() -> None:
    ward, stream = await ward_near_a_due_date()
    for _ in (1, 2):
        await chase(ward, stream)
    report = SubmitReport(
        stream=stream, after_submission=0, text=givens.words(), figures=(), paper=None
    )
    for who, command in (
        (SPECIALIST, report),
        (HEAD, ApproveSubmission(stream=stream, submission=1)),
        (CHIEF, ConfirmSubmission(stream=stream, submission=1)),
    ):
        await ward.acts.handle(ward.request(who, type(command).__name__), command)
        await ward.settle()
    await ward.advance(date(2027, 2, 1), timedelta(days=5))
    assert await escalated_to(ward, stream) == []
    assert (await ward.task_states())[stream].ending

"""Directives behind the real handlers: what is sent twice is done once, and clocks give work."""

from dataclasses import replace
from datetime import date

import pytest

from services.commands.acts import ActCommand
from services.commands.operator import OperatorAct, keep
from services.commands.requests import CommandRequest
from services.domain.directive.evolving import fold
from services.domain.directive.state import Directive
from services.domain.directory.events import UnitRegistered, unit_stream
from services.domain.errors import NotFound, Refusal
from services.domain.facts import NewEvent
from services.domain.nouns import NOUN_OF
from services.domain.roles import Holder
from services.domain.task.births import TaskAssigned
from services.ledger.port import CommandReused
from tests.domain.around_task import UNITS, unit
from tests.domain.directive.directive_life import (
    CHIEF,
    CLERK,
    LEADER,
    OUTSIDER,
    STREAM,
    assigning,
    registering,
    repeating,
)
from tests.memory_ward import MemoryWard

WORDLESS = {"issuer": None, "summary": None, "secret": True}


async def ward() -> MemoryWard:
    """A ward with units, where a secret directive is registered: its facts hold no text."""
    made = MemoryWard(date(2026, 6, 1))
    await made.open()
    await made.register(CLERK, CHIEF, LEADER, OUTSIDER)
    await _units(made, *(unit(code) for code in UNITS))
    await send(made, CLERK, registering(**WORDLESS))
    return made


async def _units(made: MemoryWard, *units: UnitRegistered) -> None:
    decision = tuple(NewEvent(stream=unit_stream(each.code), event=each) for each in units)
    streams = [each.stream for each in decision]
    act = OperatorAct(action="units", to=(CHIEF.person_id,), decision=decision)
    await keep(made.ledger, await made.ledger.read(streams), act)


async def send(made: MemoryWard, who: Holder, command: ActCommand) -> CommandRequest:
    request = made.request(who, NOUN_OF[type(command)][1].name)
    await made.acts.handle(request, command)
    return request


async def directive(made: MemoryWard) -> Directive:
    state = fold((await made.ledger.read([STREAM])).of(STREAM))
    assert state is not None
    return state


BARE = {"title": None, "product": None}


async def test_work_that_is_sent_twice_is_given_once_and_wakes_its_own_clock() -> None:
    made = await ward()
    command = assigning(**BARE, lead_units=("KTHTDT", "VP"))
    request = made.request(CLERK, "assign-tasks")
    await made.acts.handle(request, command)
    await made.acts.handle(request, command)
    state = await directive(made)
    assert [each.number for each in state.tasks] == [1, 2]
    woken = {stream for stream, _ in made.ledger.outbox}
    assert {STREAM, *(each.stream for each in state.tasks)} <= woken
    for each in state.tasks:
        (first,) = (await made.ledger.read([each.stream])).of(each.stream)
        assert isinstance(first.event, TaskAssigned)
        assert first.actor.person_id == CLERK.person_id
    with pytest.raises(CommandReused):
        await made.acts.handle(replace(request, sent={"other": "1"}), command)


async def test_two_who_give_work_at_once_share_no_number() -> None:
    made = await ward()
    await send(made, CLERK, assigning(**BARE))
    await send(made, CHIEF, assigning(**BARE, lead_units=("VP",)))
    assert [each.number for each in (await directive(made)).tasks] == [1, 2]


async def test_a_recurring_order_is_carried_out_by_the_wards_clock_and_its_tasks_live() -> None:
    made = await ward()
    await send(made, LEADER, repeating(**BARE, orderer=None))
    await made.settle()
    await made.advance(date(2026, 7, 6))
    state = await directive(made)
    assert [each.occurrence_on for each in state.tasks] == [
        date(2026, 6, day) for day in (5, 12, 19, 26)
    ]
    assert state.running == ()
    tasks = await made.task_states()
    assert all(tasks[each.stream].missed for each in state.tasks), "nobody reported"
    assert all(tasks[each.stream].restricted for each in state.tasks)


async def test_a_code_is_refused_a_second_time_and_an_outsider_finds_nothing() -> None:
    made = await ward()
    with pytest.raises(Refusal) as refused:
        await send(made, CHIEF, registering(**WORDLESS))
    assert refused.value.code == "directive-known"
    with pytest.raises(NotFound):
        await send(made, OUTSIDER, assigning(**BARE))

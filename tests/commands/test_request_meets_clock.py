"""A request for more time and the clock's record of the due day, decided on one state of facts."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.domain.errors import Refusal
from services.domain.facts import Event
from services.domain.instants import end_of
from services.domain.task.acts.request_extension import ExtensionRequested, RequestExtension
from services.domain.task.events import DeadlineMissed, DelayCause
from services.ledger.port import Outcome
from tests.acts.sample import new_texts
from tests.commands.test_chases import ward_near_a_due_date
from tests.due_days import due_day
from tests.givens import SPECIALIST
from tests.memory_ward import MemoryWard

LAST = timedelta(seconds=1)


def _midnight(due_on: date) -> datetime:
    return end_of(due_on).astimezone(UTC)


async def _ask(ward: MemoryWard, stream: str) -> None:
    texts = new_texts()
    task = (await ward.task_states())[stream]
    command = RequestExtension(
        stream=stream,
        until_on=(await ward.calendar()).add_working_days(due_day(task), 5),
        cause=DelayCause.OBJECTIVE,
        reason=texts.need("Chờ số liệu.", label="Lý do"),
        reason_code=None,
        done_so_far=texts.need("Đã có 9/12 tổ.", label="Đã làm được"),
    )
    request = ward.request(SPECIALIST, "request-extension")
    await ward.acts.handle(replace(request, texts=tuple(texts.texts)), command)


async def _recorded(ward: MemoryWard, stream: str) -> list[type[Event]]:
    """Which of the two was recorded, in its order."""
    facts = (await ward.ledger.read([stream])).of(stream)
    kinds = ExtensionRequested, DeadlineMissed
    return [type(fact.event) for fact in facts if isinstance(fact.event, kinds)]


def _before_it_keeps(
    ward: MemoryWard, monkeypatch: pytest.MonkeyPatch, other: Callable[[], Awaitable[None]]
) -> Sequence[str]:
    """Let somebody else write once, after the next writer has read and before it keeps."""
    keep, met = ward.ledger.append, list[str]()

    async def meet(*given: Any, **named: Any) -> Outcome:
        monkeypatch.setattr(ward.ledger, "append", keep)
        met.append("met")
        await other()
        return await keep(*given, **named)

    monkeypatch.setattr(ward.ledger, "append", meet)
    return met


async def test_the_clock_is_first_and_the_request_is_decided_anew_after_midnight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ward, stream = await ward_near_a_due_date()
    due_on = due_day((await ward.task_states())[stream])

    async def the_clock() -> None:
        ward.now = _midnight(due_on)
        await ward.due_actions.run_action(stream, f"miss/{due_on}", ward.now)

    ward.now = _midnight(due_on) - LAST
    met = _before_it_keeps(ward, monkeypatch, the_clock)
    with pytest.raises(Refusal) as raised:
        await _ask(ward, stream)
    assert raised.value.code == "extension-too-late"
    assert met == ["met"]
    assert await _recorded(ward, stream) == [DeadlineMissed]


async def test_the_request_is_first_and_the_clock_finds_nothing_to_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ward, stream = await ward_near_a_due_date()
    due_on = due_day((await ward.task_states())[stream])
    midnight = _midnight(due_on)

    async def the_unit() -> None:
        """It was decided in the last second, on the facts that the clock has read as well."""
        ward.now = midnight - LAST
        await _ask(ward, stream)
        ward.now = midnight

    ward.now = midnight
    met = _before_it_keeps(ward, monkeypatch, the_unit)
    outcome = await ward.due_actions.run_action(stream, f"miss/{due_on}", midnight)
    assert outcome is None
    assert met == ["met"]
    assert await _recorded(ward, stream) == [ExtensionRequested]
    await ward.settle()
    assert not (await ward.task_states())[stream].missed

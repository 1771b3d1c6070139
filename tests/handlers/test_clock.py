"""The clockwork leaves behind what the watch must know."""

from datetime import date

from tests.memory_ward import MemoryWard, shipped_plan


async def test_what_is_due_stays_overdue_until_it_is_done() -> None:
    ward = MemoryWard(date(2026, 11, 23))
    await ward.open()
    await ward.activate(*shipped_plan())
    stream = "assignment-51-01"
    planned = await ward.clockwork.plan_next(stream, ward.now)
    assert planned.agenda.due
    await ward.look()
    assert stream in await ward.bells.overdue(ward.now)
    await ward.run_clock(stream)
    assert stream not in await ward.bells.overdue(ward.now)

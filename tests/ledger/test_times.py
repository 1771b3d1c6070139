"""Time in a ledger runs forward: what the append refuses, on both ledgers."""

from datetime import timedelta

import pytest

from services.ledger.port import (
    MOST_BEHIND,
    Ledger,
    LedgerUnavailable,
    StaleVersion,
    TimeRunsBack,
)
from tests.ledger.toys import WHEN, Counted, click, write

TASK, OTHER = "task-DA2.plan.2026", "task-CT15.VHXH.result.2026"
MOMENT = timedelta(microseconds=1)


async def test_a_fact_may_be_a_little_older_than_its_predecessor(ledger: Ledger) -> None:
    """Its decision was made on an earlier read, beside the other."""
    await write(ledger, "new", (TASK, Counted(number=1)), expected={TASK: 0})
    at = WHEN - MOST_BEHIND
    await write(ledger, "old", (OTHER, Counted(number=1)), expected={OTHER: 0}, at=at)
    assert [fact.recorded_at for fact in await ledger.tail(0, 10)] == [WHEN, at]


async def test_a_fact_that_is_much_older_than_its_predecessor_is_refused(ledger: Ledger) -> None:
    await write(ledger, "new", (TASK, Counted(number=1)), expected={TASK: 0})
    at = WHEN - MOST_BEHIND - MOMENT
    with pytest.raises(TimeRunsBack):
        await write(ledger, "old", (OTHER, Counted(number=1)), expected={OTHER: 0}, at=at)
    assert await ledger.outcome(click("old")) is None
    assert len(await ledger.tail(0, 10)) == 1
    await write(ledger, "old", (OTHER, Counted(number=1)), expected={OTHER: 0})


async def test_within_one_stream_time_never_runs_back(ledger: Ledger) -> None:
    await write(ledger, "1", (TASK, Counted(number=1)), expected={TASK: 0})
    with pytest.raises(TimeRunsBack):
        await write(ledger, "2", (TASK, Counted(number=2)), expected={TASK: 1}, at=WHEN - MOMENT)
    assert len(await ledger.tail(0, 10)) == 1
    await write(ledger, "2", (TASK, Counted(number=2)), expected={TASK: 1})


async def test_what_was_only_read_may_be_newer(ledger: Ledger) -> None:
    """A stream that was read a moment after the clock was looked at."""
    await write(ledger, "1", (OTHER, Counted(number=1)), expected={OTHER: 0})
    at, expected = WHEN - MOMENT, {TASK: 0, OTHER: 1}
    await write(ledger, "2", (TASK, Counted(number=1)), expected=expected, at=at)
    assert len(await ledger.tail(0, 10)) == 2


async def test_who_moved_the_stream_is_named_before_the_clock(ledger: Ledger) -> None:
    await write(ledger, "1", (TASK, Counted(number=1)), expected={TASK: 0})
    with pytest.raises(StaleVersion) as raised:
        await write(ledger, "2", (TASK, Counted(number=1)), expected={TASK: 0}, at=WHEN - MOMENT)
    assert not isinstance(raised.value, TimeRunsBack)


def test_a_late_decision_is_one_to_make_again_or_to_wait_for() -> None:
    assert issubclass(TimeRunsBack, StaleVersion)
    assert issubclass(TimeRunsBack, LedgerUnavailable)

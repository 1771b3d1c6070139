"""The moment at which the wards of the tests stand: given here, never read from this machine.

`DONDOC_TEST_MOMENT=2026-12-31T23:59:30` (Hanoi) runs the same tests at another one, and
`DONDOC_TEST_TICK=1` lets a second pass at each reading of the clock; see `test_midnight.py`.
"""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from infra.clocks.ward_clock import WardClock
from services.domain.instants import HANOI, day_of


def hanoi(written: str) -> datetime:
    """A moment of Hanoi's clocks (`2026-12-31T23:59:30`), in UTC."""
    return datetime.fromisoformat(written).replace(tzinfo=HANOI).astimezone(UTC)


MOMENT: Final = hanoi(os.environ.get("DONDOC_TEST_MOMENT", "2026-11-23T09:00:00"))
TICK: Final = timedelta(seconds=int(os.environ.get("DONDOC_TEST_TICK", "0")))


def today() -> date:
    """The day on which the tests' wards stand."""
    return day_of(MOMENT)


@dataclass(slots=True)
class TickingClock(WardClock):
    """A clock that goes on at each reading: whoever asks twice is told two moments."""

    tick: timedelta = TICK

    def now(self, asked: datetime) -> datetime:
        """The moment, which has then passed."""
        del asked
        moment = self.at
        self.at += self.tick
        return moment

"""The past of a demonstration: so many months of invented work that end where its clock stands."""

from calendar import monthrange
from datetime import UTC, date, datetime
from typing import Final

from infra.simulation.chance import Chance
from infra.simulation.pace import SHOWN
from infra.simulation.simulator import FIRST_DAY, SEED, Progress, Simulated, live
from infra.simulation.ward import SimulatedWard
from services.domain.instants import day_of, start_of

MONTHS: Final = 11
_LAST_DAY: Final = date(2030, 12, 14)  # of the plan's years
_OPENING: Final = 9


def first_day(today: date) -> date | None:
    """Eleven months before a day, never before the plan begins; None where the plan is not on."""
    months = today.year * 12 + today.month - 1 - MONTHS
    year, month = divmod(months, 12)
    last = monthrange(year, month + 1)[1]
    begins = max(date(year, month + 1, min(today.day, last)), FIRST_DAY)
    return begins if begins < today <= _LAST_DAY else None


async def past(
    ledger_id: str, begins: date, now: datetime, *, build: str, progress: Progress | None = None
) -> Simulated:
    """Live from 09:00 (Hanoi) of a day to a moment (UTC), with people who forgive refusals.

    What happens is the same in each ledger, its ids and salts are the ledger's own.
    """
    opened = start_of(begins, _OPENING).astimezone(UTC)
    ward = SimulatedWard(ledger_id, opened, f"{SEED}/{ledger_id}", build=build, forgives=True)
    return await live(ward, now, SHOWN, Chance(SEED), progress)


def days_of(begins: date, now: datetime) -> str:
    """From when to when, as people write it."""
    return f"{begins:%d/%m/%Y} – {day_of(now):%d/%m/%Y}"

"""Years of the ward in memory: the real deciders, a moved clock, people who follow a script.

The same ledger id, seed and years give the same bytes, whatever machine and day it runs on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from infra.shipped import ward_policy
from infra.simulation.causes import CauseScript
from infra.simulation.chance import Chance
from infra.simulation.contests import ContestScript
from infra.simulation.contributions import ContributionScript
from infra.simulation.decisions import DecisionScript
from infra.simulation.directives import DirectiveScript
from infra.simulation.office import OfficeScript
from infra.simulation.pace import CROWDED, Pace
from infra.simulation.people import Roster, Writing
from infra.simulation.programmes import ProgrammeScript
from infra.simulation.stated import StatedScript
from infra.simulation.tasks import TaskScript
from infra.simulation.touch import TouchScript
from infra.simulation.waiting_work import WaitingWorkScript
from infra.simulation.ward import SimulatedWard
from services.domain.instants import day_of, start_of

LEDGER_ID: Final = "demo-11002-simulate"
SEED: Final = "thach-khoi"
# The plan's years are reporting years: 15 December 2025 to 14 December 2030.
FIRST_DAY: Final = date(2025, 12, 15)
_LAST = 12, 10  # month and day: the busiest days of a year, everything of it is still open
_A_MONTH: Final = 31
Progress = Callable[[datetime, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A ward after its years, as it stands at `at` (UTC)."""

    ward: SimulatedWard
    roster: Roster
    at: datetime


async def simulate(until: date, *, ledger_id: str = LEDGER_ID, seed: str = SEED) -> Simulated:
    """Live from the plan's first day to 09:00 (Hanoi) of another, such as `last_day(5)`."""
    ward = SimulatedWard(ledger_id, start_of(FIRST_DAY, 9).astimezone(UTC), seed)
    return await live(ward, start_of(until, 9).astimezone(UTC), CROWDED, Chance(seed))


async def live(
    ward: SimulatedWard,
    until: datetime,
    pace: Pace,
    chance: Chance,
    progress: Progress | None = None,
) -> Simulated:
    """Live from a ward's first moment to another (UTC); month by month its facts are `told`."""
    roster = Roster({})
    office = OfficeScript(ward, roster, chance, pace)
    common = (ward, roster, ward_policy(), chance, Writing(chance), pace)
    tasks = TaskScript(*common)
    ward.listeners.append(tasks.hear)
    beside = (ContributionScript, DecisionScript, CauseScript, ContestScript, TouchScript)
    for script in (*beside, StatedScript):
        ward.listeners.append(script(*common).hear)
    directives, programmes = DirectiveScript(*common), ProgrammeScript(*common)
    ward.listeners += [directives.hear, programmes.hear]
    await office.open()
    last = day_of(until)
    for planning in (office.plan, directives.plan, programmes.plan):
        planning(last)
    if pace.leaves_work:
        WaitingWorkScript(tasks).plan(until)
    while ward.at < until:
        await ward.run(min(until, ward.at + timedelta(days=_A_MONTH)))
        if progress is not None:
            progress(ward.at, len(ward.ledger.stored))
    return Simulated(ward=ward, roster=roster, at=until)


def last_day(years: int) -> date:
    """The day on which a ward of so many years is looked at."""
    return date(FIRST_DAY.year + years, *_LAST)

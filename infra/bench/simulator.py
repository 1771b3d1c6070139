"""Years of the ward in memory: the real deciders, a moved clock, people who follow a script.

The same ledger id, seed and years give the same bytes, whatever machine and day it runs on.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from infra.bench.simulated_causes import CauseScript
from infra.bench.simulated_contests import ContestScript
from infra.bench.simulated_contributions import ContributionScript
from infra.bench.simulated_decisions import DecisionScript
from infra.bench.simulated_directives import DirectiveScript
from infra.bench.simulated_office import OfficeScript
from infra.bench.simulated_people import Chance, Roster, Writing
from infra.bench.simulated_programmes import ProgrammeScript
from infra.bench.simulated_tasks import TaskScript
from infra.bench.simulated_ward import SimulatedWard
from infra.supervise.first_start import ward_policy
from services.domain.instants import start_of

LEDGER_ID: Final = "demo-11002-simulate"
SEED: Final = "thach-khoi"
# The plan's years are reporting years: 15 December 2025 to 14 December 2030.
FIRST_DAY: Final = date(2025, 12, 15)
_LAST = 12, 10  # month and day: the busiest days of a year, everything of it is still open


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """A ward after its years, as it stands at `at` (UTC)."""

    ward: SimulatedWard
    roster: Roster
    at: datetime


async def simulate(until: date, *, ledger_id: str = LEDGER_ID, seed: str = SEED) -> Simulated:
    """Live from the plan's first day to 09:00 (Hanoi) of another, such as `last_day(5)`."""
    ward = SimulatedWard(ledger_id, start_of(FIRST_DAY, 9).astimezone(UTC), seed)
    chance, roster = Chance(seed), Roster({})
    office = OfficeScript(ward, roster, chance)
    scripts = (TaskScript, ContributionScript, DecisionScript, CauseScript, ContestScript)
    for script in scripts:
        ward.listeners.append(script(ward, roster, ward_policy(), chance, Writing(chance)).hear)
    directives = DirectiveScript(ward, roster, ward_policy(), chance, Writing(chance))
    programmes = ProgrammeScript(ward, roster, ward_policy(), chance, Writing(chance))
    ward.listeners += [directives.hear, programmes.hear]
    await office.open()
    office.plan(until)
    directives.plan(until)
    programmes.plan(until)
    end = start_of(until, 9).astimezone(UTC)
    await ward.run(end)
    return Simulated(ward=ward, roster=roster, at=end)


def last_day(years: int) -> date:
    """The day on which a ward of so many years is looked at."""
    return date(FIRST_DAY.year + years, *_LAST)

"""How fast `dondoc ledger verify --full` is, with all that it asks beside the stored bytes.

Every thing is folded, every act asked again, commands, secrets and the rows of pages compared.
Seconds are the core's, of a ward of some years without evidence files and without a signed log.
"""

import asyncio
import time
from typing import TypedDict

from infra.bench.simulated_installation import SimulatedInstallation
from infra.verify.asked import Examined
from infra.verify.ledger_check import examine


class ExaminedRate(TypedDict):
    """How many facts were verified, and how many of them in a second."""

    facts: int
    per_second: float


def measure_examination(installation: SimulatedInstallation) -> ExaminedRate:
    """Verify the ledger whole. Raises RuntimeError where it is not sound."""
    begun = time.process_time()
    findings = asyncio.run(examine(installation.file, Examined(full=True)))
    spent = time.process_time() - begun
    if findings.wrongs:
        raise RuntimeError(f"the ledger of the bench is not sound: {findings.sentence}")
    facts: int = findings.report["size"]
    return ExaminedRate(facts=facts, per_second=facts / spent)


def lines(given: ExaminedRate) -> list[str]:
    """The figure as a person reads it."""
    return [
        (
            f"verify   {given['facts']} facts with every act, thing, command and row: "
            f"{given['per_second']:.0f}/s of one core"
        )
    ]

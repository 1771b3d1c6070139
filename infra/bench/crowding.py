"""One person who asks for twenty pages at once, beside somebody else who asks for the same one.

Rounds go A-B-B-A: the other person's page alone, then in the crowd.
"""

import asyncio
from statistics import median
from typing import Final

from infra.bench.pages import CHAIR, VICE_CHAIR, timed
from infra.bench.simulated_installation import SimulatedInstallation

AT_ONCE: Final = 20
WANTED_RATIO: Final = 2.0
ALONE: Final = 15  # pages of a round with nobody beside
PAGE: Final = "/tong-quan"
Figures = dict[str, float]


def measure_crowding(
    installation: SimulatedInstallation, alone: int = ALONE, at_once: int = AT_ONCE
) -> Figures:
    """Milliseconds of somebody's page alone and beside so many of another person; their ratio."""
    return asyncio.run(_measured(installation, alone, at_once))


async def _measured(installation: SimulatedInstallation, pages: int, at_once: int) -> Figures:
    await _crowded(installation, at_once)  # what is loaded once
    before, first = await _alone(installation, pages), await _crowded(installation, at_once)
    second, after = await _crowded(installation, at_once), await _alone(installation, pages)
    alone, crowded = median([*before, *after]), median([*first, *second])
    return {
        "at_once": at_once,
        "alone_ms": alone,
        "crowded_ms": crowded,
        "ratio": crowded / alone,
        "wanted_ratio": WANTED_RATIO,
    }


async def _alone(installation: SimulatedInstallation, pages: int) -> list[float]:
    return [(await timed(installation, CHAIR, PAGE))[0] for _ in range(pages)]


async def _crowded(installation: SimulatedInstallation, at_once: int) -> list[float]:
    """The other person's pages, one after the other, while the crowd is being served."""
    crowd = [asyncio.create_task(timed(installation, VICE_CHAIR, PAGE)) for _ in range(at_once)]
    took = []
    while not all(each.done() for each in crowd):
        took.append((await timed(installation, CHAIR, PAGE))[0])
    await asyncio.gather(*crowd)
    return took


def lines(figures: Figures) -> list[str]:
    """The figures as a person reads them."""
    said = (
        f"crowding {figures['crowded_ms']:.1f} ms for a page beside {figures['at_once']:.0f} of "
        f"another person's, {figures['alone_ms']:.1f} ms alone = {figures['ratio']:.2f} times "
        f"(wanted: at most {figures['wanted_ratio']:.0f} times)"
    )
    return [said]

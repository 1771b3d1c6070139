"""The figures of pages: wards of one year and of five side by side, on one database server."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from infra.bench import crowding, pages
from infra.bench.simulated_house import SimulatedHouse, simulated_house
from infra.bench.simulator import last_day
from infra.engines.postgres import PostgresEngine
from infra.web_processes import web_processes

YEARS: Final = (1, 5)


def measure_wards(folder: Path, years: Sequence[int] = YEARS) -> dict[str, Any]:
    """Rows of the pages, the crowding after most years, and how the wards came to be."""
    folder.mkdir(parents=True)
    server, processes = PostgresEngine(folder), web_processes(os.environ)
    server.run()
    try:
        with ExitStack() as stack:
            houses: dict[int, SimulatedHouse] = {}
            for number in years:
                house = simulated_house(
                    server,
                    folder / f"years{number}",
                    last_day(number),
                    pages.LOGINS,
                    processes=processes,
                )
                houses[number] = stack.enter_context(house)
            return {
                "simulated": [_made(number, house) for number, house in houses.items()],
                "pages": pages.measure_pages(houses),
                "crowding": crowding.measure_crowding(houses[max(houses)]),
            }
    finally:
        server.stop()


def _made(years: int, house: SimulatedHouse) -> dict[str, float]:
    ward = house.simulated.ward
    return {
        "years": years,
        "events": len(ward.ledger.stored),
        "tasks": len(ward.tasks),
        **{f"{step}_seconds": seconds for step, seconds in house.seconds.items()},
        "seconds": sum(house.seconds.values()),
    }


def reached(found: dict[str, Any]) -> bool:
    """Whether every ratio is what it should be."""
    crowded: dict[str, float] = found["crowding"]
    return not pages.grows(found["pages"]) and crowded["ratio"] <= crowding.WANTED_RATIO


def lines(found: dict[str, Any]) -> list[str]:
    """The figures as a person reads them."""
    return [
        *(
            f"years    {row['years']:.0f} simulated: {row['events']:.0f} events, "
            f"{row['tasks']:.0f} tasks in {row['seconds']:.1f} s (simulate "
            f"{row['simulate_seconds']:.1f}, load {row['load_seconds']:.1f}, rebuild "
            f"{row['rebuild_seconds']:.1f})"
            for row in found["simulated"]
        ),
        *pages.lines(found["pages"]),
        *crowding.lines(found["crowding"]),
    ]

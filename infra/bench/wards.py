"""The figures of pages: wards of one year and of five side by side, on one database server."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

from infra.bench import crowding, examining, pages, rebuilding
from infra.bench.simulated_installation import SimulatedInstallation, simulated_installation
from infra.engines.postgres.engine import PostgresEngine
from infra.serve.web_processes import web_processes
from infra.simulation.simulator import last_day

YEARS: Final = (1, 5)


def measure_wards(folder: Path, years: Sequence[int] = YEARS) -> dict[str, Any]:
    """Rows of the pages, the crowding after most years, and how the wards came to be."""
    folder.mkdir(parents=True)
    server, processes = PostgresEngine(folder), web_processes(os.environ)
    server.run()
    try:
        with ExitStack() as stack:
            installations: dict[int, SimulatedInstallation] = {}
            for number in years:
                installation = simulated_installation(
                    server,
                    folder / f"years{number}",
                    last_day(number),
                    pages.LOGINS,
                    processes=processes,
                )
                installations[number] = stack.enter_context(installation)
            return {
                "simulated": [
                    _made(number, installation) for number, installation in installations.items()
                ],
                "pages": pages.measure_pages(installations),
                "crowding": crowding.measure_crowding(installations[max(installations)]),
                "rebuild": rebuilding.measure_rebuild(installations[max(installations)]),
                "examined": examining.measure_examination(installations[max(installations)]),
            }
    finally:
        server.stop()


def _made(years: int, installation: SimulatedInstallation) -> dict[str, float]:
    ward = installation.simulated.ward
    return {
        "years": years,
        "events": len(ward.ledger.stored),
        "tasks": len(ward.tasks),
        **{f"{step}_seconds": seconds for step, seconds in installation.seconds.items()},
        "seconds": sum(installation.seconds.values()),
    }


def reached(given: dict[str, Any]) -> bool:
    """Whether every ratio is what it should be."""
    crowded: dict[str, float] = given["crowding"]
    return not pages.grows(given["pages"]) and crowded["ratio"] <= crowding.WANTED_RATIO


def lines(given: dict[str, Any]) -> list[str]:
    """The figures as a person reads them."""
    return [
        *(
            f"years    {row['years']:.0f} simulated: {row['events']:.0f} events, "
            f"{row['tasks']:.0f} tasks in {row['seconds']:.1f} s (simulate "
            f"{row['simulate_seconds']:.1f}, load {row['load_seconds']:.1f}, rebuild "
            f"{row['rebuild_seconds']:.1f})"
            for row in given["simulated"]
        ),
        *pages.lines(given["pages"]),
        *crowding.lines(given["crowding"]),
        *rebuilding.lines(given["rebuild"]),
        *examining.lines(given["examined"]),
    ]

"""`make bench`: reader, append, log, search, verification beside the plainest; years; a start."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from infra.bench import plan_reader, proving, verifying, wards
from infra.bench.append import append_lines, appends_reached, measure_appends
from infra.bench.disk import probe
from infra.bench.log_lag import log_lines, measure_log
from infra.bench.machine import everybody_answered, machine_lines, measure_machine
from infra.bench.search import measure_search, search_lines
from infra.logging import configure


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchPart:
    """One thing that is measured: its figures, their lines, and whether a ratio was reached.

    What is measured in seconds is printed, never demanded: machines are shared and noisy.
    """

    measure: Callable[[Path, argparse.Namespace], Any]
    lines: Callable[[Any], list[str]]
    reached: Callable[[Any], bool] = lambda _: True


PARTS: Final[Mapping[str, BenchPart]] = {
    "reader": BenchPart(measure=lambda *_: plan_reader.measure_reader(), lines=plan_reader.lines),
    "append": BenchPart(
        measure=lambda folder, chosen: measure_appends(folder, chosen.seconds),
        lines=append_lines,
        reached=appends_reached,
    ),
    "log": BenchPart(
        measure=lambda folder, chosen: measure_log(folder, chosen.seconds), lines=log_lines
    ),
    "tree": BenchPart(
        measure=lambda folder, chosen: proving.measure_tree(folder, _leaves(chosen)),
        lines=proving.lines,
    ),
    "search": BenchPart(measure=lambda folder, _: measure_search(folder), lines=search_lines),
    "verify": BenchPart(
        measure=lambda folder, chosen: verifying.measure_verification(folder, chosen.facts),
        lines=verifying.lines,
        reached=verifying.reached,
    ),
    "years": BenchPart(
        measure=lambda folder, _: wards.measure_wards(folder),
        lines=wards.lines,
        reached=wards.reached,
    ),
    "start": BenchPart(
        measure=lambda folder, _: measure_machine(folder),
        lines=machine_lines,
        reached=everybody_answered,
    ),
}


def main() -> int:
    """Measure, print; 1 where a wanted ratio was not reached."""
    chosen = _chosen()
    configure(json_lines=True)
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as name:
        folder = Path(name)
        disk = {"before": probe(folder)}
        figures = {part: PARTS[part].measure(folder / part, chosen) for part in chosen.only}
        disk["after"] = probe(folder)
    said = [
        (
            f"disk     before {disk['before']['per_second']:>7.0f} fdatasync/s, "
            f"after {disk['after']['per_second']:>7.0f}"
        ),
        *(line for part, given in figures.items() for line in PARTS[part].lines(given)),
    ]
    as_json = json.dumps({"disk": disk, **figures}, indent=1)
    print(as_json if chosen.json else "\n".join(said))  # noqa: T201  (what the command is for)
    return 0 if all(PARTS[part].reached(given) for part, given in figures.items()) else 1


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each round")
    parser.add_argument(
        "--only",
        action="append",
        choices=PARTS,
        help="a part that is measured, may be said again; `reader` and `tree` need no server",
    )
    parser.add_argument("--facts", type=int, default=verifying.FACTS, help="that are verified")
    parser.add_argument(
        "--large", action="store_true", help="a tree over ten million leaves, not one"
    )
    chosen = parser.parse_args()
    chosen.only = chosen.only or list(PARTS)
    return chosen


def _leaves(chosen: argparse.Namespace) -> int:
    return 10 * proving.LEAVES if chosen.large else proving.LEAVES


if __name__ == "__main__":
    sys.exit(main())

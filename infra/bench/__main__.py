"""`make bench`: the append beside a raw insert, a warm start, memory; a disk probe around it."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from infra.bench.append import measure_appends
from infra.bench.disk import probe
from infra.bench.house import measure_house
from infra.logging import configure


def main() -> int:
    """Measure, print; 1 where a wanted figure was not reached."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each round")
    chosen = parser.parse_args()
    configure(json_lines=True)
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as name:
        folder = Path(name)
        before = probe(folder)
        appends = measure_appends(folder / "append", chosen.seconds)
        house = measure_house(folder / "house")
        after = probe(folder)
    figures = {"disk_before": before, "append": appends, "house": house, "disk_after": after}
    if chosen.json:
        print(json.dumps(figures, indent=1))  # noqa: T201  (what the command is for)
    else:
        for line in (
            (
                f"disk     before {before['per_second']:>7.0f} fdatasync/s, "
                f"after {after['per_second']:>7.0f}"
            ),
            *(
                f"append   {row['writers']:>2} writers, {row['wards']:>2} wards: "
                f"{row['append_per_second']:>6.0f}/s beside raw {row['raw_per_second']:>6.0f}/s "
                f"= {row['ratio']:.2f}"
                for row in appends
            ),
            (
                f"start    first {house['first_start_seconds']:.1f} s, "
                f"warm {house['warm_start_seconds']:.1f} s"
            ),
            *(f"memory   {part:<10} {size:>6.0f} MB" for part, size in house["memory_mb"].items()),
        ):
            print(line)  # noqa: T201  (what the command is for)
    return 0


if __name__ == "__main__":
    sys.exit(main())

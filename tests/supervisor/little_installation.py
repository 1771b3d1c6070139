"""An installation of tiny parts for the supervisor's tests; run as a program of its own.

    little_installation.py <folder> <scenario>

Each part writes to `<folder>/story` what happens to it; so do the steps.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from infra.engines.errors import EngineError
from infra.engines.processes import clean_environment
from infra.supervise.lock import DataHeld, DataLock
from infra.supervise.parts import ProcessPart, StartStep, program_part
from infra.supervise.supervisor import Patience, Supervisor

# `$0` is the part's name. An interrupt would be a Ctrl-C that reached the part.
LIVES = """
trap 'echo "$0 down" >> story; exit 0' TERM
trap 'echo "$0 interrupted" >> story' INT
echo "$0 up $$" >> story
while :; do sleep 0.02; done
"""
DIES = 'echo "$0 up $$" >> story; echo "no room on the disk" >&2; exit 3'
DEAF = """
trap 'echo "$0 asked" >> story' TERM
echo "$0 up $$" >> story
while :; do sleep 0.02; done
"""
BRISK = Patience(first_pause=0.05, longest_pause=0.2, look_every=0.02)


class Builder:
    """Makes the parts of one scenario."""

    def __init__(self, folder: Path, scenario: str) -> None:
        self.folder = folder
        self.scenario = scenario

    def tell(self, line: str) -> None:
        with (self.folder / "story").open("a", encoding="utf-8") as story:
            story.write(f"{line}\n")

    def part(
        self, name: str, script: str = LIVES, healthy: Callable[[], bool] | None = None
    ) -> ProcessPart:
        def said_up() -> bool:
            return f"{name} up" in (self.folder / "story").read_text(encoding="utf-8")

        return program_part(
            name,
            ["/bin/sh", "-c", script, name],
            data=self.folder,
            environment=clean_environment(),
            healthy=healthy or said_up,
            folder=self.folder,
            # Short only where the story is about it: a busy machine is slow, not ill.
            start_seconds=0.5 if self.scenario == "never-healthy" else 60,
            stop_seconds=3 if script is DEAF else 60,
        )

    def fail(self) -> None:
        raise EngineError("Không nạp được kế hoạch.")

    def wait_for_ever(self) -> None:
        self.tell("step begins")
        threading.Event().wait(60)


def installation(folder: Path, scenario: str) -> list[ProcessPart | StartStep]:
    make, gate = Builder(folder, scenario), folder / "gate"
    first, second = make.part("first"), make.part("second")
    gated = make.part("first", healthy=lambda: not gate.exists())
    between = StartStep(name="between", run=lambda: make.tell("step"))
    scenarios: dict[str, list[ProcessPart | StartStep]] = {
        "plain": [first, between, second, make.part("third")],
        "dies": [first, make.part("second", DIES)],
        "deaf": [first, make.part("second", DEAF)],
        "never-healthy": [first, make.part("second", healthy=lambda: False)],
        "gated": [gated, second],
        "failing-step": [first, StartStep(name="load", run=make.fail), second],
        "long-step": [first, StartStep(name="build", run=make.wait_for_ever), second],
    }
    return scenarios[scenario]


def main(folder: Path, scenario: str) -> int:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    (folder / "story").touch()
    supervisor = Supervisor(
        installation(folder, scenario),
        lock=DataLock(folder, address="http://127.0.0.1:18000"),
        on_ready=lambda: print("READY", flush=True),  # noqa: T201  # the test reads it
        on_failure=lambda sentence: print(sentence, file=sys.stderr),  # noqa: T201  # the same
        patience=BRISK,
    )
    try:
        return supervisor.run()
    except DataHeld as problem:
        print(problem, file=sys.stderr)  # noqa: T201  # the test reads it
        return 2


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))

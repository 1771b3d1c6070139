"""What a supervisor brings up: parts that live, and steps that are done once between them."""

import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.engines.pid_files import ask_leftover, end_leftover
from infra.engines.postgres.engine import RECOVERY_SECONDS, PostgresEngine
from infra.engines.postgres.engine import STOP_SECONDS as POSTGRES_STOP_SECONDS
from infra.engines.processes import Process, launch
from infra.engines.temporal.engine import READY_SECONDS, TemporalEngine
from infra.engines.temporal.engine import STOP_SECONDS as TEMPORAL_STOP_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessPart:
    """A process of the installation.

    `spawn` starts it (in a session of its own, see `launch`), `healthy` says whether it does its
    work now. It may take `start_seconds` to become healthy and `stop_seconds` to end after
    `stop_signal`.
    """

    name: str
    spawn: Callable[[], Process]
    healthy: Callable[[], bool]
    log: Path
    stop_signal: signal.Signals = signal.SIGTERM
    start_seconds: float = 60.0
    stop_seconds: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StartStep:
    """An act that is done once, when all parts before it are healthy: migrate, load the plan."""

    name: str
    run: Callable[[], object]


def postgres_part(engine: PostgresEngine) -> ProcessPart:
    """Return our PostgreSQL as a part: ten minutes of crash recovery are no failure."""
    return ProcessPart(
        name=engine.name,
        spawn=engine.start,
        healthy=engine.ready,
        log=engine.log,
        stop_signal=engine.stop_signal,
        start_seconds=RECOVERY_SECONDS,
        stop_seconds=POSTGRES_STOP_SECONDS,
    )


def temporal_steps(engine: TemporalEngine) -> list[ProcessPart | StartStep]:
    """Return what brings Temporal up on a healthy PostgreSQL: tables, server, namespace."""
    return [
        StartStep(name="temporal-tables", run=engine.prepare),
        ProcessPart(
            name=engine.name,
            spawn=engine.start,
            healthy=engine.ready,
            log=engine.log,
            stop_signal=engine.stop_signal,
            start_seconds=READY_SECONDS,
            stop_seconds=TEMPORAL_STOP_SECONDS,
        ),
        StartStep(name="temporal-namespace", run=engine.ensure_namespace),
    ]


def program_part(
    name: str,
    program: Sequence[str | Path],
    *,
    data: Path,
    environment: Mapping[str, str],
    healthy: Callable[[], bool],
    folder: Path = Path("/"),
    start_seconds: float = 60.0,
    stop_seconds: float = 30.0,
    handles: Sequence[int] = (),
) -> ProcessPart:
    """Make a part of one of our own programs (web, worker, relay): stopped by SIGTERM.

    It writes to `<data>/logs/<name>.log`, and is given the open files of `handles`.
    """
    log = data / "logs" / f"{name}.log"

    def spawn() -> Process:
        return launch(
            program,
            log=log,
            pid_file=data / "run" / f"{name}.pid",
            leftover_seconds=stop_seconds,
            environment=environment,
            folder=folder,
            handles=handles,
        )

    return ProcessPart(
        name=name,
        spawn=spawn,
        healthy=healthy,
        log=log,
        start_seconds=start_seconds,
        stop_seconds=stop_seconds,
    )


def end_leftovers(data: Path, seconds: float = 30.0) -> None:
    """End what a killed start left running on this data directory, so its ports are free again.

    For the holder of the lock, before it looks at a port. Each is asked to stop and killed after
    so many seconds. PostgreSQL clears its own leftovers when it starts: it may have to recover.
    """
    files = [file for file in sorted((data / "run").glob("*.pid")) if file.stem != "postgres"]
    for file in files:  # all at once first: they stop side by side
        ask_leftover(file, signal.SIGTERM)
    for file in files:
        end_leftover(file, signal.SIGTERM, seconds)

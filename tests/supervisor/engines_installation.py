"""The two engines under the supervisor, as a program: `engines_installation.py <data>`."""

import sys
from pathlib import Path

import structlog

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine
from infra.supervise.lock import DataLock
from infra.supervise.parts import postgres_part, temporal_steps
from infra.supervise.supervisor import Supervisor


def main(data: Path) -> int:
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    lock = DataLock(data)
    lock.acquire()
    postgres = PostgresEngine(data, settings={"fsync": "off", "shared_buffers": "128MB"})
    temporal = TemporalEngine(data, postgres.server)
    supervisor = Supervisor(
        [postgres_part(postgres), *temporal_steps(temporal)],
        lock=lock,
        on_ready=lambda: print("READY", flush=True),  # noqa: T201  # the test reads it
    )
    return supervisor.run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

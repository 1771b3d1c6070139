"""Real engines for tests: started in a throw-away folder, gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.engine import TemporalEngine

# An operating system that dies would lose these data: they are thrown away anyway, and CI's disks
# are slow. A process that is killed loses nothing.
THROW_AWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_connections": "200",
    # Each test connects anew, and invented passwords are stretched as long as those of a ward.
    "scram_iterations": "1",
}


# A database for each test is six times as soon copied where no disk is asked. A container may have
# a few megabytes of it only.
MEMORY = Path("/dev/shm")
ROOM = 6 * 2**30


@contextmanager
def throw_away_folder() -> Iterator[Path]:
    """A short private folder, in memory if it fits; removed at the end, whatever happened."""
    fits = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    folder = Path(tempfile.mkdtemp(prefix="dondoc-", dir=MEMORY if fits else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def forget_cluster(engine: PostgresEngine) -> None:
    """Remove the cluster where it does not lie in the data directory (root without namespaces)."""
    if engine.data not in engine.home.cluster.parents:
        shutil.rmtree(engine.home.cluster.parent)


@contextmanager
def running_postgres() -> Iterator[PostgresEngine]:
    """One new cluster, ready; stopped and removed at the end. About 0.8 s: one for each worker."""
    with throw_away_folder() as folder:
        engine = PostgresEngine(folder, settings=THROW_AWAY)
        try:
            engine.run()
            yield engine
        finally:
            engine.stop()
            forget_cluster(engine)


# In tests time is skipped: without the two figures each fired timer takes a second, with them
# 0.1 s; the default of 200 skips ends a five-year story in its first year.
TIME_SKIPPING: Mapping[str, object] = {
    "frontend.WorkflowTimeSkippingEnabled": True,
    "frontend.WorkflowTimeSkippingMaxSkipPerSession": 2000,
    "history.timerProcessorMaxTimeShift": "20ms",
    "history.timerProcessorMaxPollRPS": 1000,
}


@contextmanager
def running_temporal(
    postgres: PostgresEngine, dynamic: Mapping[str, object] = TIME_SKIPPING
) -> Iterator[TemporalEngine]:
    """A Temporal server on this PostgreSQL, with the namespace `dondoc`; stopped at the end."""
    engine = TemporalEngine(postgres.data, postgres.server, dynamic=dynamic)
    try:
        engine.run()
        engine.ensure_namespace()
        yield engine
    finally:
        engine.stop()

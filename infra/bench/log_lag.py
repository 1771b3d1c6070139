"""From acknowledged to provable, and what the auditor part costs the appends beside it.

The part runs as in production, in a process of its own under its own login. A fact is provable
when the first checkpoint that covers it is on the disk: the file's time of change against the
moment at which the writer was answered.
"""

import asyncio
import os
import sys
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from infra.bench.append import Write, append_writer, run_round
from infra.engines.postgres.engine import PostgresEngine
from infra.engines.temporal.connection import TemporalConnection
from infra.engines.waiting import wait_until
from infra.migrations.migrate import Kind, Logins, migrate
from infra.proving.key_folder import KeyFolder
from infra.proving.log_keys import ensure_log_key
from infra.serve.auditor import log_beats
from infra.settings import Installation, InstallationFile
from infra.wiring import CODEC, ROOT
from services.ledger.engine import make_engine
from services.ledger.leaves import PostgresLeaves
from services.ledger.postgres import PostgresLedger
from services.ledger.tlog.checkpoints import read_checkpoint
from services.ledger.tlog.log_folder import LogFolder

FACTS_A_SECOND: Final = 500
WRITERS: Final = 8
WANTED_COST: Final = 0.05  # of the append path
_LONGEST_WAIT: Final = 10.0

Figures = dict[str, float]


def measure_log(folder: Path, seconds: float) -> Figures:
    """Lag under a steady load, and the rate of appends with the part beside those without it."""
    engine = PostgresEngine(folder)
    engine.run()
    try:
        engine.ensure_database("bench")
        logins = migrate(engine.admin_dsn("bench"), folder, kind=Kind.DEMO, ward="w1")
        there = _installed(folder, logins)
        return asyncio.run(_measured(there, logins, seconds))
    finally:
        engine.stop()


def log_lines(figures: Figures) -> list[str]:
    """The figures as a person reads them."""
    return [
        (
            f"log      {figures['facts_per_second']:.0f} facts/s: provable after "
            f"{figures['lag_median']:.2f} s median, {figures['lag_p99']:.2f} s at 99 %, "
            f"{figures['lag_most']:.2f} s at most; appends with the auditor part "
            f"{figures['append_beside']:.0f}/s beside {figures['append_alone']:.0f}/s without it "
            f"= {figures['ratio']:.2f} (wanted: {1 - WANTED_COST:.2f})"
        )
    ]


def _installed(folder: Path, logins: Logins) -> Installation:
    there = Installation(folder)
    (folder / "anchor").mkdir()
    there.write(
        InstallationFile(
            ledger_id=logins.ledger_id,
            ward_name="bench",
            app=logins.app,
            relay=logins.relay,
            auditor=logins.auditor,
            temporal=TemporalConnection(address="127.0.0.1:1"),
            web_port=1,
        )
    )
    return there


async def _measured(there: Installation, logins: Logins, seconds: float) -> Figures:
    engine = make_engine(logins.app, pool_size=WRITERS, max_overflow=0)
    try:
        await ensure_log_key(
            PostgresLedger(engine, logins.ledger_id, CODEC), KeyFolder(there.log_key)
        )
        writers = [append_writer(engine, logins) for _ in range(WRITERS)]
        await run_round(writers, seconds / 4)
        # A-B-B-A: a disk that changes its mind in between favours nobody.
        alone = [await run_round(writers, seconds)]
        async with _auditor_part(there):
            beside = [await run_round(writers, seconds) for _ in range(2)]
            rate, lags = await _lags(there, engine, logins, writers, seconds)
        alone.append(await run_round(writers, seconds))
    finally:
        await engine.dispose()
    return {
        "facts_per_second": rate,
        "lag_median": lags[len(lags) // 2],
        "lag_p99": lags[len(lags) * 99 // 100],
        "lag_most": lags[-1],
        "append_alone": sum(alone) / len(alone),
        "append_beside": sum(beside) / len(beside),
        "ratio": sum(beside) / sum(alone),
    }


@asynccontextmanager
async def _auditor_part(there: Installation) -> AsyncIterator[None]:
    program = [sys.executable, "-m", "dondoc", "part", "auditor", "--data", str(there.data)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "infra" / "launch")}
    with (there.data / "auditor.out").open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *program, env=environment, stdout=said, stderr=said
        )
    try:
        await asyncio.to_thread(wait_until, lambda: log_beats(there.log), _LONGEST_WAIT)
        yield
    finally:
        process.terminate()
        await process.wait()


async def _lags(
    there: Installation, engine: AsyncEngine, logins: Logins, writers: list[Write], seconds: float
) -> tuple[float, list[float]]:
    """How many facts a second came, and each one's wait for its checkpoint, the shortest first."""
    leaves = PostgresLeaves(engine, logins.ledger_id)
    before, begun = await leaves.size(), time.monotonic()
    answers = await asyncio.gather(
        *(
            _steadily(each, begun + turn / FACTS_A_SECOND, seconds)
            for turn, each in enumerate(writers)
        )
    )
    answered = sorted(at for some in answers for at in some)
    rate = len(answered) / (time.monotonic() - begun)
    signed = await _signed(LogFolder(there.log), await leaves.size())
    sizes = sorted(signed)
    # Facts of one ward are answered in the order of their positions, but for those in flight.
    return rate, sorted(
        signed[sizes[bisect_left(sizes, position)]] - at
        for position, at in enumerate(answered, before + 1)
    )


async def _steadily(write: Write, first: float, seconds: float) -> list[float]:
    """Write at this writer's turns, which no slow answer moves; when each was answered (POSIX)."""
    answered = []
    turns = int(seconds * FACTS_A_SECOND / WRITERS)
    for turn in range(turns):
        await asyncio.sleep(first + turn * WRITERS / FACTS_A_SECOND - time.monotonic())
        await write(turn)
        answered.append(time.time())
    return answered


async def _signed(folder: LogFolder, size: int) -> dict[int, float]:
    """When each checkpoint was on the disk (POSIX), once the last fact has one."""

    def reached() -> bool:
        newest = folder.newest()
        return newest is not None and read_checkpoint(newest.text).size >= size

    await asyncio.to_thread(wait_until, reached, _LONGEST_WAIT)
    files = (folder.path / "checkpoints").glob("*/*")
    # The time of change, not of writing: a file has its name only after it was flushed.
    return {int(file.name): file.stat().st_ctime for file in files}

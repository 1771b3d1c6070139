"""The append beside a raw insert: psycopg alone, one INSERT of the same bytes and one COMMIT each.

The same INSERT in autocommit, which saves two of three round trips and nobody's transaction is,
stands beside them without a goal. A ward is written by one writer where the figures count; all
writers in one ward wait for its head's lock, and stand in a line of their own.

Rounds go A-B-C-C-B-A, so that a disk that changes its mind in between favours nobody.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, Logins, migrate
from infra.randomness import RANDOMNESS
from infra.wiring import CODEC
from services.domain.facts import SYSTEM, NewEvent
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.ledger.engine import make_engine, plain_url
from services.ledger.port import Command, Context
from services.ledger.postgres import PostgresLedger

WANTED: Final = 0.8  # of a raw insert of the same bytes
WARDS = 8
CASES = ((1, 1), (8, 8), (8, 1))  # writers, wards
_RAW = (
    "INSERT INTO raw (ledger_id, stream, version, kept) "
    "VALUES (%(ledger_id)s, %(stream)s, %(version)s, %(kept)s)"
)
_TABLE = """
CREATE TABLE raw (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ledger_id text NOT NULL, stream text NOT NULL, version integer NOT NULL, kept bytea NOT NULL
);
GRANT INSERT ON raw TO dondoc_app;
"""
# What the last append of a ward left: its fact, what it says, its command and its wake-up.
_LEFT = """
SELECT pg_column_size(e.*) + pg_column_size(p.*) + pg_column_size(c.*) + pg_column_size(o.*)
  FROM events e JOIN payloads p USING (ledger_id, position)
  JOIN commands c USING (ledger_id, actor_key, command_id)
  JOIN outbox o USING (ledger_id, stream, version)
 WHERE ledger_id = %s ORDER BY position DESC LIMIT 1
"""

Row = dict[str, float]
Write = Callable[[int], Awaitable[None]]


def measure_appends(folder: Path, seconds: float) -> list[Row]:
    """One row for each case: how many a second of each kind, and their ratio."""
    folder.mkdir(parents=True)
    with _wards(folder) as wards:
        return [asyncio.run(_case(wards, *case, seconds)) for case in CASES]


def append_lines(rows: list[Row]) -> list[str]:
    """The figures as a person reads them."""
    return [
        f"append   {row['writers']:>2} writers, {row['wards']:>2} wards: "
        f"{row['append_per_second']:>6.0f}/s beside raw {row['raw_per_second']:>6.0f}/s "
        f"= {row['ratio']:.2f} (in autocommit {row['autocommit_per_second']:>6.0f}/s "
        f"= {row['autocommit_ratio']:.2f}; wanted: {WANTED})"
        for row in rows
    ]


def appends_reached(rows: list[Row]) -> bool:
    """Whether writers with a ward each append as fast beside a raw insert as was wanted."""
    return all(row["ratio"] >= WANTED for row in rows if row["writers"] == row["wards"])


@contextmanager
def _wards(folder: Path) -> Iterator[list[Logins]]:
    engine = PostgresEngine(folder)
    engine.run()
    try:
        engine.ensure_database("bench")
        url = engine.admin_dsn("bench")
        collected = [
            migrate(url, folder / f"ward{number}", kind=Kind.DEMO, ward=f"w{number}")
            for number in range(WARDS)
        ]
        with psycopg.connect(plain_url(url), autocommit=True) as admin:
            admin.execute(_TABLE)
        yield collected
    finally:
        engine.stop()


async def _case(wards: list[Logins], writers: int, used: int, seconds: float) -> Row:
    async with (
        _engines(wards[:used], writers // used) as engines,
        _connections(wards[:used], writers) as own,
        _connections(wards[:used], writers, autocommit=True) as bare,
    ):
        append = [append_writer(engines[n % used], wards[n % used]) for n in range(writers)]
        await run_round(append, seconds / 4)
        kept = bytes(await _left(bare[0], wards[0]))
        raw = [_raw_writer(own[n], wards[n % used], kept) for n in range(writers)]
        alone = [_raw_writer(bare[n], wards[n % used], kept) for n in range(writers)]
        for kind in (raw, alone):
            await run_round(kind, seconds / 4)
        first = [await run_round(kind, seconds) for kind in (raw, alone, append)]
        second = [await run_round(kind, seconds) for kind in (append, alone, raw)]
    rates = [(each + two) / 2 for each, two in zip(first, reversed(second), strict=True)]
    raw_rate, alone_rate, append_rate = rates
    return {
        "writers": writers,
        "wards": used,
        "bytes": len(kept),
        "raw_per_second": raw_rate,
        "autocommit_per_second": alone_rate,
        "append_per_second": append_rate,
        "ratio": append_rate / raw_rate,
        "autocommit_ratio": append_rate / alone_rate,
    }


async def _left(connection: psycopg.AsyncConnection[Any], ward: Logins) -> int:
    (result,) = await (await connection.execute(_LEFT, [ward.ledger_id])).fetchone() or (0,)
    return int(result)


@asynccontextmanager
async def _engines(wards: list[Logins], each: int) -> Any:
    engines = [make_engine(ward.app, pool_size=each, max_overflow=0) for ward in wards]
    try:
        yield engines
    finally:
        for engine in engines:
            await engine.dispose()


@asynccontextmanager
async def _connections(
    wards: list[Logins], writers: int, *, autocommit: bool = False
) -> AsyncIterator[list[psycopg.AsyncConnection[Any]]]:
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(
                await psycopg.AsyncConnection.connect(
                    plain_url(wards[number % len(wards)].app), autocommit=autocommit
                )
            )
            for number in range(writers)
        ]


async def run_round(writers: list[Write], seconds: float) -> float:
    """How many a second all writers did together."""
    end = time.perf_counter() + seconds
    done = 0

    async def run(write: Write) -> None:
        nonlocal done
        while time.perf_counter() < end:
            await write(done)
            done += 1

    begun = time.perf_counter()
    await asyncio.gather(*(run(write) for write in writers))
    return done / (time.perf_counter() - begun)


def _raw_writer(connection: psycopg.AsyncConnection[Any], ward: Logins, kept: bytes) -> Write:
    async def write(count: int) -> None:
        row = {"ledger_id": ward.ledger_id, "stream": "task-raw", "version": count, "kept": kept}
        await connection.execute(_RAW, row)
        if not connection.autocommit:
            await connection.commit()

    return write


@dataclass
class _Stream:
    name: str
    version: int = 0
    at: datetime = field(default_factory=lambda: datetime.fromtimestamp(time.time(), UTC))


def append_writer(engine: AsyncEngine, ward: Logins) -> Write:
    """Appends one fact of a task to a stream of its own, as a command of the clock does."""
    ledger = PostgresLedger(engine, ward.ledger_id, CODEC)
    stream = _Stream(f"task-bench.{RANDOMNESS.new_id()}")

    async def write(count: int) -> None:
        del count
        command_id: UUID = RANDOMNESS.new_id()
        context = Context(
            actor=SYSTEM,
            occurred_at=stream.at,
            recorded_at=stream.at,
            correlation_id=command_id,
        )
        await ledger.append(
            Command(actor_key="system", command_id=command_id, name="bench", body=None),
            context,
            (NewEvent(stream=stream.name, event=TaskAcknowledged(by_silence=True)),),
            expected={stream.name: stream.version},
            rings=(stream.name,),
        )
        stream.version += 1

    return write

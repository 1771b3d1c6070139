"""Verification of a ward's ledger beside a bare loop over the same rows, on one core.

The loop reads the rows with psycopg alone, hashes record, payload and text, writes the record
anew in its canonical form and builds the tree; it compares nothing and knows no shape. Both read
the same database in the same run, in turn, and the faster of two readings counts. Their ratio is
that of the core's time: others on the machine slow both, and not alike.
"""

import asyncio
import math
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import orjson
import psycopg
from psycopg import sql

from infra.engines.postgres.engine import PostgresEngine
from infra.migrations.migrate import Kind, Logins, migrate
from infra.randomness import RANDOMNESS
from infra.wiring import CODEC
from services.domain.facts import Actor, ActorKind, Event, NewEvent
from services.domain.roles import Office
from services.domain.task.acts.acknowledge_task import TaskAcknowledged
from services.domain.task.acts.note_progress import ProgressNoted
from services.ledger.engine import make_engine, plain_url
from services.ledger.merkle import Tree
from services.ledger.port import Command, Context, NewText
from services.ledger.postgres_source import postgres_source
from services.ledger.rows import NewRow, Writer
from services.ledger.salts import keep_text, new_salt
from services.ledger.statements import statement
from services.ledger.verify import verify

WANTED: Final = 0.5  # of the bare loop
FACTS: Final = 1_000_000
_BATCH: Final = 2000
_IN_A_STREAM: Final = 12
_WORDS_EVERY: Final = 4
_BEGUN: Final = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
_WORDS: Final = "Đã rà soát số liệu quý; còn ba hộ chưa thống nhất, dự kiến xong trong tuần. "
_COLUMNS: Final = {
    "events": (
        "ledger_id, position, stream, version, type, schema_version, occurred_at, recorded_at,"
        " actor_key, person_id, actor_unit, command_id, subject, setting_up, leaf, record"
    ),
    "payloads": "ledger_id, position, salt, payload",
    "texts": "ledger_id, text_id, salt, body",
}
Made = tuple[Context, UUID, NewRow, NewText | None]


def measure_verification(folder: Path, facts: int = FACTS) -> dict[str, float]:
    """Facts a second of both, and their ratio."""
    folder.mkdir(parents=True)
    engine = PostgresEngine(folder)
    engine.run()
    try:
        engine.ensure_database("bench")
        url = engine.admin_dsn("bench")
        ward = migrate(url, folder / "ward", kind=Kind.REAL, ward="11002")
        with psycopg.connect(plain_url(url), autocommit=True) as admin:
            fill_ledger(admin, ward.ledger_id, facts)
        return _measured(ward, facts)
    finally:
        engine.stop()


def lines(row: dict[str, float]) -> list[str]:
    """The figures as a person reads them."""
    return [
        (
            f"verify   {row['facts']:.0f} facts: {row['verify_per_second']:>6.0f}/s beside a bare "
            f"loop {row['bare_per_second']:>6.0f}/s = {row['ratio']:.2f} (wanted: {WANTED}; "
            "40000/s printed, never demanded)"
        )
    ]


def reached(row: dict[str, float]) -> bool:
    """Whether the ratio that was wanted was reached."""
    return row["ratio"] >= WANTED


def _measured(ward: Logins, facts: int) -> dict[str, float]:
    kinds = {"bare": lambda: _bare(ward), "verify": lambda: _verified(ward)}
    roots, seconds, busy = set(), dict.fromkeys(kinds, math.inf), dict.fromkeys(kinds, math.inf)
    for name in ("bare", "verify", "verify", "bare"):
        begun, used = time.perf_counter(), time.process_time()
        roots.add(kinds[name]())
        seconds[name] = min(seconds[name], time.perf_counter() - begun)
        busy[name] = min(busy[name], time.process_time() - used)
    if len(roots) != 1:
        raise RuntimeError("the two did not read the same ledger")
    rates = {name: facts / spent for name, spent in seconds.items()}
    return {
        "facts": float(facts),
        "bare_per_second": rates["bare"],
        "verify_per_second": rates["verify"],
        "ratio": busy["bare"] / busy["verify"],
    }


def _verified(ward: Logins) -> str:
    async def read() -> str:
        engine = make_engine(ward.auditor, pool_size=1)
        try:
            async with postgres_source(engine, ward.ledger_id) as source:
                report = await verify(source)
        finally:
            await engine.dispose()
        if not report.ok:
            raise RuntimeError(f"the ledger of the bench is not sound: {report.problems[0]}")
        return report.root

    return asyncio.run(read())


def _bare(ward: Logins) -> str:
    tree, after = Tree(), 0
    own = {"ledger_id": ward.ledger_id, "limit": _BATCH}
    with psycopg.connect(plain_url(ward.auditor)) as connection:
        while rows := connection.execute(
            statement("stored_rows").encode(), {**own, "after": after}, binary=True
        ).fetchall():
            wanted = []
            for row in rows:
                record, salt, payload = row[6], row[16], row[17]
                tree.add(sha256(b"\x00" + record).digest())
                sha256(salt + payload).hexdigest()
                orjson.dumps(orjson.loads(record), option=orjson.OPT_SORT_KEYS)
                if b'"text_id"' in payload:
                    wanted.append(UUID(orjson.loads(payload)["note"]["text_id"]))
            after = rows[-1][1]
            asked = {**own, "ids": wanted}
            for _, salt, body in connection.execute(
                statement("texts").encode(), asked, binary=True
            ):
                sha256(salt + body.encode()).hexdigest()
    return tree.root().hex()


def fill_ledger(admin: psycopg.Connection, ledger_id: str, facts: int) -> None:
    """So many facts of made-up tasks, with words in every fourth; the login is a superuser."""
    made = _made(ledger_id, facts)
    position = 0
    while batch := list(islice(made, 20_000)):
        rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _COLUMNS}
        for context, command_id, row, text in batch:
            position += 1
            rows["events"].append(_event(ledger_id, position, context, command_id, row))
            rows["payloads"].append((ledger_id, position, row.salt, row.payload))
            if text is not None:
                rows["texts"].append((ledger_id, text.text_id, text.salt, text.body))
        for table, columns in _COLUMNS.items():
            copy = sql.SQL("COPY {} ({}) FROM STDIN").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, columns.split(", "))),
            )
            with admin.cursor().copy(copy) as coming:
                for each in rows[table]:
                    coming.write_row(each)
    admin.execute("UPDATE ledger_heads SET size = %s WHERE ledger_id = %s", [position, ledger_id])
    admin.execute("VACUUM (ANALYZE)")


def _made(ledger_id: str, facts: int) -> Iterator[Made]:
    writer = Writer(ledger_id=ledger_id, codec=CODEC, build="0.19+unknown", salt=new_salt)
    people = [RANDOMNESS.new_id() for _ in range(40)]
    for number in range(facts):
        at = _BEGUN + timedelta(seconds=20 * number)
        stream = f"task-B{number // _IN_A_STREAM}.report.2026"
        actor = Actor(
            kind=ActorKind.PERSON,
            office=Office.SPECIALIST.value,
            person_id=people[number % len(people)],
            unit="KTHTDT",
        )
        command_id = RANDOMNESS.new_id()
        context = Context(
            actor=actor,
            occurred_at=at,
            recorded_at=at,
            correlation_id=command_id,
            session_id=people[number % len(people)],
            policy_version="policy-ward@1",
        )
        command = Command(
            actor_key=actor.key, command_id=command_id, name="note-progress", body=None
        )
        event: Event = TaskAcknowledged(by_silence=False)
        text = None
        if number % _WORDS_EVERY == 0:
            note, text = keep_text(_WORDS * 3, text_id=RANDOMNESS.new_id(), salt=new_salt())
            event = ProgressNoted(note=note)
        new = (NewEvent(stream=stream, event=event),)
        (row,) = writer.rows(command, context, new, {stream: number % _IN_A_STREAM})
        yield context, command_id, row, text


def _event(
    ledger_id: str, position: int, context: Context, command_id: UUID, row: NewRow
) -> tuple[Any, ...]:
    return (
        ledger_id,
        position,
        row.stream,
        row.version,
        row.type,
        row.schema,
        context.occurred_at,
        context.recorded_at,
        context.actor.key,
        context.actor.person_id,
        context.actor.unit,
        command_id,
        row.subject,
        row.setting_up,
        row.leaf,
        row.record,
    )

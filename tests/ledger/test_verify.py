"""Verify names the first bad position, whatever an owner of the database changed behind us."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256

import psycopg
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from infra.migrations.roles import OWNER
from services.domain.facts import Behalf, NewEvent
from services.ledger import postgres_source as source_module
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.port import Ledger, LedgerError
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_source import postgres_source
from services.ledger.read_row import MOST_PROBLEMS
from services.ledger.salts import keep_text
from services.ledger.verify import Report, verify
from tests.ledger.databases import LedgerDatabase
from tests.ledger.test_merkle import textbook_root
from tests.ledger.toys import Counted, click, context, count, key, replace_said, write

FACTS = 7
SAID = 4  # the position of the fact with words beside it


async def fill(ledger: Ledger) -> None:
    """Three facts of one stream, one with words, one on behalf of somebody, two more."""
    for number in (1, 2, 3):
        await count(ledger, "task-1", number)
    said, kept = keep_text("Đã gửi", text_id=key("text"), salt=b"s" * 32)
    await write(
        ledger, "say", ("task-2", replace_said(said)), expected={"task-2": 0}, texts=[kept]
    )
    behalf = Behalf(delegation="policy-1@1", office="chair", person_id=key("chair"), unit="UBND")
    fact = NewEvent(stream="task-1", event=Counted(number=4))
    await ledger.append(
        click("behalf"), replace(context(), behalf=behalf), (fact,), expected={"task-1": 3}
    )
    for number in (5, 6):
        await count(ledger, "task-1", number)


@pytest.fixture
async def auditor(
    database: LedgerDatabase, postgres: PostgresLedger
) -> AsyncIterator[AsyncEngine]:
    """The auditor's own engine over a filled ledger."""
    await fill(postgres)
    engine = make_engine(database.ward.auditor, part="verify")
    yield engine
    await engine.dispose()


async def judge(engine: AsyncEngine, database: LedgerDatabase) -> Report:
    async with postgres_source(engine, database.ward.ledger_id) as source:
        return await verify(source)


async def test_an_untouched_memory_ledger_is_as_it_was_written(memory: MemoryLedger) -> None:
    await fill(memory)
    report = await verify(memory)
    assert report.ok
    assert report.first_bad is None
    assert (report.size, report.texts) == (FACTS, 1)
    assert report.root == textbook_root([row.record for row in memory.stored]).hex()
    assert json.loads(json.dumps(report.as_json()))["ok"] is True


async def test_an_empty_ledger_is_as_it_was_written(memory: MemoryLedger) -> None:
    report = await verify(memory)
    assert report.ok
    assert report.root == sha256(b"").hexdigest()


@pytest.mark.parametrize(
    ("position", "change", "code"),
    [
        (2, {"payload": b'{"number":9}'}, "payload-differs"),
        (2, {"salt": b"x" * 32}, "payload-differs"),
        (2, {"payload": None}, "payload-missing"),
        (3, {"record": b"{}"}, "leaf-differs"),
        (3, {"leaf": b"x" * 32}, "leaf-differs"),
        (3, {"stream": "task-9"}, "column-differs"),
        (3, {"type": "toy-other"}, "column-differs"),
        (3, {"actor_key": "system"}, "column-differs"),
        (3, {"person_id": None}, "column-differs"),
        (3, {"version": 9}, "column-differs"),
        (3, {"subject": "task-9"}, "column-differs"),
        (3, {"actor_unit": None}, "column-differs"),
        (3, {"setting_up": True}, "column-differs"),
        (3, {"ledger_id": "demo-11002-bbbbbbbb"}, "column-differs"),
    ],
    ids=str,
)
async def test_every_byte_of_a_row_counts(
    memory: MemoryLedger, position: int, change: dict[str, object], code: str
) -> None:
    await fill(memory)
    changed = replace(memory.stored[position - 1], **change)  # type: ignore[arg-type]
    memory.stored[position - 1] = changed
    report = await verify(memory)
    assert report.first_bad == position
    assert report.problems[0].code == code
    assert report.as_json()["first_bad"] == position


async def test_a_record_of_another_ledger_is_noticed_even_with_a_right_leaf(
    memory: MemoryLedger,
) -> None:
    await fill(memory)
    other = MemoryLedger("demo-11002-bbbbbbbb", memory._writer.codec, memory._clock)
    await fill(other)
    memory.stored[1] = replace(other.stored[1], ledger_id=memory.ledger_id)
    report = await verify(memory)
    assert report.first_bad == 2
    assert "other-ledger" in {problem.code for problem in report.problems}


async def test_rows_that_changed_places_are_noticed(memory: MemoryLedger) -> None:
    await fill(memory)
    each, two = memory.stored[1:3]
    memory.stored[1:3] = [replace(two, position=2), replace(each, position=3)]
    report = await verify(memory)
    assert report.first_bad == 2
    assert report.problems[0].code == "version-gap"


async def test_a_ledger_in_ruins_gives_a_short_report(memory: MemoryLedger) -> None:
    for number in range(1, 2 * MOST_PROBLEMS):
        await count(memory, "task-1", number)
    memory.stored[:] = [replace(row, payload=b"{}") for row in memory.stored]
    report = await verify(memory)
    assert len(report.problems) == MOST_PROBLEMS
    assert report.more_problems == MOST_PROBLEMS - 1


@pytest.mark.postgres
async def test_an_untouched_database_is_as_it_was_written(
    auditor: AsyncEngine, database: LedgerDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source_module, "BATCH", 2)
    report = await judge(auditor, database)
    assert report.problems == ()
    assert (report.size, report.texts) == (FACTS, 1)


@pytest.mark.postgres
async def test_the_web_process_may_verify_its_own_ward_only(
    app: AsyncEngine, database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    await fill(postgres)
    assert (await judge(app, database)).ok
    async with postgres_source(app, database.neighbour.ledger_id) as source:
        with pytest.raises(LedgerError, match="sees no ledger"):
            await verify(source)


# What is done, the first position that must be named, and as what.
TAMPERINGS: dict[str, tuple[str, int | None, str]] = {
    "edit a payload": (
        """UPDATE payloads SET payload = '{"number":9}' WHERE position = 2""",
        2,
        "payload-differs",
    ),
    "edit a salt": ("UPDATE payloads SET salt = 'x' WHERE position = 2", 2, "payload-differs"),
    "delete a payload": ("DELETE FROM payloads WHERE position = 2", 2, "payload-missing"),
    "delete a middle row": ("DELETE FROM events WHERE position = 3", 3, "position-missing"),
    "delete the newest row": ("DELETE FROM events WHERE position = 7", 7, "end-missing"),
    "delete a middle row and renumber": (
        """DELETE FROM events WHERE position = 3; DELETE FROM payloads WHERE position = 3;
        UPDATE events SET position = position - 1 WHERE position > 3;
        UPDATE payloads SET position = position - 1 WHERE position > 3;
        UPDATE ledger_heads SET size = size""",
        4,
        "version-gap",
    ),
    "edit a record": (
        """UPDATE events SET record = convert_to(replace(convert_from(record, 'UTF8'),
        'unit-head', 'inspector'), 'UTF8') WHERE position = 2""",
        2,
        "leaf-differs",
    ),
    "edit a record and its leaf": (
        """UPDATE events SET record = record || ' '::bytea,
        leaf = sha256('\\x00'::bytea || record || ' '::bytea) WHERE position = 2""",
        2,
        "record-not-canonical",
    ),
    "edit a leaf": ("UPDATE events SET leaf = 'x' WHERE position = 2", 2, "leaf-differs"),
    "edit a text": ("UPDATE texts SET body = 'Chưa gửi'", SAID, "text-differs"),
    "delete a text": ("DELETE FROM texts", SAID, "text-missing"),
    "add a text": (
        "INSERT INTO texts SELECT ledger_id, gen_random_uuid(), salt, body FROM texts",
        None,
        "text-orphans",
    ),
    "add a payload": (
        """INSERT INTO payloads SELECT ledger_id, 99, salt, payload FROM payloads
        WHERE position = 2""",
        None,
        "payload-orphans",
    ),
    "add a row": (
        """INSERT INTO events (ledger_id, position, stream, version, type, schema_version,
        occurred_at, recorded_at, actor_key, command_id, leaf, record, subject, setting_up)
        SELECT ledger_id, 8, 'task-7', 1, type, 1, now(), now(), 'x', command_id, leaf, record,
        'task-7', false FROM events WHERE position = 2""",
        8,
        "column-differs",
    ),
    "claim a larger head": ("UPDATE ledger_heads SET size = 9", 8, "end-missing"),
} | {
    f"edit the copy {column}": (
        f"UPDATE events SET {column} = {value} WHERE position = 2",  # noqa: S608 - both stand below
        2,
        "column-differs",
    )
    for column, value in {
        "stream": "'task-9'",
        "version": "9",
        "type": "'toy-other'",
        "schema_version": "2",
        "occurred_at": "now()",
        "recorded_at": "now()",
        "actor_key": "'system'",
        "person_id": "NULL",
        "command_id": "gen_random_uuid()",
        "subject": "'task-9'",
        "actor_unit": "NULL",
        "setting_up": "true",
    }.items()
}


@pytest.mark.postgres
@pytest.mark.parametrize("name", TAMPERINGS)
async def test_what_the_owner_changes_is_named(
    auditor: AsyncEngine, database: LedgerDatabase, name: str
) -> None:
    tampering, position, code = TAMPERINGS[name]
    with psycopg.connect(database.migrator, autocommit=True) as owner:
        owner.execute(f"SET ROLE {OWNER}".encode())
        for table in ("events", "payloads", "texts"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only".encode())
        for step in tampering.split(";"):
            owner.execute(step.encode())
    report = await judge(auditor, database)
    assert not report.ok
    assert report.first_bad == position
    assert code in {problem.code for problem in report.problems if problem.position == position}


@pytest.mark.postgres
async def test_facts_appended_while_it_reads_are_left_for_the_next_time(
    auditor: AsyncEngine, database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    async with postgres_source(auditor, database.ward.ledger_id) as source:
        await source.head()
        await postgres.append(
            click("meanwhile"), context(), (_event(),), expected={"task-meanwhile": 0}
        )
        report = await verify(source)
    assert report.ok
    assert report.size == FACTS
    assert (await judge(auditor, database)).size == FACTS + 1


def _event() -> NewEvent:
    return NewEvent(stream="task-meanwhile", event=Counted(number=1))

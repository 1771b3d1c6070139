"""Commands and facts are held against each other: what one side lost, the other still says."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest

from infra.migrations.roles import OWNER
from infra.verify.command_words import commands_as_json, of_commands
from services.domain.facts import ANONYMOUS, SYSTEM, NewEvent
from services.ledger.command_audit import CommandSource, CommandsReport, check_commands
from services.ledger.engine import make_engine
from services.ledger.memory import MemoryLedger
from services.ledger.port import Ledger
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_source import postgres_source
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import Counted, click, context, count, key, tick, write

FACTS = 7


async def fill(ledger: Ledger) -> None:
    """Seven facts by five commands: one of three facts, one of the clock, one of nobody yet."""
    await count(ledger, "task-1", 1)
    await write(
        ledger,
        "three",
        ("task-1", Counted(number=2)),
        ("task-2", Counted(number=1)),
        ("task-1", Counted(number=3)),
        expected={"task-1": 1, "task-2": 0},
    )
    for command, actor, number in ((tick("clock"), SYSTEM, 2), (click("sign in"), ANONYMOUS, 3)):
        await ledger.append(
            command,
            context(actor),
            (NewEvent(stream="task-2", event=Counted(number=number)),),
            expected={"task-2": number - 1},
        )
    await count(ledger, "task-1", 4)


@asynccontextmanager
async def source_of(database: LedgerDatabase) -> AsyncIterator[CommandSource]:
    engine = make_engine(database.ward.auditor, part="verify")
    async with postgres_source(engine, database.ward.ledger_id) as source:
        yield source
    await engine.dispose()


async def judged(database: LedgerDatabase) -> CommandsReport:
    async with source_of(database) as source:
        return await check_commands(source)


def lines(report: CommandsReport) -> list[str]:
    return [line.removeprefix("  - ") for line in of_commands(report).splitlines()[1:]]


async def test_an_honest_ledger_in_memory_is_sound(memory: MemoryLedger) -> None:
    assert (await check_commands(memory)).ok
    await fill(memory)
    report = await check_commands(memory)
    assert (report.ok, report.checked, report.size) == (True, 5, FACTS)
    assert of_commands(report) == "Lệnh: 5 lệnh, khớp với sự kiện."


async def test_a_tail_cut_in_memory_is_shown_by_its_commands(memory: MemoryLedger) -> None:
    await fill(memory)
    del memory.stored[5:]
    report = await check_commands(memory)
    assert lines(report) == ["Có 2 lệnh ghi sự kiện sau vị trí 5, sổ chỉ còn 5."]
    assert commands_as_json(report)["beyond"] == 2


@pytest.mark.postgres
async def test_an_honest_database_is_sound(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    assert (await judged(database)).ok
    await fill(postgres)
    report = await judged(database)
    assert (report.problems, report.beyond) == ((), 0)
    assert (report.checked, report.size) == (5, FACTS)


IDS = {name: key(name) for name in ("three", "invented", "other")} | {"first": key("task-1/1")}
# What is done to the tables, and what is said of it.
TAMPERINGS = {
    "cut the end": (
        "DELETE FROM events WHERE position > 4; DELETE FROM payloads WHERE position > 4",
        ["Có 3 lệnh ghi sự kiện sau vị trí 4, sổ chỉ còn 4."],
    ),
    "cut within a command": (
        "DELETE FROM events WHERE position > 3; DELETE FROM payloads WHERE position > 3",
        ["Có 4 lệnh ghi sự kiện sau vị trí 3, sổ chỉ còn 3."],
    ),
    "a fact of one's own": (
        """INSERT INTO events (ledger_id, position, stream, version, type, schema_version,
        occurred_at, recorded_at, actor_key, command_id, leaf, record, subject, setting_up)
        SELECT ledger_id, 8, stream, 5, type, schema_version, occurred_at, recorded_at, actor_key,
        gen_random_uuid(), leaf, record, subject, setting_up FROM events WHERE position = 7""",
        ["vị trí 8: không có lệnh nào ghi sự kiện này."],
    ),
    "delete one command": (
        "DELETE FROM commands WHERE command_id = %(three)s",
        [f"vị trí {position}: không có lệnh nào ghi sự kiện này." for position in (2, 3, 4)],
    ),
    "delete all commands": (
        "DELETE FROM commands",
        [f"vị trí {at}: không có lệnh nào ghi sự kiện này." for at in range(1, FACTS + 1)],
    ),
    "invent a command": (
        """INSERT INTO commands SELECT ledger_id, actor_key, %(invented)s, name, body_salt,
        body_sha256, outcome FROM commands WHERE command_id = %(three)s""",
        [f"lệnh {key('invented')}: sổ không có sự kiện nào của lệnh này ở vị trí 2."],
    ),
    "the same command for somebody else": (
        """INSERT INTO commands SELECT ledger_id, 'system', command_id, name, body_salt,
        body_sha256, outcome FROM commands WHERE command_id = %(three)s""",
        [f"lệnh {key('three')}: sổ không có sự kiện nào của lệnh này ở vị trí 2."],
    ),
    "no positions": (
        "UPDATE commands SET outcome = '[]' WHERE command_id = %(first)s",
        [
            f"lệnh {key('task-1/1')}: sổ không có sự kiện nào của lệnh này ở vị trí 0.",
            "vị trí 1: không có lệnh nào ghi sự kiện này.",
        ],
    ),
    "fewer positions": (
        """UPDATE commands SET outcome = outcome || '{"last_position": 3}'
        WHERE command_id = %(three)s""",
        [
            f"lệnh {key('three')}: kết quả ghi khác với các sự kiện của lệnh, từ vị trí 2.",
            "vị trí 4: không có lệnh nào ghi sự kiện này.",
        ],
    ),
    "other versions": (
        """UPDATE commands SET outcome = outcome || '{"versions": {"task-1": 9}}'
        WHERE command_id = %(three)s""",
        [f"lệnh {key('three')}: kết quả ghi khác với các sự kiện của lệnh, từ vị trí 2."],
    ),
    "another person": (
        "UPDATE commands SET actor_key = %(other)s WHERE command_id = %(first)s",
        [f"vị trí 1: lệnh {key('task-1/1')} mang tên người khác với sự kiện."],
    ),
    "another id": (
        "UPDATE commands SET command_id = %(other)s WHERE command_id = %(first)s",
        [
            f"lệnh {key('other')}: sổ không có sự kiện nào của lệnh này ở vị trí 1.",
            "vị trí 1: không có lệnh nào ghi sự kiện này.",
        ],
    ),
}


@pytest.mark.postgres
@pytest.mark.parametrize("name", TAMPERINGS)
async def test_what_no_longer_fits_together_is_said(
    database: LedgerDatabase, postgres: PostgresLedger, name: str
) -> None:
    await fill(postgres)
    tampering, said = TAMPERINGS[name]
    with psycopg.connect(database.migrator, autocommit=True) as owner:
        owner.execute(f"SET ROLE {OWNER}".encode())
        for table in ("events", "payloads", "commands"):
            owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER append_only".encode())
        for step in tampering.split(";"):
            owner.execute(step.encode(), IDS)
    report = await judged(database)
    assert not report.ok
    assert sorted(lines(report)) == sorted(said)

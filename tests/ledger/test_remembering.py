"""What was decoded once is remembered by its bytes: other bytes are never taken for it."""

import pytest

from services.ledger.port import Undecodable
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase
from tests.ledger.toys import Counted, count

pytestmark = pytest.mark.postgres


def tampered(database: LedgerDatabase, change: str) -> None:
    with database.superuser() as admin:
        admin.execute("ALTER TABLE payloads DISABLE TRIGGER append_only")
        admin.execute(change.encode())


async def test_the_same_facts_are_decoded_once(postgres: PostgresLedger) -> None:
    await count(postgres, "task-1", 1)
    first = (await postgres.read(["task-1"])).of("task-1")
    again = (await postgres.read(["task-1"])).of("task-1")
    assert first == again
    assert all(each is other for each, other in zip(first, again, strict=True))


async def test_what_was_changed_is_read_as_it_now_is(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    await count(postgres, "task-1", 1)
    await postgres.read(["task-1"])
    tampered(database, """UPDATE payloads SET payload = '{"number":9}'""")
    [fact] = (await postgres.read(["task-1"])).of("task-1")
    assert fact.event == Counted(number=9)


async def test_what_was_erased_is_not_served_from_memory(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    await count(postgres, "task-1", 1)
    await postgres.read(["task-1"])
    tampered(database, "DELETE FROM payloads")
    with pytest.raises(Undecodable):
        await postgres.read(["task-1"])

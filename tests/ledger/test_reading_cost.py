"""The last batch of a long ledger costs what the first one does."""

from typing import Any

import psycopg
import pytest

from infra.bench.verifying import fill_ledger
from services.domain.streams import Family
from services.ledger.statements import statement
from tests.ledger.databases import LedgerDatabase

pytestmark = pytest.mark.postgres
FACTS, BATCH = 20_000, 1000
READING = {
    "tail": {},
    "tail_of": {"patterns": [f"{Family.TASK.value}%"]},
    "stored_rows": {},
    "leaves": {},
}


def pages_read(
    admin: psycopg.Connection, name: str, ledger_id: str, after: int, **more: Any
) -> int:
    """How many pages of the database one batch looks at."""
    explain = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
    given = {"ledger_id": ledger_id, "after": after, "first": after + 1, "limit": BATCH, **more}
    row = admin.execute((explain + statement(name)).encode(), given).fetchone()
    assert row is not None
    plan = row[0][0]["Plan"]
    assert plan["Actual Rows"] == BATCH
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


def test_a_batch_at_the_end_of_the_ledger_is_as_cheap_as_at_its_beginning(
    database: LedgerDatabase,
) -> None:
    ledger_id = database.ward.ledger_id
    with database.superuser() as admin:
        fill_ledger(admin, ledger_id, FACTS)
        for name, more in READING.items():
            first = pages_read(admin, name, ledger_id, 0, **more)
            last = pages_read(admin, name, ledger_id, FACTS - BATCH, **more)
            assert last <= 1.5 * first, name

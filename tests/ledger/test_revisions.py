"""A revision that is taken back and made again leaves the database as it was."""

from collections.abc import Callable
from importlib import import_module

import psycopg
import pytest
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import NullPool, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

from services.domain.attempts import CommandRefused
from services.domain.directory.events import LinkIssued
from services.domain.registry import EVENTS
from services.ledger.codec import Codec
from services.ledger.guards import guard_problems
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase, plain
from tests.ledger.test_guards import seen
from tests.ledger.toys import Counted, count, key, write

pytestmark = pytest.mark.postgres
append = import_module("infra.migrations.versions.0027_append_events")
shorter = import_module("infra.migrations.versions.0030_shorter_append")
timed = import_module("infra.migrations.versions.0042_times_run_forward")


def run(database: LedgerDatabase, step: Callable[[], None]) -> None:
    """One step of the revision by itself, as the database's owner."""
    url = database.migrator.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET SESSION ROLE dondoc_owner")
        with Operations.context(MigrationContext.configure(connection)):
            step()
    engine.dispose()


def listed(database: LedgerDatabase) -> list[tuple[object, ...]]:
    with database.superuser() as admin:
        return admin.execute(
            "SELECT subject, actor_unit, setting_up FROM events ORDER BY position"
        ).fetchall()


async def test_older_events_learn_what_lists_ask_of_them(
    database: LedgerDatabase, app: AsyncEngine
) -> None:
    """What cannot be read stops no update: verify names it, as it did before."""
    ledger = PostgresLedger(app, database.ward.ledger_id, Codec((*EVENTS, Counted)))
    await count(ledger, "task-1", 1)
    refused = CommandRefused(
        refused_command_id=key("refused"), command="x", rule="y", target="task-1"
    )
    link = LinkIssued(person_id=key("lan"), valid_hours=72, opens_after_hours=0, setting_up=True)
    facts = (("attempt-1", refused), ("directory-1", link))
    await write(ledger, "more", *facts, expected={"attempt-1": 0, "directory-1": 0})
    before = listed(database)
    assert before == [
        ("task-1", "VHXH", False),
        ("task-1", "VHXH", False),
        ("directory-1", "VHXH", True),
    ]
    run(database, append.downgrade)
    run(database, append.upgrade)
    assert listed(database) == before


async def test_before_the_owners_function_the_application_wrote_by_itself(
    database: LedgerDatabase, postgres: PostgresLedger
) -> None:
    await count(postgres, "task-1", 1)
    run(database, append.downgrade)
    await postgres._engine.dispose()
    with psycopg.connect(plain(database.ward.app)) as web:
        web.execute("UPDATE ledger_heads SET size = size")
    run(database, append.upgrade)
    await count(postgres, "task-1", 2)
    run(database, shorter.upgrade)
    await count(postgres, "task-1", 3)
    run(database, timed.upgrade)
    run(database, timed.downgrade)
    await count(postgres, "task-1", 4)
    run(database, timed.upgrade)
    await count(postgres, "task-1", 5)
    assert guard_problems(await seen(database)) == ()

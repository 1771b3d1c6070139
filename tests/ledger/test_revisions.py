"""A database that went back one revision, and forward again, is as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine
from sqlalchemy.ext.asyncio import AsyncEngine

import infra.migrations
from services.domain.attempts import CommandRefused
from services.domain.directory.events import LinkIssued
from services.domain.registry import EVENTS
from services.ledger.codec import Codec
from services.ledger.guards import guard_problems
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import House, plain
from tests.ledger.test_guards import seen
from tests.ledger.toys import Counted, count, key, write

pytestmark = pytest.mark.postgres


@contextmanager
def revisions(house: House) -> Iterator[Config]:
    """Alembic on this database, as its owner."""
    config = Config()
    config.set_main_option("script_location", str(Path(infra.migrations.__file__).parent))
    url = house.migrator.replace("postgresql:", "postgresql+psycopg:")
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET SESSION ROLE dondoc_owner")
        connection.commit()
        config.attributes["connection"] = connection
        yield config
        connection.commit()
    engine.dispose()


def go(house: House, revision: str) -> None:
    """Move the database to a revision."""
    with revisions(house) as config:
        (command.downgrade if revision != "head" else command.upgrade)(config, revision)


def listed(house: House) -> list[tuple[object, ...]]:
    with house.superuser() as admin:
        return admin.execute(
            "SELECT subject, actor_unit, setting_up FROM events ORDER BY position"
        ).fetchall()


async def test_older_events_learn_what_lists_ask_of_them(house: House, app: AsyncEngine) -> None:
    """What cannot be read stops no update: verify names it, as it did before."""
    ledger = PostgresLedger(app, house.ward.ledger_id, Codec((*EVENTS, Counted)))
    await count(ledger, "task-1", 1)
    refused = CommandRefused(
        refused_command_id=key("refused"), command="x", rule="y", target="task-1"
    )
    link = LinkIssued(person_id=key("lan"), valid_hours=72, opens_after_hours=0, setting_up=True)
    facts = (("attempt-1", refused), ("directory-1", link))
    await write(ledger, "more", *facts, expected={"attempt-1": 0, "directory-1": 0})
    before = listed(house)
    assert before == [
        ("task-1", "VHXH", False),
        ("task-1", "VHXH", False),
        ("directory-1", "VHXH", True),
    ]
    go(house, "0026")
    go(house, "head")
    assert listed(house) == before


async def test_before_the_owners_function_the_application_wrote_by_itself(
    house: House, postgres: PostgresLedger
) -> None:
    await count(postgres, "task-1", 1)
    go(house, "0026")
    await postgres._engine.dispose()
    with psycopg.connect(plain(house.ward.app)) as web:
        web.execute("UPDATE ledger_heads SET size = size")
    go(house, "head")
    await count(postgres, "task-1", 2)
    assert guard_problems(await seen(house)) == ()

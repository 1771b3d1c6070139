"""A database that went back one revision, and forward again, is as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine

import infra.migrations
from services.ledger.guards import guard_problems
from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import House, plain
from tests.ledger.test_guards import seen
from tests.ledger.toys import count

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


def go(house: House, back_to: str, again_to: str) -> None:
    """Move the database back before a revision, whatever came after it."""
    with revisions(house) as config:
        command.stamp(config, again_to)  # later revisions touch other tables
        command.downgrade(config, back_to)


def forward(house: House, revision: str) -> None:
    """Do the revision again, and be where every database is."""
    with revisions(house) as config:
        command.upgrade(config, revision)
        command.stamp(config, "head")


async def test_before_the_owners_function_the_application_wrote_by_itself(
    house: House, postgres: PostgresLedger
) -> None:
    await count(postgres, "task-1", 1)
    go(house, "0026", "0027")
    await postgres._engine.dispose()
    with psycopg.connect(plain(house.ward.app)) as web:
        web.execute("UPDATE ledger_heads SET size = size")
    forward(house, "0027")
    await count(postgres, "task-1", 2)
    assert guard_problems(await seen(house)) == ()

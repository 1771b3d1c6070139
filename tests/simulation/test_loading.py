"""A simulated ledger in PostgreSQL is the same ledger, and its rows are the folded tasks."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from infra.engines.postgres.engine import PostgresEngine
from infra.simulation.loading import analyse, load, rebuild_rows
from infra.simulation.simulator import FIRST_DAY, simulate
from infra.wiring import CODEC
from services.ledger.command_audit import check_commands
from services.ledger.engine import make_engine
from services.ledger.port import Command
from services.ledger.postgres import PostgresLedger
from services.ledger.postgres_source import postgres_source
from services.ledger.verify import verify
from services.projections.tables import tasks
from tests.ledger.databases import make_database

pytestmark = pytest.mark.postgres


async def test_simulated_months_are_loaded_whole(postgres: PostgresEngine, tmp_path: Path) -> None:
    database = make_database(postgres.admin_dsn(), "simulated", tmp_path)
    logins = database.neighbour
    until = FIRST_DAY + timedelta(days=150)
    ward = (await simulate(until, ledger_id=logins.ledger_id)).ward
    with database.superuser() as owner:
        load(owner, ward)
    await rebuild_rows(logins.app, logins.ledger_id)
    with database.superuser() as owner:
        analyse(owner)
    auditor, app = make_engine(logins.auditor), make_engine(logins.app)
    async with postgres_source(auditor, logins.ledger_id) as source:
        report = await verify(source)
        assert (await check_commands(source)).ok
    assert report.ok, report.problems
    assert report == await verify(ward.ledger)
    ledger = PostgresLedger(app, logins.ledger_id, CODEC)
    size = len(ward.ledger.stored)
    assert await ledger.tail(0, size + 1) == await ward.ledger.tail(0, size)
    kept = next(each for each in ward.ledger.accepted() if each.body_sha256 is None)
    command_id, name = kept.outcome.command_id, kept.outcome.name
    again = Command(actor_key=kept.actor_key, command_id=command_id, name=name, body=None)
    assert await ledger.outcome(again) == kept.outcome, "its id alone says that it is done"
    async with app.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(tasks)) == len(ward.tasks)
        open_tasks = select(func.count()).select_from(tasks).where(tasks.c.ending.is_(None))
        assert await connection.scalar(open_tasks) == sum(
            not task.ending for task in ward.tasks.values()
        )
    await auditor.dispose()
    await app.dispose()

"""A ward whose log is built and signed."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from services.ledger.postgres import PostgresLedger
from tests.ledger.databases import LedgerDatabase
from tests.ledger.proving.kit import CODEC, ProvedWard, proved_ward


@pytest.fixture
async def ward(database: LedgerDatabase, app: AsyncEngine, tmp_path: Path) -> ProvedWard:
    ledger = PostgresLedger(app, database.ward.ledger_id, CODEC)
    return await proved_ward(database, ledger, tmp_path / "data")

"""A ward with a signed log, to be attacked."""

from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from tests.ledger.attacks.kit import AttackedWard, attacked_ward
from tests.ledger.databases import LedgerDatabase


@pytest.fixture
async def ward(database: LedgerDatabase, app: AsyncEngine, tmp_path: Path) -> AttackedWard:
    result = await attacked_ward(database, app, tmp_path)
    await result.grow(4)
    await result.signed()
    await result.grow(4)
    await result.signed()
    return result

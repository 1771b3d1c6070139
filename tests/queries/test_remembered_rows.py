"""A row that was read before is remembered by its text: a changed one is read as it now is."""

import psycopg
import pytest
from sqlalchemy import select

from services.projections.tables import tasks
from services.projections.work import TASKS
from services.queries.reading import reading
from tests.api.ward import WebWard
from tests.ledger.databases import plain

pytestmark = pytest.mark.postgres


async def test_a_changed_row_is_not_taken_for_what_it_was(web: WebWard) -> None:
    stream = web.task("51-08")
    statement = select(tasks.c.state).where(tasks.c.stream == stream)
    async with reading(web.engine) as connection:
        before = TASKS.read((await connection.execute(statement)).scalar_one())
        again = TASKS.read((await connection.execute(statement)).scalar_one())
        with psycopg.connect(plain(web.logins.app)) as other:
            other.execute("UPDATE tasks SET state = jsonb_set(state, '{missed}', 'true')")
        changed = TASKS.read((await connection.execute(statement)).scalar_one())
    assert again is before
    assert (before.missed, changed.missed) == (False, True)

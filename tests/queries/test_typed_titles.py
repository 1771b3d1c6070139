"""A title that somebody typed: the row keeps the reference, lists show its words."""

from dataclasses import replace
from uuid import UUID

import psycopg
import pytest

from api.labels import titles
from api.log.labels import HIT_NAMES
from services.domain.facts import TextRef
from services.domain.task.evolving import fold
from services.projections.work import TASKS
from services.projections.writing import put_statement
from services.queries.find import find
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.task_rows import select_tasks, task_of
from tests.api.ward import WebWard
from tests.ledger.databases import plain
from tests.moment import today
from tests.queries.people import reader_of, viewing_of

pytestmark = pytest.mark.postgres
TEXT_ID = UUID("7d1f7c1a-3a55-4f4e-9c43-5a6d0b1f2c3d")
WORDS = "Báo cáo đột xuất về cây xanh gãy đổ"


async def retitled(web: WebWard, stream: str) -> None:
    """The row of a task whose title was typed, and the text itself."""
    task = fold((await web.ward.ledger.read([stream])).of(stream))
    assert task is not None
    typed = replace(task, title=TextRef(text_id=TEXT_ID, sha256="0" * 64))
    row = TASKS.row_of(stream, 99, typed)
    assert (row["title"], row["title_text_id"]) == (None, TEXT_ID)
    with psycopg.connect(plain(web.logins.app)) as connection:
        connection.execute(put_statement(TASKS.table), row)
    with web.database.superuser() as owner:
        owner.execute(
            "INSERT INTO texts (ledger_id, text_id, salt, body) VALUES (%s, %s, %s, %s)",
            [web.logins.ledger_id, TEXT_ID, b"salt", WORDS],
        )


async def test_lists_and_searches_show_the_words_of_a_typed_title(web: WebWard) -> None:
    typed, planned = web.task("51-08"), web.task("54-02")
    await retitled(web, typed)
    viewing = await viewing_of(web, "chanhvp")
    reader = await reader_of(web, "chanhvp")
    async with reading(web.engine) as connection:
        work = await my_work(connection, web.logins.ledger_id, viewing)
        hits = await find(
            connection, web.ward.ledger, reader, "cay xanh", today=today(), naming=HIT_NAMES
        )
    shown = {row.task.stream: row.task for group in work.groups for row in group.rows}
    assert titles.title(shown[typed]) == WORDS
    assert titles.title(shown[planned]) == shown[planned].title
    assert [(hit.stream, hit.title) for hit in hits.tasks.exact] == [(typed, WORDS)]


async def test_a_title_whose_text_was_erased_says_so(web: WebWard) -> None:
    typed = web.task("51-08")
    await retitled(web, typed)
    with web.database.superuser() as owner:
        owner.execute("ALTER TABLE texts DISABLE TRIGGER ALL")
        owner.execute("DELETE FROM texts WHERE text_id = %s", [TEXT_ID])
        owner.execute("ALTER TABLE texts ENABLE ALWAYS TRIGGER append_only")
    async with web.engine.connect() as connection:
        rows = await connection.execute(select_tasks(web.logins.ledger_id))
        collected = {row.stream: task_of(row) for row in rows}
    assert titles.title(collected[typed]) == titles.ERASED

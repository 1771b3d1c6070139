"""A title that somebody typed: the row keeps the reference, lists show its words."""

import pytest

from api.labels import titles
from api.log.labels import HIT_NAMES
from services.queries.find import find
from services.queries.my_work import my_work
from services.queries.reading import reading
from services.queries.task_rows import select_tasks, task_of
from tests.api.directed_work import directed, given_work
from tests.api.ward import WebWard
from tests.moment import today
from tests.queries.people import reader_of, viewing_of

pytestmark = pytest.mark.postgres
WORDS = "Báo cáo đột xuất về cây xanh gãy đổ"


async def test_lists_and_searches_show_the_words_of_a_typed_title(web: WebWard) -> None:
    await directed(web)
    typed, planned = await given_work(web, 1, title=WORDS), web.task("54-02")
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


async def test_a_title_whose_text_was_erased_says_so_and_is_found_no_more(web: WebWard) -> None:
    await directed(web)
    typed = await given_work(web, 1, title=WORDS)
    with web.database.superuser() as owner:
        words = "SELECT text_id FROM title_words"
        assert len(owner.execute(words).fetchall()) == 1
        owner.execute("ALTER TABLE texts DISABLE TRIGGER append_only")
        owner.execute("DELETE FROM texts WHERE body = %s", [WORDS])
        owner.execute("ALTER TABLE texts ENABLE ALWAYS TRIGGER append_only")
        assert owner.execute(words).fetchall() == []
    async with web.engine.connect() as connection:
        rows = await connection.execute(select_tasks(web.logins.ledger_id))
        collected = {row.stream: task_of(row) for row in rows}
    assert titles.title(collected[typed]) == titles.ERASED

"""The database is away, or the program has a fault: nothing is lost, sending again is safe."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import psycopg
import pytest
from httpx2 import ASGITransport, AsyncClient
from psycopg import sql

from tests.api.documents import DOCUMENTS, hand_in
from tests.api.programs import problem, program
from tests.api.reading import alert, form_of, read
from tests.api.ward import BASE, WebWard, opened
from tests.ledger.databases import LedgerDatabase as Database

pytestmark = pytest.mark.postgres
WORDS = "Báo cáo gửi đúng lúc cơ sở dữ liệu dừng."


@contextmanager
def database_away(web: WebWard) -> Iterator[None]:
    """Nobody gets a connection, and those who had one lose it."""
    name = sql.Identifier(web.database.name)
    server = web.database.admin.rpartition("/")[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(name))
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = %s AND pid <> pg_backend_pid()",
            [web.database.name],
        )
        try:
            yield
        finally:
            admin.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(name))


async def test_a_report_sent_into_an_outage_is_kept_and_sent_again_once(web: WebWard) -> None:
    stream = web.task("51-08")
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(f"/viec/{stream}"), "/bao-cao")
        with database_away(web):
            answer = await specialist.post(form.action, data={**form.fields, "text": WORDS})
            assert answer.status_code == 503
            assert "Cơ sở dữ liệu tạm thời không dùng được" in alert(answer)
            page = await specialist.get("/viec")
            assert page.status_code == 503
            assert 'lang="vi"' in page.text
        again = form_of(answer, "/bao-cao")
        assert again.fields["text"] == WORDS
        assert again.fields["command_id"] == form.fields["command_id"]
        assert (await specialist.post(again.action, data=again.fields)).status_code == 303
        assert (await specialist.post(again.action, data=again.fields)).status_code == 303
    assert (await web.states(stream)).count("report-submitted") == 1


@contextmanager
def disk_full(web: WebWard) -> Iterator[None]:
    """PostgreSQL answers a write as it does when its disk has no room (SQLSTATE 53100)."""
    with web.database.superuser() as admin:
        admin.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$"
        )
        admin.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON payloads"
            " FOR EACH STATEMENT EXECUTE FUNCTION no_room()"
        )
        try:
            yield
        finally:
            admin.execute("DROP FUNCTION no_room CASCADE")


async def test_a_report_sent_onto_a_full_disk_is_refused_clearly_and_sent_again_once(
    web: WebWard,
) -> None:
    stream = web.task("51-08")
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(f"/viec/{stream}"), "/bao-cao")
        with disk_full(web):
            answer = await specialist.post(form.action, data={**form.fields, "text": WORDS})
            assert answer.status_code == 503
            assert "Cơ sở dữ liệu tạm thời không dùng được" in alert(answer)
            assert (await specialist.get("/viec")).status_code == 200, "reading goes on"
        assert "report-submitted" not in await web.states(stream)
        again = form_of(answer, "/bao-cao")
        assert again.fields["text"] == WORDS
        assert (await specialist.post(again.action, data=again.fields)).status_code == 303
    assert (await web.states(stream)).count("report-submitted") == 1


async def test_a_file_that_met_a_full_disk_is_asked_for_again_not_sent_again_empty(
    web: WebWard,
) -> None:
    async with web.browser("chanhvp") as chief:
        with disk_full(web):
            answer = await hand_in(chief)
        assert answer.status_code == 503
        assert "tải lại trang" in alert(answer)
        assert [form for form in read(answer).forms if form.action == DOCUMENTS] == []
        assert (await hand_in(chief)).status_code == 303
        with database_away(web):
            answer = await chief.get(DOCUMENTS)
        assert answer.status_code == 503


async def test_signing_in_during_an_outage_keeps_the_name_and_never_the_password(
    web: WebWard,
) -> None:
    async with web.browser() as somebody:
        with database_away(web):
            form = {"login": "chuyenvien", "password": "bi-mat-khong-lo-ra", "kept:text": WORDS}
            answer = await somebody.post("/dang-nhap", data={**form, "kept_path": "/viec/a/b"})
    assert answer.status_code == 503
    assert "bi-mat-khong-lo-ra" not in answer.text
    kept = form_of(answer, "/dang-nhap").fields
    assert kept["login"] == "chuyenvien"
    assert kept["kept:text"] == WORDS


async def test_health_says_that_the_database_is_away(web: WebWard) -> None:
    async with web.browser() as watcher:
        with database_away(web):
            answer = await watcher.get("/healthz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "down", "parts": {"database": "down"}, "counts": {}}


async def test_an_unexpected_fault_is_answered_plainly_and_keeps_what_was_typed(
    web: WebWard,
) -> None:
    address = f"/viec/{web.task('51-08')}/bao-cao"
    async with web.browser("chuyenvien") as specialist:
        form = form_of(await specialist.get(f"/viec/{web.task('51-08')}"), "/bao-cao")
        # The table is gone: an error that no handler knows.
        with web.database.superuser() as admin:
            admin.execute("ALTER TABLE tasks RENAME TO tasks_gone")
        listed = await specialist.get("/viec")
        sent = await specialist.post(address, data={**form.fields, "text": WORDS})
    for answer in (listed, sent):
        assert answer.status_code == 500
        assert "lỗi ngoài dự kiến" in alert(answer)
        assert "tasks" not in answer.text.replace("tasks_gone", "")
        assert "Traceback" not in answer.text
    assert form_of(sent, "/bao-cao").fields["text"] == WORDS


async def test_health_counts_what_is_overdue_on_the_ward_s_own_day(web: WebWard) -> None:
    async with AsyncClient(transport=ASGITransport(app=web.app), base_url=BASE) as watcher:
        assert (await watcher.get("/healthz")).json()["counts"]["overdue"] == 0
        web.clock.at += timedelta(days=3 * 366)
        counts = (await watcher.get("/healthz")).json()["counts"]
        assert counts["overdue"] == counts["open_tasks"] == 4


async def test_health_speaks_of_each_part_and_of_what_is_stale(web: WebWard) -> None:
    async with AsyncClient(transport=ASGITransport(app=web.app), base_url=BASE) as watcher:
        first = (await watcher.get("/healthz")).json()
        assert first["status"] == "degraded"
        assert first["parts"] == {"database": "ok", "relay": None, "worker": None}
        assert first["counts"]["assignments"] == 5
        assert first["counts"]["open_tasks"] == 4
        assert first["counts"]["events"] == await web.size()
        assert first["counts"]["open_workflows"] is None
        put = (
            "INSERT INTO part_health (ledger_id, part, status, at, counts) VALUES"
            " (%s, %s, 'ok', clock_timestamp() - make_interval(secs => %s), %s)"
        )
        with web.database.superuser() as admin:
            ward = web.logins.ledger_id
            admin.execute(put, [ward, "relay", 1, '{"open_workflows": 9}'])
            admin.execute(put, [ward, "worker", 31, "{}"])
        second = (await watcher.get("/healthz")).json()
        assert second["parts"] == {"database": "ok", "relay": "ok", "worker": "stale"}
        assert second["status"] == "degraded"
        assert second["counts"]["open_workflows"] == 9
        with web.database.superuser() as admin:
            admin.execute("UPDATE part_health SET at = clock_timestamp()")
        assert (await watcher.get("/healthz")).json()["status"] == "ok"


async def test_a_installation_that_is_full_says_so_and_never_that_the_database_is_away(
    filled: Database,
) -> None:
    pool = {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.2}
    async with (
        opened(filled, "pages_full", pool=pool) as web,
        web.browser("chuyenvien") as first_browser,
    ):
        form = form_of(await first_browser.get(f"/viec/{web.task('51-08')}"), "/bao-cao")
        async with program(web, "chuyenvien") as caller, web.engine.connect():
            looked = await first_browser.get("/viec")
            sent = await first_browser.post(form.action, data={**form.fields, "text": WORDS})
            called = await caller.get("/my-work")
        for answer in (looked, sent, called):
            assert answer.status_code == 503
            assert int(answer.headers["retry-after"]) > 0
            assert "Máy chủ đang bận" in answer.text
            assert "Cơ sở dữ liệu" not in answer.text
        assert problem(called, 503, "busy")
        again = form_of(sent, "/bao-cao")
        assert again.fields["text"] == WORDS
        assert (await first_browser.post(again.action, data=again.fields)).status_code == 303


async def test_health_tells_another_address_no_counts(web: WebWard) -> None:
    elsewhere = ASGITransport(app=web.app, client=("10.0.0.9", 4321))
    async with AsyncClient(transport=elsewhere, base_url=BASE) as watcher:
        assert (await watcher.get("/healthz")).json().keys() == {"status", "parts"}
    async with AsyncClient(transport=ASGITransport(app=web.app), base_url=BASE) as watcher:
        assert (await watcher.get("/healthz")).json().keys() == {"status", "parts", "counts"}

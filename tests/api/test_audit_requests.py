"""What people ask of the auditor part: a verification, a case file; done by its own processes."""

import asyncio
import hashlib
import os
import re
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from httpx2 import AsyncClient, Response
from structlog.testing import capture_logs

from infra.fulfilling.work import do
from infra.randomness import RANDOMNESS
from infra.stores.audit_requests import PostgresAuditRequests
from services.ledger.tlog.answers import CASES, VERIFICATIONS, AuditAnswers, AuditProgress
from services.queries.case_scope import CaseKind, CaseScope
from tests.api.audited_ward import Audited, case_way, sent
from tests.api.pages_said import said
from tests.api.programs import key, program
from tests.archive.installed import signed
from tests.archive.sealed import verdict
from tests.moment import MOMENT
from tests.projections.lives import act, sampled

pytestmark = pytest.mark.postgres
WEEK = 7 * 86400


async def verified(browser: AsyncClient) -> Response:
    return await sent(browser, "/khoa-so/kiem-tra", "/khoa-so")


async def test_one_button_has_the_log_verified_and_says_it_in_one_sentence(
    audited: Audited,
) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        answer = await verified(inspector)
        assert answer.status_code == 303
        waiting = said(await inspector.get("/khoa-so"))
        assert "Chờ thực hiện. Đặng Thị Yến yêu cầu lúc" in waiting
        assert await audited.verifying.once()
        page = await inspector.get("/khoa-so")
        size = await audited.web.size()
        assert f"Sổ toàn vẹn: {size} sự kiện, lần này đọc {size}; đủ 1 tệp" in said(page), said(
            page
        )
        assert "Chi tiết" in said(page)
        assert not await audited.verifying.once()
    inspector_id = await audited.web.person_id("thanhtra")
    assert ("verification-asked", inspector_id) in await audited.access()


async def test_the_next_verification_reads_on_and_names_the_first_thing_that_is_wrong(
    audited: Audited,
) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        await verified(inspector)
        assert await audited.verifying.once()
        size = await audited.web.size()
        await act(audited.web, "chuyenvien", sampled("acknowledge-task", audited.web.task("CT10")))
        await signed(audited.web, audited.there.data)
        with audited.web.database.superuser() as admin:
            admin.execute("ALTER TABLE payloads DISABLE TRIGGER ALL")
            admin.execute(
                "DELETE FROM payloads WHERE position = %s AND ledger_id = %s",
                [size + 1, audited.web.logins.ledger_id],
            )
        await verified(inspector)
        assert await audited.verifying.once()
        page = said(await inspector.get("/khoa-so"))
        assert f"bị xóa; sự kiện sai đầu tiên: số {size + 1}." in page, page
        assert f"Chỉ đọc từ sự kiện {size + 1}" in page
        assert "Các lần trước" in page
    async with audited.web.browser("chuyenvien") as somebody:
        page = said(await somebody.get("/khoa-so"))
        assert "Sổ KHÔNG toàn vẹn" in page
        assert "Chi tiết" not in page


async def rewritten(audited: Audited) -> None:
    """A word of the past is edited by whoever owns the database."""
    with audited.web.database.superuser() as admin:
        admin.execute("ALTER TABLE payloads DISABLE TRIGGER ALL")
        admin.execute(
            "UPDATE payloads SET payload = payload || ' '::bytea WHERE position = 5"
            " AND ledger_id = %s",
            [audited.web.logins.ledger_id],
        )


async def test_all_is_read_again_where_somebody_asks_for_it(audited: Audited) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        await verified(inspector)
        assert await audited.verifying.once()
        size = await audited.web.size()
        all_again = {"tu-dau": "1"}
        await sent(inspector, "/khoa-so/kiem-tra", "/khoa-so", **all_again)
        waiting = said(await inspector.get("/khoa-so"))
        assert "Đặng Thị Yến yêu cầu đọc lại tất cả từ đầu lúc" in waiting
        assert await audited.verifying.once()
        page = said(await inspector.get("/khoa-so"))
        assert f"lần này đọc {size}, tất cả từ đầu; đủ 1 tệp" in page, page
        await rewritten(audited)
        await sent(inspector, "/khoa-so/kiem-tra", "/khoa-so", **all_again)
        assert await audited.verifying.once()
        page = said(await inspector.get("/khoa-so"))
        assert "Sổ KHÔNG toàn vẹn (đọc lại tất cả từ đầu): có sự kiện" in page, page
        assert "sự kiện sai đầu tiên: số 5." in page


async def test_a_program_that_wants_all_read_joins_only_who_wants_the_same(
    audited: Audited,
) -> None:
    async with program(audited.web, "thanhtra") as inspector:
        asked = {"full": True}
        first = (await inspector.post("/ledger/verifications", headers=key())).json()
        whole = await inspector.post("/ledger/verifications", headers=key(), json=asked)
        again = await inspector.post("/ledger/verifications", headers=key(), json=asked)
        assert whole.status_code == 200, whole.text
        assert (first["full"], whole.json()["full"]) == (False, True)
        assert first["id"] != whole.json()["id"] == again.json()["id"]
        assert await audited.requests() == 2


async def test_who_asks_while_one_waits_joins_it(audited: Audited) -> None:
    async with (
        audited.web.browser("thanhtra") as inspector,
        audited.web.browser("chanhvp") as chief,
    ):
        shown = await chief.get("/khoa-so")
        await verified(inspector)
        late = re.search(r'name="command_id" value="([^"]+)"', shown.text)
        assert late is not None
        joined = await chief.post("/khoa-so/kiem-tra", data={"command_id": late[1]})
        assert joined.status_code == 303
        assert await audited.requests() == 1
        # While it waits, nobody is offered another one.
        assert 'action="/khoa-so/kiem-tra"' not in (await chief.get("/khoa-so")).text
    assert len([kind for kind, _ in await audited.access() if kind == "verification-asked"]) == 2


async def test_a_program_asks_and_reads_what_came_of_it(audited: Audited) -> None:
    async with program(audited.web, "thanhtra") as inspector:
        own = key()
        asked = await inspector.post("/ledger/verifications", headers=own)
        assert asked.status_code == 200, asked.text
        body = asked.json()
        assert (body["id"], body["stage"]) == (own["Idempotency-Key"], "waiting")
        again = await inspector.post("/ledger/verifications", headers=own)
        joined = await inspector.post("/ledger/verifications", headers=key())
        assert again.json()["id"] == joined.json()["id"] == body["id"]
        assert await audited.requests() == 1
        assert await audited.verifying.once()
        done = (await inspector.get(f"/ledger/verifications/{body['id']}")).json()
        assert (done["stage"], done["ok"]) == ("done", True)
        assert done["said"].startswith("Sổ toàn vẹn: ")
        assert "Khóa chống sửa" in done["details"]
        assert (await inspector.post("/ledger/verifications", headers=own)).json() == done
    async with program(audited.web, "chuyenvien") as somebody:
        refused = await somebody.post("/ledger/verifications", headers=key())
        assert (refused.status_code, refused.json()["code"]) == (403, "not-verifying")
        read = (await somebody.get(f"/ledger/verifications/{body['id']}")).json()
        assert (read["said"], read["details"]) == (done["said"], None)
        missing = await somebody.get(f"/ledger/verifications/{UUID(int=7)}")
        assert missing.status_code == 404
    inspected = await audited.web.person_id("thanhtra")
    narrower = {"scope_units": "KTHTDT", "reason": "Theo kế hoạch kiểm tra."}
    async with audited.web.browser("quantri") as administrator:
        address = f"/quan-tri/can-bo/{inspected}/pham-vi"
        narrower["command_id"] = str(RANDOMNESS.new_id())
        assert (await administrator.post(address, data=narrower)).status_code == 303
    async with program(audited.web, "thanhtra") as scoped:
        read = (await scoped.get(f"/ledger/verifications/{body['id']}")).json()
        assert (read["said"], read["details"]) == (done["said"], None)


async def test_the_page_looks_again_by_itself_until_the_answer_is_there(audited: Audited) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        await verified(inspector)
        waiting = (await inspector.get("/khoa-so?xong=kiem-tra")).text
        assert waiting.count('hx-trigger="every 2s"') == 1
        refresh = 'http-equiv="refresh" content="5; url=/khoa-so?xong=kiem-tra"'
        assert f"<noscript><meta {refresh}></noscript>" in waiting
        assert "http-equiv" not in (await inspector.get("/khoa-so")).text, "nobody asked just now"
        assert await audited.verifying.once()
        done = (await inspector.get("/khoa-so?xong=kiem-tra")).text
        assert "every 2s" not in done
        assert "http-equiv" not in done


async def test_a_request_that_was_being_done_is_done_by_the_next_start(audited: Audited) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        await verified(inspector)
        (request,) = await audited.verifying.requests.verifications()
        answers = AuditAnswers(audited.there.log, VERIFICATIONS)
        part = asyncio.create_task(audited.verifying.run())
        while answers.progress(request.request_id) is None and not answers.answer(
            request.request_id
        ):
            await asyncio.wait([part], timeout=0.05)
        part.cancel()
        await asyncio.gather(part, return_exceptions=True)
        (answers.folder / f"{request.request_id}.json").unlink(missing_ok=True)
        answers.tell(request.request_id, AuditProgress(read=1, total=1200))
        assert "đã đọc 1 trên 1.200 sự kiện" in said(await inspector.get("/khoa-so"))
        assert await audited.verifying.once()
        assert "Sổ toàn vẹn" in said(await inspector.get("/khoa-so"))


async def test_a_process_that_breaks_is_answered_for(audited: Audited) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        await verified(inspector)
        (audited.there.data / "house.json").write_text("{", encoding="utf-8")
        assert await audited.verifying.once()
        assert "tiến trình dừng giữa chừng" in said(await inspector.get("/khoa-so"))


async def test_a_case_file_of_a_task_is_asked_for_on_its_page_and_taken(
    audited: Audited, tmp_path: Path
) -> None:
    task = audited.web.task("51-08")
    async with audited.web.browser("thanhtra") as inspector:
        asked = await sent(inspector, "/khoa-so/ho-so", f"/viec/{task}", task=task)
        assert asked.headers["location"] == "/khoa-so?xong=ho-so#ho-so-kiem-tra"
        assert "Một việc" in said(await inspector.get("/khoa-so"))
        assert await audited.sealing.once()
        way = await case_way(inspector)
        file = await inspector.get(way)
    assert file.headers["content-type"] == "application/zip"
    assert verdict(file.content, audited.key)[0] == 0
    async with audited.web.browser("kiemtra") as other:  # who did not ask is not told of it
        assert way not in (await other.get("/khoa-so")).text
        assert (await other.get(way)).status_code == 404
    kinds = [kind for kind, _ in await audited.access()]
    assert kinds[-2:] == ["case-asked", "case-taken"]


async def test_a_case_file_of_a_unit_in_a_period_is_for_who_asked_and_for_inspectors(
    audited: Audited,
) -> None:
    async with audited.web.browser("kiemtra") as office:
        fields = {"unit": "KTHTDT", "from_on": "01/01/2020", "until_on": ""}
        await sent(office, "/khoa-so/ho-so", "/khoa-so", **fields)
        assert await audited.sealing.once()
        way = await case_way(office)
        assert (await office.get(way)).status_code == 200
    async with audited.web.browser("thanhtra") as inspector:
        assert way in (await inspector.get("/khoa-so")).text
        assert (await inspector.get(way)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Hãy chọn đơn vị, cán bộ, hoặc nêu khoảng thời gian"),
        ({"unit": "KTHTDT", "person": str(UUID(int=5))}, "Hãy chọn một trong hai"),
        ({"from_on": "02/02/2027", "until_on": "01/02/2027"}, "Đến ngày phải từ ngày bắt đầu"),
        ({"from_on": "31/02/2027"}, "Từ ngày"),
        ({"unit": "KHONGCO"}, "Không có đơn vị"),
        ({"unit": "a b"}, "hãy chọn một đơn vị trong danh sách"),
        ({"person": "ai"}, "Biểu mẫu không còn nguyên vẹn"),
        ({"task": "task-khong.co"}, "Không có việc"),
        ({"item": "../x"}, "Không có mục"),
    ],
)
async def test_what_cannot_be_made_is_refused_in_words_and_nothing_is_asked(
    audited: Audited, fields: dict[str, str], sentence: str
) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        answer = await sent(inspector, "/khoa-so/ho-so", "/khoa-so", **fields)
        assert 400 <= answer.status_code < 500
        assert sentence in answer.text
        for value in ("02/02/2027", "31/02/2027"):
            assert (value in answer.text) == (value in fields.values())
    assert await audited.sealing.requests.cases() == []


async def test_a_table_that_cannot_be_read_is_waited_for(audited: Audited) -> None:
    with psycopg.connect(audited.web.database.admin, autocommit=True) as owner:
        owner.execute("ALTER TABLE verification_requests RENAME TO elsewhere")
        with capture_logs() as logged, pytest.raises(TimeoutError):
            await asyncio.wait_for(audited.verifying.run(), 1.5)
        owner.execute("ALTER TABLE elsewhere RENAME TO verification_requests")
    assert {each["event"] for each in logged} == {"requests_not_read"}
    assert await audited.requests() == 0


async def test_nobody_keeps_more_than_five_waiting(audited: Audited) -> None:
    async with audited.web.browser("thanhtra") as inspector:
        for _ in range(5):
            done = await sent(inspector, "/khoa-so/ho-so", "/khoa-so", unit="KTHTDT")
            assert done.status_code == 303
        refused = await sent(inspector, "/khoa-so/ho-so", "/khoa-so", unit="KTHTDT")
        assert "Đang có 5 hồ sơ chờ lập" in refused.text


async def test_a_case_file_is_kept_a_week_and_what_came_of_it_for_ever(audited: Audited) -> None:
    scope = CaseScope(kind=CaseKind.ITEM, key="51-08")
    request_id, person = UUID(int=9), await audited.web.person_id("thanhtra")
    app = PostgresAuditRequests(audited.web.engine, audited.web.logins.ledger_id)
    await app.ask_case(request_id, person, scope)
    await app.ask_case(request_id, person, scope)  # the same form, sent twice
    await do(audited.there, CASES, request_id)
    answers = AuditAnswers(audited.there.log, CASES)
    archive = answers.archive(request_id)
    assert archive.stat().st_mode & 0o077 == 0
    for age, kept in ((WEEK, True), (WEEK + 1, False)):
        os.utime(archive, (0, MOMENT.timestamp() - age))
        audited.sealing.let_go()
        assert archive.exists() is kept
    assert not await audited.sealing.once()
    async with audited.web.browser("thanhtra") as inspector:
        assert "đã xóa vì quá hạn giữ" in said(await inspector.get("/khoa-so"))
        gone = await inspector.get(f"/khoa-so/ho-so/{request_id}")
        assert gone.status_code == 404
        assert "Hãy yêu cầu lập lại" in gone.text


async def test_the_verifier_is_given_with_its_digest(audited: Audited) -> None:
    async with audited.web.browser("chuyenvien") as somebody:
        page = (await somebody.get("/khoa-so")).text
        file = await somebody.get("/khoa-so/dondoc-verify.py")
    assert "attachment" in file.headers["content-disposition"]
    digest = hashlib.sha256(file.content).hexdigest()
    assert " ".join(digest[at : at + 8] for at in range(0, 64, 8)) in page

"""An act on one row of the board, and the board as programs read it: sorted, with contacts."""

from datetime import timedelta

import pytest

from api.labels.words import day
from services.domain.directory.tokens import Scope
from tests.api.board import chasing_form, due, rows
from tests.api.programs import program
from tests.api.reading import alert, form_of, read
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
LATE = "/don-doc?nhom=thuong-xuyen&tinh-trang=qua-han&xep=-tre"


async def test_a_promise_is_noted_in_its_row_and_the_board_stays(web: WebWard) -> None:
    first = await due(web, "51-08", today() - timedelta(days=9))
    second = await due(web, "CT10", today() - timedelta(days=3))
    by_on = today() + timedelta(days=2)
    async with web.browser("kiemtra") as checker:
        page = await checker.get(f"{LATE}&viec={second}&lam=hua-nop")
        assert rows(page) == [first, second]
        assert page.text.count('id="lam"') == 1
        form = form_of(page, f"/{second}/hua-nop")
        typed = {"by_on": day(by_on), "way": "phone", "who": "Trưởng phòng Bình."}
        done = await checker.post(form.action, data={**form.fields, **typed})
        assert done.status_code == 303, alert(done)
        address = done.headers["location"]
        assert address.startswith(f"{LATE}&da=hua-nop&xong=1#")
        assert address.endswith(f"#muc-{second}")
        page = await checker.get(address.partition("#")[0])
        assert "Đã ghi lời hứa nộp cho 1 việc." in page.text
        assert page.text.count(f"Hứa nộp {day(by_on)}") == 1
        again = await checker.post(form.action, data={**form.fields, **typed})
        assert again.status_code == 303
        task = await checker.get(f"/viec/{second}")
        assert task.text.count("Đơn vị hứa nộp trước hết ngày") == 1


async def test_a_refused_row_keeps_its_words_and_its_board(web: WebWard) -> None:
    stream = await due(web, "51-08", today() - timedelta(days=9))
    async with web.browser("kiemtra") as checker:
        form = form_of(
            await checker.get(f"{LATE}&viec={stream}&lam=don-doc"), f"/{stream}/don-doc"
        )
        typed = {"note": "Lời đã nhập.", "paper_date": day(today())}
        refused = await checker.post(form.action, data={**form.fields, **typed})
        assert refused.status_code == 422
        assert "hãy nhập cả số và ngày" in alert(refused)
        kept = form_of(refused, f"/{stream}/don-doc").fields
        assert (kept["note"], kept["paper_date"]) == (typed["note"], typed["paper_date"])
        assert kept["xep"] == "-tre"
        bar = read(refused).by_id["viec-da-chon"].fields
        assert (bar["note"], bar["paper_date"]) == ("", "")
        assert rows(refused) == [stream]
        sent = {**kept, "paper_number": "21/UBND-VP"}
        assert (await checker.post(form.action, data=sent)).status_code == 303


async def test_what_a_row_does_not_offer_is_not_opened(web: WebWard) -> None:
    stream = await due(web, "51-08", today() - timedelta(days=9))
    async with web.browser("thanhtra") as inspector, web.browser("kiemtra") as checker:
        assert "data-opens" not in (await inspector.get(LATE)).text
        assert 'id="lam"' not in (await inspector.get(f"{LATE}&viec={stream}&lam=hua-nop")).text
        for asked in (f"viec={stream}&lam=thu-hoi", "viec=task-x&lam=hua-nop", "viec=&lam="):
            page = await checker.get(f"{LATE}&{asked}")
            assert page.status_code == 200
            assert 'id="lam"' not in page.text
        assert chasing_form(await checker.get(LATE)).action == "/don-doc"


async def test_programs_read_the_list_in_the_order_of_the_page(web: WebWard) -> None:
    streams = [
        await due(web, code, today() - timedelta(days=days))
        for code, days in (("51-08", 9), ("CT10", 3), ("54-02", 6))
    ]
    latest = [streams[0], streams[2], streams[1]]
    async with program(web, "chanhvp") as client, web.browser("chanhvp") as chief:
        query = {"state": "all_late", "sort": "late", "backwards": "true", "limit": "1"}
        read_rows, after = [], dict[str, str]()
        while True:
            page = (await client.get("/board/tasks", params={**query, **after})).json()
            read_rows += [each["task"]["stream"] for each in page["tasks"]]
            if page["next"] is None:
                break
            after = {"after": page["next"]}
        assert read_rows == rows(await chief.get(LATE)) == latest
        narrow = {"state": "all_late", "late_from": "4", "sort": "unit"}
        left = (await client.get("/board/tasks", params=narrow)).json()["tasks"]
        assert {each["task"]["stream"] for each in left} == {streams[0], streams[2]}
        board = (await client.get("/board")).json()
        heads = {each["unit"]: each["head"] for each in board["contacts"]}
        page_text = (await chief.get(LATE)).text
        assert heads
        assert all(head in page_text for head in heads.values() if head)
        assert {len(each["quarters"]) for each in board["contacts"]} == {4}
    async with program(web, "thanhtra", Scope.READ) as client:
        assert (await client.get("/board")).json()["contacts"] == []

"""Bảng đôn đốc as a desk: promises, instructions, supporters, a look at each report, Excel."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from api.labels.words import day
from infra.randomness import RANDOMNESS
from tests.api.board import boxes, due, rows, signed, spread
from tests.api.programs import program
from tests.api.reading import alert
from tests.api.ward import WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
ALL = "/don-doc?tinh-trang=tat-ca&nhom=thuong-xuyen"
_CARRIED = re.compile(r'name="((?:chon\.|submission@)[^"]+)" value="([^"]+)"')


async def test_one_call_is_noted_as_a_promise_of_several_tasks(web: WebWard) -> None:
    first = await due(web, "51-08", today() - timedelta(days=9))
    second = await due(web, "CT10", today() - timedelta(days=3))
    by_on = today() + timedelta(days=2)
    chosen = {f"chon.{each}": str(RANDOMNESS.new_id()) for each in (first, second)}
    async with web.browser("kiemtra") as checker:
        typed = {"by_on": day(by_on), "way": "phone", "who": "Trưởng phòng Bình."}
        done = await checker.post("/don-doc/hua-nop/ghi", data={**chosen, **typed})
        assert done.status_code == 303, done.text
        page = await checker.get(f"{ALL}&xep=hua")
        assert page.text.count(f"Hứa nộp {day(by_on)}") == 2
        task = await checker.get(f"/viec/{first}")
        assert "Trưởng phòng Bình." in task.text
        assert "chưa đến ngày" in task.text
    async with program(web, "chanhvp") as client:
        listed = (await client.get("/board/tasks?state=all_late")).json()["tasks"]
    assert [each["task"]["promise"]["by_on"] for each in listed] == [by_on.isoformat()] * 2


async def test_an_instruction_stands_on_top_until_the_unit_signs(web: WebWard) -> None:
    stream = web.task("51-08")
    form = {
        "command_id": str(RANDOMNESS.new_id()),
        "text": "Báo cáo ngay phần đã có.",
        "by_on": day(today() + timedelta(days=1)),
    }
    async with web.browser("phochutich") as leader:
        assert (await leader.post(f"/viec/{stream}/chi-dao", data=form)).status_code == 303
    async with web.browser("chuyenvien") as clerk:
        task = (await clerk.get(f"/viec/{stream}")).text
        assert "Ý kiến chỉ đạo của Phó Chủ tịch" in task
        assert task.index("Báo cáo ngay phần đã có.") < task.index('id="tinh-trang"')
        assert "Có ý kiến chỉ đạo" in (await clerk.get("/viec")).text
        refused = await clerk.post(f"/viec/{stream}/chi-dao", data=form)
        assert refused.status_code == 403
    await signed(web)
    async with web.browser("chuyenvien") as clerk:
        assert 'id="y-kien-chi-dao"' not in (await clerk.get(f"/viec/{stream}")).text


async def test_reports_are_confirmed_after_a_look_at_each(web: WebWard) -> None:
    stream = web.task("51-08")
    await signed(web)
    async with web.browser("chanhvp") as chief:
        board = await chief.get(ALL)
        form = board.text.partition('action="/don-doc/xac-nhan"')[2]
        sent = dict(re.findall(r'name="(chon\.task-[^"]+)" value="([^"]+)"', form))
        assert set(sent) == {f"chon.{stream}"}
        shown = await chief.post("/don-doc/xac-nhan", data=sent)
        assert shown.status_code == 200
        assert "Nội dung báo cáo" in shown.text
        carried = dict(_CARRIED.findall(shown.text))
        assert carried[f"submission@{stream}"] == "1"
        stale = {**carried, f"submission@{stream}": "7"}
        refused = await chief.post("/don-doc/xac-nhan/ghi", data=stale)
        assert refused.status_code == 409
        assert "Chưa xác nhận" in refused.text
        nothing = {n: v for n, v in carried.items() if not n.startswith("chon.")}
        assert "Chưa chọn việc nào" in alert(
            await chief.post("/don-doc/xac-nhan/ghi", data=nothing)
        )
        done = await chief.post("/don-doc/xac-nhan/ghi", data=carried)
        assert done.status_code == 303, done.text
        assert "Đã xác nhận 1 việc." in (await chief.get(done.headers["location"])).text
    assert (await web.states(stream))[-1] == "submission-confirmed"
    async with web.browser("kiemtra") as checker:
        assert 'action="/don-doc/xac-nhan"' not in (await checker.get(ALL)).text


async def test_the_list_is_sorted_narrowed_and_taken_as_excel(web: WebWard) -> None:
    await spread(web)
    async with web.browser("chanhvp") as chief:
        forward = rows(await chief.get(f"{ALL}&xep=han"))
        backwards = rows(await chief.get(f"{ALL}&xep=-han"))
        assert (backwards[-1], sorted(backwards)) == (forward[0], sorted(forward))
        late = rows(await chief.get(f"{ALL}&tre=1"))
        assert late == [web.task("51-08")]
        answer = await chief.get(f"/don-doc/danh-sach.xlsx?{ALL.partition('?')[2]}")
        sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
        said = list(sheet.iter_rows(min_row=5, values_only=True))
        assert [row[0] for row in said] == [1, 2, 3, 4]
        assert "51-08" in str(said[0][1])


async def test_supporters_that_owe_are_listed_and_chased_apart(web: WebWard) -> None:
    async with web.browser("kiemtra") as checker:
        page = await checker.get(f"{ALL}&vai=phoi-hop")
        owing = rows(page)
        assert owing
        assert set(owing) <= set(boxes(page))
        stream = owing[0]
        facts = (await web.ward.ledger.read([stream])).of(stream)
        unit = next(unit for unit in getattr(facts[0].event, "supporting_units", ()))
        form = {f"chon.{stream}": boxes(page)[stream], "unit": unit}
        done = await checker.post("/don-doc/don-doc-phoi-hop/ghi", data=form)
        assert done.status_code == 303, done.text
        again = await checker.get(f"{ALL}&vai=phoi-hop")
        assert "đã đôn đốc 1 lần" in again.text
    assert (await web.states(stream))[-1] == "supporter-chased"
    assert "chase-sent" not in await web.states(stream)


async def test_all_units_stay_in_the_matrix_and_their_heads_can_be_called(web: WebWard) -> None:
    async with web.browser("kiemtra") as checker:
        page = (await checker.get(f"{ALL}&tim=khong-co-viec-nay")).text
        matrix = page.partition('class="data board-matrix"')[2].partition("</table>")[0]
        assert matrix.count('<th scope="row">') > 3
        assert "Liên hệ và mức độ chậm" in page
        assert "Trần Văn Bình" in page
        by_leader = (await checker.get(f"{ALL}&xem=lanh-dao")).text
        assert "Theo lãnh đạo phụ trách" in by_leader
        assert "Chưa có lãnh đạo phụ trách" in by_leader
    async with web.browser("thanhtra") as inspector:
        assert "Liên hệ và mức độ chậm" not in (await inspector.get(ALL)).text

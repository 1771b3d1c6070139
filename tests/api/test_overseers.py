"""Who is in charge of a unit: the administrator records it, board and trail say whom they told."""

from datetime import timedelta

import pytest

from api.labels.words import day
from services.domain.directory.events import UnitOverseerNamed, unit_stream
from services.domain.papers import Paper
from services.domain.roles import Office
from services.domain.task.events import TaskEscalated
from tests.api.board import due
from tests.api.reading import alert, form_of, send
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import chased, clock

pytestmark = pytest.mark.postgres
UNIT = "/quan-tri/don-vi/KTHTDT"


async def test_a_leader_is_put_in_charge_by_a_decision_with_its_number(web: WebWard) -> None:
    leader = await web.person_id("phochutich")
    typed = {
        "person_id": str(leader),
        "from_on": day(today()),
        "paper_number": "12/QĐ-UBND",
        "paper_date": day(today()),
    }
    async with web.browser("quantri") as administrator:
        assert "Chưa phân công ai." in (await administrator.get(UNIT)).text
        answer = await send(administrator, UNIT, "/phu-trach", typed)
        assert answer.status_code == 303
        page = await administrator.get(answer.headers["location"])
        assert "Đã ghi phân công phụ trách đơn vị." in page.text
        assert "Vũ Thị Ngọc" in page.text
        assert "(hiện nay)" in page.text
        assert "12/QĐ-UBND" in page.text
        log = await administrator.get("/nhat-ky")
        assert "Phân công phụ trách Phòng Kinh tế, Hạ tầng và Đô thị" in log.text
        assert "– Vũ Thị Ngọc." in log.text
    facts = (await web.ward.ledger.read([unit_stream("KTHTDT")])).of(unit_stream("KTHTDT"))
    assert facts[-1].event == UnitOverseerNamed(
        unit="KTHTDT",
        person_id=leader,
        from_on=today(),
        basis=Paper(number="12/QĐ-UBND", dated_on=today()),
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"person_id": ""}, "hãy chọn trong danh sách"),
        ({"from_on": ""}, "chưa nhập ngày"),
        ({"from_on": "2026-12-01"}, "không phải là ngày"),
        ({"paper_number": "12/QĐ-UBND"}, "hãy nhập cả số và ngày"),
        ({"paper_number": "quyết định", "paper_date": "01/11/2026"}, "không phải là số văn bản"),
        ({"paper_number": "12/QĐ", "paper_date": "01/11/2096"}, "không được sau hôm nay"),
        ({"from_on": "01/11/1999"}, "từ năm 2000 đến năm 2100"),
        ({"from_on": "01/11/2009"}, "quá xa"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_nothing_typed_is_lost(
    web: WebWard, typed: dict[str, str], said: str
) -> None:
    whole = {"person_id": str(await web.person_id("phochutich")), **typed}
    async with web.browser("quantri") as administrator:
        answer = await send(administrator, UNIT, "/phu-trach", whole)
    assert answer.status_code in {409, 422}
    assert said in alert(answer)
    kept = form_of(answer, "/phu-trach").fields
    shown = {**whole, "from_on": typed.get("from_on") or day(today())}
    assert shown.items() <= kept.items()
    assert "unit-overseer-named" not in await web.states(unit_stream("KTHTDT"))


async def test_a_unit_that_is_none_has_no_page(web: WebWard) -> None:
    async with web.browser("quantri") as administrator:
        assert UNIT in (await administrator.get("/quan-tri/don-vi")).text
        for path in ("KHONGCO", "a%20b", "x" * 99):
            assert (await administrator.get(f"/quan-tri/don-vi/{path}")).status_code == 404


async def test_board_trail_and_log_say_by_name_who_was_shown(web: WebWard) -> None:
    stream = web.task("CT10")
    await due(web, "CT10", today() + timedelta(days=1))
    await chased(web, stream)
    async with web.browser("chanhvp") as chief:
        board = (await chief.get("/don-doc?tinh-trang=vuot-cap")).text
        page = (await chief.get(f"/viec/{stream}")).text
        log = (await chief.get("/nhat-ky")).text
    reported = "Báo cáo Phó Chủ tịch Vũ Thị Ngọc sau lần đôn đốc thứ 1."
    assert "Đã báo cáo lãnh đạo tới Phó Chủ tịch Vũ Thị Ngọc" in board
    assert reported in board  # what moved today
    assert reported in page
    assert "Đã báo cáo Phó Chủ tịch Vũ Thị Ngọc" in page
    assert reported in log


async def test_where_nobody_was_in_charge_the_offices_of_the_rule_are_named(web: WebWard) -> None:
    stream = web.task("CT10")
    to = (Office.VICE_CHAIR, Office.CHAIR)
    await clock(web, stream, TaskEscalated(chase=3, to=to, person_id=None))
    async with web.browser("chanhvp") as chief:
        board = (await chief.get("/don-doc?tinh-trang=vuot-cap")).text
        page = (await chief.get(f"/viec/{stream}")).text
    assert "Đã báo cáo lãnh đạo tới Phó Chủ tịch, Chủ tịch</strong>" in board
    assert "Báo cáo Phó Chủ tịch, Chủ tịch sau lần đôn đốc thứ 3." in page

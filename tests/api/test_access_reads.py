"""Ai đã đọc, đã xuất: whose lines, by person, kind and day; on the page, as Excel, over JSON."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from infra.randomness import RANDOMNESS
from services.commands.first_people import FirstPerson
from services.domain.directory.tokens import Scope
from services.domain.instants import day_of
from services.domain.roles import Office, OfficeHeld
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.ward import PASSWORD, WebWard
from tests.moment import today

pytestmark = pytest.mark.postgres
PAGE = "/thanh-tra/ai-da-doc"
TASK = "/viec/task-51-08.report.2026-Q4"


@pytest.fixture
async def web(web: WebWard) -> WebWard:
    """The ward with a chair."""
    held = OfficeHeld(office=Office.CHAIR, unit=None, from_on=today())
    chair = FirstPerson(key="chutich", name="Tạ Văn Chu", login="chutich", offices=(held,))
    await web.ward.accounts.set_password(await web.ward.directory.register_first(chair), PASSWORD)
    return web


async def read_something(web: WebWard) -> None:
    """An inspector reads two pages, the chair exports the log."""
    async with web.browser("thanhtra") as inspector:
        for address in ("/thanh-tra", TASK):
            assert (await inspector.get(address)).status_code == 200
    async with web.browser("chutich") as chair:
        assert (await chair.get("/nhat-ky/tep.xlsx")).status_code == 200


async def test_the_chair_and_the_inspector_see_who_read_and_exported_what(web: WebWard) -> None:
    await read_something(web)
    async with web.browser("chutich") as chair, web.browser("thanhtra") as inspector:
        for reader in (chair, inspector):
            shown = said(await reader.get(PAGE))
            assert f"{day_of(web.clock.at):%d/%m/%Y}" in shown
            assert "Thanh tra xem Việc: 51-08, quý IV/2026" in shown
            assert "Xuất nhật ký –" in shown
        exported = said(await chair.get(f"{PAGE}?loai=log-exported"))
        assert "1 lần, mới nhất trước" in exported
        assert "51-08" not in exported
        nothing = said(await chair.get(f"{PAGE}?den=01/01/2020"))
        assert "Không có lần đọc, xuất nào như vậy." in nothing
        person = await web.person_id("thanhtra")
        own = said(await chair.get(f"{PAGE}?can-bo={person}&tu={day_of(web.clock.at):%d/%m/%Y}"))
        assert "Thanh tra xem Bàn thanh tra" in own
        assert "Xuất nhật ký –" not in own


async def test_the_administrator_sees_that_accounts_are_used_and_not_for_which_work(
    web: WebWard,
) -> None:
    await read_something(web)
    async with web.browser("quantri") as administrator:
        shown = said(await administrator.get(PAGE))
        assert "Thanh tra xem –" in shown
        assert "51-08" not in shown
        answer = await administrator.get(f"{PAGE}/tep.xlsx")
        book = load_workbook(BytesIO(answer.content), read_only=True)
        cells = {
            str(cell)
            for sheet in book
            for row in sheet.iter_rows(values_only=True)
            for cell in row
        }
        assert "Thanh tra xem" in cells
        assert not any("51-08" in cell for cell in cells)
        assert "Xuất danh sách đã đọc, đã xuất" in said(await administrator.get(PAGE))


async def lines_of(web: WebWard) -> list[str | None]:
    """The addresses that the inspector read, the newest first."""
    async with program(web, "chutich", Scope.READ) as chair:
        listed = (await chair.get("/access-reads?kind=inspector-read&limit=100")).json()
    return [each["address"] for each in listed["reads"]]


async def test_no_header_lets_an_inspector_read_without_a_line(web: WebWard) -> None:
    by_itself = {"X-By-Itself": "1"}
    async with web.browser("thanhtra") as inspector:
        for _ in range(3):  # a page that stands open looks again: one line, not three
            assert (await inspector.get(TASK, headers=by_itself)).status_code == 200
        assert (await inspector.get("/nhat-ky", headers=by_itself)).status_code == 200
        assert (await inspector.get("/thay-doi", headers=by_itself)).status_code == 200
        assert (await inspector.get("/thay-doi")).status_code == 200
    async with program(web, "thanhtra", Scope.READ) as calling:
        assert (await calling.get("/log", headers=by_itself)).status_code == 200
    assert await lines_of(web) == ["/api/log", "/nhat-ky", TASK]


async def test_a_page_that_looks_again_is_noted_anew_after_a_while(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        for minutes in (0, 14, 2):
            web.clock.at += timedelta(minutes=minutes)
            await inspector.get(TASK, headers={"X-By-Itself": "1"})
    assert await lines_of(web) == [TASK, TASK]


async def test_a_refused_form_shows_its_page_and_leaves_a_line(web: WebWard) -> None:
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.post(f"{TASK}/tra-lai", data={"command_id": "x"})
        assert answer.status_code == 422
        assert await lines_of(web) == [TASK]


async def test_an_inspector_with_a_scope_sees_the_own_lines_alone(web: WebWard) -> None:
    await read_something(web)
    person = await web.person_id("thanhtra")
    async with web.browser("quantri") as administrator, web.browser("thanhtra") as inspector:
        form = {
            "command_id": str(RANDOMNESS.new_id()),
            "scope_units": "KTHTDT",
            "reason": "Theo kế hoạch kiểm tra.",
        }
        answer = await administrator.post(f"/quan-tri/can-bo/{person}/pham-vi", data=form)
        assert answer.status_code == 303
        shown = said(await inspector.get(PAGE))
        assert "Tài khoản có phạm vi chỉ thấy các lần của chính mình." in shown
        assert "Xuất nhật ký –" not in shown
        assert "Thanh tra xem" in shown


async def test_others_are_refused_and_days_that_are_none_are_said(web: WebWard) -> None:
    async with web.browser("chuyenvien") as specialist, web.browser("chutich") as chair:
        assert (await specialist.get(PAGE)).status_code == 403
        assert (await specialist.get(f"{PAGE}/tep.xlsx")).status_code == 403
        assert PAGE not in (await specialist.get("/viec")).text
        answer = await chair.get(f"{PAGE}?tu=32/13/2027")
        assert answer.status_code == 422
        assert "Từ ngày" in said(answer)
        answer = await chair.get(f"{PAGE}?tu=02/01/2027&den=01/01/2027")
        assert "Đến hết ngày phải từ “Từ ngày” trở đi." in said(answer)


async def test_a_program_reads_the_same_lines(web: WebWard) -> None:
    await read_something(web)
    async with program(web, "chutich", Scope.READ) as chair:
        listed = (await chair.get("/access-reads?kind=inspector-read&limit=1")).json()
        assert (listed["total"], listed["next"]) == (2, 2)
        more = (await chair.get("/access-reads?kind=inspector-read&limit=1&page=2")).json()
        assert more["next"] is None
        reads = [*listed["reads"], *more["reads"]]
        assert {each["address"] for each in reads} == {"/thanh-tra", TASK}
        assert {each["kind"] for each in reads} == {"inspector-read"}
    async with program(web, "chuyenvien", Scope.READ) as specialist:
        assert (await specialist.get("/access-reads")).status_code == 403

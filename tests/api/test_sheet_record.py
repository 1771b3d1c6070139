"""A period that is over stays what its unit signed; what is known of before stands beside it."""

import pytest

from services.domain.directory.tokens import Scope
from tests.api.programs import program
from tests.api.reading import send
from tests.api.sheet_reading import cells_of
from tests.api.test_period_sheet import WORDS, address_of, fields_of, figures, press
from tests.api.test_task_history import issue_next
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres


async def finish(web: WebWard) -> None:
    """Both tasks of the quarter: sent, signed by the head, confirmed by the Office."""
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        typed = {f"{duty}:text": WORDS, **figures(rate), "all": "1"}
        answer, _ = await press(specialist, address, "gui", typed)
        assert "Đã gửi 2 việc." in answer.text
    async with web.browser("truongphong") as head:
        chosen = {f"{duty}:chosen": "1", f"{rate}:chosen": "1"}
        answer, _ = await press(head, address, "duyet", chosen)
        assert "Đã duyệt 2 việc." in answer.text
    async with web.browser("chanhvp") as chief:
        for stream in (duty, rate):
            assert (await send(chief, f"/viec/{stream}", "/xac-nhan", {})).status_code == 303


async def test_a_closed_period_shows_every_row_as_it_was_signed(web: WebWard) -> None:
    duty, rate, address = web.task("51-08"), web.task("CT10"), address_of(web)
    await finish(web)
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(address)
    assert "không còn việc nào đang mở" in page.text
    assert "Đã hoàn thành: 2 việc" in page.text
    assert cells_of(page, rate, "Thực hiện kỳ này") == ["97,45", "không có số", "Đạt"]
    assert "Ước thực hiện" in cells_of(page, rate, "Loại số")[0]
    (note,) = cells_of(page, rate, "c-note")
    assert "Chưa kiểm đếm xong." in note
    for stream in (duty, rate):
        (status,) = cells_of(page, stream, "c-status")
        steps = [status.index(step) for step in ("Gửi ", "Duyệt ", "Xác nhận ")]
        assert steps == sorted(steps), status
        assert status.startswith("Hoàn thành đúng hạn")
    assert " ".join(WORDS.split()) in cells_of(page, duty, "c-note")[0]


async def test_a_program_reads_the_closed_rows_too_and_lists_open_sheets_alone(
    web: WebWard,
) -> None:
    await finish(web)
    async with program(web, "chuyenvien", Scope.READ) as caller:
        assert (await caller.get("/sheets")).json()["sheets"] == []
        period = address_of(web).rpartition("/")[2]
        body = (await caller.get(f"/sheets/{period}")).json()
    assert body["done"] == 2
    assert {each["task"]["task"]["stream"] for each in body["closed"]} == {
        web.task(code) for code in ("51-08", "CT10")
    }
    assert [each["year_before"] for each in body["closed"]] == [None, None]


async def test_the_list_keeps_closed_periods_by_year_and_says_who_signs(web: WebWard) -> None:
    address = address_of(web)
    async with web.browser("chuyenvien") as specialist:
        before = await specialist.get("/phieu")
        assert "Các kỳ đã xong" not in before.text
        assert "Chưa có thủ trưởng" not in before.text
        assert "0/2 đã gửi" in before.text
    await finish(web)
    async with web.browser("chuyenvien") as specialist:
        after = await specialist.get("/phieu")
    assert "Không có việc nào đang mở" in after.text
    assert "Các kỳ đã xong" in after.text
    assert f'href="{address}?don-vi=KTHTDT"' in after.text
    assert ": 1 phiếu" in after.text


async def test_the_same_period_of_the_last_year_stands_beside_the_one_before(
    web: WebWard,
) -> None:
    rate, address = web.task("CT10"), address_of(web)
    period = address.rpartition("/")[2]
    next_year = f"{int(period[:4]) + 1}{period[4:]}"
    later = await issue_next(web, rate, next_year)
    await finish(web)
    async with web.browser("chuyenvien") as specialist:
        page = await specialist.get(f"/phieu/{next_year}")
    assert cells_of(page, later, "Cùng kỳ") == ["97,45", "không có số", "Đạt"]
    assert cells_of(page, later, "Kỳ trước") == ["97,45", "không có số", "Đạt"]


async def test_last_period_s_words_are_copied_below_what_is_typed(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    later = await issue_next(web, duty)
    async with web.browser("chuyenvien") as specialist:
        early = {"copy": later, f"{later}:text": "Đầu kỳ."}
        answer, _ = await press(specialist, "/phieu/2031-Q1", "chep", early)
        assert "không có nội dung để chép" in answer.text
    await finish(web)
    async with web.browser("chuyenvien") as specialist:
        answer, _ = await press(specialist, "/phieu/2031-Q1", "chep", {"copy": later})
        assert answer.status_code == 200
        assert fields_of(answer)[f"{later}:text"] == f"Đầu kỳ.\n\n{WORDS}"
        assert fields_of(await specialist.get("/phieu/2031-Q1"))[f"{later}:text"].endswith(WORDS)
        nothing, _ = await press(specialist, "/phieu/2031-Q1", "chep", {"copy": duty})
        assert "không có nội dung để chép" in nothing.text
    assert "report-submitted" not in await web.states(later)
    assert address != "/phieu/2031-Q1"


async def test_the_paper_holds_every_row_and_a_place_to_sign(web: WebWard) -> None:
    duty, address = web.task("51-08"), address_of(web)
    async with web.browser("chuyenvien") as specialist:
        await press(specialist, address, "luu", {f"{duty}:text": WORDS})
        draft = await specialist.get(f"{address}/in")
        assert "DỰ THẢO" in draft.text
        assert WORDS in draft.text
    await finish(web)
    async with web.browser("chuyenvien") as specialist:
        paper = (await specialist.get(f"{address}/in")).text
    assert "DỰ THẢO" not in paper
    for said in (WORDS, "97,45", "Không có số: Chưa kiểm đếm xong.", "THỦ TRƯỞNG ĐƠN VỊ"):
        assert said in paper, said

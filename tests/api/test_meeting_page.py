"""Giao ban: the page and the call list the same, for those who oversee the ward alone."""

import re
from datetime import timedelta
from html import unescape

import pytest
from httpx2 import Response

from services.domain.directory.tokens import Scope
from tests.api.directed_work import CODE, NUMBER, ORDERED, directed, given_work, go, signed
from tests.api.pages_said import said
from tests.api.programs import problem, program
from tests.api.reading import alert
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, live, sampled

pytestmark = pytest.mark.postgres
PAGE = "/giao-ban"
CALL = "/meeting-list"
DAY = f"{today():%d/%m/%Y}"
_PART = re.compile(r'<h3 id="(\w+)-(\w+)">(.*?)</h3>(.*?)(?=<h3|</section>)', re.DOTALL)
_ROW = re.compile(r'<tr role="row" data-stream="([^"]+)">')
_NUMBER = re.compile(r"([\d.]+) việc")


def parts(answer: Response) -> dict[tuple[str, str], tuple[int, list[str]]]:
    """Of each part of each half how many tasks its heading counts, and which rows it has."""
    return {
        (half, part): (sum(int(each) for each in _NUMBER.findall(heading)), _ROW.findall(rows))
        for half, part, heading, rows in _PART.findall(answer.text)
    }


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("kiemtra", 200),
        ("chanhvp", 200),
        ("phochutich", 200),
        ("thanhtra", 200),
        ("chuyenvien", 403),
        ("truongphong", 403),
        ("quantri", 403),
    ],
)
async def test_those_who_oversee_the_ward_open_the_list(
    web: WebWard, login: str, status: int
) -> None:
    async with web.browser(login) as somebody:
        assert (await somebody.get(PAGE)).status_code == status
        assert (f'href="{PAGE}"' in (await somebody.get("/viec")).text) is (status == 200)
    async with program(web, login, Scope.READ) as caller:
        assert (await caller.get(CALL)).status_code == status


async def test_every_heading_counts_its_rows_and_the_call_tells_the_same(web: WebWard) -> None:
    await live(web)
    await directed(web)
    late = await given_work(web, 1, due_on=today() + timedelta(days=1))
    await given_work(web, 2)
    go(web, today() + timedelta(days=24))
    since = f"tu={DAY}"
    async with web.browser("chanhvp") as chief:
        shown_parts = parts(await chief.get(f"{PAGE}?{since}"))
    assert len(shown_parts) == 10
    assert all(count == len(rows) for count, rows in shown_parts.values())
    assert shown_parts["assigned", "late"][1] == [late]
    assert shown_parts["routine", "late"][0] > 0
    async with program(web, "chanhvp", Scope.READ) as caller:
        whole = (await caller.get(f"{CALL}?since={today()}")).json()
    listed = {
        (half, part["part"]): [row["work"]["task"]["stream"] for row in part["tasks"]]
        for half in ("assigned", "routine")
        for part in whole[half]
    }
    assert listed == {key: rows for key, (_, rows) in shown_parts.items()}


async def test_a_line_says_what_who_by_when_how_late_what_is_awaited_and_from_where(
    web: WebWard,
) -> None:
    await directed(web)
    stream = await given_work(web, 1, due_on=today() + timedelta(days=1))
    undated = await given_work(web, 2, lead="VHXH")
    await signed(web, stream)
    go(web, today() + timedelta(days=14))
    async with web.browser("chanhvp") as chief:
        page = await chief.get(f"{PAGE}?tu={DAY}")
    words = said(page)
    for sentence in (
        f"phường cho sẵn · thứ Hai, ngày {today() + timedelta(days=14):%d/%m/%Y}",
        ORDERED,
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Xác nhận báo cáo đã ký Chánh Văn phòng",
        f"Thông báo kết luận số {NUMBER} ngày {DAY}",
        f"Mới giao từ ngày {DAY}: 1 việc có thời hạn, 1 việc không thời hạn",
        "Việc thường xuyên theo kế hoạch",
        "Kế hoạch, mục II.5.1",
    ):
        assert sentence in words, sentence
    assert f'href="/viec/{stream}"' in page.text
    assert f'href="/viec/{undated}"' in page.text
    assert f'href="/giao-viec/{CODE}"' in page.text


async def test_what_is_suspended_waits_for_who_ordered_it_by_name(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1)
    await act(web, "phochutich", sampled("suspend-task", stream))
    async with web.browser("chanhvp") as chief:
        words = said(await chief.get(PAGE))
    assert "Tạm dừng Cho tiếp tục việc đang tạm dừng" in words
    assert "Phó Chủ tịch Vũ Thị Ngọc hoặc Chủ tịch" in words


async def test_who_may_register_is_led_to_the_conclusions_of_the_meeting(web: WebWard) -> None:
    way = 'href="/giao-viec/moi?nguon=conclusion"'
    async with web.browser("kiemtra") as clerk:
        assert way in unescape((await clerk.get(PAGE)).text)
        page = await clerk.get("/giao-viec/moi?nguon=conclusion")
        assert page.status_code == 200
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get(PAGE)
        assert way not in unescape(page.text)
        assert 'href="/cho-cap-tren"' in page.text


async def test_an_inspector_reads_no_title_of_restricted_work(web: WebWard) -> None:
    await directed(web)
    stream = await given_work(web, 1, lead="CAP")
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get(PAGE)
    assert stream in page.text
    assert f"Việc theo chỉ đạo {CODE}.1 (chế độ mật)" in said(page)
    assert ORDERED not in page.text
    assert "Giữ gìn trật tự" not in page.text
    async with program(web, "thanhtra", Scope.READ) as caller:
        answer = (await caller.get(CALL)).text
    assert stream in answer
    assert ORDERED not in answer


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("hôm qua", "không phải là ngày"),
        ("31/02/2026", "không phải là ngày"),
        (f"{today() + timedelta(days=1):%d/%m/%Y}", "ngày này chưa đến"),
        (f"{today() - timedelta(days=93):%d/%m/%Y}", "chỉ xem lại được đến ngày"),
    ],
)
async def test_a_day_that_cannot_be_meant_is_answered_in_a_sentence(
    web: WebWard, typed: str, sentence: str
) -> None:
    async with web.browser("chanhvp") as chief:
        page = await chief.get(PAGE, params={"tu": typed})
    assert page.status_code == 422
    assert sentence in alert(page)
    assert f'value="{typed}"' in page.text
    control = re.search(r'<input [^>]*name="tu"[^>]*>', page.text)
    assert control is not None
    assert 'aria-invalid="true" autofocus' in control[0]


async def test_a_program_is_refused_a_day_that_cannot_be_meant(web: WebWard) -> None:
    async with program(web, "chanhvp", Scope.READ) as caller:
        future = await caller.get(f"{CALL}?since={today() + timedelta(days=1)}")
        problem(future, 422, "field-day")
        assert [each["field"] for each in future.json()["errors"]] == ["since"]
        problem(await caller.get(f"{CALL}?since=31-02"), 422, "request-invalid")


async def test_a_year_without_a_calendar_spoils_no_page(web: WebWard) -> None:
    await directed(web)
    await given_work(web, 1, due_on=today() + timedelta(days=1))
    await act(web, "truongphong", sampled("decline-task", f"task-{CODE}.1", lead_unit="VHXH"))
    go(web, today().replace(year=2035))
    async with web.browser("chanhvp") as chief:
        page = await chief.get(PAGE)
        assert page.status_code == 200
        assert "Quá hạn, chưa đếm được ngày vì thiếu lịch nghỉ" in said(page)
        assert (await chief.get("/lanh-dao")).status_code == 200


async def test_without_any_work_every_part_says_so(unplanned: WebWard) -> None:
    async with unplanned.browser("chanhvp") as chief:
        page = await chief.get(PAGE)
    assert said(page).count("không có việc nào") == 10

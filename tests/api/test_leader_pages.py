"""Lãnh đạo and Chờ cấp trên: four columns and nothing else; what was finished and not answered."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from httpx2 import Response

from api.leaders import page as leaders_page
from services.domain.directory.tokens import Scope
from tests import givens
from tests.api.directed_work import (
    CODE,
    ORDERED,
    clock_runs,
    directed,
    finished,
    given_work,
    go,
    signed,
)
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.reading import send
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, live, sampled

pytestmark = pytest.mark.postgres
PAGE, AWAITED = "/lanh-dao", "/cho-cap-tren"
CALLS = ("/late-for-leaders", "/awaited-recognitions")
TOMORROW = today() + timedelta(days=1)
_GROUP = re.compile(r"<h2 [^>]*>(.*?)</h2>(.*?)</section>", re.DOTALL)
_ROW = re.compile(r'<tr role="row" data-stream="([^"]+)">(.*?)</tr>', re.DOTALL)
_HEAD = re.compile(r'<th role="columnheader" scope="col">(.*?)</th>')
_AMOUNT = re.compile(r"\((\d+)\)")


def groups(answer: Response) -> dict[str, list[str]]:
    """The rows below each heading; the number beside the heading is their number."""
    headed = {}
    for heading, rest in _GROUP.findall(answer.text):
        amount = _AMOUNT.search(heading)
        assert amount is not None
        streams = [stream for stream, _ in _ROW.findall(rest)]
        assert int(amount[1]) == len(streams)
        headed[unescape(heading.partition(" <span")[0])] = streams
    return headed


async def collected(web: WebWard, login: str, call: str, name: str) -> list[dict[str, Any]]:
    """Every row that a program reads, one on a page."""
    rows: list[dict[str, Any]] = []
    async with program(web, login, Scope.READ) as caller:
        after: dict[str, str] = {}
        while True:
            part = (await caller.get(call, params={"limit": "1", **after})).json()
            rows += part[name]
            if part["next"] is None:
                whole = (await caller.get(call)).json()
                assert whole[name] == rows
                return rows
            after = {"after": part["next"]}


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
async def test_those_who_oversee_the_ward_open_both_pages(
    web: WebWard, login: str, status: int
) -> None:
    async with web.browser(login) as somebody:
        for address in (PAGE, AWAITED):
            assert (await somebody.get(address)).status_code == status
        assert (f'href="{PAGE}"' in (await somebody.get("/viec")).text) is (status == 200)
    async with program(web, login, Scope.READ) as caller:
        for call in CALLS:
            assert (await caller.get(call)).status_code == status


async def test_there_are_four_columns_and_every_group_counts_its_rows(web: WebWard) -> None:
    await live(web)
    await directed(web)
    mine = await given_work(web, 1, due_on=TOMORROW)
    others = await given_work(web, 2, lead="VHXH", due_on=TOMORROW)
    await act(web, "truongphong", sampled("decline-task", mine, lead_unit="VHXH"))
    go(web, today() + timedelta(days=24))
    async with web.browser("phochutich") as leader:
        page = await leader.get(PAGE)
    shown_groups = groups(page)
    assert next(iter(shown_groups)) == "Chờ bạn: việc theo chỉ đạo, có thời hạn"
    assert shown_groups["Chờ bạn: việc theo chỉ đạo, có thời hạn"] == [mine]
    assert shown_groups["Việc theo chỉ đạo, có thời hạn"] == [others]
    assert shown_groups["Việc thường xuyên theo kế hoạch"]
    heads = _HEAD.findall(page.text)
    four = ["Ai", "Chậm", "Còn thiếu gì", "Cấp phải quyết định"]
    assert heads == four * len(shown_groups)
    assert all(row.count("<td") == 4 for _, row in _ROW.findall(page.text))
    listed = await collected(web, "phochutich", "/late-for-leaders", "tasks")
    streams = [row["work"]["task"]["stream"] for row in listed]
    assert streams == [stream for rows in shown_groups.values() for stream in rows]
    own = [row["own"] for row in listed]
    assert own == sorted(own, reverse=True)
    assert set(own) == {True, False}


async def test_a_row_says_who_how_late_what_is_missing_and_who_decides_by_name(
    web: WebWard,
) -> None:
    await directed(web)
    stream = await given_work(web, 1, supporting=("VHXH",), due_on=TOMORROW)
    named = {
        "person_id": str(await web.person_id("phochutich")),
        "from_on": f"{today():%d/%m/%Y}",
    }
    async with web.browser("quantri") as administrator:
        await send(administrator, "/quan-tri/don-vi/KTHTDT", "/phu-trach", named)
    go(web, today() + timedelta(days=16))
    await clock_runs(web, stream)
    days = givens.calendar().working_days_between(TOMORROW, today() + timedelta(days=16))
    async with web.browser("phochutich") as leader:
        page = await leader.get(PAGE)
        words = said(page)
        for sentence in (
            f"Phòng Kinh tế, Hạ tầng và Đô thị {days} ngày làm việc Báo cáo; nội dung phối hợp",
            f"phối hợp của Phòng Văn hóa - Xã hội {ORDERED}",
            "Bạn Phó Chủ tịch Vũ Thị Ngọc",
        ):
            assert sentence in words, sentence
        assert f'<a href="/viec/{stream}">' in page.text
    await signed(web, stream)
    async with web.browser("phochutich") as leader:
        words = said(await leader.get(PAGE))
        assert "Xác nhận báo cáo đã ký" in words
        assert "Chánh Văn phòng" in words
        assert "Bạn Phó Chủ tịch" not in words


async def test_the_pages_of_a_long_list_follow_each_other(
    web: WebWard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaders_page, "ROWS_A_PAGE", 2)
    await directed(web, superior_due_on=TOMORROW)
    for number in (1, 2, 3):
        await given_work(web, number, due_on=TOMORROW)
    go(web, TOMORROW + timedelta(days=1))
    async with web.browser("chanhvp") as chief:
        first, second = await chief.get(PAGE), await chief.get(f"{PAGE}?trang=2")
        shown = [stream for page in (first, second) for stream, _ in _ROW.findall(page.text)]
        assert len(shown) == len(set(shown)) == 3
        assert f'href="{PAGE}?trang=2"' in first.text
        assert f'href="{PAGE}">Trang trước' in second.text
        assert "Trang này không có việc nào." in said(await chief.get(f"{PAGE}?trang=9"))
    for number in (1, 2, 3):
        await finished(web, f"task-{CODE}.{number}")
    async with web.browser("chanhvp") as chief:
        first, second = await chief.get(AWAITED), await chief.get(f"{AWAITED}?trang=2")
        shown = [stream for page in (first, second) for stream, _ in _ROW.findall(page.text)]
        assert shown == [f"task-{CODE}.{number}" for number in (1, 2, 3)]
        assert "3 việc" in said(first)
        assert "Trang này không có việc nào." in said(await chief.get(f"{AWAITED}?trang=9"))


async def test_what_the_upper_body_answered_leaves_the_list(web: WebWard) -> None:
    superior = today() + timedelta(days=20)
    await directed(web, superior_due_on=superior)
    stream = await given_work(web, 1)
    await finished(web, stream)
    (row,) = await collected(web, "thanhtra", "/awaited-recognitions", "tasks")
    assert row["superior_due_on"] == superior.isoformat()
    assert (row["finished_on"], row["waited"]) == (today().isoformat(), 0)
    way = f"/viec/{stream}#cap-tren-cong-nhan"
    async with web.browser("thanhtra") as inspector:
        assert way not in (await inspector.get(AWAITED)).text
    async with web.browser("kiemtra") as clerk:
        page = await clerk.get(AWAITED)
        assert way in page.text
        words = said(page)
        for sentence in (
            ORDERED,
            f"{superior:%d/%m/%Y}",
            f"{today():%d/%m/%Y}",
            "0 ngày làm việc",
        ):
            assert sentence in words, sentence
        assert 'id="cap-tren-cong-nhan"' in (await clerk.get(f"/viec/{stream}")).text
        typed = {"paper_number": "77/UBND-VP", "paper_date": f"{today():%d/%m/%Y}"}
        answer = await send(clerk, f"/viec/{stream}", "/cap-tren-cong-nhan", typed)
        assert answer.status_code == 303
        assert "Không có việc nào chờ cấp trên." in said(await clerk.get(AWAITED))
    assert await collected(web, "thanhtra", "/awaited-recognitions", "tasks") == []


async def test_restricted_titles_stay_hidden_from_an_inspector(web: WebWard) -> None:
    await directed(web)
    await given_work(web, 1, lead="CAP", due_on=TOMORROW)
    go(web, TOMORROW + timedelta(days=1))
    async with web.browser("thanhtra") as inspector:
        page = await inspector.get(PAGE)
    assert f"Việc theo chỉ đạo {CODE}.1 (chế độ mật)" in said(page)
    assert ORDERED not in page.text
    async with program(web, "thanhtra", Scope.READ) as caller:
        assert ORDERED not in (await caller.get("/late-for-leaders")).text


async def test_a_year_without_a_calendar_spoils_no_page(web: WebWard) -> None:
    await directed(web, superior_due_on=TOMORROW)
    await given_work(web, 1, due_on=TOMORROW)
    done = await given_work(web, 2)
    await finished(web, done)
    go(web, today().replace(year=2035))
    async with web.browser("chanhvp") as chief:
        assert "chưa đếm được ngày vì thiếu lịch nghỉ" in said(await chief.get(PAGE))
        assert "Chưa đếm được vì thiếu lịch nghỉ" in said(await chief.get(AWAITED))


async def test_without_any_work_both_pages_say_what_comes(unplanned: WebWard) -> None:
    async with unplanned.browser("phochutich") as leader:
        assert "Việc sẽ hiện ở đây khi quá hạn." in said(await leader.get(PAGE))
        assert "Việc sẽ hiện ở đây khi phường xác nhận" in said(await leader.get(AWAITED))

"""What the log is asked for: period, outcome, words, papers, order; and what no filter tells."""

import io
import re
from datetime import timedelta

import pytest
from httpx2 import AsyncClient, Response
from openpyxl import load_workbook

from services.domain.directory.tokens import Scope
from services.domain.task.acts.approve_submission import ApproveSubmission
from tests.api.directed_work import directed
from tests.api.log_rows import days_of, rows_of
from tests.api.pages_said import said
from tests.api.programs import program
from tests.api.ward import WebWard
from tests.moment import today
from tests.projections.lives import act, figures, live
from tests.queries.people import refused

pytestmark = pytest.mark.postgres
FIGURES = (
    "Gửi báo cáo bản 1: tỷ lệ hộ dùng nước sạch 96,5%, ước thực hiện; "
    "số trạm cấp nước không có số; hoàn thành rà soát đạt, ước thực hiện."
)


def counted(answer: Response) -> int:
    """How many acts the page says that there are."""
    match = re.search(r"(\d[\d.]*) sự kiện, (?:mới|cũ) nhất trước", said(answer))
    assert match is not None
    return int(match[1].replace(".", ""))


def period_of(web: WebWard, code: str) -> str:
    """The code of the period in which the item's task stands."""
    return web.task(code).rpartition(".")[2]


async def test_a_report_is_said_with_its_figures_in_the_list_and_on_its_own_page(
    web: WebWard,
) -> None:
    await act(web, "chuyenvien", figures(web.task("CT10")))
    async with web.browser("thanhtra") as inspector:
        (row,) = rows_of(await inspector.get("/nhat-ky?loai=report-submitted"))
        assert row[3].startswith(FIGURES), row[3]
        match = re.search(r"Sự kiện số (\d+)", row[3])
        assert match is not None
        own = said(await inspector.get(f"/nhat-ky/{match[1]}"))
        assert FIGURES in own
        assert "Tỷ lệ hộ dùng nước sạch 96,5% Ước thực hiện" in own
        assert "Không có số: Chưa kiểm đếm" in own
    async with program(web, "thanhtra", Scope.READ) as caller:
        (line,) = (await caller.get("/log?event=report-submitted")).json()["lines"]
    assert line["said"] == FIGURES
    assert [(each["measure"], each["value"]) for each in line["figures"]] == [
        ("CT10.1", "96.5"),
        ("CT10.2", None),
        ("CT10.3", "1"),
    ]


async def test_each_filter_holds_what_it_names_and_the_count_is_that_of_the_rows(
    web: WebWard,
) -> None:
    await live(web)
    period = period_of(web, "51-08")
    async with web.browser("thanhtra") as inspector:
        every = await inspector.get("/nhat-ky")
        assert counted(every) == await web.size()
        for query, holds in (
            (f"muc=51-08&ky={period}", "nhiệm vụ 51-08"),
            (f"muc=CT10&ky={period}&ket-qua=tre-han", "Ghi nhận quá hạn"),
            ("ket-qua=tra-lai", "Trả lại báo cáo"),
            ("ket-qua=bao-cao-lanh-dao", "Phó Chủ tịch"),
            ("ket-qua=xac-nhan", "Xác nhận hoàn thành"),
            ("don-vi-nguoi=VHXH", "Phòng Văn hóa - Xã hội"),
            ("don-vi=VHXH&loai=report-submitted", "nhiệm vụ 51-08"),
        ):
            answer = await inspector.get(f"/nhat-ky?{query}")
            rows = rows_of(answer)
            assert rows, query
            assert counted(answer) == len(rows), query
            assert all(holds in " ".join(row) for row in rows), (query, rows)
        people = rows_of(await inspector.get("/nhat-ky?chi-nguoi=1"))
        assert not any("Hệ thống (tự động)" in row[1] for row in people)


async def test_a_source_is_found_by_its_number_and_nothing_else_is(web: WebWard) -> None:
    await directed(web, number="120/KH-UBND")
    async with web.browser("thanhtra") as inspector:
        for number, held in (
            ("120/KH-UBND", True),
            (" 120/kh-ubnd ", True),
            ("120/KH", False),
            ("%", False),
            ("\x00'\\", False),
        ):
            answer = await inspector.get("/nhat-ky", params={"so": number})
            assert bool(rows_of(answer)) is held, number
    async with web.browser("conganvien") as officer:
        assert rows_of(await officer.get("/nhat-ky?so=120/KH-UBND")) == []


async def test_no_filter_and_no_count_tells_of_what_a_reader_may_not_see(web: WebWard) -> None:
    await live(web)
    period = period_of(web, "51-08")
    await refused(web, "conganvien", ApproveSubmission(stream=web.task("51-08"), submission=2))
    for login in ("thanhtra", "chuyenvien", "truongcongan", "quantri"):
        async with web.browser(login) as reader:
            answer = await reader.get("/nhat-ky?so=15/BC-CAP")
            assert rows_of(answer) == [], login
            assert counted(answer) == 0, login
    async with web.browser("phoihop") as supporter:
        assert rows_of(await supporter.get("/nhat-ky?so=Chưa kiểm đếm")) == []
    # An act of one's own on work of others says no more than that it is others'.
    async with web.browser("conganvien") as officer:
        kept = await officer.get("/nhat-ky?loai=command-refused")
        assert [row[2] for row in rows_of(kept)] == ["Việc ngoài phạm vi của bạn"]
        for query in (f"ky={period}", "don-vi=KTHTDT", "don-vi=VHXH"):
            answer = await officer.get(f"/nhat-ky?loai=command-refused&{query}")
            assert rows_of(answer) == [], query


async def test_pages_go_both_ways_in_both_orders_and_to_a_day(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as inspector:
        size = await web.size()
        for order, first in (("", size), ("thu-tu=cu-truoc", 1)):
            start = await inspector.get(f"/nhat-ky?{order}")
            assert _positions(start)[0] == first
            forth = await inspector.get(_link(start, "next"))
            assert len({*_positions(start), *_positions(forth)}) == len(_positions(forth)) + 30
            back = await inspector.get(_link(forth, "prev"))
            assert _positions(back) == _positions(start)
        day = f"{today():%d/%m/%Y}"
        there = await inspector.get(f"/nhat-ky?ngay={day}")
        assert days_of(there)[0] == day
        assert _positions(await inspector.get("/nhat-ky?ngay=01/01/2020")) == []
        later = today() + timedelta(days=4000)
        beyond = await inspector.get(f"/nhat-ky?ngay={later:%d/%m/%Y}")
        assert _positions(beyond)[0] == size


async def test_an_empty_answer_says_what_the_item_is_asked_for_and_which_filter_to_drop(
    web: WebWard,
) -> None:
    await live(web)
    period = period_of(web, "CT10")
    async with web.browser("thanhtra") as inspector:
        answer = await inspector.get("/nhat-ky?muc=CT10&ket-qua=xac-nhan")
        words = said(answer)
        assert "CT10 báo cáo hằng quý; gần nhất: quý" in words
        assert f"gửi ngày {today():%d/%m/%Y}" in words
        assert "Bỏ “Kết quả: Xác nhận hoàn thành” thì có" in words
        link = re.search(r'href="(/nhat-ky\?muc=CT10&amp;ky=[^"]+)"', answer.text)
        assert link is not None
        assert link[1].endswith(f"ky={period}")
        assert rows_of(await inspector.get(link[1].replace("&amp;", "&")))


async def _file(client: AsyncClient, query: str) -> list[tuple[object, ...]]:
    answer = await client.get(f"/nhat-ky/tep.xlsx?{query}")
    assert answer.status_code == 200
    (sheet,) = load_workbook(io.BytesIO(answer.content)).worksheets
    return list(sheet.iter_rows(values_only=True))


async def test_the_file_holds_the_rows_that_are_filtered_and_nothing_else(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as inspector:
        rows = await _file(inspector, "ket-qua=tra-lai")
        shown = rows_of(await inspector.get("/nhat-ky?ket-qua=tra-lai"))
        whole = await _file(inspector, "")
        refused_file = await inspector.get("/nhat-ky/tep.xlsx?loai=x")
    head = next(at for at, row in enumerate(rows) if row[0] == "Sự kiện số")
    written = rows[head + 1 :]
    assert [row[4] for row in written] == [row[2] for row in shown]
    assert all(str(row[5]) in each[3] for row, each in zip(written, shown, strict=True))
    assert ("Lọc theo: kết quả Trả lại") in {row[0] for row in rows[:head]}
    assert len(whole) - head - 1 == await web.size()
    assert "15/BC-CAP" not in str(whole)
    assert refused_file.status_code == 422


def _positions(answer: Response) -> list[int]:
    return [int(each) for each in re.findall(r'href="/nhat-ky/(\d+)"', answer.text)]


def _link(answer: Response, rel: str) -> str:
    match = re.search(rf'rel="{rel}" href="([^"]+)"', answer.text)
    assert match is not None
    return match[1].replace("&amp;", "&")

"""The page Tổng quan: who sees it, what its links open, what an empty ward is told."""

import re
from urllib.parse import unquote

import pytest

from api.overview import labels as overview_labels
from services.domain.task.lateness import OfficialStatus
from services.queries.overview_views import Count, CountFilter
from tests.api.pages_said import said
from tests.api.reading import alert
from tests.api.ward import PEOPLE, WebWard
from tests.moment import today
from tests.projections.lives import live

OF_THE_DUTY = {"chuyenvien", "dongnghiep", "truongphong", "phoihop", "truongphoihop"}
OVERSEEING = {"kiemtra", "chanhvp", "phochutich", "thanhtra"}
SECRET = ("Giữ gìn trật tự an toàn xã hội", "15/BC-CAP")
_NUMBER = re.compile(r'<a href="(/tong-quan/viec[^"]*)" aria-label="[^"]*: ([\d.]+) việc">')


@pytest.mark.postgres
@pytest.mark.parametrize("login", PEOPLE)
async def test_who_works_or_oversees_reads_it_and_units_what_is_theirs(
    web: WebWard, login: str
) -> None:
    reads = login != "quantri"
    async with web.browser(login) as viewer:
        front = await viewer.get("/viec")
        assert ('href="/tong-quan"' in front.text) is reads
        for address in ("/tong-quan", "/tong-quan/viec", "/tong-quan/viec?don-vi=KTHTDT"):
            answer = await viewer.get(address)
            assert answer.status_code == (200 if reads else 403)
            if not reads:
                assert "dành cho cán bộ các đơn vị" in alert(answer)
            if login not in OVERSEEING | OF_THE_DUTY:
                assert "51-08" not in answer.text


@pytest.mark.postgres
async def test_every_number_opens_exactly_its_rows_in_plain_words(web: WebWard) -> None:
    await live(web)
    async with web.browser("thanhtra") as viewer:
        answer = await viewer.get("/tong-quan")
        words = said(answer)
        numbers = _NUMBER.findall(answer.text)
        assert len(numbers) > 10
        for address, amount in numbers:
            rows = await viewer.get(unquote(address.replace("&amp;", "&")))
            listed = re.findall(r'data-label="Việc"><a href="/viec/(task-[^"]+)"', rows.text)
            assert len(listed) == len(set(listed)) == int(amount), address
            assert f"{amount} việc" in said(rows)
            assert not any(secret in rows.text for secret in SECRET)
    for part in ("Toàn phường", "Tỷ lệ hộ dân dùng nước sạch", "Chưa có số", "Quý I", "đúng hạn"):
        assert part in words, part
    assert not any(secret in answer.text for secret in SECRET)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("don-vi=KHONGCO", "Đơn vị: không có"),
        ("don-vi=%00", "Đơn vị: không có"),
        ("o=done_late", "Tình trạng: không có"),
        ("ky=2026-Q5", "Kỳ:"),
        ("ky=x", "Kỳ:"),
        ("trang=0", "Địa chỉ của trang"),
        ("trang=" + "9" * 30, "Địa chỉ của trang"),
    ],
)
async def test_an_address_that_is_not_understood_is_answered_in_a_sentence(
    web: WebWard, asked: str, sentence: str
) -> None:
    async with web.browser("chanhvp") as viewer:
        answer = await viewer.get(f"/tong-quan/viec?{asked}")
        assert answer.status_code == 422
        assert sentence in alert(answer)
        assert "/viec/task-" not in answer.text


@pytest.mark.postgres
async def test_the_period_stands_in_the_address_and_on_the_sheet_that_is_signed(
    web: WebWard,
) -> None:
    await live(web)
    year = today().year
    async with web.browser("chanhvp") as viewer:
        for period, words in (
            (f"{year}", f"Tổng quan năm {year}"),
            (f"{year}-Q4", f"Tổng quan quý IV/{year}"),
            ("luy-ke", "Tổng quan luỹ kế từ đầu kế hoạch"),
            ("khong-ro", f"Tổng quan năm {year}"),
        ):
            assert words in said(await viewer.get(f"/tong-quan?ky={period}"))
        sheet = await viewer.get(f"/tong-quan/in?ky={year}-Q4")
        for part in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", f"quý IV/{year}", "CHỦ TỊCH", "CT10"):
            assert part in said(sheet), part
        rows = [await viewer.get(f"/tong-quan/viec?xep={sort}") for sort in overview_labels.SORTS]
        listed = [re.findall(r'href="/viec/(task-[^"]+)"', answer.text) for answer in rows]
        assert [sorted(each) for each in listed] == [sorted(listed[0])] * 3
        assert listed[2] != listed[0], "by unit"


@pytest.mark.postgres
async def test_a_ward_without_a_plan_is_shown_what_will_appear(unplanned: WebWard) -> None:
    async with unplanned.browser("thanhtra") as viewer:
        words = said(await viewer.get("/tong-quan"))
        for part in (
            "Chưa có việc nào trong nhóm này.",
            "Kế hoạch chưa có chỉ tiêu nào.",
            "Không có việc nào đang quá hạn.",
        ):
            assert part in words
        assert "Không có việc nào như vậy. Việc sẽ hiện ở đây" in said(
            await viewer.get("/tong-quan/viec")
        )


def _count(late: int, in_time: int) -> Count:
    counts = dict.fromkeys(OfficialStatus, 0) | {
        OfficialStatus.DONE_IN_TIME: in_time,
        OfficialStatus.RUNNING_LATE: late,
    }
    return Count(unit=None, quarter=None, counts=counts)


def test_the_share_of_late_work_is_a_dot_between_none_and_all() -> None:
    places = [
        overview_labels.dot(_count(late, in_time)) for late, in_time in ((0, 0), (1, 1), (2, 0))
    ]
    assert places == [4, 52, 100]
    assert _count(1, 2).punctual == 67
    assert _count(0, 0).punctual is None


def test_every_standing_has_its_name_and_its_own_address() -> None:
    assert overview_labels.NAMES.keys() == overview_labels.SLUGS.keys() == set(CountFilter)
    assert len(overview_labels.STANDINGS) == len(CountFilter)

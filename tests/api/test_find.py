"""The page Tìm kiếm: its box on every page, its counts, its links, what it says when empty."""

import re

import pytest

from tests.api.pages_said import said
from tests.api.ward import PEOPLE, WebWard

pytestmark = pytest.mark.postgres
SECRET = "Giữ gìn trật tự an toàn xã hội"


@pytest.mark.parametrize("login", PEOPLE)
async def test_the_box_stands_on_every_page_and_every_link_of_the_answer_opens(
    web: WebWard, login: str
) -> None:
    async with web.browser(login) as viewer:
        assert 'action="/tim"' in (await viewer.get("/viec")).text
        for wanted in ("an", "58-01", "nguyen", "gap mat", "5"):
            answer = await viewer.get("/tim", params={"tim": wanted})
            words = said(answer)
            acts = login not in {"thanhtra", "chuyenvien", "dongnghiep", "truongphong", "phoihop"}
            assert SECRET not in words or acts
            main = answer.text.partition("<main")[2]
            links = re.findall(r'href="(/(?:viec|nhat-ky|quan-tri|ke-hoach)[^"]*)"', main)
            for link in links:
                opened = await viewer.get(link.replace("&amp;", "&"))
                assert opened.status_code == 200, link
            counted = sum(int(each) for each in re.findall(r'class="amount">\((\d+)\)', main))
            assert counted == len(links)


async def test_it_says_what_will_appear_what_is_near_and_that_nothing_is_there(
    web: WebWard,
) -> None:
    async with web.browser("chuyenvien") as viewer:
        assert "Kết quả sẽ hiện ở đây" in said(await viewer.get("/tim"))
        near = said(await viewer.get("/tim?tim=nuoc+sech"))
        assert "dưới đây là kết quả gần đúng" in near
        assert "Chỉ tiêu CT10: Tỷ lệ hộ dân dùng nước sạch" in near
        for foreign in ("54-02", "Phạm Minh Tuấn", "zzzz"):
            words = said(await viewer.get("/tim", params={"tim": foreign}))
            assert f"Không có kết quả nào cho “{foreign}” trong phạm vi của bạn." in words


@pytest.mark.parametrize("strange", ["%00", "%F0%9F%98%80", "a" * 5000, "<script>", "' OR 1=1 --"])
async def test_whatever_is_typed_is_answered_and_shown_harmlessly(
    web: WebWard, strange: str
) -> None:
    async with web.browser("thanhtra") as viewer:
        answer = await viewer.get(f"/tim?tim={strange}")
        assert answer.status_code == 200
        assert "<script>" not in answer.text


async def test_it_asks_for_a_sign_in(web: WebWard) -> None:
    async with web.browser() as stranger:
        assert (await stranger.get("/tim?tim=an")).status_code == 303


@pytest.mark.parametrize(
    ("login", "way"),
    [
        ("thanhtra", "/ke-hoach/CT10"),
        ("chanhvp", "/ke-hoach/CT10"),
        ("chuyenvien", "/nhat-ky?muc=CT10"),
    ],
)
async def test_an_item_leads_to_its_page_for_those_who_open_the_plan_else_to_its_log(
    web: WebWard, login: str, way: str
) -> None:
    async with web.browser(login) as viewer:
        answer = await viewer.get("/tim?tim=nuoc+sach")
        assert f'<a href="{way}">Chỉ tiêu CT10' in answer.text
        assert (await viewer.get(way)).status_code == 200
        log = await viewer.get("/nhat-ky?muc=CT10&loai=assignment-opened")
        assert f'<a href="{way}">Chỉ tiêu CT10' in log.text


@pytest.mark.parametrize("address", ["/tim", "/don-doc", "/viec"])
async def test_a_search_that_is_cut_says_so(web: WebWard, address: str) -> None:
    async with web.browser("chanhvp") as chief:
        for length, cut in ((200, False), (201, True)):
            answer = await chief.get(address, params={"tim": "a" * length})
            assert ("chỉ tìm theo 200 ký tự đầu" in answer.text) is cut

"""Trợ giúp: every desk has its page, with a picture that is served, and nothing of the ward."""

import re

import pytest

from api.web.help_topics import GROUPS, HELP, PAGES, help_for
from api.web.static_files import STATIC
from services.domain.task.clock_facts import REQUESTS
from services.queries.work_views import Group
from tests.api.pages_said import said
from tests.api.ward import WebWard

pytestmark = pytest.mark.postgres
LARGEST = 120_000  # bytes of a picture: a phone loads it over a weak connection
_NAV = re.compile(r'<nav class="ways-bar" aria-label="Các trang">(.*?)</nav>', re.DOTALL)
_LINK = re.compile(r'href="([^"]+)"')
_PICTURE = re.compile(r'<img src="([^"]+)" alt="([^"]{20,})"')
_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)


@pytest.mark.parametrize("login", ["chuyenvien", "chanhvp", "thanhtra", "quantri"])
async def test_every_page_of_the_bar_leads_to_its_own_help(web: WebWard, login: str) -> None:
    async with web.browser(login) as somebody:
        bar = _NAV.search((await somebody.get("/viec")).text)
        assert bar is not None
        *topics, own = _LINK.findall(bar.group(1))
        assert own == f"{HELP}/viec"
        for kit in [*topics, "/tim", "/tai-khoan", "/tai-khoan/ma-truy-cap"]:
            page = await somebody.get(kit)
            way = help_for(kit)
            assert way != HELP, kit
            assert f'<a href="{way}">Trợ giúp</a>' in page.text, kit


@pytest.mark.parametrize("slug", PAGES)
async def test_a_help_page_says_everything_and_shows_its_picture(web: WebWard, slug: str) -> None:
    async with web.browser("quantri") as administrator:
        page = await administrator.get(f"{HELP}/{slug}")
        reported = said(page)
        for heading in ("Trang này để làm gì", "Làm từng bước", "Chữ và màu", "Nếu bị từ chối"):
            assert heading in reported
        assert f"Dành cho: {PAGES[slug].who}" in reported
        assert page.text.count("<li>") >= 3
        assert page.text.count("<dt>") >= 2
        picture = _PICTURE.search(page.text)
        assert picture is not None
        answer = await administrator.get(picture.group(1))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/webp"
        assert 0 < len(answer.content) < LARGEST
        whole = _MAIN.search(page.text)
    async with web.browser("chanhvp") as chief:
        again = _MAIN.search((await chief.get(f"{HELP}/{slug}")).text)
    assert whole is not None
    assert again is not None
    assert whole.group() == again.group(), "what is shown depends on who looks"


async def test_help_is_searched_without_marks_and_says_where_nothing_is(web: WebWard) -> None:
    async with web.browser("chuyenvien") as somebody:
        page = await somebody.get(HELP, params={"tim": "rut lai"})
        assert f'href="{HELP}/viec-mot"' in page.text
        assert f'href="{HELP}/quan-tri"' not in page.text
        assert 'value="rut lai"' in page.text
        nothing = await somebody.get(HELP, params={"tim": "<b>zzzz"})
        assert "Không bài nào có các chữ này." in nothing.text
        assert "<b>zzzz" not in nothing.text
        every = await somebody.get(HELP, params={"tim": "  "})
        assert every.text.count('class="small"') >= len(PAGES)


async def test_the_groups_of_work_are_explained_with_all_that_stands_in_them(web: WebWard) -> None:
    async with web.browser("chanhvp") as chief:
        spoken = said(await chief.get(f"{HELP}/viec"))
    for request in REQUESTS.values():
        assert request.removeprefix("Đề nghị ") in spoken
    decided, escalated, late = (
        GROUPS[group] for group in (Group.DECIDE, Group.ESCALATED, Group.LATE)
    )
    assert "nội dung phối hợp" in decided
    assert "bước duyệt đã hết thời gian xử lý" in escalated
    assert "hạn phối hợp" in late
    assert all(each in spoken for each in (decided, escalated, late))


async def test_the_list_names_every_page_and_what_is_unknown_is_not_found(web: WebWard) -> None:
    async with web.browser("chuyenvien") as somebody:
        page = await somebody.get(HELP)
        assert {f"{HELP}/{slug}" for slug in PAGES} <= set(_LINK.findall(page.text))
        assert (await somebody.get(f"{HELP}/khong-co")).status_code == 404
        assert (await somebody.get(f"{HELP}/../app")).status_code == 404
    async with web.browser() as nobody:
        assert (await nobody.get(HELP)).status_code == 303


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/viec/task-51-08.report.2026-Q4", "viec-mot"),
        ("/phieu/2026-Q4", "phieu"),
        ("/ke-hoach/van-ban/abc", "van-ban"),
        ("/ke-hoach/51-08", "ke-hoach"),
        ("/tong-quan/viec", "tong-quan"),
        ("/giao-ban", "giao-ban"),
        ("/lanh-dao", "lanh-dao"),
        ("/cho-cap-tren", "cho-cap-tren"),
        ("/bang-chung-cham-diem/tep.xlsx", "bang-chung-cham-diem"),
        ("/quan-tri/danh-sach", "quan-tri"),
        ("/nhat-ky/12", "nhat-ky"),
        ("/api/docs", "ma-truy-cap"),
    ],
)
def test_an_address_below_a_page_has_that_page_s_help(path: str, slug: str) -> None:
    assert help_for(path) == f"{HELP}/{slug}"
    assert help_for("/khong-co") == HELP


def test_no_picture_is_kept_that_nobody_shows() -> None:
    kept = {path.name for path in (STATIC / "own" / "help").iterdir()}
    readme = (STATIC.parents[1] / "README.md").read_text(encoding="utf-8")
    assert {name for name in kept if name not in readme} <= {
        page.picture for page in PAGES.values()
    }
    assert {page.picture for page in PAGES.values()} <= kept

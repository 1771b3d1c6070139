"""What each page may cost who works at it, on one and on five years of the ward's life."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser

from api.meetings.labels import IN_SIGHT
from tests.journeys.browser.grown_ward import (
    LOW,
    NARROW,
    WIDE,
    YEARS,
    GrownWards,
    faint_borders,
    grown_wards,
    measured,
    opened,
)
from tests.journeys.browser.test_every_page import CODE_WORDS

# Five years are lived before the first page is looked at.
pytestmark = [pytest.mark.postgres, pytest.mark.browser, pytest.mark.timeout(900)]
SEARCHED = "/nhat-ky?noi-dung=b%C3%A1o+c%C3%A1o"  # with what was typed where it was found
ITEM = "/ke-hoach/CT04"  # no indicator has more measures
# Each desk with who works at it; those with rows of work begin with one in sight.
PAGES = (
    ("kthtdt.truong", "/viec"),
    ("kthtdt", "/viec"),
    ("vanphong", "/viec"),
    ("phochutich", "/viec"),
    ("vanphong", "/don-doc"),
    ("chutich", "/tong-quan"),
    ("vanphong", "/ke-hoach"),
    ("vanphong", "/giao-viec"),
    ("vanphong", "/giao-ban"),
    ("vanphong", "/so-theo-doi"),
    ("vanphong", "/loi-hua-nhac-viec"),
    ("vanphong", "/cho-cap-tren"),
    ("vanphong", "/chuong-trinh"),
    ("vanphong", "/tim?tim=dat+dai"),
    ("vanphong", "/tai-khoan"),
    ("chutich", "/lanh-dao"),
    ("chutich", "/bang-chung-cham-diem"),
    ("chutich", ITEM),
    ("kthtdt", "/bang-chung-cham-diem"),
    ("kthtdt", "/phieu"),
    ("kthtdt", "/tong-quan"),
    ("thanhtra", "/don-doc"),
    ("thanhtra", "/nhat-ky"),
    ("thanhtra", "/thanh-tra"),
    ("thanhtra", SEARCHED),
    ("quantri", "/quan-tri"),
    ("quantri", "/quan-tri/danh-sach"),
    ("quantri", "/quan-tri/don-vi"),
)
ROWS = frozenset(
    {
        "/viec",
        "/don-doc",
        "/nhat-ky",
        SEARCHED,
        "/ke-hoach",
        "/giao-viec",
        "/giao-ban",
        "/so-theo-doi",
        "/loi-hua-nhac-viec",
        "/cho-cap-tren",
        "/chuong-trinh",
        "/lanh-dao",
        "/bang-chung-cham-diem",
        "/phieu",
    }
)
FIRST_ROW, HIGHEST, HEAVIEST = 320, 3000, 150 * 1024
HEADER_WIDE, HEADER_NARROW = 64, 56
_FINDING = re.compile(r"\b[A-Z]\d-[A-Z]{2,}\b|\bC0\d\b")
_UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}\b")


@pytest.fixture(scope="module")
def wards(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GrownWards]:
    """Simulated once for all desks."""
    with grown_wards(tmp_path_factory.mktemp("grown")) as grown:
        yield grown


@pytest.mark.parametrize("years", YEARS)
async def test_each_page_keeps_its_budget(
    wards: GrownWards, chromium: Browser, years: int
) -> None:
    over: list[str] = []
    for login, address in PAGES:
        page = await wards.visit(chromium, years, login, LOW)
        sent = await opened(page, address)
        low = await measured(page, LOW)
        wide = await measured(page, WIDE)
        faint = await faint_borders(page)
        narrow = await measured(page, NARROW)
        await page.context.close()
        named = f"{login} {address}"
        if address in ROWS and (low["row"] is None or low["row"] > FIRST_ROW):
            over.append(f"{named}: first row at {low['row']} px")
        if wide["height"] > HIGHEST:
            over.append(f"{named}: {wide['height']} px high")
        if sent > HEAVIEST:
            over.append(f"{named}: {sent} bytes")
        if low["header"] > HEADER_WIDE or narrow["header"] > HEADER_NARROW:
            over.append(f"{named}: header {low['header']}, {narrow['header']} px")
        if narrow["too_wide"] or low["too_wide"]:
            over.append(f"{named}: wider than its window")
        over += [f"{named}: border of {name} {ratio} : 1" for name, ratio in faint]
        for pattern in (CODE_WORDS, _FINDING, _UUID):
            over += [f"{named}: says {word}" for word in pattern.findall(wide["text"])[:3]]
    assert over == []


async def test_what_the_meeting_has_folded_is_opened_by_a_press_and_stands_on_paper(
    wards: GrownWards, chromium: Browser
) -> None:
    page = await wards.visit(chromium, 1, "vanphong", LOW)
    await page.goto("/giao-ban")
    part = page.locator(".part:has(> .part-rest)").first
    rows, in_sight = part.locator("tbody tr"), part.locator("tbody tr:visible")
    whole = await rows.count()
    assert whole > IN_SIGHT
    assert await in_sight.count() == IN_SIGHT
    await page.emulate_media(media="print")
    assert await in_sight.count() == whole
    await page.emulate_media(media="screen")
    opening = part.locator("summary", has_text=f"Xem cả {whole} việc")
    await opening.press("Enter")
    assert await in_sight.count() == whole
    await page.context.close()


@pytest.mark.parametrize("years", YEARS)
async def test_each_report_is_approved_on_a_telephone_by_one_press_in_sight(
    wards: GrownWards, chromium: Browser, years: int
) -> None:
    page = await wards.visit(chromium, years, "kthtdt.truong", NARROW)
    await page.goto("/viec?nhom=cho-quyet-dinh")
    links = page.locator("main tbody td:first-child a[href^='/viec/task-']")
    ways = [str(await link.get_attribute("href")) for link in await links.all()]
    going_on = page.get_by_role("button", name="Duyệt và mở việc tiếp theo", exact=True)
    waiting = 0
    for way in ways:
        await page.goto(way)
        waiting += await going_on.count()
    assert waiting >= 2  # the ward of both years has some
    presses = 0
    await page.goto(next(way for way in ways))
    while not await going_on.count():
        ways.pop(0)
        await page.goto(ways[0])
    while "/viec/task-" in page.url:
        box = await going_on.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= NARROW[1]  # without a move of the thumb
        async with page.expect_navigation():
            await going_on.click()
        presses += 1
    assert presses == waiting
    assert "Đã duyệt" in await page.inner_text("main")
    await page.context.close()


def test_the_wards_lived_through_their_years(wards: GrownWards) -> None:
    """A command that a rule refuses would have ended them, however seldom it is tried."""
    tasks = {years: len(wards.installations[years].simulated.ward.tasks) for years in YEARS}
    assert tasks[1] > 1000
    assert tasks[5] > 5 * 1000


def test_the_budgets_speak_of_pages_that_exist() -> None:
    assert {address for _, address in PAGES} >= ROWS

"""What each page may cost who works at it, on one and on five years of the ward's life."""

import re
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser

from tests.journeys.browser.grown_ward import (
    LOW,
    NARROW,
    WIDE,
    YEARS,
    GrownWards,
    faint_borders,
    grown_wards,
    measured,
)
from tests.journeys.browser.test_every_page import CODE_WORDS

pytestmark = [pytest.mark.postgres, pytest.mark.browser]
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
    ("thanhtra", "/nhat-ky"),
    ("quantri", "/quan-tri"),
)
ROWS = frozenset({"/viec", "/don-doc", "/nhat-ky", "/ke-hoach", "/giao-viec"})
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
        low = await measured(page, address)
        await page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
        wide = await measured(page, address)
        faint = await faint_borders(page)
        await page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        narrow = await measured(page, address)
        await page.context.close()
        named = f"{login} {address}"
        if address in ROWS and (low["row"] is None or low["row"] > FIRST_ROW):
            over.append(f"{named}: first row at {low['row']} px")
        if wide["height"] > HIGHEST:
            over.append(f"{named}: {wide['height']} px high")
        if wide["bytes"] > HEAVIEST:
            over.append(f"{named}: {wide['bytes']} bytes")
        if low["header"] > HEADER_WIDE or narrow["header"] > HEADER_NARROW:
            over.append(f"{named}: header {low['header']}, {narrow['header']} px")
        if narrow["too_wide"] or low["too_wide"]:
            over.append(f"{named}: wider than its window")
        over += [f"{named}: border of {name} {ratio} : 1" for name, ratio in faint]
        for pattern in (CODE_WORDS, _FINDING, _UUID):
            over += [f"{named}: says {word}" for word in pattern.findall(wide["text"])[:3]]
    assert over == []


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

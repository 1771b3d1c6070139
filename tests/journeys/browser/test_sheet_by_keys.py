"""The sheet of thirty-three rows: filled by keys alone, by a block of Excel, card by card."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from infra.engines.postgres.engine import PostgresEngine
from tests.journeys.browser.accessibility import grave_faults
from tests.journeys.browser.conftest import keep
from tests.journeys.browser.hands import BrowserPerson, Seats
from tests.journeys.browser.profiles import Profiles
from tests.journeys.browser.site import Site, served_demonstration

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
PERIOD = "/phieu/2026-Q4"
CELLS = ".c-value input, .c-value textarea"
SAVED = "Đã lưu nháp, chưa gửi."
KEYS_TO_THE_FIRST = 25  # Tabs from the top of the page
ABOVE = 200  # pixels of the page's own content above its first row
HIGHEST = 3000
HEAVIEST = 150_000
HEIGHTS = "() => [...document.querySelectorAll('.sheet-task tr')].map(e => e.offsetHeight)"
ABOVE_FIRST = (
    "() => document.querySelector('.sheet-task').getBoundingClientRect().top"
    " - document.querySelector('main').getBoundingClientRect().top"
)
NEIGHBOURS = """() => {
  const lines = [...document.querySelectorAll(".sheet-task tr:has(.c-value)")];
  const first = lines.findIndex((line) => line.querySelector(".c-kind select"));
  return Boolean(lines[first + 1].querySelector(".c-kind select"));
}"""
PASTED = """([selector, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.querySelector(selector).dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
async def fullest(
    postgres: PostgresEngine, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Site]:
    """A demonstration of this file alone: its fullest sheet is filled and sent."""
    folder = tmp_path_factory.mktemp("fullest")
    async with served_demonstration(postgres, "fullest", folder) as site:
        yield site


@pytest.fixture
async def seats(fullest: Site, profiles: Profiles, tmp_path: Path) -> AsyncIterator[Seats]:
    """Where people of the demonstration sit down."""
    yield Seats(site=fullest, profiles=profiles, pictures=tmp_path)
    await keep(tmp_path, profiles.browser)


def focused(page: Page) -> Locator:
    return page.locator(":focus")


async def weighed(person: BrowserPerson) -> None:
    """The page is a table: rows of one height, near the top, on few screens, light."""
    page = person.page
    answer = await page.goto(f"{person.site.address}{PERIOD}")
    assert answer is not None
    assert len(await answer.body()) <= HEAVIEST
    assert await page.evaluate(ABOVE_FIRST) <= ABOVE
    assert await page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
    heights = await page.evaluate(HEIGHTS)
    assert len(heights) > 33
    assert set(heights) == {40}


async def test_thirty_three_rows_are_filled_by_keys_and_sent_together(seats: Seats) -> None:
    async with seats.seat("kthtdt", mouse=True) as clerk:
        await weighed(clerk)
        page = clerk.page
        keys = 0
        first = page.locator(CELLS).first
        while not await first.evaluate("e => e === document.activeElement"):
            await page.keyboard.press("Tab")
            keys += 1
            assert keys <= KEYS_TO_THE_FIRST
        lines = await page.locator(CELLS).count()
        for number in range(lines):
            words = await focused(page).evaluate("e => e.tagName === 'TEXTAREA'")
            await page.keyboard.insert_text(f"Đã xong việc {number}." if words else "12")
            await page.keyboard.press("Enter")
            keys += 1
        assert keys <= KEYS_TO_THE_FIRST + lines
        await clerk.says("33/33 đã nhập")
        await clerk.says(SAVED)
        await page.keyboard.press("ArrowUp")
        await page.keyboard.press("ArrowDown")
        assert await page.locator(CELLS).last.evaluate("e => e === document.activeElement")
        await page.reload()
        await clerk.says("33/33 đã nhập")
        await expect(first).to_have_value("12")
        await clerk.press("Gửi 33 việc")
        await clerk.says("Đã gửi 33 việc.")
        await clerk.unfold("Đã gửi và đã hoàn thành")
        assert await page.evaluate("document.documentElement.scrollHeight") <= HIGHEST
        assert await grave_faults(page) == []
    async with seats.seat("kthtdt.truong", mouse=True) as head:
        await weighed(head)
        await head.press("Chọn tất cả để duyệt")
        await expect(head.page.get_by_role("button", name="Duyệt 33 việc")).to_be_visible()
    async with seats.seat("kthtdt.truong", mouse=False) as head:
        page = head.page
        await page.goto(f"{seats.site.address}{PERIOD}")
        await head.says("33 việc chờ duyệt")
        for left in (32, 31):
            await head.press("Duyệt việc này")
            await head.says("Đã duyệt 1 việc.")
            await head.says(f"{left} việc chờ duyệt")
        await head.fits()


async def test_a_block_of_excel_fills_downwards_and_says_what_it_left(seats: Seats) -> None:
    async with seats.seat("vhxh", mouse=True) as clerk:
        page = clerk.page
        await page.goto(f"{seats.site.address}{PERIOD}")
        counted = page.locator(".sheet-task tr:has(.c-kind select)")
        start = ".sheet-task tr:has(.c-kind select) .c-value input"
        assert await page.evaluate(NEIGHBOURS), "two numbers stand under each other"
        await page.evaluate(PASTED, [start, "97,45\tSố sơ bộ\t\tTạm tính.\r\n12\tSố lạ\r\n"])
        await expect(page.locator(start).first).to_have_value("97,45")
        await expect(counted.first.locator(".c-kind select")).to_have_value("preliminary")
        await expect(counted.nth(1).locator("input")).to_have_value("12")
        words = page.locator(".sheet-task:has(.c-kind select) textarea[name$=':text']").first
        await expect(words).to_have_value("Tạm tính.")
        await clerk.says("Đã dán 4 ô. Không dán được 1 ô: “Số lạ”.")
        await clerk.says(SAVED)
        await page.reload()
        await expect(counted.nth(1).locator(".c-value input")).to_have_value("12")


async def test_on_a_phone_one_row_is_one_card(seats: Seats) -> None:
    async with seats.seat("ttdvsnc", mouse=False) as clerk:
        page = clerk.page
        await page.goto(f"{seats.site.address}{PERIOD}")
        cards = page.locator(".sheet-task")
        visible = page.locator(".sheet-task:visible")
        count = await cards.count()
        assert count > 2
        for number in range(count):
            await expect(visible).to_have_count(1)
            await expect(cards.nth(number)).to_be_visible()
            await expect(page.locator("[data-place]")).to_have_text(f"{number + 1}/{count}")
            await clerk.fits()
            if number == 0:
                assert await grave_faults(page) == []
            if number + 1 < count:
                await page.get_by_role("button", name="Việc sau").click()
        await page.get_by_role("button", name="Việc trước").click()
        await expect(cards.nth(count - 2)).to_be_visible()


async def test_the_panel_opens_at_the_side_one_at_a_time_and_escape_closes_it(
    seats: Seats,
) -> None:
    async with seats.seat("tthcc", mouse=True) as clerk:
        page = clerk.page
        await page.goto(f"{seats.site.address}{PERIOD}")
        summaries = page.locator(".panel summary")
        opened = page.locator(".panel[open]")
        await summaries.first.click()
        body = await page.locator(".panel[open] .panel-body").bounding_box()
        assert body is not None
        assert body["x"] + body["width"] == 1280
        await summaries.first.press("Escape")
        await expect(opened).to_have_count(0)
        for number in (0, 1):
            await summaries.nth(number).focus()
            await page.keyboard.press("Enter")
        await expect(opened).to_have_count(1)
        await expect(page.locator(".sheet-task").nth(1).locator(".panel")).to_have_attribute(
            "open", ""
        )
        await page.get_by_role("button", name="Đóng").click()
        await expect(opened).to_have_count(0)
